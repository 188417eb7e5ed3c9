"""A folder is a menu, and who asks for what is not on it is told what is."""

from pathlib import Path

import pytest

from app.engine import landscapes, menu, optimizers


def test_every_file_of_the_folder_is_on_the_menu_in_alphabetical_order():
    for package in (optimizers, landscapes):
        (folder,) = package.__path__
        files = sorted(path.stem for path in Path(folder).glob("[!_]*.py"))
        assert menu.names(package) == files
        assert [menu.pick(package, name).__name__.rpartition(".")[2] for name in files] == files


def test_a_new_file_is_found_by_being_there(tmp_path, monkeypatch):
    folder = tmp_path / "soups"
    folder.mkdir()
    for name in ("__init__", "_kitchen", "tomato", "onion"):
        (folder / f"{name}.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    import soups
    assert menu.names(soups) == ["onion", "tomato"]


@pytest.mark.parametrize("asked", ["adma", "", "__init__", "../loss", "adam.py"])
def test_a_name_that_is_not_there_is_answered_with_those_that_are(asked):
    with pytest.raises(LookupError) as error:
        menu.pick(optimizers, asked)
    assert error.value.args == (f"no {asked!r} among the optimizers: {', '.join(menu.names(optimizers))}",)
