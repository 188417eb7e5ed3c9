"""The canvas as it is served: every static file in memory, written and bundled, below a path that changes with any of them."""

import mimetypes
import posixpath

from app.grid import quoted
from app.server.body import Body
from app.server.bundle import bundles
from app.server.errors import Refusal
from app.server.headers import CHECK_FIRST, FOREVER, STATIC, etag

SCRIPT = "text/javascript; charset=utf-8"
KINDS = {".js": SCRIPT, ".mjs": SCRIPT, ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
LOOK = ("still.css", "panels.css", "style.css")
UNVERSIONED = ("embed.js", "scene.mjs", "parts/astray.js", "parts/grid.js")  # what hosts name, and what that asks for
PAGES, LATER, VOLUME, FIRST = ("main.js", "alone.js"), "scenes/", "_all", "../main"


class Static:
    """An ASGI application below ``/static/<version>/``. Modules import each other by relative paths, so one version names all."""

    def __init__(self, folder, bundled=None, opening=()):
        files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
        modules = {name: data.decode() for name, data in files.items() if name.endswith(".js")}
        self.opening = [word for word in opening if f"{LATER}{word}.js" in modules]
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

    @property
    def style(self):
        """The look of a page: that of the stills, of the panels, then that of all else."""
        return "".join(map(self.text, LOOK))

    async def __call__(self, scope, receive, send):
        body = self.bodies.get(scope["path"])
        if body is None:
            raise Refusal(404, f"no file {quoted(scope['path'])} among the static files of version {self.version}", self.files)
        await body(scope, receive, send)


def usual(modules, opening):
    """The bundles of each kind of page, in a folder named after it: a chapter has the scenes that chapters open with at once and the
    others in one volume, a scene alone has its own."""
    scenes = [name for name in modules if name.startswith(LATER)]
    at_once = [f"{LATER}{word}.js" for word in opening]
    rows = {
        "main": ([{f"{LATER}{VOLUME}.js": [name for name in scenes if name not in at_once]}], at_once),
        "alone": ([{name: [name]} for name in scenes], []),
    }
    made = {page: bundles(modules, f"{page}.js", *told) for page, told in rows.items() if f"{page}.js" in modules}
    return {f"bundles/{page}/{name}": text.encode() for page, files in made.items() for name, text in files.items()}


def kind(name):
    return KINDS.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
