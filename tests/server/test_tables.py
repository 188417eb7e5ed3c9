"""Tables: every titled number of a film, exactly, in the forms that spreadsheets and programs know."""

import csv
import io
import json

import numpy as np
import pytest

from app.server import tables
from app.stream import Field, Layout, decode, encode

TITLE = 'loss, "mean" of <all>'
LAYOUT = Layout(
    before={},
    each={
        "loss": Field("f4", title=TITLE), "right": Field("u2", title="right"), "share": Field("u1", unit=1 / 255, title="share"),
        "hidden": Field("f4"), "guesses": Field("f4", (3,), title="ten guesses"),
    },
    count=4,
)
LOSSES = [0.1, 1e-9, 3.0, 2.5]


def film(diverged=False):
    records = [{"loss": loss, "right": 7, "share": 1 / 3, "hidden": 1, "guesses": [1, 2, 3]} for loss in LOSSES]
    played = [{}, *(records[:2] + [None] if diverged else records), {}]
    return decode(b"".join(encode("bowl", {"rate": "4"}, LAYOUT, played)))


def test_csv_has_a_column_for_every_titled_number_and_reads_back_exactly():
    head, *rows = csv.reader(io.StringIO(tables.as_csv(film()).decode(), newline=""))
    assert head == ["step", TITLE, "right", "share"]
    assert [row[0] for row in rows] == ["0", "1", "2", "3"]
    assert [np.float32(row[1]) for row in rows] == [np.float32(loss) for loss in LOSSES]
    assert {row[2] for row in rows} == {"7"}
    assert np.float32(rows[0][3]) == np.float32(85 / 255)


def test_json_says_the_same_with_names_and_settings():
    told = json.loads(tables.as_json(film()))
    assert (told["scene"], told["settings"], told["diverged"]) == ("bowl", {"rate": "4"}, False)
    assert list(told["columns"]) == ["step", "loss", "right", "share"]
    assert told["columns"]["loss"]["title"] == TITLE
    assert told["columns"]["loss"]["values"] == pytest.approx(LOSSES)


def test_a_run_that_diverged_has_only_its_true_rows():
    told = json.loads(tables.as_json(film(diverged=True)))
    assert told["diverged"] and told["columns"]["step"]["values"] == [0, 1]
    assert tables.as_csv(film(diverged=True)).count(b"\r\n") == 3


def test_a_number_that_is_not_known_yet_is_an_empty_cell_and_a_null():
    layout = Layout({}, {"slope": Field("f4", title="slope", late=True)}, 2)
    late = decode(b"".join(encode("bowl", {}, layout, [{}, {"slope": float("nan")}, {"slope": 0}, {}])))
    assert tables.as_csv(late).decode() == "step,slope\r\n0,\r\n1,0\r\n"
    assert json.loads(tables.as_json(late))["columns"]["slope"]["values"] == [None, 0]
