"""The README's snippets, each on a page of another origin with the constraints that its host really puts on it."""

import json
import re
import sys
from types import ModuleType

import pytest
from hosts import MODEL, growing
from markdown_it import MarkdownIt
from playwright.sync_api import expect

from tests import readme

SNIPPETS = readme.snippets()
DIRECTIVE = re.compile(r":::\{(\w+)\} (\S+)\n(.*?):::\n", re.DOTALL)
CUT = "document.scrollingElement.scrollHeight - innerHeight"
NATURAL = ("data-natural", "")


def snippet(host):
    return SNIPPETS[host].replace("https://course.example/", "{course}")


def alive(page):
    """The one scene of the page, drawn, with nothing cut off; as a locator."""
    inside = page.locator("iframe").content_frame
    inside.locator(".stage.drawn").wait_for()
    page.wait_for_timeout(300)
    assert page.frames[1].evaluate(CUT) == 0
    return inside


def without_scripts(html):
    return re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


def test_every_snippet_is_tried_here():
    tried = {"Plain HTML", "An element", "WordPress", "Canvas", "MyST and Jupyter Book", "MyST as a widget", "JupyterLab, Colab and marimo"}
    assert set(SNIPPETS) == tried


@pytest.mark.parametrize("width", [340, 1200])
def test_plain_html(page, visit, width):
    page.set_viewport_size({"width": width, "height": 900})
    visit(snippet("Plain HTML"))
    alive(page)
    assert page.locator("iframe").bounding_box()["width"] == width


def test_in_moodle_whose_editor_takes_scripts_out(page, visit):
    text = without_scripts(snippet("Plain HTML"))
    visit(f'<div class="no-overflow" style="max-width: 830px; overflow: auto"><div class="text_to_html">{text}</div></div>')
    alive(page)
    assert page.evaluate("document.querySelector('.no-overflow').scrollWidth <= 830")


@pytest.mark.parametrize("way", ["Plain HTML", "An element"])
def test_in_the_middle_of_markdown_as_quarto_and_mkdocs_read_it(page, visit, way):
    """Both hand HTML on as it stands; the element in a paragraph too, since a tag that is not known is no block to all of them."""
    html = MarkdownIt("commonmark", {"html": True}).render(f"# A page\n\nBefore.\n\n{snippet(way)}\nAfter.\n")
    visit(html)
    alive(page)
    assert page.get_by_text("After.").is_visible()
    visit(f"<p>{snippet(way)}</p>")
    alive(page)


def test_an_element(page, visit):
    visit(snippet("An element"))
    inside = alive(page)
    expect(inside.locator("figure")).to_have_attribute("data-at", "7")
    expect(inside.locator("select[data-setting=rate]")).to_have_value("16")
    expect(inside.locator("html")).to_have_attribute(*NATURAL)


@pytest.mark.parametrize("width", [280, 600, 1100])
def test_in_wordpress_sandboxed_and_clamped(page, visit, width):
    """What WordPress makes of an oEmbed answer: the address with a secret, its sandbox, a height that it clamps."""
    address, secret = snippet("WordPress").strip(), "a1B2c3D4e5"
    visit(growing("WordPress") + f"""<blockquote class="wp-embedded-content"><a href="{address}">A ball</a></blockquote>
      <iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" title="A ball" data-secret="{secret}"
        src="{address}#?secret={secret}" width="{width}" height="338" frameborder="0" scrolling="no"></iframe>""")
    alive(page)
    assert 338 < page.locator("iframe").bounding_box()["height"] <= 1000


def test_in_canvas_that_takes_scripts_out_and_grants_heights(page, visit):
    visit(growing("Canvas") + f'<div class="user_content" style="width: 700px">{without_scripts(snippet("Canvas"))}</div>')
    expect(alive(page).locator("html")).to_have_attribute(*NATURAL)


def test_in_myst_whose_frames_are_five_by_three(page, visit):
    name, address, options = DIRECTIVE.fullmatch(snippet("MyST and Jupyter Book")).groups()
    assert name == "iframe" and re.findall(r"^:(\w+): .+$", options, re.MULTILINE) == ["width", "title"]
    box = "position: relative; display: inline-block; padding-bottom: 60%; width: 100%"
    visit(f"""<div style="max-width: 750px; line-height: 0"><div style="{box}">
      <iframe width="100%" height="100%" src="{address}" style="position: absolute; inset: 0; border: none"></iframe></div></div>""")
    box = alive(page).locator(".stage").bounding_box()
    assert box["width"] > 300 and box["height"] > 300


def test_in_myst_as_a_widget_from_the_copy_that_it_makes(page, visit, host, server):
    name, _, model = DIRECTIVE.fullmatch(snippet("MyST as a widget")).groups()
    assert name == "anywidget" and json.loads(model)
    copy = host.show(server.ask("/static/scene.mjs").body.decode(), page="{body}", Content_Type="text/javascript")
    widget(visit, copy, model)
    expect(alive(page).locator("figure")).to_have_attribute("data-at", "7")


def test_in_a_notebook(page, visit, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", anywidget := ModuleType("anywidget"))
    monkeypatch.setitem(sys.modules, "traitlets", traitlets := ModuleType("traitlets"))
    anywidget.AnyWidget = object
    traitlets.Unicode = traitlets.Int = traitlets.Dict = Trait
    exec(snippet("JupyterLab, Colab and marimo"), told := {})  # noqa: S102
    traits = {name: trait.default for name, trait in vars(told["Scene"]).items() if isinstance(trait, Trait)}
    widget(visit, told["Scene"]._esm, json.dumps(traits))
    inside = alive(page)
    expect(inside.locator("figure")).to_have_attribute("data-at", "3")
    inside.get_by_role("button", name="Next step").click()
    page.wait_for_function("model.get('step') === 4")


class Trait:
    """A trait as far as the page knows it: what it is at first."""

    def __init__(self, default):
        self.default = default

    def tag(self, sync):
        return self if sync else None


def widget(visit, module, model):
    """A page that renders the widget of that module with that model, as anywidget's contract has it."""
    visit(f"""<main></main><script type="module">{MODEL}
      import widget from "{module}";
      window.model = new Model({model});
      await widget.render({{model: window.model, el: document.querySelector("main")}});
    </script>""")
