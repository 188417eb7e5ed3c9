"""A scene alone on its page, in real frames on pages of another origin."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from hosts import GROWS, growing
from playwright.sync_api import expect

from app import scenes
from app.engine import menu

WORDS = menu.names(scenes)
SIZES = [(280, 200), (320, 240), (480, 320), (600, 200), (640, 480), (320, 640), (900, 500), (1000, 1000)]
SETTLED = "() => document.scrollingElement.scrollHeight === innerHeight"
OVERFLOW = "[document.scrollingElement.scrollHeight - innerHeight, document.scrollingElement.scrollWidth - innerWidth]"


@pytest.fixture
def alone(page, server):
    """alone("ball", "?ball.at=3"): that scene on its page, drawn."""
    server.printed()

    def opened(word, query="", size=(640, 480)):
        page.set_viewport_size(dict(zip(("width", "height"), size)))
        page.goto(f"{server.url}/embed/{word}/{query}")
        page.locator(".stage.drawn").wait_for()
        return page

    return opened


def framed(server, word, query="", rest="", sandbox="allow-scripts"):
    return f'<iframe sandbox="{sandbox}" id="{word}" title="{word}" src="{server.url}/embed/{word}/{query}" {rest}></iframe>'


@pytest.mark.parametrize("word", WORDS)
def test_a_scene_fits_into_a_frame_of_any_size(alone, word):
    page = alone(word)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(60)
        page.wait_for_function(SETTLED)
        assert page.evaluate(OVERFLOW) == [0, 0], (width, height)
        for part in (".stage", "figcaption b", "[data-steps]", ".credit a[rel~=license]"):
            box = page.locator(part).bounding_box()
            inside = box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= width and box["y"] + box["height"] <= height
            assert inside and box["width"] * box["height"] > 0, (part, width, height)
        picture = page.locator(".stage").bounding_box()
        assert picture["width"] * picture["height"] > 0.17 * width * height, (width, height)


@pytest.mark.parametrize("light", ["light", "dark"])
def test_axe_finds_nothing(alone, light):
    page = alone("ball", f"?theme={light}")
    for width, height in ((320, 240), (640, 480), (1000, 1000)):
        page.set_viewport_size({"width": width, "height": height})
        assert Axe().run(page).response["violations"] == []


def test_the_query_says_settings_step_theme_and_what_is_hidden(alone):
    page = alone("ball", "?ball=knob=55/start=-2.6/rate=16&ball.at=3&theme=dark&hide=settings,numbers")
    expect(page.locator("figure")).to_have_attribute("data-at", "3")
    expect(page.locator("select[data-setting=rate]")).to_have_value("16")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert not page.get_by_role("button", name="Numbers").is_visible() and not page.get_by_role("button", name="Change").is_visible()


@pytest.mark.parametrize("word", ["ball", "loop"])
def test_without_scripts_there_are_the_picture_the_sentence_and_no_control_that_does_nothing(browser, server, word):
    server.printed()
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{server.url}/embed/{word}/")
    for width, height in [*SIZES, (1000, 800)]:
        page.set_viewport_size({"width": width, "height": height})
        picture = page.locator(".still").bounding_box()
        assert picture["width"] * picture["height"] > 0.17 * width * height, (width, height)
        assert page.locator(".told").is_visible()
        assert not [one for one in page.locator("button, input, select").all() if one.is_visible()]
    link = page.get_by_role("link", name="Training: how it learns")
    told = [link.get_attribute(name) for name in ("href", "target", "rel")]
    assert told == [f"../../12-training/#{word}", "_blank", "noopener"]
    assert page.get_by_role("link", name="CC BY 4.0").is_visible()


def test_a_redirect_adds_the_slash_and_what_is_no_scene_lists_the_scenes(server):
    assert (server.ask("/embed/ball").status, server.ask("/embed/ball").headers["location"]) == (307, "ball/")
    for path in ("/embed/bal", "/embed/bal/"):
        answer = server.ask(path)
        assert answer.status == 404 and "embed/ball/" in answer.json["exists"]


def test_anybody_may_frame_a_scene_and_nothing_else(server):
    server.printed()
    for path in ("/embed/ball/", "/embed/ball", "/embed/bal/"):
        told = server.ask(path).headers
        assert "frame-ancestors" not in told["content-security-policy"] and told["cross-origin-resource-policy"] == "cross-origin"
        assert told["cross-origin-embedder-policy"] == "require-corp" and told["access-control-allow-origin"] == "*"
    for path in ("/12-training/", "/embed/", "/nothing", "/static/embed.js", "/source/stream.py.html"):
        assert "frame-ancestors 'none'" in server.ask(path).headers["content-security-policy"]


def test_files_that_hosts_name_are_there_without_a_version(server):
    for name in ("embed.js", "scene.mjs", "parts/astray.js", "parts/grid.js"):
        told = server.ask(f"/static/{name}")
        assert told.status == 200 and told.headers["cache-control"] == "no-cache" and told.headers["access-control-allow-origin"] == "*"
        assert told.headers["content-type"] == "text/javascript"
        assert server.ask(f"/static/{name}", if_none_match=told.headers["etag"]).status == 304


def test_the_element_is_at_most_2_kb_on_the_wire(server):
    server.wait_for(lambda: server.ask("/static/embed.js", accept_encoding="br").headers.get("content-encoding") == "br", "not compressed")
    assert len(server.ask("/static/embed.js", accept_encoding="br").body) <= 2048


@pytest.mark.parametrize("width", [280, 640, 1000])
@pytest.mark.parametrize("kind", GROWS)
def test_a_frame_gets_the_height_it_wants_and_asks_for_no_more(page, server, host, kind, width):
    server.printed()
    secret = "#?secret=abc123" if kind == "WordPress" else ""
    frame = framed(server, "ball", secret, f'data-secret="abc123" width="{width}" height="300" style="border: 0"')
    count = "<script>let told = 0; addEventListener('message', ({data}) => told += data.type === 'downhill:height')</script>"
    page.goto(host.show(growing(kind) + count + frame))
    inside = page.frame_locator("iframe")
    inside.locator(".stage.drawn").wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate("told") == 1
    height = page.locator("iframe").bounding_box()["height"]
    if kind != "WordPress" or height < 1000:
        expect(inside.locator("html")).to_have_attribute("data-natural", "")
    stage = inside.locator(".stage").bounding_box()
    assert stage["width"] > 0.9 * width or height == 1000
    assert page.frames[1].evaluate(OVERFLOW) == [0, 0]


def test_a_page_that_shakes_hands_is_told_the_height_again(page, server, host):
    """As open-iframe-resizer does."""
    server.printed()
    page.goto(host.show(framed(server, "ball", rest='width="640" height="480"')))
    page.frame_locator("iframe").locator(".stage.drawn").wait_for()
    page.wait_for_timeout(300)
    for greeting in ("iframe-child-init", "iframe-get-child-dimensions"):
        told = page.evaluate("""type => new Promise(resolve => {
          addEventListener("message", ({data}) => data.type === "iframe-resized" && resolve(data));
          frames[0].postMessage({type}, "*") })""", greeting)
        assert told["width"] == 640 and 600 < told["height"] < 900


def test_only_the_page_around_it_is_heard_and_only_in_sentences_that_it_knows(page, server, host):
    server.printed()
    page.goto(host.show(framed(server, "ball", "?ball.at=2", 'width="640" height="480"') + '<iframe srcdoc="" id="other"></iframe>'))
    figure = page.frame_locator("#ball").locator("figure")
    expect(figure).to_have_attribute("data-at", "2")
    page.evaluate("""() => {
      const other = document.getElementById("other").contentDocument.createElement("script");
      other.textContent = `parent.frames[0].postMessage({type: "downhill:seek", step: 9}, "*")`;
      document.getElementById("other").contentDocument.body.append(other);
      const astray = [{}, {step: "9"}, {step: -1}, {step: Infinity}, {step: {valueOf: 9}}, {settings: {rate: "5"}}, {settings: "rate=16"},
        {settings: {constructor: "1", toString: "1", hasOwnProperty: "1"}}].map(data => ({type: "downhill:seek", ...data}));
      const others = [null, 7, "downhill:seek", [], {type: "constructor"}, {type: "toString"}, {type: "downhill:theme", theme: "<b>"}];
      for (const data of [...astray, ...others, {type: "downhill:open", address: "https://example.com/"}]) frames[0].postMessage(data, "*");
    }""")
    page.wait_for_timeout(200)
    expect(figure).to_have_attribute("data-at", "2")
    expect(figure.locator("select[data-setting=rate]")).to_have_value("4")
    page.evaluate("""frames[0].postMessage({type: "downhill:seek", step: 9, settings: {rate: "16"}}, "*");
      frames[0].postMessage({type: "downhill:theme", theme: "dark"}, "*")""")
    expect(figure).to_have_attribute("data-at", "9")
    expect(figure.locator("select[data-setting=rate]")).to_have_value("16")
    expect(page.frame_locator("#ball").locator("html")).to_have_attribute("data-theme", "dark")


def test_a_page_hears_what_its_reader_chose_and_not_what_it_asked_for_itself(page, server, host):
    server.printed()
    heard = "const heard = []; addEventListener('message', ({data}) => data.type === 'downhill:state' && heard.push(data))"
    page.goto(host.show(f"<script>{heard}</script>" + framed(server, "ball", rest='width="640" height="760"')))
    inside = page.frame_locator("iframe")
    inside.locator(".stage.drawn").wait_for()
    page.evaluate("frames[0].postMessage({type: 'downhill:seek', step: 3}, '*')")
    expect(inside.locator("figure")).to_have_attribute("data-at", "3")
    assert page.evaluate("heard") == []
    inside.get_by_role("button", name="Next step").click()
    page.wait_for_function("heard.length")
    (told,) = page.evaluate("heard")
    assert told["step"] == 4 and told["settings"]["rate"] == "4"


def test_ten_sandboxed_scenes_on_one_page_are_alive_and_independent_and_leave_the_scroll_to_the_page(page, server, host):
    server.printed()
    ten = WORDS[:10]
    frames = "".join(framed(server, word, rest='style="width: 640px; height: 300px; border: 0; display: block"') for word in ten)
    page.set_viewport_size({"width": 900, "height": 800})
    page.goto(host.show(growing("ours") + frames))
    for word in ten:
        page.locator(f"#{word}").scroll_into_view_if_needed()
        page.frame_locator(f"#{word}").locator(".stage.drawn").wait_for()
    inside = {frame.url.rsplit("/", 2)[1]: frame for frame in page.frames[1:]}
    for word in ten:
        assert inside[word].evaluate("origin") == "null"
        page.locator(f"#{word}").scroll_into_view_if_needed()
        inside[word].locator("html[data-natural='']").wait_for(state="attached")
        inside[word].wait_for_function(SETTLED)
        assert inside[word].evaluate(OVERFLOW) == [0, 0], word

    steps = {word: frame.evaluate("document.querySelector('figure').dataset.at") for word, frame in inside.items()}
    page.locator("#ball").scroll_into_view_if_needed()
    inside["ball"].get_by_role("button", name="Next step").press("Enter")
    expect(inside["ball"].locator("figure")).not_to_have_attribute("data-at", steps["ball"])
    after = {word: frame.evaluate("document.querySelector('figure').dataset.at") for word, frame in inside.items()}
    assert {word for word in ten if after[word] != steps[word]} == {"ball"}

    for word in ten:
        page.locator(f"#{word}").scroll_into_view_if_needed()
        box = inside[word].locator(".stage").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, max(5, min(795, box["y"] + box["height"] / 2)))
        before = page.evaluate("scrollY")
        way = -120 if before > 200 else 120
        page.mouse.wheel(0, way)
        page.wait_for_function("([before, way]) => (scrollY - before) * way > 0", arg=[before, way])


def test_a_hidden_scene_does_no_work(page, server, host):
    server.printed()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(host.show(f"<div style='display: none'>{framed(server, 'ball')}</div>"))
    page.wait_for_timeout(1000)
    assert not any(url.endswith(".bin") for url in asked)
    work = "performance.getEntriesByType('resource').length + document.querySelectorAll('.drawn').length * 100"
    before = page.frames[1].evaluate(work)
    page.wait_for_timeout(300)
    assert page.frames[1].evaluate(work) == before < 100
    page.evaluate("document.querySelector('div').style.display = 'block'")
    page.frame_locator("iframe").locator(".stage.drawn").wait_for()


def test_a_page_in_a_file_and_a_page_that_is_itself_sandboxed_may_frame_a_scene(page, server, host, tmp_path):
    """A policy that names everybody (frame-ancestors *) would keep both out."""
    server.printed()
    file = tmp_path / "lesson.html"
    file.write_text(f"<!doctype html>{framed(server, 'ball')}")
    for url in (file.as_uri(), host.show(framed(server, "ball"), Content_Security_Policy="sandbox allow-scripts")):
        page.goto(url)
        page.frame_locator("iframe").locator(".stage.drawn").wait_for()


def test_a_page_that_isolates_itself_may_frame_a_scene(page, server, host):
    server.printed()
    url = host.show(framed(server, "ball"), Cross_Origin_Embedder_Policy="require-corp", Cross_Origin_Opener_Policy="same-origin")
    page.goto(url)
    assert page.evaluate("crossOriginIsolated")
    page.frame_locator("iframe").locator(".stage.drawn").wait_for()
