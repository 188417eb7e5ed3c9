"""Rastering: SVG becomes PNG, in a process of its own that ends with it. ``python -m app.raster`` reads JSON and writes a picture.

It is set in the fonts of two packages, so that no machine needs fonts of its own, and all machines set alike.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 20
FONTS = {
    "font_source_serif_pro": ("SourceSerifPro-Regular.ttf", "SourceSerifPro-Semibold.ttf"),
    "font_source_sans_pro": ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf"),
}


def png(svg, style):
    """The bytes of the picture, the same for the same picture. OSError or subprocess.SubprocessError if it cannot be had."""
    command = [sys.executable, "-m", "app.raster"]
    told = json.dumps({"svg_string": svg, "style_sheet": style}).encode()
    return subprocess.run(command, cwd=ROOT, input=told, capture_output=True, timeout=PATIENCE, check=True).stdout


def fonts():
    return [str(Path(find_spec(package).origin).parent / "files" / name) for package, names in FONTS.items() for name in names]


def main():
    from resvg_py import svg_to_bytes

    sys.stdout.buffer.write(svg_to_bytes(**json.load(sys.stdin), skip_system_fonts=True, font_files=fonts()))


if __name__ == "__main__":
    main()
