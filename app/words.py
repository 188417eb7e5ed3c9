"""Words and numbers as a reader sees them, in the language of the moment. ``static/parts/words.js`` writes them the same way."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from app.languages import ENGLISH, spoken

PLACE, AN = re.compile(r"\{(\w+)\}"), re.compile(r"\ba (?=8|11\b|18\b)")
NUMERAL = re.compile(r"[-+]?\d+(\.\d+)?(e[-+]?\d+)?")


def mark(text):
    """The same text: it stands in every catalogue, and is said in a language only when it is shown."""
    return text


COUNTED = (
    mark("none"), mark("one"), mark("two"), mark("three"), mark("four"), mark("five"), mark("six"), mark("seven"), mark("eight"),
    mark("nine"), mark("ten"), mark("eleven"), mark("twelve"),
)
MILLION = 1e6
SIZES = {
    1e12: lambda form, number: ngettext("{number} trillion", "{number} trillion", form, number=number),
    1e9: lambda form, number: ngettext("{number} billion", "{number} billion", form, number=number),
    MILLION: lambda form, number: ngettext("{number} million", "{number} million", form, number=number),
}


def say(text, **values):
    """An English text in the language of the moment, with the values in its {named} places; without values it stands as it is.

    In English "a {label}" becomes "an 8" where it must.
    """
    return fill(spoken().messages.get(text, text), values)


def ngettext(one, many, number, /, **values):
    """The form that this number takes of a text in several: ``ngettext("{n} move", "{n} moves", 3, n=3)``."""
    forms = spoken().messages.get(one, [one, many])
    return fill(forms[spoken().form(number)], values)


def fill(text, values):
    """The text with the values in its {named} places. KeyError for a place without a value."""
    if not values:
        return text
    told = PLACE.sub(lambda place: str(values[place[1]]), text)
    return AN.sub("an ", told) if spoken() is ENGLISH else told


def rounded(value, digits):
    """Digits for machines; what lies exactly between two is rounded away from zero, as a browser does."""
    return f"{Decimal(float(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"


def written(numeral):
    """A number that is text already, '-2.6', with the marks of the language: '−2,6'. Other text stays as it is."""
    if not NUMERAL.fullmatch(numeral):
        return numeral
    return numeral.replace(".", spoken().decimal).replace("-", spoken().minus)


def fixed(value, digits):
    """The number with so many digits, a real minus sign, and no minus before zero."""
    text = rounded(value, digits)
    return written(text if float(text) else text.removeprefix("-"))


def signed(value, digits=2):
    """A number that may be negative, in two digits unless told."""
    return fixed(value, digits)


def percent(share, digits=0):
    """A share from 0 to 1: '97 %', with a narrow no-break space."""
    return say("{number}\N{NARROW NO-BREAK SPACE}%", number=fixed(100 * float(share), digits))


def trend(before, now, digits=3):
    """'0.51, down 0.31', '0.51, up 0.02' or '0.51, unchanged', as the loss went from one step to the next."""
    size = rounded(abs(float(now) - float(before)), digits)
    number, size, same = fixed(now, digits), written(size), float(size) == 0
    if same:
        return say("{number}, unchanged", number=number)
    return say("{number}, down {size}", number=number, size=size) if now < before else say("{number}, up {size}", number=number, size=size)


def whole(count):
    """A whole number, in groups of three digits: '1,898'."""
    digits, language = rounded(count, 0), spoken()
    return f"{int(digits):,}".replace(",", language.group) if len(digits) >= language.least else digits


def listed(numbers):
    """Numbers that are text already, one after another: '0.8, 1.9'; '0,8; 1,9' where the decimal mark is a comma."""
    return ("; " if spoken().decimal == "," else ", ").join(numbers)


def counted(number):
    """Small numbers in words, as prose wants them: 'none', 'four', 'twelve'; larger ones in figures."""
    return say(COUNTED[number]) if number < len(COUNTED) else whole(number)


def figures(value, count=3):
    """So many figures that count, whatever the size: '−0.0123', '14.3', '1.2e−7'; 0 and 1 stay as they are."""
    if value in (-1, 0, 1):
        return signed(value, 0)
    if abs(value) < 1e-4:
        mantissa, exponent = f"{value:.{count - 2}e}".split("e-")
        return f"{written(mantissa)}e{spoken().minus}{exponent.lstrip('0')}"
    return signed(value, max(0, count - 1 - math.floor(math.log10(abs(value)))))


def large(count):
    """A whole number that may be very large, in three digits: '1,898', '25.6 million', '1.57 trillion'.

    Where a catalogue says a billion as it says a million, it counts in millions: '1500 millones'.
    """
    size = next((size for size in SIZES if count >= 0.9995 * size), None)
    if size is None:
        return whole(count)
    told = SIZES[size]
    number = float(f"{float(count) / (MILLION if told(2, '') == SIZES[MILLION](2, '') else size):.3g}")
    return told(1 if number == 1 else 2, whole(number) if number >= 1000 else written(f"{number:g}"))
