"""Numbers as a reader sees them. ``static/parts/words.js`` writes them the same way."""


def signed(value, digits=2):
    """A number with a real minus sign, and no minus before zero."""
    text = f"{value:.{digits}f}"
    return text.replace("-", "" if float(text) == 0 else "\N{MINUS SIGN}")


def percent(share, digits=0):
    """A share from 0 to 1: '97 %', with a narrow no-break space."""
    return f"{100 * share:.{digits}f}\N{NARROW NO-BREAK SPACE}%"


def article(label):
    """'a 7', 'an 8'."""
    return f"an {label}" if label == 8 else f"a {label}"


def change(before, now, digits=3):
    """', down 0.31', ', up 0.02' or ', unchanged', as the loss went from one step to the next."""
    size = f"{abs(now - before):.{digits}f}"
    if float(size) == 0:
        return ", unchanged"
    return f", {'down' if now < before else 'up'} {size}"


def counted(number):
    """Small numbers in words, as prose wants them: 'none', 'four', 'twelve'; larger ones in figures."""
    words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words[number] if number < len(words) else f"{number:,}"
