"""A file that is written appears whole or not at all, and what is wrong names it as it was named."""

import os
from pathlib import Path

import pytest

from app.export.file import write


def test_a_file_is_replaced_at_once_and_may_be_read_by_anybody(tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(b"old")
    write(file, b"new")
    assert file.read_bytes() == b"new" and file.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("name", ["nowhere/page.html", "file/page.html", "n" * 300])
def test_what_cannot_be_written_is_named_and_leaves_nothing(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OSError) as trouble:
        write(tmp_path / name, b"text")
    assert trouble.value.filename == str(tmp_path / name) and trouble.value.strerror
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("place", [os.devnull, "."])
def test_what_is_no_file_is_left_alone(place):
    before = os.stat(place).st_mode
    with pytest.raises(FileExistsError, match="no file"):
        write(Path(place), b"text")
    assert os.stat(place).st_mode == before
