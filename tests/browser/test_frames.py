"""The browser reads what app.stream writes: in any slices, never more than is true, and nothing that is damaged."""

import base64

import numpy as np
import pytest
from faulty_site import STEPS, film

from app import stream


@pytest.fixture
def fed(page, site):
    """fed("whole", data): what the decoder makes of these bytes (of a whole film if none are given)."""
    page.goto(f"{site.address}/blank.html")

    def attempt(name, data=None):
        data = film({"rate": "1", "seed": "0"}) if data is None else data
        task = {"attempt": name, "frames": base64.b64encode(data).decode()}
        return page.evaluate("task => import('/feed.js').then(({feed}) => feed(task))", task)

    return attempt


def same(seen, decoded):
    """Whether the browser's film has the same numbers as Python's, to the last bit of a float32."""
    parts = [(seen[part], getattr(decoded, part)) for part in ("before", "each", "after")]
    return all(
        theirs.keys() == ours.keys() and all(np.array_equal(np.float32(theirs[n]), np.float32(ours[n]).ravel()) for n in ours)
        for theirs, ours in parts
    )


def test_the_browser_reads_the_very_numbers_that_python_reads(fed):
    seen, decoded = fed("whole"), stream.decode(film({"rate": "1", "seed": "0"}))
    assert same(seen, decoded)
    assert (seen["scene"], seen["settings"], seen["titles"]) == (decoded.scene, decoded.settings, decoded.titles)
    assert (seen["done"], seen["diverged"], seen["count"], seen["here"]) == (True, False, STEPS, STEPS)


def test_one_byte_at_a_time_makes_the_same_film(fed):
    assert fed("slices") == fed("whole")


def test_a_cut_at_every_offset_is_never_taken_for_whole_and_can_be_continued(fed):
    cuts = fed("cuts")
    assert not any(cut["done"] for cut in cuts)
    assert all(cut["same"] for cut in cuts)
    assert {cut["here"] for cut in cuts} == set(range(STEPS + 1))


@pytest.mark.parametrize("diverged_at", [None, 7])
def test_a_flipped_bit_anywhere_is_never_taken_for_whole(fed, diverged_at):
    assert "taken for whole" not in fed("flips", film({"rate": "1", "seed": "0"}, diverged_at))


def test_a_run_that_diverged_has_only_its_true_records(fed):
    seen = fed("whole", film({"rate": "1", "seed": "0"}, diverged_at=7))
    assert (seen["diverged"], seen["count"], seen["here"]) == (True, 7, 7)


@pytest.mark.parametrize(("data", "words"), [
    (b"<!doctype html><html>", 'got "<!doctyp", expected "downhill"'),
    (stream.FRONT.pack(stream.MAGIC, 3, 8) + bytes(8), "got frames of version 3, expected 2"),
    (stream.FRONT.pack(stream.MAGIC, 2, 2**31) + bytes(8), "got a header of 2147483648 bytes, expected at most 65536"),
])
def test_what_is_no_film_is_refused_with_what_came(fed, data, words):
    assert fed("refuse", data) == words


def test_bytes_after_the_end_are_refused(fed):
    assert fed("excess") == "got 1 bytes after the end of probe"
