"""The opening is painted before a browser has read on: it looks then as it does afterwards."""

import pytest

WINDOWS = [(1280, 800), (390, 844), (320, 568), (844, 390), (520, 300)]
STYLE, FIGURE = "<style>", "<figure"


@pytest.fixture
def opened(new_context, chapter):
    def seen(size, light, of):
        context = new_context(viewport=dict(zip(("width", "height"), size)), color_scheme=light, java_script_enabled=False)
        page = context.new_page()
        page.route(chapter, lambda route: answer(route, of))
        page.goto(chapter)
        place = page.locator(".opening").bounding_box()
        below = min(size[1], place["y"] + place["height"])
        return place, page.screenshot(clip={"x": 0, "y": 0, "width": size[0], "height": below})
    return seen


def answer(route, of):
    response = route.fetch()
    route.fulfill(response=response, body=of(response.text()))


def early(html):
    """What is there when a browser first paints: all up to the second style."""
    first, second = (html.index(STYLE, at) for at in (0, html.index(STYLE) + 1))
    assert first < html.index("<body>") < second < html.index(FIGURE)
    return html[:second]


@pytest.mark.parametrize("size", WINDOWS)
@pytest.mark.parametrize("light", ["light", "dark"])
def test_nothing_moves_or_changes_when_the_rest_of_the_style_comes(opened, size, light):
    assert opened(size, light, early) == opened(size, light, str)


def test_little_is_read_before_the_opening_is_there(opened, server):
    html = server.ask("/12-training/").body.decode()
    assert len(early(html)[:html.index('<p class="lede">')].encode()) < 9_000
