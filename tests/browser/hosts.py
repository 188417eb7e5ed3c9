"""Pages of another origin, on which a scene is a guest: each host with the constraints that it really puts on a frame."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<!doctype html><html lang=en><meta charset=utf-8><title>A host</title><style>body {{ margin: 0 }}</style><body>{body}"


class Host:
    """A web site of its own, until the block ends. ``show(body)`` is the address of a page with that body, sent with those headers."""

    def __init__(self):
        self.pages = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Handler,), {"host": self}))
        self.url = f"http://localhost:{self.server.server_port}"

    def show(self, body, page=PAGE, **headers):
        path = f"/{len(self.pages)}"
        self.pages[path] = page.format(body=body).encode(), headers
        return self.url + path

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    host: Host

    def do_GET(self):  # noqa: N802, the name that http.server calls
        body, headers = self.host.pages.get(self.path, (b"", {}))
        self.send_response(200 if body else 404)
        for name, value in {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


# What a page of each kind does with the messages of a frame, in a few lines of our own.
GROWS = {
    "ours": "if (data.type === 'downhill:height') frame.style.height = data.height + 'px'",
    "AMP": "if (data.sentinel === 'amp' && data.type === 'embed-size') frame.style.height = data.height + 'px'",
    "Canvas": "if (data.subject === 'lti.frameResize') frame.style.height = data.height + 'px'",
    "open-iframe-resizer": "if (data.type === 'iframe-resized') frame.style.height = data.height + 'px'",
    "WordPress": "if (data.secret === frame.dataset.secret && data.message === 'height')"
    " frame.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)))",
}


def growing(kind):
    """The script of a page that grants its frames the height that they ask for."""
    return f"""<script>addEventListener("message", ({{source, data}}) => {{
      for (const frame of document.querySelectorAll("iframe")) if (frame.contentWindow === source) {{ {GROWS[kind]} }}
    }})</script>"""


# A model as notebooks have it, for widgets: traits that can be read, set, watched and saved.
MODEL = """
  class Model extends EventTarget {
    constructor(traits) { super(); this.traits = traits; this.saved = []; this.told = new Map(); }
    get(name) { return this.traits[name]; }
    set(name, value) {
      if (this.traits[name] === value) return;
      this.traits[name] = value;
      for (const told of this.told.get(`change:${name}`) ?? []) told();
    }
    on(event, told) { this.told.set(event, [...this.told.get(event) ?? [], told]); }
    off(event, told) { this.told.set(event, (this.told.get(event) ?? []).filter(one => one !== told)); }
    save_changes() { this.saved.push({...this.traits}); }
  }"""
