"""On the path through the network every number can be asked for its formula, by finger and by key."""

import pytest
from playwright.sync_api import expect

LAST_SLOPE = (18 + 3 * 130 + 107, 250 + 84 + 54)


@pytest.fixture
def chain(page, server):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{server.url}/12-training/?chain.at=18", timeout=30_000)
    page.locator("#chain").scroll_into_view_if_needed()
    figure = page.locator("figure[data-scene=chain]")
    expect(figure).to_have_attribute("data-state", "done")
    return figure


def test_a_tap_on_a_number_opens_its_formula(chain):
    stage, said = chain.locator(".stage"), chain.locator(".say")
    expect(said).to_contain_text("back through the first convolution")
    unit = stage.bounding_box()["width"] / 640
    stage.click(position={"x": LAST_SLOPE[0] * unit, "y": LAST_SLOPE[1] * unit})
    expect(said).to_contain_text("asked about: slope: one over p; −1 ÷ 0.151 = −6.61; by nudging: −6.61")
    chain.get_by_label("Next step").click()
    expect(said).not_to_contain_text("asked about")


def test_shift_and_arrows_go_from_number_to_number(chain):
    said = chain.locator(".say")
    chain.locator(".stage").focus()
    chain.page.keyboard.press("Shift+ArrowRight")
    expect(said).to_contain_text("asked about: what the weight looks at; 0.750")
    chain.page.keyboard.press("Shift+ArrowRight")
    expect(said).to_contain_text("0.222 × 0.750 + 0.192 = 0.358")
    chain.page.keyboard.press("Shift+ArrowLeft")
    expect(said).to_contain_text("asked about: what the weight looks at")


def test_another_weight_recomputes_the_path(chain):
    chain.locator("[data-setting=weight]").select_option("1736")
    chain.locator("[data-steps]").fill("7")
    expect(chain.locator(".say")).to_contain_text("its only path gives")
