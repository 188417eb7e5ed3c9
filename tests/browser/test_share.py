"""A figure can be handed on as it stands: as a link and as texts for other pages, that are copied, or at least selected."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

KINDS = ["Link", "Frame, for any page", "Element, where scripts may run", "MyST, Jupyter Book"]


@pytest.fixture(scope="module")
def course(server):
    server.printed()
    return server.url


def opened(where, word="ball"):
    """The panel's texts by kind."""
    where.locator(f"figure[data-scene={word}]").get_by_role("button", name="Share").click()
    expect(where.get_by_label(KINDS[0], exact=True)).not_to_have_value("")
    return {kind: where.get_by_label(kind, exact=True).input_value() for kind in KINDS}


def test_every_text_carries_the_figure_as_it_stands(page, course):
    page.goto(f"{course}/12-training/?ball=knob=55/start=-2.6/rate=16&ball.at=3&theme=dark&hide=contents,link&noise=seed=3#ball")
    page.evaluate("document.documentElement.dataset.hide = 'contents'")
    texts = opened(page)
    state = "ball=knob=55/start=-2.6/rate=16&ball.at=3&theme=dark&hide=contents"
    assert texts[KINDS[0]] == f"{course}/12-training/?{state}#ball"
    assert f'src="{course}/embed/ball/?{state.replace("&", "&amp;")}"' in texts[KINDS[1]]
    assert f'src="{course}/static/embed.js"' in texts[KINDS[2]] and "<downhill-scene" in texts[KINDS[2]]
    assert texts[KINDS[3]].startswith(f":::{{anywidget}} {course}/static/scene.mjs\n")
    told = json.loads("".join(texts[KINDS[3]].splitlines()[1:-1]))
    here = {"theme": "dark", "hide": "contents", "address": f"{course}/"}
    assert told == {"scene": "ball", "settings": "knob=55/start=-2.6/rate=16", "step": 3, **here}


def test_every_text_of_a_page_in_another_language_leads_to_that_language(page, course):
    page.goto(f"{course}/es/12-training/?lab=rate=1/optimizer=momentum/batch=64/seed=2&lab.with=rate=0.3/optimizer=adam/batch=64/seed=2#lab")
    page.locator("#lab-link").evaluate("panel => panel.showPopover()")
    page.locator("figure[data-scene=lab]").get_by_role("button", name="Compartir").click()
    page.locator("figure[data-scene=lab]").get_by_role("button", name="Compartir").click()
    fields = page.locator("#lab-link textarea")
    expect(fields).to_have_count(len(KINDS))
    link, frame, element, directive = [field.input_value() for field in fields.all()]
    assert link.startswith(f"{course}/es/12-training/?lab=")
    assert all(f'src="{course}/es/embed/lab/?lab=' in text for text in (frame, element))
    assert all("lab.with=rate=0.3/optimizer=adam" in text for text in (link, frame, element))
    told = json.loads("".join(directive.splitlines()[1:-1]))
    assert (told["language"], told["address"]) == ("es", f"{course}/") and told["beside"].startswith("rate=0.3/optimizer=adam")


def test_the_texts_are_brought_only_when_the_panel_opens(page, course):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{course}/12-training/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "share" in url or "snippets" in url]
    opened(page)
    assert [url for url in asked if url.endswith("parts/share.js")]


@pytest.mark.parametrize("clipboard, told", [
    ("{writeText: async text => (window.copied = text)}", "Copied."),
    ("{writeText: async () => { throw new DOMException('denied', 'NotAllowedError') }}", "It is selected"),
    ("undefined", "It is selected"),
])
def test_a_text_is_copied_where_that_may_be_and_selected_always(page, course, clipboard, told):
    page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}}); document.execCommand = () => false")
    page.goto(f"{course}/12-training/")
    texts = opened(page)
    page.get_by_role("button", name=f"Copy: {KINDS[1]}").click()
    expect(page.locator("#ball-link output")).to_have_text(re.compile(told))
    field = page.get_by_label(KINDS[1], exact=True)
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [0, len(texts[KINDS[1]])]
    assert page.evaluate("window.copied ?? null") == (texts[KINDS[1]] if told == "Copied." else None)


def test_a_scene_in_a_sandboxed_frame_can_be_handed_on_too(page, site, course):
    page.goto(f"{site.address}/host.html")
    frame = f'<iframe sandbox="allow-scripts" width="640" height="800" src="{course}/embed/ball/?ball.at=2"></iframe>'
    page.evaluate("frame => { document.body.innerHTML = frame }", frame)
    texts = opened(page.frame_locator("iframe"))
    assert texts[KINDS[0]] == f"{course}/12-training/?ball.at=2#ball"
    assert f'src="{course}/embed/ball/?ball.at=2"' in texts[KINDS[1]]


@pytest.mark.parametrize("width", [1280, 320])
def test_the_open_panel_has_nothing_to_hold_against_it_and_fits(page, course, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(f"{course}/12-training/")
    opened(page)
    box = page.locator("#ball-link").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Axe().run(page, context="#ball-link").response["violations"] == []


def test_whole_addresses_are_the_sites_own_where_it_is_known(page, serve):
    with serve(address="https://course.example/ch12/") as public:
        public.printed()
        page.goto(f"{public.url}/12-training/?ball.at=2")
        texts = opened(page)
        assert texts[KINDS[0]] == "https://course.example/ch12/12-training/?ball.at=2#ball"
        assert all("127.0.0.1" not in text for text in texts.values())


def test_a_link_holds_the_step_also_before_its_film_is_here(page, course):
    page.route("**/*.bin", lambda route: None)
    page.goto(f"{course}/12-training/?ball.at=2")
    assert opened(page)[KINDS[0]] == f"{course}/12-training/?ball.at=2#ball"
    page.unroute_all(behavior="ignoreErrors")


@pytest.mark.parametrize("path", ["/12-training/", "/embed/ball/"])
def test_what_a_page_says_about_itself_offends_no_policy(page, course, path):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(course + path)
    expect(page.locator("figure[data-scene=ball]")).to_be_visible()
    assert not [line for line in said if "policy" in line.lower()]
    assert json.loads(page.locator("script[type='application/ld+json']").text_content())["@type"] == "LearningResource"
