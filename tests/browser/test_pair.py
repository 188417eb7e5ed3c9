"""A figure may show two films, one beside the other; the pair is in the address, and the address can be had as a link."""

import re
from types import SimpleNamespace

import pytest
from faulty_site import Fault
from playwright.sync_api import expect


@pytest.fixture
def pair(page, site):
    """The page with two films, its parts by name."""

    def visit(query="?pair.at=8"):
        page.goto(f"{site.address}/pair.html{query}")
        expect(page.locator("figure")).to_have_attribute("data-state", "done")

    def button(name):
        return page.get_by_role("button", name=name, exact=True)

    return SimpleNamespace(
        page=page, site=site, visit=visit, button=button, say=page.locator(".say"), beside=page.locator("output"),
        rate=page.locator("[data-setting=rate]"), address=page.get_by_label("Link", exact=True),
    )


def test_the_film_beside_the_chosen_one_is_there_too_and_named(pair):
    pair.visit()
    expect(pair.say).to_have_text("Step 8: level 0.250. Beside it 0.500.")
    expect(pair.beside).to_have_text("rate 2, seed 0")


def test_a_film_beside_itself_is_shown_once(pair):
    pair.visit()
    pair.rate.select_option("2")
    expect(pair.say).to_have_text("Step 8: level 0.500.")


def test_a_film_that_is_kept_stands_beside_whatever_is_chosen_next(pair):
    pair.visit()
    pair.button("keep").click()
    expect(pair.say).to_have_text("Step 8: level 0.250.")
    pair.rate.select_option("4")
    expect(pair.say).to_have_text("Step 8: level 1.000. Beside it 0.250.")
    expect(pair.page).to_have_url(re.compile(r"\?pair\.at=8&pair\.with=rate=1/seed=0&pair=rate=4/seed=0$"))
    pair.page.reload()
    expect(pair.say).to_have_text("Step 8: level 1.000. Beside it 0.250.")
    expect(pair.beside).to_have_text("rate 1, seed 0")


def test_a_pair_worth_seeing_sets_both_and_gives_its_reason(pair):
    pair.visit("?pair.at=3")
    why = pair.page.locator("#why")
    expect(why).to_be_hidden()
    pair.button("four").click()
    expect(pair.say).to_have_text("Step 8: level 1.000. Beside it 0.250.")
    expect(why).to_be_visible()
    expect(pair.button("four")).to_have_attribute("aria-pressed", "true")
    pair.rate.select_option("2")
    expect(why).to_be_hidden()


def test_a_film_beside_that_cannot_be_had_leaves_the_chosen_one_alone(pair):
    pair.site.fault = lambda path, number: Fault(status=404) if "rate=2" in path else None
    pair.visit()
    expect(pair.say).to_have_text("Step 8: level 0.250.")


def test_what_is_beside_and_not_on_the_grid_is_ignored(pair):
    pair.visit("?pair.with=rate=3/seed=1&pair.at=8")
    expect(pair.beside).to_have_text("rate 2, seed 1")


def test_the_link_leads_to_the_figure_as_it_stands_and_nothing_else(pair):
    pair.visit("?other=rate=9&pair.at=8")
    pair.button("four").click()
    expect(pair.say).to_have_text("Step 8: level 1.000. Beside it 0.250.")  # the words that wait for it are gone, and nothing moves
    pair.button("link").click()
    expect(pair.address).to_have_value(
        f"{pair.site.address}/pair.html?pair=rate=4/seed=1&pair.with=rate=1/seed=1&pair.at=8#pair"
    )
    pair.page.goto(pair.address.input_value())
    expect(pair.say).to_have_text("Step 8: level 1.000. Beside it 0.250.")
