"""Nine slopes are nine arrows of which one sees where they point: on paper, and on the canvas of a desktop and of a phone."""

import re

import pytest
from chapter import SIZES, figure, shaped

from app.stills import slope as still

LEAST = 6  # pixels: the shortest arrow, and half of it is a head that has a direction
TALL = """([word, box]) => {
  const canvas = document.querySelector(`[data-scene=${word}] canvas`), context = canvas.getContext("2d"), unit = canvas.width / 640;
  const [x, y, side] = box, cell = side / 3 * unit, near = (a, b) => Math.abs(a - b) < 40;
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = "var(--gradient)";
  const ink = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
  return [...Array(9).keys()].map(k => {
    const {data, width} = context.getImageData(x * unit + k % 3 * cell, y * unit + Math.floor(k / 3) * cell, cell, cell);
    const rows = new Set();
    for (let p = 0; p < data.length; p += 4) if ([0, 1, 2].every(c => near(data[p + c], ink[c]))) rows.add(Math.floor(p / 4 / width));
    return rows.size / devicePixelRatio; }); }"""


@pytest.mark.parametrize("knob", range(0, 72, 8))
def test_every_arrow_on_paper_points_somewhere(film, knob):
    drawn = still.nine(film("slope", knob=str(knob)), still.NINE)
    arrows = re.findall(r'class="arrow" d="M[\d.]+ ([\d.]+)L[\d.]+ [\d.]+L[\d.]+ ([\d.]+)z', drawn)
    assert len(arrows) == 9
    assert min(abs(float(tip) - float(neck)) for neck, tip in arrows) >= LEAST


@pytest.mark.parametrize("size", SIZES)
def test_every_arrow_on_the_canvas_is_long_enough_to_be_seen(page, chapter, size):
    shaped(page, SIZES[size])
    page.goto(f"{chapter}?slope.at=1")
    page.locator("#slope").scroll_into_view_if_needed()
    page.wait_for_selector("figure[data-scene=slope][data-state=done]")
    page.wait_for_timeout(300)
    assert figure(page, "slope").get_attribute("data-at") == "1"
    assert min(page.evaluate(TALL, ["slope", still.PANELS["nine"][:3]])) >= LEAST
