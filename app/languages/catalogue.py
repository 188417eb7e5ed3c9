"""Catalogues: a gettext file, and what Unicode knows of its language, read by way of Babel."""

from gettext import c2py

from babel import Locale
from babel.core import get_global
from babel.messages.pofile import read_po

FEW = range(200)
SPACE = "\N{NARROW NO-BREAK SPACE}"
UNGROUPED = 5


def read(file):
    """What app.languages.Language holds beside its tag, in that order; what is not translated yet, or only guessed, stays English.

    Digits are grouped by a narrow space rather than a point, as ISO 80000-1 and the Spanish academies want it.
    """
    tag = file.stem
    locale = Locale.parse(tag, sep="-")
    with file.open("rb") as text:
        catalogue = read_po(text, locale=str(locale))
    told = [message for message in catalogue if message.id and message.string and not message.fuzzy]
    marks = locale.number_symbols["latn"]
    form = c2py(catalogue.plural_expr)
    return (
        (locale.display_name or tag).capitalize(), locale.text_direction,
        {english(message): list(message.string) if message.pluralizable else message.string for message in told},
        {english(message): frozenset(file for file, _ in message.locations) for message in told},
        form, {locale.plural_form(number): form(number) for number in FEW},
        marks["decimal"], marks["group"].replace(".", SPACE), UNGROUPED, marks["minusSign"].replace("-", "\N{MINUS SIGN}"),
        f"{locale.language}_{locale.territory or likely(locale).territory}",
    )


def likely(locale):
    """The locale with its most likely script and territory."""
    return Locale.parse(get_global("likely_subtags")[str(locale)])


def english(message):
    """The English of a message; of one with plural forms, the singular."""
    return message.id[0] if message.pluralizable else message.id
