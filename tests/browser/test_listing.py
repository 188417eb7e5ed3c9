"""The code beside the loop: the line that runs is lit, step by step, both ways, and the page stays where it is."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def loop(page, server):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{server.url}/12-training/", timeout=30_000)
    page.evaluate("scrollTo(0, scrollY + document.getElementById('loop').getBoundingClientRect().top + innerHeight / 4)")
    figure = page.locator("figure[data-scene=loop]")
    expect(figure).to_have_attribute("data-state", "done")
    page.wait_for_timeout(700)
    figure.locator("[data-steps]").fill("0")
    expect(figure).to_have_attribute("data-at", "0")
    return figure


def lit(figure, box):
    return figure.locator("pre").nth(box).locator("[aria-current=step]")


def test_the_line_that_runs_is_lit_both_ways(loop):
    on, back = loop.get_by_label("Next step"), loop.get_by_label("Previous step")
    expect(lit(loop, 0)).to_contain_text("for landscape in landscapes")
    expect(lit(loop, 1)).to_contain_text("yield Batch")
    on.click()
    expect(lit(loop, 0)).to_contain_text("landscape.measure(weights)")
    expect(lit(loop, 1)).to_contain_text("x = layer.forward(own, x)")
    for _ in range(4):
        on.click()
    expect(lit(loop, 0)).to_contain_text("weights = weights + nudge")
    expect(lit(loop, 1)).to_have_count(0)
    back.click()
    expect(lit(loop, 1)).to_contain_text("return -self.rate * gradient")


INSIDE = """box => { const line = box.querySelector("[aria-current]").getBoundingClientRect(), frame = box.getBoundingClientRect();
  return frame.top <= line.top && line.bottom <= frame.bottom && scrollY }"""


@pytest.mark.parametrize("said", ["x = layer.forward(own, x)", "loss = -logs[true]", "blame = layer.backward", "return -self.rate"])
def test_the_box_scrolls_to_the_line_and_the_page_does_not(loop, said):
    box, before = loop.locator("pre").nth(1), loop.page.evaluate("scrollY")
    for step in range(1, 30):
        loop.get_by_label("Next step").click()
        expect(loop).to_have_attribute("data-at", str(step))
        expect(loop.locator("[data-steps]")).to_have_value(str(step))
        if any(said in line for line in lit(loop, 1).all_text_contents()):
            break
    assert box.evaluate(INSIDE) == before


@pytest.mark.parametrize("address", ["es/embed/loop/?loop.at=29", "embed/loop/?loop.at=27"])
def test_the_line_is_in_its_box_when_a_longer_sentence_has_made_that_smaller(page, server, address):
    page.set_viewport_size({"width": 640, "height": 400})
    page.goto(f"{server.url}/{address}")
    expect(page.locator("figure")).to_have_attribute("data-state", "done")
    page.wait_for_function(f"() => ({INSIDE})(document.querySelector('pre:has([aria-current])')) === 0")
