"""A small course on disk, and a way to read any text as its chapter 12."""

from types import SimpleNamespace

from app.text import chapters

FRONT = '---\ntitle: "Training: how it learns"\nchapter: 12\npart: 4\nlede: Downhill.\n---\n'
COURSE = """title: From pixels to predictions
base: null
chapters:
  - {number: 5, part: null, title: "Filters & features", address: null}
  - {number: 12, part: 4, title: Training, address: ../12-training/}
"""
FACTS = {"ball.loss_start": "2.31", "ball.loss_end": "0.10", "noise.right": "9 %"}
SCENES = {
    "ball": SimpleNamespace(GRID={"knob": ("54", "55", "56"), "mood": ("calm", "wild")}, DEFAULT={"knob": "55", "mood": "calm"}),
    "noise": SimpleNamespace(GRID={}, DEFAULT={}),
}


def reader(place):
    """read(text, front=FRONT): that text as a chapter, in a course below that place."""
    folder = place / "chapters" / "12-training"
    folder.mkdir(parents=True)
    (folder.parent / "course.yml").write_text(COURSE)

    def read(text, front=FRONT):
        (folder / "index.md").write_text(front + text, "utf-8")
        return chapters.read(folder, FACTS, SCENES)

    return read
