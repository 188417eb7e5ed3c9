"""An export of the test's own."""

import pytest

from tests.exports import Export


@pytest.fixture
def export(tmp_path):
    """An export that has not happened yet."""
    return Export(tmp_path / "site")
