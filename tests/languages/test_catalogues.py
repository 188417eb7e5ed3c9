"""Every catalogue says all that the code says, and nothing else; `make words` gathers it and loses no translation."""

import io
import re
import runpy
import sys

import pytest
from babel.messages.pofile import read_po, write_po

from app import languages
from app.languages import gather

FOREIGN = languages.known()[1:]
PLACE = re.compile(r"\{[^}]*\}")


@pytest.fixture(scope="module")
def found():
    return gather.gathered()


def catalogue(tag):
    with (languages.FOLDER / f"{tag}.po").open("rb") as file:
        return read_po(file, locale=tag)


def texts(message):
    """(English, translation) of every form of a message."""
    return list(zip(message.id, message.string)) if message.pluralizable else [(message.id, message.string)]


@pytest.mark.parametrize("tag", FOREIGN)
def test_every_text_of_the_code_is_in_the_catalogue_and_nothing_else(found, tag):
    there = catalogue(tag)
    assert {message.id for message in found} == {message.id for message in there}, "run `make words`"
    assert not there.obsolete


@pytest.mark.parametrize("tag", FOREIGN)
def test_every_text_is_translated_with_the_same_places(tag):
    for message in catalogue(tag):
        for english, translation in texts(message) if message.id else ():
            assert translation and not message.fuzzy, f"{tag}.po has no translation of {english!r}"
            assert sorted(PLACE.findall(translation)) == sorted(PLACE.findall(english)), english
            assert translation.strip() == translation or english.strip() != english, f"spaces around {translation!r}"


@pytest.mark.parametrize("tag", FOREIGN)
def test_a_catalogue_is_as_make_words_writes_it(found, tag):
    written = io.BytesIO()
    gather.write(written, gather.updated(tag, found))
    assert written.getvalue().decode() == (languages.FOLDER / f"{tag}.po").read_text("utf-8"), "run `make words`"


def test_texts_are_gathered_from_python_templates_scripts_and_films(tmp_path):
    for name, text in {
        "app/a.py": 'say("one {n}", n=1)\nTITLE = mark("two")\nsay(TITLE)\nngettext("a move", "{n} moves", n, n=n)\n',
        "static/b.js": 'const C = {x: say("three")};\nsay("four {step}" + " five", {step});\n',
        "templates/c.html": '<p title="{{ say("six") }}">{{ say("seven {x}", x=y) }}</p>{{ say(still.TITLE) }}',
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    got = {message.id for message in gather.gathered(tmp_path) if message.id}
    assert {"one {n}", "two", ("a move", "{n} moves"), "three", "four {step} five", "six", "seven {x}", "slope"} <= got


def test_gathering_keeps_translations_and_drops_what_nobody_says(monkeypatch, tmp_path):
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    (tmp_path / "es.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "kept"\nmsgstr "sigue"\n\n'
                                    'msgid "gone"\nmsgstr "se fue"\n')
    found = gather.Catalog()
    for text in ("kept", "new"):
        found.add(text, locations=[("app/a.py", 1)])
    there = gather.updated("es", found)
    assert {message.id: message.string or "" for message in there if message.id} == {"kept": "sigue", "new": ""}
    out = io.BytesIO()
    write_po(out, there)
    assert b"gone" not in out.getvalue()


def test_make_words_writes_every_catalogue_and_tells_what_is_to_be_translated(monkeypatch, tmp_path, capsys):
    for tag in FOREIGN:
        there = catalogue(tag)
        gone = next(message.id for message in there if message.id and not message.pluralizable)
        there.delete(gone)
        with (tmp_path / f"{tag}.po").open("wb") as file:
            gather.write(file, there)
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    monkeypatch.delitem(sys.modules, gather.__name__)
    runpy.run_module(gather.__name__, run_name="__main__")
    assert capsys.readouterr().out == "".join(f"{tag}: {len(catalogue(tag))} texts, 1 to translate\n  {gone}\n" for tag in FOREIGN)
    assert {message.id for message in catalogue(FOREIGN[0])} > {gone}
