"""Words and numbers are written as the browser writes them, in the language of the moment."""

import pytest

from app import words
from app.languages import speaking
from app.words import counted, figures, fixed, large, listed, ngettext, percent, say, signed, trend, whole, written

THIN = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize("share, digits, told", [(0.125, 0, "13"), (0.375, 0, "38"), (1, 0, "100"), (0, 0, "0"), (0.0625, 1, "6.3")])
def test_a_share_that_lies_halfway_goes_up(share, digits, told):
    assert percent(share, digits) == f"{told}{THIN}%"


def test_english_puts_an_before_eight():
    told = [say("a {label} and a {other}, not a {word}", label=8, other=11, word="ball"), say("a {n}", n=7), say("a {n}", n=80)]
    assert told == ["an 8 and an 11, not a ball", "a 7", "an 80"]


def test_a_text_without_values_stands_as_it_is():
    assert say("at w = {w:3}: {loss:5}") == "at w = {w:3}: {loss:5}"


def test_a_place_without_a_value_is_a_mistake():
    with pytest.raises(KeyError):
        say("{here} and {there}", here=1)


def test_a_small_number_stands_without_an_exponent():
    assert fixed(4.2e-7, 7) == "0.0000004"


def test_a_loss_goes_down_up_or_nowhere():
    assert [trend(0.82, 0.51, 2), trend(0.5, 0.52, 2), trend(0.501, 0.502, 2)] == ["0.51, down 0.31", "0.52, up 0.02", "0.50, unchanged"]


@pytest.mark.parametrize("tag, told", [
    ("en", ["−2.60", "0.00", "1,898", "13,000", "25.6 million", "−1.2e−7", "0.0123", "−2.6", "4", "adam", "four"]),
    ("es", ["−2,60", "0,00", "1898", "13\u202f000", "25,6 millones", "−1,2e−7", "0,0123", "−2,6", "4", "adam", "cuatro"]),
])
def test_numbers_have_the_marks_of_the_language(tag, told):
    with speaking(tag):
        assert [
            signed(-2.6), fixed(-0.001, 2), whole(1898), whole(13000), large(25.6e6), figures(-1.234e-7), figures(0.01234),
            written("-2.6"), written("4"), written("adam"), counted(4),
        ] == told


def test_a_number_takes_its_form(monkeypatch):
    assert [ngettext("{n} move", "{n} moves", n, n=n) for n in (0, 1, 2)] == ["0 moves", "1 move", "2 moves"]
    with speaking("es"):
        forms = words.spoken()._replace(messages={"{n} move": ["{n} jugada", "{n} jugadas"]})
        monkeypatch.setattr(words, "spoken", lambda: forms)
        assert [ngettext("{n} move", "{n} moves", n, n=n) for n in (0, 1, 2)] == ["0 jugadas", "1 jugada", "2 jugadas"]


@pytest.mark.parametrize("language, count, told", [
    ("en", 1e12, "1 trillion"), ("en", 25.6e6, "25.6 million"), ("es", 1e12, "1 billón"), ("es", 1.57e12, "1,57 billones"),
    ("es", 175e9, "175\u202f000 millones"), ("es", 1.5e9, "1500 millones"), ("es", 1e6, "1 millón"),
])
def test_a_large_number_takes_the_form_of_its_language(language, count, told):
    with speaking(language):
        assert large(count) == told


@pytest.mark.parametrize("language, told", [("en", "0.8, −2.0"), ("es", "0,8; −2,0")])
def test_a_list_of_numbers_is_not_mistaken_for_their_decimals(language, told):
    with speaking(language):
        assert listed(signed(number, 1) for number in (0.8, -2)) == told
