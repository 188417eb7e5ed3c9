"""Whoever writes an address learns in the console what of it does not exist; everything else in it is shown."""

import pytest
from playwright.sync_api import expect

NOTHING, RATES = [], "expected one of 1, 2, 4, 8, 16, 32, 64"
SAID = {
    "?ball=knob=44/rate=5&ball.at=3": [f'ball: rate is "5", {RATES}'],
    "?ball=knob=44/rate=&ball.at=3": [f'ball: rate is "", {RATES}'],
    "?ball=knob=44&ball.at=3&theme=Dark&hide=steps,setings": [
        'theme is "Dark", expected one of dark, light',
        'hide is "setings", expected one of contents, steps, settings, numbers, link',
    ],
    "?ball=knob=44/start=-2.6/rate=16&ball.at=3&theme=dark&hide=steps,settings": NOTHING,
    "?ball=knob=44&ball.at=3&theme=&hide=": NOTHING,
}


@pytest.mark.parametrize("query", SAID)
@pytest.mark.parametrize("path", ["12-training/", "embed/ball/"])
def test_an_address_is_shown_as_far_as_it_exists_and_the_rest_is_told(page, server, path, query):
    told = warned(page)
    server.printed()
    page.goto(f"{server.url}/{path}{query}#ball")
    figure = page.locator("figure[data-scene=ball]")
    expect(figure.locator("select[data-setting=knob]")).to_have_value("44")
    expect(figure).to_have_attribute("data-at", "3")
    page.wait_for_timeout(200)
    assert told == SAID[query]


def test_a_name_that_no_figure_of_the_page_has_is_told_with_those_that_there_are(page, server):
    told = warned(page)
    server.printed()
    page.goto(f"{server.url}/12-training/?bal=rate=4&lab.with=rate=0.03&stride.at=99&chain.at=-1&constructor=1")
    page.locator("figure .stage.drawn").first.wait_for()
    page.wait_for_timeout(200)
    assert [line.partition(";")[0].partition(",")[0] for line in told] == [
        'nothing here is called "bal"', 'stride.at is "99"', 'chain.at is "-1"', 'nothing here is called "constructor"',
    ]
    assert "ball, ball.at, loss, loss.at" in told[0] and told[0].endswith("lab, lab.with, lab.at, theme, hide")


def warned(page):
    """What the console warns of, as a list that grows."""
    told = []
    page.on("console", lambda message: message.type == "warning" and told.append(message.text))
    return told
