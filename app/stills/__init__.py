"""The stills: how each scene is drawn and told on paper, before any script arrives. One file each, named as its scene.

Each file has ``TITLE``, ``SUBTITLE``, ``ALT`` (what the figure is, in a phrase), ``HEIGHT`` and ``PANELS`` (name -> box, shared
with the canvas), ``LABELS`` (setting -> (label, value -> text)), ``still(film) -> SVG``, ``sentence(film, step)`` in words,
and ``facts(film) -> {name: text}``, the numbers that the chapter's prose may quote. Where a scene has a film ``BESIDE``, these three
take it as a last argument, and ``PRESETS`` are pairs of settings worth seeing.
In a still, what is inside ``<g class="now">`` is the first step; ``<g class="later">`` is the whole story, shown where no
script will tell it: the last step, or the one that the text tells of, ``TOLD``.
"""


def told(still, film, *beside):
    """The sentence under the whole story."""
    return still.sentence(film, getattr(still, "TOLD", film.count - 1), *beside)
