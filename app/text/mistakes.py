"""What an author reads when something is wrong: the file, the line, what came, and what there is."""

from difflib import get_close_matches

FEW = 12


class ChapterError(ValueError):
    """``chapters/12-training/index.md:41: no 'bal' among the scenes: ball, noise, training``"""

    def __init__(self, file, line, what):
        super().__init__(f"{file}:{line}: {what}")
        self.file, self.line, self.what = file, line, what


def among(came, kind, there):
    """``no 'bal' among the scenes: ball, noise, training``; of many names, those that look alike."""
    names = sorted(there)
    alike = get_close_matches(came, names, FEW // 2, 0.4)
    told = names if len(names) <= FEW else [*(alike or names[:FEW]), "..."]
    return f"no {came!r} among the {kind}: {', '.join(told) or 'there are none'}"
