"""Every scene that a page shows says what it is, for those who cannot see it, and what each of its settings is called."""

from app import stills
from app.engine import menu
from app.server.press import on_paper
from app.text.beats import Scene


def look(page):
    directives = [(line, token.info.split()) for line, token, _ in page.pieces if token.type == "directive"]
    lines = {words[-1]: line for line, words in directives if words[0] == "{scene}"}
    for block in shown(page):
        still = on_paper(block.word) if block.word in menu.names(stills) else None
        if not str(getattr(still, "ALT", "")).strip():
            yield lines[block.word], f"the scene {block.word} has no ALT in app/stills, expected a phrase that says what the figure is"
        if unnamed := [name for name in block.settings if name not in getattr(still, "LABELS", {})]:
            yield lines[block.word], f"{', '.join(unnamed)} of {block.word} has no name in LABELS, expected one for every setting"


def shown(page):
    return [block for block in page.blocks if isinstance(block, Scene)]


def counted(page):
    return {"scenes": len(shown(page))}
