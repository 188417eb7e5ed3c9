"""What a figure's buttons open leaves the picture to be seen, and closes by its own button and by key."""

import pytest
from playwright.sync_api import expect

KINDS = ["numbers", "link"]
PIN = "document.querySelector('#ball .beats').scrollIntoView({block: 'center'})"


def opened(page, kind):
    """The panel and its opener."""
    opener, panel = page.locator(f".controls [popovertarget=ball-{kind}]"), page.locator(f"#ball-{kind}")
    opener.click()
    expect(panel).to_be_visible()
    return panel, opener


@pytest.fixture
def read(page, server):
    """read(width, height): the chapter with its ball's figure pinned."""
    server.printed()

    def pinned(width, height):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{server.url}/12-training/")
        page.evaluate(PIN)
        expect(page.locator("figure[data-scene=ball]")).to_have_attribute("data-state", "done")
        return page

    return pinned


@pytest.mark.parametrize("size", [(1280, 720), (920, 700), (390, 844), (320, 640)])
@pytest.mark.parametrize("kind", KINDS)
def test_a_panel_leaves_the_picture_free(read, kind, size):
    page = read(*size)
    panel, _ = opened(page, kind)
    over, picture = panel.bounding_box(), page.locator("#ball .stage").bounding_box()
    beside = over["x"] + over["width"] <= picture["x"]
    assert beside or over["y"] >= picture["y"] + picture["height"]
    assert over["x"] >= 0 and over["x"] + over["width"] <= size[0] and over["y"] + over["height"] <= size[1]


@pytest.mark.parametrize("close", ["button", "key"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_panel_closes_by_its_button_and_by_key_and_gives_the_focus_back(read, kind, close):
    panel, opener = opened(read(1280, 720), kind)
    if close == "button":
        panel.get_by_role("button", name="Close").click()
    else:
        panel.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(opener).to_be_focused()


def test_numbers_beside_the_figure_stay_while_the_reader_steps(read):
    page = read(1280, 720)
    numbers, _ = opened(page, "numbers")
    row = numbers.locator("tbody [aria-current] th")
    step = int(row.inner_text())
    page.locator("figure[data-scene=ball] [data-move='1']").click()
    expect(row).to_have_text(str(step + 1))
    slider = page.locator("figure[data-scene=ball] [data-steps]").bounding_box()
    page.mouse.click(slider["x"] + slider["width"] - 12, slider["y"] + slider["height"] / 2)
    expect(row).to_have_text("32")
    expect(numbers).to_be_visible()


def test_who_sees_the_row_of_the_step_goes_on_seeing_it(read):
    page = read(1280, 720)
    numbers, _ = opened(page, "numbers")
    row = numbers.locator("tbody [aria-current]")
    row.evaluate("row => row.scrollIntoView({ block: 'end' })")
    page.locator(".stage").nth(1).focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    box, panel = row.bounding_box(), numbers.bounding_box()
    assert panel["y"] <= box["y"] and box["y"] + box["height"] <= panel["y"] + panel["height"]


def another(page):
    page.locator("#loss .beats").evaluate("beats => beats.scrollIntoView({block: 'start'})")
    page.locator(".controls [popovertarget=loss-numbers]").click()


@pytest.mark.parametrize("onward", [
    another, lambda page: page.locator(".controls [popovertarget=ball-link]").click(),
    lambda page: page.locator("#terrain .beats").evaluate("beats => beats.scrollIntoView({block: 'center'})"),
], ids=["those of another figure", "another panel", "the reader scrolls on"])
def test_numbers_leave_when_something_else_comes(read, onward):
    page = read(1280, 720)
    numbers, _ = opened(page, "numbers")
    onward(page)
    expect(numbers).to_be_hidden()


def test_escape_closes_first_what_lies_on_top(read):
    page = read(1280, 720)
    numbers, _ = opened(page, "numbers")
    page.locator("[popovertarget=contents]").click()
    page.keyboard.press("Escape")
    expect(page.locator("#contents")).to_be_hidden()
    expect(numbers).to_be_visible()
    page.keyboard.press("Escape")
    expect(numbers).to_be_hidden()


def test_who_pressed_nothing_in_the_numbers_is_where_they_were_opened_when_they_close(read):
    numbers, opener = opened(read(1280, 720), "numbers")
    numbers.locator("b").first.click()
    numbers.page.keyboard.press("Escape")
    expect(numbers).to_be_hidden()
    expect(opener).to_be_focused()


@pytest.mark.parametrize("size", [(640, 400), (900, 500), (390, 500)])
def test_numbers_that_lie_over_the_buttons_close_at_a_press_beside_them(page, server, size):
    server.printed()
    page.set_viewport_size(dict(zip(("width", "height"), size)))
    page.goto(f"{server.url}/embed/ball/")
    page.locator(".stage.drawn").wait_for()
    numbers, _ = opened(page, "numbers")
    numbers.locator("tbody [aria-current]").wait_for()
    page.mouse.click(20, 60)
    expect(numbers).to_be_hidden()


@pytest.mark.parametrize("kind", [*KINDS, "settings"])
def test_in_the_smallest_frame_a_panel_can_be_closed_and_a_third_of_the_frame_still_shows_the_figure(page, server, kind):
    server.printed()
    page.set_viewport_size({"width": 280, "height": 200})
    page.goto(f"{server.url}/es/embed/ball/")
    page.locator(".stage.drawn").wait_for()
    panel, _ = opened(page, kind)
    assert panel.bounding_box()["y"] > 200 / 3
    panel.get_by_role("button", name="Cerrar").click(position={"x": 5, "y": 5})
    expect(panel).to_be_hidden()


@pytest.mark.parametrize("tag", ["", "es/"])
def test_in_the_smallest_frame_every_button_is_whole_and_has_a_name(page, server, tag):
    server.printed()
    page.set_viewport_size({"width": 280, "height": 200})
    page.goto(f"{server.url}/{tag}embed/ball/")
    buttons = page.locator(".controls").get_by_role("button").all()
    names = [button.get_attribute("aria-label") for button in buttons]
    assert len(buttons) == len(set(names)) == 5 and all(names)
    for button in buttons:
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 280 and min(box["width"], box["height"]) >= 24
        assert button.evaluate("button => button.scrollWidth <= button.clientWidth")


@pytest.mark.parametrize("tag", ["", "es/"])
@pytest.mark.parametrize("word", ["noise", "ball", "terrain", "training", "lab"])
def test_beside_the_text_a_table_of_up_to_seven_columns_stands_whole(page, server, word, tag):
    server.printed()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.goto(f"{server.url}/{tag}12-training/")
    page.locator(f"#{word} .beats").evaluate("beats => beats.scrollIntoView({block: 'center'})")
    page.locator(f".controls [popovertarget={word}-numbers]").click()
    table = page.locator(f"#{word}-numbers .table")
    table.locator("[aria-current]").wait_for()
    assert table.evaluate("table => table.scrollWidth <= table.clientWidth")


def test_no_title_out_of_sight_makes_a_hole_above_those_in_sight(read):
    page = read(1280, 800)
    page.locator("#chain .beats").evaluate("beats => beats.scrollIntoView({block: 'center'})")
    page.locator(".controls [popovertarget=chain-numbers]").click()
    table = page.locator("#chain-numbers .table")
    table.locator("[aria-current]").wait_for()
    lines = table.evaluate("""place => [...place.querySelectorAll("thead th")].map(cell => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      return [cell.getBoundingClientRect().left < place.getBoundingClientRect().right, words.getBoundingClientRect().height]; })""")
    assert {seen for seen, _ in lines} == {True, False}
    assert max(tall for seen, tall in lines if not seen) <= max(tall for seen, tall in lines if seen)


@pytest.mark.parametrize("kind", [*KINDS, "settings"])
@pytest.mark.parametrize("word", ["ball", "lab"])
def test_in_a_wide_frame_a_panel_opens_beside_the_picture_whole_and_with_its_title_on_top(page, server, word, kind):
    server.printed()
    page.goto(f"{server.url}/es/embed/{word}/")
    for width, height in ((480, 270), (640, 360), (900, 500)):
        page.set_viewport_size({"width": width, "height": height})
        page.locator(".stage.drawn").wait_for()
        page.locator(f".controls [popovertarget={word}-{kind}]").click()
        panel = page.locator(f"#{word}-{kind}")
        box, head, picture = panel.bounding_box(), panel.locator(".head").bounding_box(), page.locator(".stage").bounding_box()
        assert picture["x"] + 0.8 * picture["width"] <= box["x"] and box["x"] + box["width"] <= width
        assert 0 <= box["y"] <= head["y"] <= box["y"] + 2 and box["y"] + box["height"] <= height
        assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
        page.keyboard.press("Escape")
