"""The sources: the engine and the scenes as pages to read, so that every number leads to the line that made it."""

from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from app.server.paper import printed

APP = Path(__file__).resolve().parents[1]
SHOWN = ("engine/**/*.py", "scenes/*.py", "story.py", "stream.py")


class Sources:
    """``source/<file below app/>.html`` for every file that decides a number; each line n has the id ``L-n``."""

    def __init__(self, template, style):
        self.template, self.style = template, style
        files = sorted(file for pattern in SHOWN for file in APP.glob(pattern))
        self.files = {file.relative_to(APP).as_posix(): file for file in files}
        self.bodies = {}

    def addresses(self):
        """The paths of all these pages."""
        return [f"/source/{name}.html" for name in self.files]

    def page(self, name):
        """The page of that file, made when it is first asked for. KeyError if it is not among those shown."""
        if name not in self.bodies:
            self.bodies[name] = self.print(name, self.files[name].read_text("utf-8"))
        return self.bodies[name]

    def print(self, name, text):
        lines = HtmlFormatter(linenos="inline", linespans="L", anchorlinenos=True, lineanchors="L", nobackground=True)
        html = self.template.render(
            name=name, code=highlight(text, PythonLexer(), lines), style=self.style, title=text.partition("\n")[0].strip('"'),
            root="../" * (name.count("/") + 1),
        )
        return printed(html).compress()
