"""Headings go down one level at a time, so that a list of contents can be made of them."""

FIRST = 2


def look(page):
    before = FIRST - 1
    for line, token, _ in headings(page):
        level = int(token.tag[1:])
        if level > before + 1:
            yield line, f"got a heading {'#' * level} after {'#' * before}, expected at most {'#' * (before + 1)}"
        before = level


def headings(page):
    return [piece for piece in page.pieces if piece.token.type == "heading_open"]


def counted(page):
    return {"headings": len(headings(page))}
