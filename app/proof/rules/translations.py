"""A translation differs from its original in its words alone."""

from app.text.translations import slips


def look(page):
    original = page.file.with_name("index.md")
    if page.file == original or not page.meta:
        return
    if not original.exists():
        yield 1, f"a translation of nothing, expected {original.name} beside it"
        return
    for slip in slips(original.read_text("utf-8"), page.file.read_text("utf-8"), ""):
        line, _, what = slip.removeprefix(":").partition(": ")
        yield int(line), what


def counted(page):
    return {}
