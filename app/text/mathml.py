"""Formulas: TeX becomes MathML here, on the server, so that a reader needs no script to see them."""

from html import unescape
from xml.etree.ElementTree import tostring

from latex2mathml.converter import convert_to_element

ELEMENTS = {
    "math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot", "mover", "munder",
    "munderover", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose",
}
ATTRIBUTES = {
    "xmlns", "display", "stretchy", "fence", "form", "separator", "lspace", "rspace", "width", "height", "depth", "mathvariant",
    "mathcolor", "mathsize", "scriptlevel", "displaystyle", "linethickness", "columnalign", "columnspacing", "rowspacing", "accent",
    "accentunder", "movablelimits", "minsize", "maxsize", "symmetric", "largeop", "notation", "columnlines", "rowlines",
}
MEANING = {"w": "weight", "η": "rate", "∇": "gradient", "ℓ": "loss", "L": "loss"}


def mathml(tex, display):
    """TeX to MathML, ``display`` is inline or block; symbols have the colours of what they mean.

    ValueError for what cannot be read or must not be on a page.
    """
    try:
        tree = convert_to_element(tex, display=display)
    except Exception as error:  # the converter's errors share no base class
        raise ValueError(f"the formula {tex!r} cannot be read: {error or type(error).__name__}") from error
    for element in tree.iter():
        element.text = unescape(element.text or "")
        check(tex, element)
        if element.tag in ("mi", "mo") and element.text in MEANING:
            element.set("class", MEANING[element.text])
    return tostring(tree, encoding="unicode")


def check(tex, element):
    """Only what typesets: no links, styles or scripts, and no command that the converter did not know."""
    foreign = {element.tag} - ELEMENTS | set(element.attrib) - ATTRIBUTES
    if foreign:
        raise ValueError(f"the formula {tex!r} asks for {', '.join(sorted(foreign))}, which no formula may have")
    if element.tag != "mtext" and element.text.startswith("\\") and element.text != "\\":
        raise ValueError(f"the formula {tex!r} has the unknown command {element.text}")
