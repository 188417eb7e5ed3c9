"""The gallery: a page that lists every scene, with what puts it into somebody else's page, and sets one up before the reader's eyes."""

from app import stills
from app.engine import menu
from app.languages import language, spoken
from app.server.about import of_gallery
from app.server.editions import carried, folder_of, others, root_of
from app.server.headers import PREVIEW
from app.server.paper import printed
from app.server.places import HIDEABLE
from app.server.room import HEIGHTS, WIDTH, WIDTHS, height
from app.text import course
from app.values import Open


def gallery(press, casts):
    """The page in the language of the moment, as a body. ``casts`` are (chapter, block, films) in the order of the chapters."""
    tag = spoken().tag
    root, (chapter, block, _) = root_of(tag), casts[0]
    title = course.read(press.folder / "course.yml", tag).title
    about = of_gallery(press.address, title, chapter, block.word, tag)
    html = press.templates.get_template("gallery.html").render(
        about=about, language=spoken(), course=title, root=root, public=press.address,
        hideable=HIDEABLE[1:], widths=WIDTHS, heights=HEIGHTS,
        static=f"{root}static/{press.static.version}", look=press.static.look, own=press.static.text("gallery.css"), words=carried([]),
        editions=others({tag: ["embed"] for tag in press.slugs}, "embed"), scenes=[entry(press, *cast) for cast in casts],
    )
    return printed(html, PREVIEW, about.header)


def entry(press, chapter, block, films):
    """What the page tells of a scene."""
    still, scene, film, folder = menu.pick(stills, block.word), press.scenes[block.word], films[0], folder_of(spoken().tag)
    return {
        "word": block.word, "still": still, "film": film, "last": stills.told(still, film, *films[1:]),
        "grid": scene.GRID, "settings": block.settings, "beside": films[1].settings if films[1:] else None,
        "open": {name: values.pattern for name, values in scene.GRID.items() if isinstance(values, Open)},
        "home": f"{folder}{chapter.slug}/", "alone": f"{folder}embed/{block.word}/", "height": height(still, WIDTH),
        "languages": [language(tag) for tag, slugs in press.slugs.items() if chapter.slug in slugs],
    }
