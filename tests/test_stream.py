"""Frames to bytes and back: what goes in comes out, and damage of any kind is refused."""

import json
import zlib
from functools import cache
from itertools import islice
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.stream import KINDS, Field, Layout, decode, encode, length, once, packed

UNITS = {"f4": (1.0,), **dict.fromkeys(KINDS[1:], (1.0, 1 / 16, 1 / 255, 1e-4))}
LAYOUT = Layout(
    before={"image": Field("u1", (2, 3), 1 / 16)},
    each={"loss": Field("f4", title="loss"), "right": Field("u2")},
    count=3,
    after={"path": Field("f4", (3,))},
)
PLAYED = [
    {"image": np.full((2, 3), 0.5)},
    *({"loss": 2.25 - step, "right": 30 + step} for step in range(3)),
    {"path": [1, 2, 3]},
]


@cache
def whole():
    return b"".join(encode("bowl", {"rate": "4"}, LAYOUT, PLAYED))


@st.composite
def fields(draw, least=0):
    names = draw(st.lists(st.text(min_size=1, max_size=6), min_size=least, max_size=4, unique=True))
    return {name: draw(field()) for name in names}


@st.composite
def field(draw):
    kind = draw(st.sampled_from(KINDS))
    shape = draw(arrays.array_shapes(min_dims=0, max_dims=3, max_side=3))
    return Field(kind, shape, draw(st.sampled_from(UNITS[kind])), draw(st.text(max_size=6)))


def values(draw, layout_fields):
    whole = {name: draw(arrays.arrays(f"<{f.kind}", f.shape, elements=finite(f.kind))) for name, f in layout_fields.items()}
    return {name: array.astype(float) * layout_fields[name].unit for name, array in whole.items()}


def finite(kind):
    if kind == "f4":
        return st.floats(-(2.0**100), 2.0**100, width=32)
    return st.integers(np.iinfo(kind).min, np.iinfo(kind).max)


@st.composite
def plays(draw):
    layout = Layout(draw(fields()), draw(fields(least=1)), draw(st.integers(0, 4)), draw(fields()))
    true = draw(st.integers(0, layout.count))
    each = [values(draw, layout.each) for _ in range(true)]
    stop = [None] if true < layout.count else []
    return layout, values(draw, layout.before), each, stop, values(draw, layout.after)


@given(plays(), st.text(max_size=5), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
@settings(max_examples=60, deadline=None)
def test_what_goes_in_comes_out_for_every_layout(play, scene, chosen):
    layout, before, each, stop, after = play
    data = b"".join(encode(scene, chosen, layout, [before, *each, *stop, after]))
    film = decode(data)
    assert len(data) == length(scene, chosen, layout)
    assert (film.scene, film.settings, film.count, film.diverged) == (scene, chosen, len(each), bool(stop))
    same(film.before, before, layout.before)
    same(film.after, after, layout.after)
    for step, record in enumerate(each):
        same({name: film.each[name][step] for name in film.each}, record, layout.each)


def same(got, given, layout_fields):
    assert set(got) == set(given)
    for name, field in layout_fields.items():
        np.testing.assert_allclose(got[name], given[name], rtol=1e-6, atol=field.unit * 1e-6)


@given(fields(least=1))
@settings(deadline=None)
def test_every_field_lies_on_a_multiple_of_its_size_so_that_a_browser_can_view_it(layout_fields):
    dtype = packed(layout_fields)
    assert dtype.itemsize % 8 == 0
    assert all(offset % kind.base.itemsize == 0 for kind, offset in dtype.fields.values())


@given(fields(), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
@settings(max_examples=30, deadline=None)
def test_the_frames_begin_on_a_multiple_of_eight(layout_fields, chosen):
    header = next(encode("bowl", chosen, Layout(layout_fields, {"x": Field("f4")}, 1), []))
    assert len(header) % 8 == 0


def test_a_header_has_no_blanks_but_those_behind_it_that_align_the_frames():
    header = next(encode("bowl", {"rate": "4"}, Layout({}, {"x": Field("f4")}, 1), []))
    told = header[header.index(b"{"):]
    assert b" " not in told.rstrip() and len(told) - len(told.rstrip()) < 8


def test_a_header_says_of_every_field_its_kind_shape_unit_and_title_and_which_come_late():
    layout = Layout({}, {"x": Field("i2", (3,), 1 / 4, title="place"), "y": Field("f4", late=True)}, 1)
    header = next(encode("bowl", {}, layout, []))
    told = json.loads(header[header.index(b"{"):])["each"]["fields"]
    assert told == {"y": ["f4", [], 1, "", True], "x": ["i2", [3], 0.25, "place"]}


def test_every_truncation_is_refused():
    for stop in range(len(whole())):
        with pytest.raises(ValueError):
            decode(whole()[:stop])


def test_every_flipped_bit_is_refused():
    for place in range(len(whole())):
        for bit in range(8):
            damaged = bytearray(whole())
            damaged[place] ^= 1 << bit
            with pytest.raises(ValueError):
                decode(bytes(damaged))


def test_what_follows_the_end_is_refused():
    with pytest.raises(ValueError):
        decode(whole() + b"\0")


def test_what_is_too_short_to_be_a_stream_is_told_its_length():
    with pytest.raises(ValueError, match="^31 bytes are no stream$"):
        decode(bytes(31))
    with pytest.raises(ValueError, match="^got b'.*version 0, expected"):
        decode(bytes(32))


def test_a_film_knows_which_of_its_numbers_have_a_title():
    assert decode(whole()).titles == {"loss": "loss"}


def test_damage_says_what_came_and_what_was_expected():
    with pytest.raises(ValueError, match="got b'GIF89a"):
        decode(b"GIF89a.." + whole()[8:])
    with pytest.raises(ValueError, match="version 3.*expected.*version 2"):
        decode(whole()[:8] + b"\3" + whole()[9:])
    with pytest.raises(ValueError, match=f"{len(whole()) - 5} bytes is cut short"):
        decode(whole()[:-5])


def test_a_run_that_diverges_repeats_its_last_true_record_and_tells_how_many_are_true():
    data = b"".join(encode("bowl", {}, LAYOUT, [*PLAYED[:3], None, PLAYED[-1]]))
    film = decode(data)
    sent = records(data)
    assert (film.diverged, film.count, list(film.each["right"])) == (True, 2, [30, 31])
    assert (sent["loss"][2], sent["right"][2]) == (sent["loss"][1], 0)
    assert len(data) == length("bowl", {}, LAYOUT)


def records(data):
    """The records of such a film as they are sent."""
    size = packed(LAYOUT.each).itemsize
    return np.frombuffer(data, packed(LAYOUT.each), 3, len(data) - 16 - packed(LAYOUT.after).itemsize - 3 * size)


def test_whole_numbers_of_a_record_are_sent_as_differences_to_the_record_before_and_real_ones_as_they_are():
    assert list(records(whole())["right"]) == [30, 1, 1]
    assert list(records(whole())["loss"]) == [2.25, 1.25, 0.25]


def test_a_smooth_list_that_is_sent_once_takes_a_fraction_of_the_bytes_of_its_entries():
    curve = np.cos(np.linspace(0, 3, 161))
    taken = {kind: len(zlib.compress(once({"x": Field(kind, (161,), 1e-5)}, {"x": curve}), 9)) for kind in ("i4", "f4")}
    assert taken["i4"] < 0.3 * taken["f4"]


def test_what_fills_a_record_up_is_zero():
    layout = Layout({}, {"x": Field("u1")}, 3)
    data = b"".join(encode("bowl", {}, layout, [{}, *({"x": step} for step in (5, 6, 7)), {}]))
    assert [data[-40 + 8 * step:][:8] for step in range(3)] == [bytes([x, *bytes(7)]) for x in (5, 1, 1)]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), float("-inf"), 1e39])
def test_what_is_not_finite_never_reaches_the_wire(wrong):
    with pytest.raises(ValueError, match="loss is not finite|loss does not fit"):
        list(encode("bowl", {}, LAYOUT, [PLAYED[0], {"loss": wrong, "right": 1}]))


def test_what_is_late_may_be_unknown_but_never_infinite():
    late = Field("f4", (2,), late=True)
    np.testing.assert_array_equal(sent(late, [float("nan"), 2.5]), [float("nan"), 2.5])
    for wrong in (float("inf"), -1e39):
        with pytest.raises(ValueError, match="x is not finite|x does not fit"):
            sent(late, [float("nan"), wrong])


@pytest.mark.parametrize("wrong", [-1, 65536])
def test_what_does_not_fit_its_kind_is_refused_and_named(wrong):
    with pytest.raises(ValueError, match="right does not fit u2"):
        list(encode("bowl", {}, LAYOUT, [PLAYED[0], {"loss": 1, "right": wrong}]))


def sent(field, value):
    """What arrives of a value that is sent in such a field."""
    layout = Layout({"x": field}, {"step": Field("u1")}, 1)
    return decode(b"".join(encode("bowl", {}, layout, [{"x": value}, {"step": 0}, {}]))).before["x"]


def test_a_real_number_is_sent_as_it_is_up_to_the_largest_that_there_is():
    largest = np.finfo(np.float32).max
    assert sent(Field("f4"), largest) == largest and sent(Field("f4"), -largest) == -largest
    assert sent(Field("f4", (), 0.5), 3.0) == 3.0
    assert sent(Field("f4", (0,)), []).shape == (0,)


def test_the_ends_of_a_whole_kind_are_sent_and_a_half_more_is_refused():
    assert [sent(Field("i1", (), 0.5), value) for value in (-64, 63.5)] == [-64, 63.5]
    for value in (-64.26, 63.76):
        with pytest.raises(ValueError, match="x does not fit i1 in units of 0.5"):
            sent(Field("i1", (), 0.5), value)


def test_a_value_in_single_precision_is_divided_into_units_in_double():
    value = np.float32(429_496.7)
    assert abs(sent(Field("u4", (1,), 1e-4), [value])[0] - float(value)) <= 0.5e-4
    assert abs(sent(Field("u4", (1,), 1e-4), np.array([value]))[0] - float(value)) <= 0.5e-4


def test_a_missing_value_is_named():
    with pytest.raises(KeyError, match="right"):
        list(encode("bowl", {}, LAYOUT, [PLAYED[0], {"loss": 1}]))


def test_a_record_leaves_before_the_next_is_computed():
    played = mock.Mock(side_effect=PLAYED)
    list(islice(encode("bowl", {}, LAYOUT, iter(played, "never")), 3))
    assert played.call_count == 2
