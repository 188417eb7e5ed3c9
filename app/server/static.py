"""The canvas as it is served: every static file in memory, written and bundled, below a path that changes with any of them."""

import mimetypes
import posixpath

from app.grid import quoted
from app.server.body import Body
from app.server.bundle import bundles
from app.server.errors import Refusal
from app.server.headers import CHECK_FIRST, FOREVER, STATIC, etag
from app.server.modules import stem

SCRIPT = "text/javascript"  # modules are UTF-8 whatever a header says
KINDS = {".js": SCRIPT, ".mjs": SCRIPT, ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
LOOK = {"opening": ["opening.css"], "rest": ["still.css", "panels.css", "style.css"]}
UNVERSIONED = ("embed.js", "scene.mjs", "parts/astray.js", "parts/grid.js")  # what hosts name, and what that asks for
PAGES, SCENES, HANDS, VOLUME, FIRST = ("main.js", "alone.js"), "scenes/", "hands/", "_all", "../main"


class Static:
    """An ASGI application below ``/static/<version>/``. Modules import each other by relative paths, so one version names all."""

    def __init__(self, folder, bundled=None, opening=()):
        files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
        modules = {name: data.decode() for name, data in files.items() if name.endswith(".js")}
        self.opening = [word for word in opening if f"{SCENES}{word}.js" in modules]
        self.files = files | (bundled(modules) if bundled else usual(modules, self.opening))
        self.version = etag(*(part for item in self.files.items() for part in item))[:10]
        self.bodies = {
            f"/static/{self.version}/{name}": Body(data, kind(name), etag(data), [FOREVER, *STATIC]) for name, data in self.files.items()
        }
        self.bodies |= {
            f"/static/{name}": Body(self.files[name], kind(name), etag(self.files[name]), [CHECK_FIRST, *STATIC])
            for name in UNVERSIONED if name in self.files
        }

    def compress(self):
        for body in self.bodies.values():
            body.compress()

    def addresses(self):
        """Every path that there is."""
        return list(self.bodies)

    def text(self, name):
        return self.files[name].decode()

    def volume(self, word):
        """Where the page of a chapter finds a scene, as seen from those that stand alone."""
        return FIRST if word in self.opening else VOLUME

    def hand(self, word):
        """Whether what answers a reader's hand on that scene comes by itself, when it is needed."""
        return f"{HANDS}{word}.js" in self.files

    @property
    def look(self):
        """The style of a page: what its opening needs, then the rest, that of the stills, of the panels and of all else."""
        return {part: "".join(map(self.text, names)) for part, names in LOOK.items()}

    async def __call__(self, scope, receive, send):
        body = self.bodies.get(scope["path"])
        if body is None:
            raise Refusal(404, f"no file {quoted(scope['path'])} among the static files of version {self.version}", self.files)
        await body(scope, receive, send)


def usual(modules, opening):
    """The bundles of each kind of page, in a folder named after it. A chapter has the scenes that chapters open with at once, the others
    in one volume, and in another what answers hands; a scene alone has its own."""
    at_once = [f"{SCENES}{word}.js" for word in opening]
    scenes, hands = ([name for name in modules if name.startswith(room)] for room in (SCENES, HANDS))
    together = {f"{SCENES}{VOLUME}.js": [name for name in scenes if name not in at_once], f"{HANDS}{VOLUME}.js": hands}
    apart = [{name: [name] for name in (scene, scene.replace(SCENES, HANDS)) if name in modules} for scene in scenes]
    made = {page: bundles(modules, page, *rows) for page, rows in zip(PAGES, [([together], at_once), (apart,)]) if page in modules}
    return {f"bundles/{stem(page)}/{name}": text.encode() for page, files in made.items() for name, text in files.items()}


def kind(name):
    return KINDS.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
