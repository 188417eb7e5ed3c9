"""Rooms: patterns with the author's words in them, written where nothing is yet."""

from pathlib import Path

PATTERNS = Path(__file__).parent / "patterns"


class Refused(ValueError):
    """What an author asked for cannot be made: says what came, what was expected and what there is."""


def pattern(name, values):
    """The text of a pattern, with each ``__name__`` in it replaced by its value."""
    text = (PATTERNS / f"{name}.txt").read_text("utf-8")
    for name, value in values.items():
        text = text.replace(f"__{name}__", str(value))
    return text


def write(root, texts):
    """Write these files (path below the root -> text); all or none. Returns their paths."""
    for file in (root / path for path in texts):
        if file.exists():
            raise Refused(f"{file.relative_to(root)} is there already, expected a name that nothing has yet")
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return [root / path for path in texts]


def named(names):
    return ", ".join(names) or "there are none"
