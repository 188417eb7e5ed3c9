"""How much room a scene alone wants in a page of somebody else's. It fits itself into any frame; this is where all of it shows at ease."""

from app.marks import WIDTH as DRAWN

WIDTH = 640
WORDS = 220
WIDTHS = 280, 1000  # in less the controls find no room; in more the picture does not grow (static/alone.css)
HEIGHTS = 200, 1000  # higher frames are cut by WordPress and others


def height(still, width):
    """Of a frame that is so many pixels wide: the drawing, and above and below it caption, sentence and controls."""
    return round(width / DRAWN * still.HEIGHT) + WORDS
