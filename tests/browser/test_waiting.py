"""While a film that the reader chose is being made, the figure says so, and what it still shows is marked as old."""

import re

import pytest
from playwright.sync_api import expect

OTHER = "rate=8"
SEEN = """e => { const { left, bottom } = e.getBoundingClientRect();
  return document.elementFromPoint(left + 9, bottom - 4) === e }"""
FADED = "e => +getComputedStyle(e).opacity < 0.6"


@pytest.fixture
def slow(page, server):
    """The chapter at its ball, and a gate that the film of another learning rate waits behind."""
    server.printed()
    held = []
    page.route(f"**/ball/**/{OTHER}.bin", lambda route: held.append(route))

    def gate():
        for route in held:
            route.continue_()
        held.clear()

    page.goto(f"{server.url}/12-training/#ball")
    expect(page.locator("figure[data-scene=ball]")).to_have_attribute("data-state", "done")
    yield page, page.locator("figure[data-scene=ball]"), gate


def told(figure):
    """What is marked as old: the picture and the sentence."""
    return [figure.locator(part).evaluate(FADED) for part in (".stage", ".say")]


def test_the_old_picture_and_its_numbers_are_marked_until_the_new_ones_come(slow):
    page, figure, gate = slow
    wait, title = figure.locator(".wait"), figure.locator("figcaption")
    page.locator("#ball .beats").evaluate("beats => beats.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(700)
    before, boxes = told(figure), [figure.locator(part).bounding_box() for part in ("figcaption", ".stage", ".say", ".controls")]
    figure.locator("select[data-setting=rate]").select_option("8")
    expect(figure).to_have_attribute("data-state", "waiting")
    expect(wait).to_have_text("being computed; you still see the one before")
    expect(wait).to_be_visible()
    page.wait_for_timeout(700)
    assert (before, told(figure)) == ([False, False], [True, True])
    assert wait.bounding_box()["y"] >= title.bounding_box()["y"] + title.bounding_box()["height"]
    assert wait.evaluate(SEEN)
    assert [figure.locator(part).bounding_box() for part in ("figcaption", ".stage", ".say", ".controls")] == boxes
    gate()
    expect(figure).to_have_attribute("data-state", "done")
    expect(wait).to_be_hidden()
    page.wait_for_timeout(700)
    assert told(figure) == [False, False]


def test_a_still_of_other_settings_than_the_address_names_is_marked_too(slow, server):
    page, figure, gate = slow
    page.goto("about:blank")
    page.goto(f"{server.url}/12-training/?ball=knob=55/start=-2.6/{OTHER}#ball")
    expect(figure).to_have_attribute("data-state", "waiting")
    expect(figure.locator(".wait")).to_be_visible()
    page.wait_for_timeout(700)
    assert told(figure) == [True, True]
    gate()
    expect(figure.locator(".wait")).to_be_hidden()


@pytest.fixture
def first(page, server):
    """The chapter at its training, whose first film waits; and what lets it go on."""
    held = []
    server.printed()
    page.route("**/training/**/*.bin", lambda route: held.append(route))
    page.goto(f"{server.url}/12-training/#training")
    figure = page.locator("figure[data-scene=training]")
    expect(figure).to_have_attribute("data-state", "waiting")
    return figure, lambda: [route.continue_() for route in held]


def test_a_figure_whose_first_frames_are_on_their_way_says_so(first):
    figure, go_on = first
    wait = figure.locator(".wait")
    expect(wait).to_have_text("the first frames are coming")
    expect(wait).to_be_visible()
    go_on()
    expect(figure).to_have_attribute("data-state", "done")
    expect(wait).to_be_hidden()


def test_steps_by_button_and_key_before_the_film_is_here_are_counted(page, first):
    figure, go_on = first
    for _ in range(3):
        figure.get_by_role("button", name="Next step").click()
    expect(page).to_have_url(re.compile(r"training\.at=3\b"))
    figure.locator(".stage").press("ArrowRight")
    expect(page).to_have_url(re.compile(r"training\.at=4\b"))
    go_on()
    expect(figure).to_have_attribute("data-at", "4")


def test_a_shared_figure_whose_script_is_still_on_its_way_shows_that_its_still_is_another(page, server):
    server.printed()
    held = []
    page.route("**/scenes/_all.js", lambda route: held.append(route))
    page.goto(f"{server.url}/12-training/?lab=rate=1/optimizer=momentum/batch=64/seed=2&lab.at=17#lab")
    figure = page.locator("figure[data-scene=lab]")
    expect(figure.locator(".stage")).to_have_css("opacity", "0.4")
    held[0].continue_()
    expect(figure).to_have_attribute("data-state", "done")
    expect(figure.locator(".stage")).to_have_css("opacity", "1")


SAID = """async () => {
  const figure = document.querySelector("figure[data-scene=training]"), said = [];
  while (figure.dataset.state !== "done") {
    await new Promise(requestAnimationFrame);
    said.push([figure.querySelector(".wait").textContent, figure.querySelector(".say").textContent]);
  }
  return said;
}"""


def test_while_steps_come_in_what_is_missing_and_what_is_shown_are_told_together(page, server):
    server.printed()
    page.goto(f"{server.url}/12-training/?training.at=440#training")
    expect(page.locator("figure[data-scene=training]")).to_have_attribute("data-state", "done")
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    line = {"offline": False, "latency": 20, "downloadThroughput": 20_000, "uploadThroughput": 20_000}
    network.send("Network.emulateNetworkConditions", line)
    page.locator("#training select[data-setting=seed]").select_option("1")
    told = [(re.search(r"showing step (\d+)", wait), re.match(r"Step (\d+):", say)) for wait, say in page.evaluate(SAID)]
    pairs = {(missing[1], shown[1]) for missing, shown in told if missing}
    assert len(pairs) > 3 and all(missing == shown for missing, shown in pairs)
