"""What a page says about itself to those who never look at it: search engines, previews, reference managers, other sites."""

from typing import NamedTuple
from urllib.parse import quote

from app import poster, stills
from app.engine import menu
from app.server.editions import folder_of
from app.server.room import WIDTH, height
from app.words import say

CHAPTER, SCENE, GALLERY = "interactive textbook chapter", "interactive figure", "gallery of interactive figures"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
KINDS = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


class About(NamedTuple):
    """``address`` is the site's own, empty where nobody has told it: then nothing here names a whole address.

    ``path`` and ``home`` are those of the page and of its chapter, below the root; ``word`` is the scene that stands for it,
    ``kind`` says what it is; ``frame`` is the (width, height) in which it can be played, None if it is more than a scene.
    """

    address: str
    path: str
    home: str
    word: str
    title: str
    description: str
    language: str
    course: str
    authors: list
    kind: str
    frame: tuple | None = None

    @property
    def url(self):
        return self.address and self.address + self.path

    @property
    def picture(self):
        """Address, width and height of the poster."""
        return f"{self.address}{folder_of(self.language)}embed/{self.word}/poster.png", poster.WIDTH, poster.HEIGHT

    @property
    def alt(self):
        """What the poster shows, for who cannot see it."""
        return say(menu.pick(stills, self.word).ALT)

    @property
    def discovery(self):
        """(type, address) of what oEmbed says about this page."""
        if not self.address or self.kind == GALLERY:
            return []
        return [(kind, f"{self.address}oembed?url={quote(self.url, safe='')}&format={name}") for name, kind in KINDS.items()]

    @property
    def header(self):
        """The same as a ``Link`` header, in a list; an empty one where there is nothing to discover."""
        links = (f'<{url}>; rel="alternate"; type="{kind}"' for kind, url in self.discovery)
        return [(b"link", ", ".join(links).encode())] if self.discovery else []

    @property
    def data(self):
        """The page as a learning resource, in the words of schema.org."""
        told = {
            "@context": "https://schema.org", "@type": "LearningResource", "name": self.title, "description": self.description,
            "learningResourceType": self.kind, "interactivityType": "active", "inLanguage": self.language,
            "isAccessibleForFree": True, "license": LICENCE,
            "author": [{"@type": "Organization", "name": name} for name in self.authors],
            "isPartOf": {"@type": "Course", "name": self.course},
        }
        return told | ({"url": self.url, "image": self.picture[0]} if self.address else {})


def of_chapter(address, course, chapter, word, language):
    path = f"{folder_of(language)}{chapter.slug}/"
    return About(address, path, path, word, chapter.title, chapter.meta["lede"], language, course, authors(chapter), CHAPTER)


def of_scene(address, course, chapter, word, still, language):
    path, home = (f"{folder_of(language)}{below}/" for below in (f"embed/{word}", chapter.slug))
    title, description = f"{say(still.TITLE)} · {chapter.title}", f"{say(still.ALT)}: {say(still.TITLE)}, {say(still.SUBTITLE)}."
    frame = WIDTH, height(still, WIDTH)
    return About(address, path, home, word, title, description, language, course, authors(chapter), SCENE, frame)


def of_gallery(address, course, chapter, word, language):
    path = f"{folder_of(language)}embed/"
    title = say("Every figure, for your own page")
    description = say("All figures of the course, each alone, with what puts it into a page.")
    return About(address, path, path, word, title, description, language, course, authors(chapter), GALLERY)


def authors(chapter):
    return chapter.meta.get("authors", [])
