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
PAGES, LATER, VOLUME = ("main.js", "alone.js"), "scenes/", "_all"


class Static:
    """An ASGI application below ``/static/<version>/``. Modules import each other by relative paths, so one version names all."""

    def __init__(self, folder, bundled=None):
        files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}
        self.files = files | (bundled or usual)({name: data.decode() for name, data in files.items() if name.endswith(".js")})
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

    @property
    def style(self):
        """The look of a page: that of the stills, of the panels, then that of all else."""
        return "".join(map(self.text, LOOK))

    async def __call__(self, scope, receive, send):
        body = self.bodies.get(scope["path"])
        if body is None:
            raise Refusal(404, f"no file {quoted(scope['path'])} among the static files of version {self.version}", self.files)
        await body(scope, receive, send)


def usual(modules):
    """For each kind of page its module and those of the scenes, bundled, in a folder named after it; the scenes in one volume too."""
    later = [name for name in modules if name.startswith(LATER)]
    made = {page: bundles(modules, page, later, f"{LATER}{VOLUME}.js") for page in PAGES if page in modules}
    folders = {page: f"bundles/{page.removesuffix('.js')}/" for page in made}
    return {folders[page] + name: text.encode() for page, files in made.items() for name, text in files.items()}


def kind(name):
    return KINDS.get(posixpath.splitext(name)[1]) or mimetypes.guess_type(name)[0] or "application/octet-stream"
