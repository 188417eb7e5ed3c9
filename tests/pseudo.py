"""Languages that nobody speaks: every text of the code in letters that stand nowhere else, longer, or from right to left.

They bear the tags of real languages, whose marks and direction they take: Esperanto, with a decimal comma, and Hebrew.
"""

import re
from itertools import cycle
from string import ascii_letters

from babel.messages.catalog import Catalog

from app.languages import gather

LONG, RTL = "eo", "he"
ACCENTS = "àƀçďéƒĝĥîĵķļɱñöþqŕšţûṽŵẋýž" + "ÀƁÇĎÉƑĜĤÎĴĶĻṀÑÖÞQŔŠŢÛṼŴẊÝŽ"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשתאבגד"
LETTERS = {LONG: str.maketrans(ascii_letters, ACCENTS), RTL: str.maketrans(ascii_letters, HEBREW * 2)}
MORE = {LONG: 0.4, RTL: 0}
MARK = {LONG: "", RTL: "\N{RIGHT-TO-LEFT MARK}"}
PLACE = re.compile(r"(\{[^}]*\})")
WORDS = ("ñöñ", "éļ", "ţûţö", "à", "šéd")


def pseudo(text, tag):
    """The text in that language; its places stay."""
    parts = [part if PLACE.fullmatch(part) else part.translate(LETTERS[tag]) for part in PLACE.split(text)]
    wanted, more, words = len(text) * MORE[tag], "", cycle(WORDS)
    while len(more) < wanted:
        more += f" {next(words)}"
    return MARK[tag] + "".join(parts) + more + MARK[tag]


def catalogues(folder):
    """Write both into a folder."""
    found = gather.gathered()
    for tag in (LONG, RTL):
        told = Catalog(locale=tag)
        for message in found:
            if message.id:
                ids = message.id if message.pluralizable else (message.id,)
                forms = [pseudo(ids[min(form, len(ids) - 1)], tag) for form in range(told.num_plurals if message.pluralizable else 1)]
                told.add(message.id, tuple(forms) if message.pluralizable else forms[0], locations=message.locations)
        with (folder / f"{tag}.po").open("wb") as file:
            gather.write(file, told)
