"""Scenes as guests of other people's pages: the element, the module for notebooks, and what they never do to their host."""

import pytest
from hosts import MODEL
from playwright.sync_api import expect


def element(rest="", inside="", word="ball"):
    return f'<downhill-scene src="{{course}}embed/{word}/" {rest}>{inside}</downhill-scene>'


SCRIPT = '<script src="{course}static/embed.js"></script>'


def figure(page, number=0):
    return page.locator("downhill-scene").nth(number).locator("iframe").content_frame.locator("figure")


def drawn(page, number=0):
    figure(page, number).locator(".stage.drawn").wait_for()


def test_an_element_shows_what_is_inside_until_the_scene_is_there(page, visit):
    page.route("**/embed/ball/*", lambda route: None)
    visit(SCRIPT + element(inside='<a href="{course}12-training/#ball">The ball</a>'))
    assert page.get_by_role("link", name="The ball").is_visible()
    page.unroute("**/embed/ball/*")
    page.reload()
    drawn(page)
    expect(page.get_by_role("link", name="The ball")).to_be_hidden()
    assert page.locator("iframe").get_attribute("title") == "The ball"


def test_without_its_script_the_element_is_what_is_inside(visit):
    page = visit(element(inside='<a href="{course}12-training/#ball">The ball</a>'))
    assert page.get_by_role("link", name="The ball").is_visible()


def test_attributes_say_what_is_shown_and_may_change(visit):
    page = visit(SCRIPT + element('settings="rate=16" step="3" theme="dark"'))
    drawn(page)
    html = page.locator("iframe").content_frame.locator("html")
    expect(figure(page)).to_have_attribute("data-at", "3")
    expect(figure(page).locator("select[data-setting=rate]")).to_have_value("16")
    expect(html).to_have_attribute("data-theme", "dark")
    page.evaluate("""const scene = document.querySelector("downhill-scene");
      scene.setAttribute("step", "5"); scene.setAttribute("settings", "rate=4"); scene.setAttribute("theme", "light")""")
    expect(figure(page)).to_have_attribute("data-at", "5")
    expect(figure(page).locator("select[data-setting=rate]")).to_have_value("4")
    expect(html).to_have_attribute("data-theme", "light")
    other = page.frames[1].url.replace("/ball/", "/noise/")
    page.evaluate("src => document.querySelector('downhill-scene').setAttribute('src', src)", other)
    page.locator("iframe").content_frame.locator("figure[data-scene=noise] .drawn").wait_for()


def test_an_element_has_the_words_of_the_address_and_of_mount(visit):
    page = visit(SCRIPT + element('language="es" hide="steps,numbers" beside="rate=0.03/optimizer=plain/batch=64/seed=2"', word="lab"))
    drawn(page)
    inside = page.locator("iframe").content_frame
    expect(inside.locator("html")).to_have_attribute("lang", "es")
    expect(inside.locator("html")).to_have_attribute("data-hide", "steps numbers")
    expect(inside.locator("output[data-beside]")).to_contain_text("0,03")
    page.evaluate("document.querySelector('downhill-scene').setAttribute('hide', '')")
    expect(inside.locator("[data-steps]")).to_be_visible()


def test_of_what_does_not_exist_the_console_tells_and_the_rest_is_shown(page, visit):
    told = told_by(page)
    visit(SCRIPT + element('setting="rate=4" class="wide" data-x="1" tabindex="0" settings="rate=5/knob=55/speed=1" step="x" theme="pink"'))
    drawn(page)
    expect(figure(page).locator("select[data-setting=knob]")).to_have_value("55")
    assert heard(page, told, 5) == [
        "no attribute setting of <downhill-scene>; there are src, settings, step, theme, beside, hide, language, ratio",
        'ball: rate is "5", expected one of 1, 2, 4, 8, 16, 32, 64',
        'ball: nothing here is called "speed"; there are knob, start, rate',
        'ball.at is "x", expected a step from 0 to 32',
        'theme is "pink", expected one of dark, light',
    ]
    told.clear()
    page.evaluate("""const scene = document.querySelector("downhill-scene"); scene.setAttribute("settings", "rate=3/knob=44");
      scene.setAttribute("step", "40"); scene.setAttribute("theme", "dim")""")
    expect(figure(page).locator("select[data-setting=knob]")).to_have_value("44")
    assert [line.partition(",")[0] for line in heard(page, told, 3)] == ['ball: rate is "3"', 'ball.at is "40"', 'theme is "dim"']


def told_by(page):
    """What the console of the page and its frames warns of, as a list that grows."""
    told = []
    page.on("console", lambda message: message.type == "warning" and told.append(message.text))
    return told


def heard(page, told, count):
    """So many warnings, once they are there, and no more."""
    for _ in range(100):
        if len(told) >= count:
            break
        page.wait_for_timeout(50)
    page.wait_for_timeout(200)
    return told


def test_an_element_tells_what_the_reader_chose(visit):
    page = visit(SCRIPT + element())
    page.evaluate("document.querySelector('downhill-scene').addEventListener('change', ({detail}) => { window.heard = detail })")
    drawn(page)
    figure(page).get_by_role("button", name="Next step").click()
    page.wait_for_function("window.heard?.step === 1")
    assert page.evaluate("window.heard.settings.rate") == "4"


def test_many_elements_on_a_page_are_brought_when_they_come_near_and_share_nothing(visit):
    page = visit(SCRIPT + "".join(element(word=word) + "<div style='height: 2000px'></div>" for word in ("ball", "ball", "noise")))
    drawn(page)
    assert page.locator("iframe").count() == 1
    page.locator("downhill-scene").nth(1).scroll_into_view_if_needed()
    drawn(page, 1)
    figure(page, 1).get_by_role("button", name="Next step").click()
    expect(figure(page, 1)).to_have_attribute("data-at", "1")
    expect(figure(page, 0)).to_have_attribute("data-at", "0")
    page.evaluate("document.querySelector('downhill-scene').remove()")
    assert page.locator("iframe").count() == 1


def test_the_page_hardly_moves_when_a_scene_arrives(page, visit):
    page.set_viewport_size({"width": 700, "height": 900})
    watch = """<script>window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(one => moved += one.value))
      .observe({type: "layout-shift", buffered: true})</script>"""
    visit(SCRIPT + watch + element('ratio="1.151"') + "<p>Below.</p>" * 40)
    drawn(page)
    page.wait_for_timeout(400)
    assert page.evaluate("window.moved") < 0.05


def test_a_height_is_taken_from_its_own_frame_only(visit):
    page = visit(SCRIPT + element() + "<iframe srcdoc='' id='other'></iframe>")
    drawn(page)
    before = page.locator("downhill-scene").bounding_box()["height"]
    page.evaluate("""() => { const inside = document.getElementById("other").contentDocument, script = inside.createElement("script");
      script.textContent = 'parent.postMessage({type: "downhill:height", height: 33}, "*")';
      inside.body.append(script); window.postMessage({type: "downhill:height", height: 33}, "*"); }""")
    page.wait_for_timeout(200)
    assert page.locator("downhill-scene").bounding_box()["height"] == before > 300
    assert page.frames[1].evaluate("document.scrollingElement.scrollHeight - innerHeight") == 0


def test_an_address_that_is_none_leaves_what_is_inside(visit):
    scenes = ("javascript:alert(1)", "data:text/html,x", "", "http://[")
    page = visit(SCRIPT + "".join(f'<downhill-scene src="{src}">inside</downhill-scene>' for src in scenes))
    expect(page.get_by_text("expected the address of a scene")).to_have_count(len(scenes))
    assert page.locator("iframe").count() == 0 and page.get_by_text("inside").count() == len(scenes)


def test_where_there_is_no_such_scene_the_room_is_given_back_and_a_line_says_what_exists(visit):
    page = visit(SCRIPT + element(inside='<a href="{course}12-training/">The figure</a>', word="bull"))
    expect(page.get_by_text("/embed/bull/: there is no such scene; there are embed/noise/, embed/ball/")).to_be_visible()
    assert page.get_by_role("link", name="The figure").is_visible() and page.locator("iframe").is_hidden()
    assert page.locator("downhill-scene").bounding_box()["height"] < 200
    page.locator("downhill-scene").evaluate("scene => scene.setAttribute('src', scene.getAttribute('src').replace('bull', 'ball'))")
    drawn(page)


@pytest.mark.parametrize("src", ["http://127.0.0.1:9/embed/noise/", "{course}12-training/", "{course}embed/ball/"])
def test_where_nobody_answers_or_what_answers_is_no_scene_the_room_is_given_back_and_a_line_says_so(page, visit, server, src):
    page.route("**/embed/ball/", lambda route: route.fulfill(body="<p>Log in", headers={"Access-Control-Allow-Origin": "*"}))
    visit(SCRIPT + f'<downhill-scene src="{src}"><a href="{{course}}12-training/">The figure</a></downhill-scene>')
    there = src.replace("{course}", f"{server.url}/")
    expect(page.locator("downhill-scene p")).to_contain_text(f"no scene answers at {there}; expected a server that runs")
    page.get_by_role("link", name="The figure").click(trial=True)  # nothing invisible lies over it
    assert page.locator("iframe").is_hidden() and page.locator("downhill-scene").bounding_box()["height"] < 200


def test_a_scene_whose_script_does_not_run_is_seen_as_on_paper(page, visit):
    page.route("**/bundles/alone/alone.js", lambda route: route.abort())
    visit(SCRIPT + element(inside="<a>The figure</a>"))
    expect(page.locator("iframe").content_frame.locator(".still")).to_be_visible()
    expect(page.get_by_text("The figure")).to_be_hidden()
    assert page.locator("downhill-scene").bounding_box()["height"] > 300


def test_a_scene_that_comes_after_it_was_given_up_is_shown(page, visit):
    """Nobody may ask for it, and the server takes long."""
    held = []
    page.clock.install()
    page.route("**/embed/ball/*", lambda route: route.abort() if route.request.resource_type == "fetch" else held.append(route))
    visit(SCRIPT + element(inside="The figure"))
    page.locator("iframe").wait_for(state="attached")
    page.clock.run_for(11_000)
    expect(page.get_by_text("no scene answers")).to_be_visible()
    held.pop().continue_()
    page.clock.resume()
    drawn(page)
    expect(page.get_by_text("no scene answers")).to_be_hidden()


def test_a_scene_below_the_window_has_its_height_before_it_is_seen(visit):
    page = visit(SCRIPT + f"<div style='height: 110vh'></div>{element()}")
    page.wait_for_function("document.querySelector('downhill-scene').shadowRoot.querySelector('.here')")
    assert page.evaluate("scrollY") == 0 and page.locator("downhill-scene").bounding_box()["y"] > 700


def test_a_page_with_a_strict_policy_of_its_own_may_use_the_element(visit, server):
    policy = f"default-src 'none'; script-src {server.url}; frame-src {server.url}"
    drawn(visit(SCRIPT + element(), Content_Security_Policy=policy))


def test_a_module_mounts_a_scene(visit):
    page = visit("""<main></main><script type="module">
      import { mount } from "{course}static/scene.mjs";
      await mount(document.querySelector("main"), {scene: "ball", settings: {rate: "16"}, step: 2});
    </script>""")
    drawn(page)
    expect(figure(page)).to_have_attribute("data-at", "2")
    expect(figure(page).locator("select[data-setting=rate]")).to_have_value("16")


MOUNT = """async options => {
  const { mount } = await import("{course}static/scene.mjs");
  return mount(document.querySelector("main"), options).then(shown => shown.getAttribute("src"), error => error.message); }"""


def test_what_cannot_be_mounted_is_refused_with_what_came_and_what_there_is(visit, server):
    page, mount = visit("<main></main>"), MOUNT.replace("{course}", f"{server.url}/")
    wrong = [({"scene": "bull"}, 'no scene "bull"'), ({}, "no scene undefined"), ({"scene": "bull", "language": "es"}, "/es/")]
    for options, came in wrong:
        told = page.evaluate(mount, options)
        assert came in told and "embed/ball/" in told and server.url in told
    told = page.evaluate(mount, {"scene": "ball", "language": "de"})
    assert 'no scene "ball" in the language "de"' in told and "es/12-training/" in told
    assert page.locator("downhill-scene").count() == 0
    for nothing in ("null", "undefined", "'main'"):
        told = page.evaluate(mount.replace('document.querySelector("main")', nothing), {"scene": "ball"})
        assert nothing.strip("'") in told and "expected an element" in told
    assert "expected an element" in page.evaluate(mount.replace('document.querySelector("main"), options', ""))


def test_a_scene_is_not_mounted_otherwise_than_it_was_asked_for(visit, server):
    page, mount = visit("<main></main>"), MOUNT.replace("{course}", f"{server.url}/")
    wrong = [
        ({"settings": {"rate": 5}}, 'ball: rate is "5", expected one of 1, 2, 4, 8, 16, 32, 64'),
        ({"settings": {"knob": 99}}, 'ball: knob is "99", expected one of 0, 1, 2 to 71'),
        ({"settings": "speed=1"}, 'ball: nothing here is called "speed"; there are knob, start, rate'),
        ({"step": "x"}, 'ball.at is "x", expected a step from 0 to 32'),
        ({"step": 33}, 'ball.at is "33", expected a step from 0 to 32'),
        ({"theme": "pink"}, 'theme is "pink", expected one of dark, light'),
        ({"hide": "step"}, 'hide is "step", expected one of contents, steps, settings, numbers, link'),
        ({"beside": {"rate": "4"}}, 'nothing here is called "ball.with"; there are ball, ball.at, theme, hide'),
        ({"setings": {"rate": "4"}}, "no option setings; there are scene, settings, step, theme, beside, hide, language, address"),
        ({"step": -1, "theme": "dim"}, 'ball.at is "-1", expected a step from 0 to 32; theme is "dim", expected one of dark, light'),
    ]
    for options, told in wrong:
        assert page.evaluate(mount, {"scene": "ball", **options}) == told
    assert page.locator("downhill-scene").count() == 0
    right = {"settings": {"rate": 16, "start": -2.6}, "step": 2, "theme": "dark", "hide": ["steps", "settings"], "language": "en"}
    assert page.evaluate(mount, {"scene": "ball", **right, "address": server.url}) == f"{server.url}/embed/ball/"
    expect(figure(page)).to_have_attribute("data-at", "2")
    expect(figure(page).locator("[data-steps]")).to_be_hidden()


def test_a_drawing_that_no_list_can_hold_is_mounted_and_what_is_none_is_not(visit, server):
    page, mount = visit("<main></main>"), MOUNT.replace("{course}", f"{server.url}/")
    assert page.evaluate(mount, {"scene": "staircase", "settings": {"image": "abcdefgh" * 4}}).endswith("/embed/staircase/")
    told = page.evaluate(mount, {"scene": "staircase", "settings": {"image": "abc"}})
    assert 'image is "abc", expected one of 0, 1' in told and "[a-y]{32}" in told


def test_a_mounted_scene_is_in_its_language_without_what_is_hidden(visit, server):
    page, mount = visit("<main></main>"), MOUNT.replace("{course}", f"{server.url}/")
    other = {"rate": "0.3", "optimizer": "adam", "batch": "64", "seed": "2"}
    page.evaluate(mount, {"scene": "lab", "language": "es", "hide": "steps", "beside": other})
    drawn(page)
    inside = page.locator("iframe").content_frame
    expect(inside.locator("html")).to_have_attribute("lang", "es")
    expect(inside.locator("[data-steps]")).to_be_hidden()
    assert "lab.with=rate%3D0.3%2Foptimizer%3Dadam" in page.locator("iframe").get_attribute("src")


def test_a_widget_that_cannot_be_shown_says_so_in_its_place(visit):
    page = visit(f"""<main></main><script type="module">{MODEL}
      import widget from "{{course}}static/scene.mjs";
      const el = document.querySelector("main");
      await widget.render({{model: new Model({{scene: "bull"}}), el}}).catch(trouble => {{ window.heard = trouble.message }});
    </script>""")
    page.wait_for_function("window.heard === document.querySelector('main').textContent")
    expect(page.get_by_text('no scene "bull"')).to_be_visible()


WIDGET = f"""<main></main><script type="module">{MODEL}
  import widget from "{{course}}static/scene.mjs";
  window.model = new Model({{scene: "ball", step: 2, settings: {{rate: "16"}}}});
  window.leave = [];
  for (let view = 0; view < 2; view++) {{
    const el = document.querySelector("main").appendChild(document.createElement("section"));
    window.leave.push(await widget.render({{model, el}}));
  }}
</script>"""


def two_views(visit):
    """Both to be seen: what is out of sight does not draw."""
    page = visit(WIDGET)
    page.set_viewport_size({"width": 400, "height": 1200})
    for view in (0, 1):
        drawn(page, view)
    return page


def test_a_widget_follows_its_model_and_writes_the_readers_step_back(visit):
    """The contract is anywidget's: a default export with render({model, el}), which returns how to leave."""
    page = two_views(visit)
    for view in (0, 1):
        expect(figure(page, view)).to_have_attribute("data-at", "2")
    figure(page, 1).get_by_role("button", name="Next step").click()
    page.wait_for_function("window.model.saved.length")
    assert page.evaluate("model.saved.map(traits => traits.step)") == [3]
    page.evaluate("model.set('step', 7); model.set('theme', 'dark'); model.set('settings', {rate: '4'})")
    for view in (0, 1):
        expect(figure(page, view)).to_have_attribute("data-at", "7")
        expect(figure(page, view).locator("select[data-setting=rate]")).to_have_value("4")
    assert page.evaluate("model.saved.length") == 1
    page.evaluate("model.set('hide', ['numbers', 'link'])")
    for view in (0, 1):
        expect(page.locator("downhill-scene").nth(view).locator("iframe").content_frame.locator("html")).to_have_attribute(
            "data-hide", "numbers link"
        )
    page.evaluate("leave[0](); model.set('step', 8)")
    assert page.locator("downhill-scene").count() == 1
    expect(figure(page)).to_have_attribute("data-at", "8")


def test_two_views_of_a_model_agree_on_the_step_that_a_reader_chose(visit):
    page = two_views(visit)
    for _ in range(4):
        figure(page, 1).get_by_role("button", name="Next step").click()
    expect(figure(page, 0)).to_have_attribute("data-at", "6")
    expect(figure(page, 1)).to_have_attribute("data-at", "6")
    assert page.evaluate("model.get('step')") == 6


def test_a_printed_page_shows_a_widget_from_a_copy_of_the_module(page, visit, host, server):
    """As MyST does: the module is copied, the element is in a shadow, and its model refuses to be saved or left."""
    copy = host.show(server.ask("/static/scene.mjs").body.decode(), Content_Type="text/javascript", page="{body}")
    visit(f"""<main></main><script type="module">{MODEL}
      class Printed extends Model {{
        off() {{ throw new Error("not implemented"); }}
        save_changes() {{ throw new Error("not implemented"); }}
      }}
      import widget from "{copy}";
      const el = document.querySelector("main").attachShadow({{mode: "open"}}).appendChild(document.createElement("div"));
      window.model = new Printed({{scene: "ball", step: 2, address: "{{course}}"}});
      window.leave = await widget.render({{model, el}});
    </script>""")
    drawn(page)
    figure(page).get_by_role("button", name="Next step").click()
    page.wait_for_function("model.get('step') === 3")
    page.evaluate("leave()")
    assert page.locator("downhill-scene").count() == 0


def test_a_widget_whose_module_came_as_text_says_that_it_needs_the_address(visit, server):
    """As notebooks do that inline it."""
    page = visit("<main></main>")
    text = server.ask("/static/scene.mjs").body.decode()
    load = """async ([text, address]) => {
      const { mount } = await import(URL.createObjectURL(new Blob([text], {type: "text/javascript"})));
      return mount(document.querySelector("main"), {scene: "ball", address}).then(() => "", error => error.message); }"""
    assert "expected address" in page.evaluate(load, [text, None])
    assert page.evaluate(load, [text, f"{server.url}/"]) == ""
    drawn(page)
