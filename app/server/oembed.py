"""oEmbed (oembed.com): a site that is given an address of ours asks here, and gets a frame that shows the scene."""

import json
from html import escape
from urllib.parse import parse_qsl
from xml.etree import ElementTree

from app import poster, stills
from app.engine import menu
from app.grid import quoted
from app.languages import USUAL, speaking
from app.server import room
from app.server.body import reply
from app.server.editions import folder_of
from app.server.errors import Refusal
from app.server.headers import ANYONES, completed
from app.server.places import place
from app.server.posters import HOUR
from app.server.press import words
from app.words import say

KINDS = {"json": "application/json", "xml": "text/xml; charset=utf-8"}
KNOWN = ("url", "format", "maxwidth", "maxheight")
NARROWEST, LOWEST, LARGEST = 240, 200, 100_000


class OEmbed:
    """An ASGI application: ``/oembed?url=...``. ``address`` is the site's own, empty if nobody has told it."""

    def __init__(self, address, press):
        self.address, self.press = address, press

    async def __call__(self, scope, receive, send):
        if not self.address:
            raise Refusal(501, "oEmbed needs to know the address of this site: its operator may set DOWNHILL_ADDRESS")
        query = once(scope["query_string"])
        kind = query.get("format", "json")
        if kind not in KINDS:
            raise Refusal(501, f"no format {quoted(kind)}", list(KINDS))
        most = measure(query, "maxwidth"), measure(query, "maxheight")
        place = await self.place(query)
        with speaking(place.folder.strip("/") or USUAL):
            data = WRITTEN[kind](self.told(place, *most))
        head = [(b"content-type", KINDS[kind].encode()), (b"content-length", b"%d" % len(data)), HOUR]
        await reply(send, 200, completed(head, ANYONES), data if scope["method"] == "GET" else b"")

    async def place(self, query):
        """The scene that is asked for."""
        if "url" not in query:
            raise Refusal(400, "oEmbed needs url=, an address of a chapter or a scene", KNOWN)
        await self.press.wait()
        slugs = {slug: words(chapter) for slug, chapter in self.press.chapters.items()}
        found = place(query["url"], self.address, slugs, self.press.scenes, [folder_of(tag) for tag in self.press.slugs])
        if found is None:
            raise Refusal(404, f"no page of ours: {quoted(query['url'])}", [self.address + path for path in self.there()])
        return found

    def there(self):
        """Every page that may be asked for, in all languages: chapters, then scenes."""
        scenes = [f"{folder_of(tag)}embed/{word}/" for tag, words in self.press.told.items() for word in words]
        return [*self.press.homes, *scenes]

    def told(self, place, widest, highest):
        """What oEmbed wants to hear, in a room of that size: a frame, or a mere link where a scene would be too small to be played."""
        still = menu.pick(stills, place.word)
        width = min(room.WIDTH, widest)
        height = min(room.height(still, width), highest)
        frame = (
            f'<iframe src="{escape(self.address + place.path)}" width="{width}" height="{height}" title="{escape(say(still.ALT))}" '
            'style="border: 0" loading="lazy" allow="clipboard-write; fullscreen"></iframe>'
        )
        fits = widest >= poster.WIDTH and highest >= poster.HEIGHT
        playable = widest >= NARROWEST and highest >= LOWEST
        return (
            {"version": "1.0", "type": "rich" if playable else "link", "title": say(still.TITLE), "cache_age": 3600}
            | {"provider_name": "Downhill", "provider_url": self.address} | self.author(place)
            | ({"html": frame, "width": width, "height": height} if playable else {}) | (self.thumbnail(place) if fits else {})
        )

    def author(self, place):
        """Who wrote the chapter of the scene, in the words of its language; nothing if it does not say."""
        names = self.press.authors[f"{place.folder}embed/{place.word}/"]
        return {"author_name": ", ".join(names), "author_url": self.address + place.folder} if names else {}

    def thumbnail(self, place):
        """The poster; it is told only where it fits, as the standard has it."""
        there = f"{self.address}{place.folder}embed/{place.word}/poster.png"
        return {"thumbnail_url": there, "thumbnail_width": poster.WIDTH, "thumbnail_height": poster.HEIGHT}


def once(query):
    """A query's values by name, each there once at most, none of them unknown to the eye. Refusal otherwise."""
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        raise Refusal(400, "this query cannot be read", KNOWN) from None
    names = [name for name, _ in pairs]
    if twice := next((name for name in KNOWN if names.count(name) > 1), None):
        raise Refusal(400, f"{twice} is there more than once, expected once", KNOWN)
    return dict(pairs)


def measure(query, name):
    """A whole number of pixels, as large as can be where none is asked for. Refusal of what is none, and of no room at all."""
    came = query.get(name)
    if came is None:
        return LARGEST
    if not came.isdecimal() or not came.isascii() or len(came) > len(str(LARGEST)) or int(came) < 1:
        raise Refusal(400, f"{name} is {quoted(came)}, expected a whole number of pixels from 1 to {LARGEST}")
    return min(int(came), LARGEST)


def as_json(told):
    return json.dumps(told).encode()


def as_xml(told):
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


WRITTEN = {"json": as_json, "xml": as_xml}
