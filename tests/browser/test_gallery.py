"""The gallery lists every scene, and a teacher sets one up there: preview, snippets and address follow, either way round."""

import json
import re
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin
from playwright.sync_api import expect

from app import scenes
from app.engine import menu

WORDS = menu.names(scenes)
PATIENCE = 30_000

MYST = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
for plugin in (
    colon_fence_plugin, deflist_plugin, dollarmath_plugin, footnote_plugin, myst_block_plugin, myst_role_plugin, substitution_plugin,
):
    MYST.use(plugin)


@pytest.fixture(scope="module")
def course(server):
    server.printed()
    return server.url


@pytest.fixture
def visit(page, course):
    """The gallery, once its preview is alive."""

    def opened(query=""):
        page.goto(f"{course}/embed/{query}")
        expect(preview(page).locator("figure")).to_have_attribute("data-state", "done", timeout=PATIENCE)
        return page

    return opened


def preview(page):
    return page.frame_locator(".preview iframe")


def snippet(page, kind="Frame, for any page"):
    return page.locator(".builder").get_by_label(kind, exact=True)


def test_every_scene_is_there_with_its_poster_and_its_languages(page, course):
    page.goto(f"{course}/embed/")
    assert sorted(page.locator(".card").evaluate_all("cards => cards.map(card => card.id)")) == WORDS
    for card in page.locator(".card").all():
        expect(card.locator("img")).to_have_attribute("src", f"{card.get_attribute('id')}/poster.png")
        expect(card.locator(".tongues")).to_contain_text("English")


def test_what_is_set_up_is_shown_and_said(visit, course):
    page = visit()
    page.locator("[name=figure]").select_option("ball")
    page.locator("fieldset[data-scene=ball] [data-setting=rate]").select_option("16")
    page.get_by_role("slider", name="Step").fill("3")
    page.locator("[name=theme]").select_option("dark")
    page.get_by_label("steps", exact=True).check()
    page.get_by_label("A note under it").fill('Where does "it" <stop>?')
    state = "ball=knob=55/start=-2.6/rate=16&ball.at=3&theme=dark&hide=steps"
    expect(preview(page).locator("figure[data-scene=ball]")).to_have_attribute("data-at", "3", timeout=PATIENCE)
    expect(preview(page).locator("html")).to_have_attribute("data-theme", "dark")
    expect(preview(page).locator("[data-steps]")).to_be_hidden()
    expect(snippet(page)).to_have_value(re.compile(re.escape(f'/embed/ball/?{state.replace("&", "&amp;")}"')))
    expect(snippet(page)).to_have_value(re.compile("<figcaption>Where does &quot;it&quot; &lt;stop&gt;\\?</figcaption>"))
    told = json.loads("".join(snippet(page, "MyST, Jupyter Book").input_value().split(":::")[1].splitlines()[1:]))
    here = {"theme": "dark", "hide": "steps", "address": f"{course}/"}
    assert told == {"scene": "ball", "settings": "knob=55/start=-2.6/rate=16", "step": 3, **here}


def test_what_is_done_in_the_preview_is_said_too(visit):
    page = visit("?figure=ball")
    preview(page).get_by_role("button", name="Next step").click()
    expect(snippet(page, "Link")).to_have_value(re.compile(r"ball\.at=1#ball$"))
    expect(page.get_by_role("slider", name="Step")).to_have_value("1")


def test_the_address_of_the_gallery_brings_the_form_back(visit):
    page = visit()
    page.locator("[name=figure]").select_option("slope")
    page.get_by_label("Width in pixels").fill("500")
    page.get_by_label("numbers", exact=True).check()
    expect(page).to_have_url(re.compile(r"\?figure=slope&hide=numbers&width=500"))
    page.reload()
    expect(page.locator("[name=figure]")).to_have_value("slope")
    expect(page.get_by_label("numbers", exact=True)).to_be_checked()
    expect(snippet(page)).to_have_value(re.compile(r'hide=numbers".* width="500"'))


def test_a_pair_worth_seeing_comes_with_its_reason_as_a_note(visit):
    page = visit("?figure=lab")
    page.get_by_role("button", name="too timid").click()
    expect(page.get_by_label("A note under it")).to_have_value(re.compile("A tenth of the rate"))
    expect(page.locator(".noted")).to_contain_text("A tenth of the rate")
    expect(snippet(page)).to_have_value(re.compile("lab=.*rate=0.03"))


def test_a_card_sets_its_scene_up_and_has_its_own_texts(visit):
    page = visit()
    page.get_by_role("button", name="Set it up: One training run").click()
    expect(page.locator("[name=figure]")).to_have_value("training")
    expect(page.locator("[name=figure]")).to_be_focused()
    card = page.locator("#noise")
    card.locator("summary").click()
    expect(card.get_by_label("Frame, for any page", exact=True)).to_have_value(re.compile(r'/embed/noise/"'))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("light", ["light", "dark"])
def test_nothing_is_held_against_the_gallery(visit, page, width, light):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=light)
    page = visit("?figure=lab&note=look")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page).response["violations"] == []


def test_without_scripts_it_is_a_list_with_frames_to_copy(browser, serve):
    with serve(address="https://course.example/ch12/") as public:
        public.printed()
        page = browser.new_page(java_script_enabled=False)
        page.goto(f"{public.url}/embed/")
        expect(page.locator(".builder")).to_be_hidden()
        page.locator("#ball summary").click()
        expect(page.locator("#ball pre")).to_contain_text('<iframe src="https://course.example/ch12/embed/ball/"')
        page.close()


@pytest.mark.parametrize("field, typed, mended", [
    ("Width", "10", "280"), ("Width", "99999", "1000"), ("Width", "500.4", "500"), ("Height", "-5", "200"), ("Height", "99999", "1000"),
])
def test_a_size_that_no_frame_can_have_is_never_in_a_snippet_and_the_reason_is_said(visit, field, typed, mended):
    page = visit("?figure=noise")
    size, before = page.get_by_label(f"{field} in pixels"), snippet(page).input_value()
    size.fill(typed)
    expect(page.locator(f"#{field.lower()}-bounds")).to_be_visible()
    assert snippet(page).input_value() == before and typed not in page.url.partition("?")[2]
    size.press("Tab")
    expect(size).to_have_value(mended)
    expect(page.locator(f"#{field.lower()}-bounds")).to_contain_text("From 2")
    expect(snippet(page)).to_have_value(re.compile(f'{field.lower()}="{mended}"'))
    size.fill("400")
    expect(page.locator(f"#{field.lower()}-bounds")).to_be_hidden()


def test_an_address_with_a_size_that_cannot_be_has_the_nearest_and_the_reason(visit):
    page = visit("?figure=noise&width=10&height=99999")
    assert re.search('width="280" height="1000"', snippet(page).input_value())
    expect(page.locator("#width-bounds")).to_contain_text("From 280 to 1000")
    expect(page.locator("#height-bounds")).to_be_visible()


NOTES = [
    "Where does it *stop*, and __why__? `loss` {term}`loss` $x^2$ {{ name }} [a](b) ![c](d) <b>e</b> &amp; \\n |x| ~~no~~ @key [^1] ^a^",
    ":::{note} gone\n:::", "```python\nx\n```", "Look:\n\n    at this",
    "# No heading", "1. No list", "2) nor this", "- nor\n- this", "+ x",
    "+++ cut", "% a comment", "(target)=\nLook", "> said", "> \n", "=====", "---", "***", ": defined",
    "$$\nx\n$$", ":name: value", "| a |\n|---|",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_words_alone_in_every_snippet(page, course, note):
    page.goto(f"{course}/embed/")
    told = page.evaluate("""async ([root, note]) => {
      const gallery = document.querySelector("script[src$='gallery.js']").src;
      const { element, frame, directive } = await import(gallery.replace("gallery.js", "parts/snippets.js"));
      const piece = {root, home: "12-training/", embed: "embed/ball/", word: "ball", title: "A ball", height: 600, state: {}, note};
      return [element, frame, directive].map(write => write(piece)) }""", [f"{course}/", note])
    words = " ".join(note.split())
    for snippet in told:
        tokens = MYST.parse(f"Before.\n\n{snippet}\n\nAfter.\n")
        kinds = [token.type for token in tokens]
        assert kinds[:3] == kinds[-3:] == ["paragraph_open", "inline", "paragraph_close"]
        assert tokens[-2].content == "After." and not {"heading_open", "code_block", "bullet_list_open"} & set(kinds)
    for html in told[:2]:
        caption = re.search("<figcaption>(.*)</figcaption>", html)[1]
        assert unescape(caption) == words and not set("\\`*_{}[]$~|@^<>") & set(caption)
    said = MYST.parse(told[2])
    assert [token.type for token in said] == ["colon_fence", "paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in said[2].children} <= {"text", "text_special"}
    assert "".join(child.content for child in said[2].children) == words


def test_a_note_of_several_lines_is_one_paragraph_under_the_preview_and_in_the_snippets(visit):
    page = visit("?figure=noise")
    page.get_by_label("A note under it").fill("Look here.\n\nAnd `there`.")
    expect(snippet(page)).to_have_value(re.compile("<figcaption>Look here. And &#96;there&#96;.</figcaption>"))
    expect(snippet(page, "MyST, Jupyter Book")).to_have_value(re.compile(re.escape(":::\n\nLook here. And \\`there\\`.")))


def test_a_card_whose_texts_are_open_leaves_its_neighbours_as_they_are(visit, page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page = visit()
    ways = page.locator("#ball .ways")
    before = ways.bounding_box()["y"] - page.locator("#ball").bounding_box()["y"]
    page.locator("#noise summary").click()
    page.locator("#noise .link textarea").first.wait_for()
    assert ways.bounding_box()["y"] - page.locator("#ball").bounding_box()["y"] == before
    assert page.locator("#noise .ways").bounding_box()["y"] == ways.bounding_box()["y"]
