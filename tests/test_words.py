"""Numbers are written as the browser writes them."""

import pytest

from app.languages import speaking
from app.words import large, listed, percent, signed


@pytest.mark.parametrize("share, digits, told", [(0.125, 0, "13"), (0.375, 0, "38"), (1, 0, "100"), (0, 0, "0"), (0.0625, 1, "6.3")])
def test_a_share_that_lies_halfway_goes_up(share, digits, told):
    assert percent(share, digits) == f"{told}\N{NARROW NO-BREAK SPACE}%"


@pytest.mark.parametrize("language, count, told", [
    ("en", 1e12, "1 trillion"), ("en", 25.6e6, "25.6 million"), ("es", 1e12, "1 billón"), ("es", 1.57e12, "1,57 billones"),
    ("es", 175e9, "175 mil millones"), ("es", 1e6, "1 millón"),
])
def test_a_large_number_takes_the_form_of_its_language(language, count, told):
    with speaking(language):
        assert large(count) == told


@pytest.mark.parametrize("language, told", [("en", "0.8, −2.0"), ("es", "0,8; −2,0")])
def test_a_list_of_numbers_is_not_mistaken_for_their_decimals(language, told):
    with speaking(language):
        assert listed(signed(number, 1) for number in (0.8, -2)) == told
