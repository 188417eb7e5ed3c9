"""What there is to translate: ``make words`` gathers it from the code into every catalogue, and loses no translation."""

from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from app import languages, scenes
from app.engine import menu

ROOT = Path(__file__).parents[2]
PLACES = {"app": ("*.py", "python"), "static": ("*.js", "javascript"), "templates": ("*.html", "jinja2.ext:babel_extract")}
SAID = {"say": None, "mark": None, "ngettext": (1, 2)}
OPTIONS = {"encoding": "utf-8", "parse_template_string": True}
WIDTH = 120


def gathered(root=ROOT):
    """A catalogue of every text that the code says, by file, of the titles of all columns of numbers, and of all presets."""
    found = Catalog()
    for folder, (pattern, method) in PLACES.items():
        for file in sorted((root / folder).rglob(pattern)):
            for _, text, _, _ in extract_from_file(method, file, SAID, options=OPTIONS):
                found.add(text, locations=[(file.relative_to(root).as_posix(), 1)])
    for word in menu.names(scenes):
        scene = menu.pick(scenes, word)
        for title in titles(scene.layout(scene.DEFAULT)):
            found.add(title, locations=[(f"app/scenes/{word}.py", 1)])
    for file in sorted((root / "app" / "stills").glob("*.yml")):
        for preset in yaml.safe_load(file.read_text("utf-8")):
            for text in (preset["name"], preset["reason"]):
                found.add(text, locations=[(file.relative_to(root).as_posix(), 1)])
    return found


def titles(layout):
    """What the columns of a film's table are called."""
    return [field.title for field in layout.each.values() if field.title]


def updated(tag, found):
    """The catalogue of a language with all that was found: what is new is untranslated, what nobody says any more is gone."""
    with (languages.FOLDER / f"{tag}.po").open("rb") as file:
        catalogue = read_po(file, locale=tag.replace("-", "_"))
    catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.msgid_bugs_address = ""
    return catalogue


def write(file, catalogue):
    """Sorted by the files that say them, and without the numbers of lines, so that few changes change few lines."""
    write_po(file, catalogue, width=WIDTH, sort_by_file=True, ignore_obsolete=True, include_lineno=False)


def main():
    found = gathered()
    for tag in languages.known()[1:]:
        catalogue = updated(tag, found)
        with (languages.FOLDER / f"{tag}.po").open("wb") as file:
            write(file, catalogue)
        missing = [message.id for message in catalogue if message.id and not message.string]
        print(f"{tag}: {len(catalogue)} texts, {len(missing)} to translate", *missing, sep="\n  ")


if __name__ == "__main__":
    main()
