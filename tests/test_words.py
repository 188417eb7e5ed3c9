"""Numbers are written as the browser writes them."""

import pytest

from app.words import percent


@pytest.mark.parametrize("share, digits, told", [(0.125, 0, "13"), (0.375, 0, "38"), (1, 0, "100"), (0, 0, "0"), (0.0625, 1, "6.3")])
def test_a_share_that_lies_halfway_goes_up(share, digits, told):
    assert percent(share, digits) == f"{told}\N{NARROW NO-BREAK SPACE}%"
