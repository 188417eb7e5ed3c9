"""The look on paper without a browser: our own style sheet with its variables, mixtures and container queries worked out."""

import re

VARIABLE, USE = re.compile(r"--([\w-]+):\s*([^;}]+)"), re.compile(r"var\(--([\w-]+)\)")
MIX = re.compile(r"color-mix\(in srgb, #([0-9a-f]{6}) (\d+)%, #([0-9a-f]{6})\)")
NARROW = re.compile(r"@container \(max-width: ([\d.]+)rem\) \{(.*?\})\s*\}")
REM = 16


def palette(style):
    """The variables of light paper: what the first ``:root`` of a style sheet says."""
    root = style.partition(":root {")[2].partition("}")[0]
    return dict(VARIABLE.findall(root))


def plain(style, colours, width):
    """The style sheet as it is in a box so many pixels wide, with nothing in it that only browsers know."""
    held = NARROW.sub(lambda query: query[2] if width <= REM * float(query[1]) else "", style)
    return MIX.sub(mixed, USE.sub(lambda use: colours[use[1]], held))


def mixed(mix):
    """A colour between two others."""
    share, pair = int(mix[2]) / 100, zip(bytes.fromhex(mix[1]), bytes.fromhex(mix[3]))
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02x}" for one, other in pair)
