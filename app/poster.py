"""Posters: a still with its title and our name, as a picture for previews and for pages that cannot run a scene."""

from html import escape
from textwrap import wrap

from app import marks
from app.look import palette, plain
from app.words import say

SIZE = WIDTH, HEIGHT = 1200, 630
SEEN = 0.5  # Previews show a poster at about half its size.
BOX = (472, 36, 680, 558)
MARGIN, TOP, BASE = 56, 118, 566
TITLE, SUBTITLE = (17, 56), (30, 38)  # letters in a line, pixels from line to line
FAMILIES = {"serif": '"Source Serif Pro"', "sans": '"Source Sans Pro"'}
LETTERS = """
.paper { fill: var(--paper); } .now { display: none; }
.title { font: 400 48px var(--serif); fill: var(--ink); } .subtitle { font: 400 28px var(--serif); fill: var(--soft); }
.name { font: 600 25px var(--sans); fill: var(--ink); }
"""


def picture(still, film, *beside):
    """The poster of a scene as SVG, told to its end."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        + marks.rect((0, 0, WIDTH, HEIGHT), "paper")
        + words(still)
        + placed(still.still(film, *beside), still.HEIGHT)
        + "</svg>"
    )


def words(still):
    """The title, what stands under it, and whose it is."""
    title, subtitle = balanced(say(still.TITLE), TITLE[0]), balanced(say(still.SUBTITLE), SUBTITLE[0])
    below = TOP + len(title) * TITLE[1]
    return (
        column(title, TOP, TITLE[1], "title")
        + column(subtitle, below, SUBTITLE[1], "subtitle")
        + marks.dot(MARGIN + 9, BASE - 8, 9, "ball")
        + f'<text class="name" x="{MARGIN + 30}" y="{BASE}">Downhill</text>'
    )


def balanced(text, most):
    """Lines of at most so many letters, no more of them than it needs and about equally long."""
    tries = (wrap(text, width, break_long_words=False) for width in range(1, most + 1))
    return min(tries, key=lambda lines: (max(map(len, lines)) > most, len(lines)))


def column(lines, top, pitch, kind):
    return "".join(f'<text class="{kind}" x="{MARGIN}" y="{top + k * pitch}">{escape(line)}</text>' for k, line in enumerate(lines))


def placed(svg, height):
    """A still in its box, as large as it can be."""
    x, y, room, tall = BOX
    scale = min(room / marks.WIDTH, tall / height)
    wide, high = marks.WIDTH * scale, height * scale
    at = f'x="{x + room - wide:.1f}" y="{y + (tall - high) / 2:.1f}" width="{wide:.1f}" height="{high:.1f}"'
    return svg.replace("<svg ", f"<svg {at} ", 1)


def look(still_style, page_style):
    """The style sheet of a poster, from those of the page."""
    colours = palette(page_style) | FAMILIES
    return plain(still_style + LETTERS, colours, BOX[2] * SEEN)
