"""What stands in a figure is drawn once, and what moves over it each time: counted stroke by stroke in the chapter itself."""

import pytest
from playwright.sync_api import expect

COUNTED = """
  for (const name of ["fillText", "fillRect", "stroke", "fill"]) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) {
      this.canvas.marks = (this.canvas.marks ?? 0) + 1;
      return draw.apply(this, given);
    };
  }"""
MARKS = "word => [...document.querySelectorAll(`[data-scene=${word}] canvas`)].map(canvas => canvas.marks)"


@pytest.fixture
def alone(page, server):
    """alone("ball"): the scene on a page of its own, drawn, with every mark on its sheets counted."""
    server.printed()
    page.add_init_script(COUNTED)

    def opened(word):
        page.goto(f"{server.url}/embed/{word}/")
        expect(page.locator("figure")).to_have_attribute("data-state", "done")
        page.locator(".stage.drawn").wait_for()
        return page

    return opened


@pytest.mark.parametrize("word", ["ball", "stride", "training", "structure", "lab"])
def test_a_step_draws_what_moves_and_leaves_the_ground(alone, word):
    page = alone(word)
    before = page.evaluate(MARKS, word)
    page.get_by_role("button", name="Next step").click()
    expect(page.locator("figure")).to_have_attribute("data-at", "1")
    (moving, ground), (moved, left) = before, page.evaluate(MARKS, word)
    assert moved > moving
    assert left == ground > 20


def test_other_settings_draw_the_ground_anew(alone):
    page = alone("ball")
    before = page.evaluate(MARKS, "ball")[1]
    page.locator("select[data-setting=rate]").select_option("8")
    page.wait_for_function(f"before => ({MARKS})('ball')[1] > before", arg=before)


def test_the_lines_of_a_run_cost_the_same_at_every_step(alone):
    """They are laid down from a sheet of their own: late in the run a picture takes no more marks than early in it."""
    page, costs = alone("training"), []
    for step in (20, 400):
        page.locator("[data-steps]").fill(str(step))
        expect(page.locator("figure")).to_have_attribute("data-at", str(step))
        before = page.evaluate(MARKS, "training")[0]
        page.get_by_role("button", name="Next step").click()
        expect(page.locator("figure")).to_have_attribute("data-at", str(step + 1))
        costs.append(page.evaluate(MARKS, "training")[0] - before)
    assert costs[1] <= costs[0] + 2
