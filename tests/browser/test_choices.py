"""What a reader chose in a figure is in the page's address, on the figure's controls and in its table."""

import re

import pytest
from faulty_site import STEPS
from playwright.sync_api import expect


def test_a_figure_that_shows_something_else_says_what_the_text_tells_of_and_leads_back(probe):
    probe.visit("?probe.at=8")
    line, back = probe.page.locator(".astray"), probe.page.locator("button.stale")
    expect(line).to_be_hidden()
    place = probe.stage.bounding_box()
    probe.page.locator("select").select_option("4")
    expect(line).to_have_text("The text tells of rate 1; back to it")
    probe.page.locator("[data-setting=seed]").fill("1")
    expect(line).to_have_text("The text tells of rate 1, seed 0; back to it")
    assert probe.stage.bounding_box() == place
    back.click()
    expect(line).to_be_hidden()
    expect(probe.stage).to_be_focused()
    expect(probe.say).to_have_text("Step 8: level 0.250.")
    probe.at(8)


def test_where_the_text_tells_of_nothing_in_particular_nothing_is_said_about_it(probe):
    probe.page.route("**/page.html*", lambda route: route.fulfill(
        body=route.fetch().text().replace("<figure ", "<figure data-free "), content_type="text/html"))
    probe.visit()
    probe.page.locator("select").select_option("4")
    expect(probe.figure).to_have_attribute("data-state", "done")
    expect(probe.page.locator(".astray")).to_have_count(0)


def test_a_second_visit_to_the_address_shows_the_same(probe):
    probe.visit()
    probe.page.locator("select").select_option("2")
    probe.page.locator("[data-setting=seed]").fill("1")
    probe.slider.fill("9")
    expect(probe.page).to_have_url(re.compile(r"\?probe=rate=2/seed=1&probe\.at=9$"))
    expect(probe.figure).to_have_attribute("data-state", "done")
    expect(probe.say).to_have_text("Step 9: level 0.563.")
    picture, address = probe.pixels(), probe.page.url
    probe.page.goto("about:blank")
    probe.page.goto(address)
    expect(probe.say).to_have_text("Step 9: level 0.563.")
    probe.page.evaluate("scrollTo(0, 1000)")
    probe.page.wait_for_timeout(100)
    assert (probe.at(9), probe.pixels()) == (9, picture)
    expect(probe.page.locator("select")).to_have_value("2")


def test_a_choice_that_is_the_usual_one_leaves_no_trace_in_the_address(probe):
    probe.visit("?other=1")
    probe.page.locator("select").select_option("2")
    expect(probe.page).to_have_url(re.compile("rate=2"))
    probe.page.locator("select").select_option("1")
    expect(probe.page).to_have_url(re.compile(r"page\.html\?other=1$"))


def test_what_is_not_on_the_grid_is_ignored(probe):
    probe.visit("?probe=rate=3/seed=1/__proto__=1&probe.at=nonsense")
    assert probe.site.films()[-1].path == "/v1/probe/rate=1/seed=1.bin"


def test_the_theme_in_the_address_changes_the_ink(probe):
    probe.visit("?probe.at=32")
    light = probe.pixels()
    probe.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    probe.page.wait_for_timeout(150)
    dark = probe.pixels()
    assert light != dark
    probe.visit("?probe.at=32&theme=dark")
    assert probe.pixels() == dark


def test_the_table_holds_the_films_numbers_and_the_links_follow_the_settings(probe):
    probe.visit("?probe.at=2")
    probe.page.locator("summary").click()
    rows = probe.page.locator("tbody tr")
    expect(rows).to_have_count(STEPS)
    assert probe.page.locator("thead th").all_inner_texts() == ["step", "level", "count"]
    assert probe.page.locator("tr[aria-current]").locator("th, td").all_inner_texts() == ["2", "0.0625", "2"]
    probe.page.locator("select").select_option("4")
    expect(rows.nth(2).locator("td").first).to_have_text("0.25")
    assert probe.page.locator("a[data-link]").get_attribute("href") == "/v1/probe/rate=4/seed=0.csv"


@pytest.mark.parametrize("address", ["embed.html", "host.html"])
def test_figures_alone_share_their_film_and_step_each_for_itself_even_in_a_sandbox(page, site, address):
    page.goto(f"{site.address}/{address}")
    inside = page.frames[-1]
    expect(inside.locator("figure[data-state=done]")).to_have_count(2)
    inside.locator("button").first.click()
    expect(inside.locator("figure").first).to_have_attribute("data-at", "1")
    expect(inside.locator("figure").last).to_have_attribute("data-at", "0")
    page.wait_for_timeout(600)
    assert len(site.films()) == 1
