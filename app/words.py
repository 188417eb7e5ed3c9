"""Numbers as a reader sees them. ``static/parts/words.js`` writes them the same way."""

import math
from decimal import ROUND_HALF_UP, Decimal


def fixed(value, digits):
    """The number with so many digits; what lies exactly between two is rounded away from zero, as a browser does."""
    return str(Decimal(float(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def signed(value, digits=2):
    """A number with a real minus sign, and no minus before zero."""
    text = fixed(value, digits)
    return text.replace("-", "" if float(text) == 0 else "\N{MINUS SIGN}")


def percent(share, digits=0):
    """A share from 0 to 1: '97 %', with a narrow no-break space."""
    return f"{fixed(100 * float(share), digits)}\N{NARROW NO-BREAK SPACE}%"


def article(label):
    """'a 7', 'an 8'."""
    return f"an {label}" if label == 8 else f"a {label}"


def change(before, now, digits=3):
    """', down 0.31', ', up 0.02' or ', unchanged', as the loss went from one step to the next."""
    size = fixed(abs(float(now) - float(before)), digits)
    if float(size) == 0:
        return ", unchanged"
    return f", {'down' if now < before else 'up'} {size}"


def counted(number):
    """Small numbers in words, as prose wants them: 'none', 'four', 'twelve'; larger ones in figures."""
    words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words[number] if number < len(words) else f"{number:,}"


def figures(value, count=3):
    """So many figures that count, whatever the size: '−0.0123', '14.3', '1.2e−7'; 0 and 1 stay as they are."""
    if value in (-1, 0, 1):
        return signed(value, 0)
    if abs(value) < 1e-4:
        mantissa, exponent = f"{value:.{count - 2}e}".replace("-", "−").split("e")
        return f"{mantissa}e−{exponent.lstrip('−0')}"
    return signed(value, max(0, count - 1 - math.floor(math.log10(abs(value)))))


def large(count):
    """A whole number that may be very large, in three digits: '1,898', '25.6 million', '1.57 trillion'."""
    for name, size in (("trillion", 1e12), ("billion", 1e9), ("million", 1e6)):
        if count >= 0.9995 * size:
            return f"{float(count) / size:.3g} {name}"
    return f"{count:,.0f}"
