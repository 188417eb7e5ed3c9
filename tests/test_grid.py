"""Addresses: settings become paths and come back; what is off the grid names what there is."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app import scenes
from app.engine import menu
from app.grid import OffGrid, address, closest, parse, quoted
from app.values import Open

GRID = {"knob": ("0", "1", "2", "10"), "start": ("-1.0", "0.0", "1.5"), "optimizer": ("adam", "momentum", "plain")}
SEGMENTS = ["knob=10", "start=-1.0", "optimizer=adam"]
SETTINGS = {"knob": "10", "start": "-1.0", "optimizer": "adam"}
WORDS = menu.names(scenes)


def off(segments):
    with pytest.raises(OffGrid) as caught:
        parse(GRID, segments)
    return caught.value


@pytest.mark.parametrize("word", WORDS)
@given(st.data())
def test_every_setting_on_the_grid_has_an_address_and_comes_back(word, data):
    grid = menu.pick(scenes, word).GRID
    settings = {name: data.draw(st.sampled_from(values)) for name, values in grid.items()}
    version, scene, *segments = address("v0123456789", word, settings).split("/")
    assert (version, scene, parse(grid, segments)) == ("v0123456789", word, settings)


@pytest.mark.parametrize("word", WORDS)
def test_the_default_of_a_scene_is_on_its_grid(word):
    scene = menu.pick(scenes, word)
    assert parse(scene.GRID, address("v", word, scene.DEFAULT).split("/")[2:]) == scene.DEFAULT


@pytest.mark.parametrize("word", WORDS)
def test_values_are_safe_in_a_path_and_never_twice_on_a_grid(word):
    for name, values in menu.pick(scenes, word).GRID.items():
        assert len(set(values)) == len(values)
        assert all(set(text) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for text in (name, *values))


def test_the_order_of_the_settings_given_does_not_matter_to_the_address():
    backwards = dict(reversed(menu.pick(scenes, "ball").DEFAULT.items()))
    assert address("v", "ball", backwards) == address("v", "ball", menu.pick(scenes, "ball").DEFAULT)


@pytest.mark.parametrize("came, near", [
    ("3", "2"), ("7", "10"), ("1e400", "10"), ("-inf", "0"), ("9" * 5000, "10"), ("1.4", "1"), ("-0", "0"), ("٣", "2"),
])
def test_the_nearest_number_is_named(came, near):
    error = off([f"knob={came}", *SEGMENTS[1:]])
    assert error.nearest == SETTINGS | {"knob": near}
    assert "0, 1, 2, 10" in str(error)


@pytest.mark.parametrize("came, near", [("adma", "adam"), ("plane", "plain"), ("", "plain"), ("\n", "plain"), ("x" * 5000, "plain")])
def test_the_most_similar_word_is_named(came, near):
    assert off([*SEGMENTS[:2], f"optimizer={came}"]).nearest["optimizer"] == near


@pytest.mark.parametrize("segments", [
    [], SEGMENTS[:2], SEGMENTS[::-1], [*SEGMENTS, "rate=4"], [SEGMENTS[0], *SEGMENTS], ["knob", *SEGMENTS[1:]],
    ["", *SEGMENTS], [*SEGMENTS, ""],
])
def test_missing_swapped_extra_and_repeated_settings_say_what_is_expected(segments):
    error = off(segments)
    assert "expected knob=<4 values>/start=<3 values>/optimizer=<3 values>" in str(error)
    assert parse(GRID, [f"{name}={value}" for name, value in error.nearest.items()])


@given(st.lists(st.text()))
@example(["knob=nan", "start=nan", "optimizer=nan"])
@example(["knob=1=2", "start=", "="])
@example([f"knob={'5' * 9000}"])
def test_whatever_comes_is_on_the_grid_or_refused_in_few_plain_words(segments):
    try:
        parse(GRID, segments)
    except OffGrid as error:
        assert str(error).isascii() and str(error).isprintable() and len(str(error)) < 300
        assert all(value in GRID[name] for name, value in error.nearest.items())


@given(st.floats(-20, 20))
def test_no_value_of_the_grid_is_nearer_than_the_nearest(number):
    near = float(closest(GRID["knob"], str(number)))
    assert all(abs(near - number) <= abs(float(other) - number) for other in GRID["knob"])


def test_what_came_is_shown_short():
    assert quoted("a" * 1000) == ascii("a" * 40 + "...")
    assert quoted("\x1b[2J<é>") == r"'\x1b[2J<\xe9>'"


DRAWN = {"image": Open(("0", "1"), "[a-y]{4}", "a drawing in 4 letters"), "seed": ("0", "1")}


@given(st.one_of(st.sampled_from(("0", "1")), st.from_regex("[a-y]{4}", fullmatch=True)))
def test_an_open_setting_takes_what_is_listed_and_whatever_fits_its_pattern(value):
    assert parse(DRAWN, [f"image={value}", "seed=0"]) == {"image": value, "seed": "0"}


@pytest.mark.parametrize("value", ["", "abc", "abcde", "abcz", "ABCD", "abcd\n", "2", "abc\u0101", "abcd/"])
def test_what_fits_neither_is_refused_and_told_both(value):
    with pytest.raises(OffGrid, match="0, 1 or a drawing in 4 letters") as caught:
        parse(DRAWN, [f"image={value}", "seed=0"])
    assert caught.value.nearest["image"] in ("0", "1")


def test_a_drawing_is_kept_when_another_setting_is_off_the_grid():
    with pytest.raises(OffGrid) as caught:
        parse(DRAWN, ["image=abcd", "seed=7"])
    assert caught.value.nearest == {"image": "abcd", "seed": "1"}


def test_what_an_open_setting_takes_is_part_of_what_is_expected():
    with pytest.raises(OffGrid, match="expected image=<2 values or a drawing in 4 letters>/seed=<2 values>"):
        parse(DRAWN, [])
