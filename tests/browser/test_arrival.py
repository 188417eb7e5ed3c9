"""When the canvas arrives, the picture that stood there stays: of each figure's first step, in its place in the chapter."""

import io

import numpy as np
import pytest
from chapter import SIZES, WORDS, figure, shaped
from PIL import Image, ImageFilter

BLUR, MOST = 6, 80  # pixels over which a picture is smeared, as a letter may stand elsewhere; of 255, what a live question may add


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("word", WORDS)
def test_the_canvas_shows_what_the_still_showed(page, chapter, word, size):
    shaped(page, SIZES[size])
    page.goto(f"{chapter}?{word}.at=0")
    figure(page, word).scroll_into_view_if_needed()
    page.wait_for_selector(f"figure[data-scene={word}][data-state=done] .stage.drawn")
    page.wait_for_timeout(400)
    canvas = seen(page, word)
    figure(page, word).locator(".stage").evaluate("stage => stage.classList.remove('drawn')")
    still = seen(page, word)
    off = np.abs(canvas - still).max(2)
    assert off.max() < MOST


def seen(page, word):
    shot = Image.open(io.BytesIO(figure(page, word).locator(".stage").screenshot())).convert("RGB")
    return np.asarray(shot.filter(ImageFilter.BoxBlur(BLUR)), int)
