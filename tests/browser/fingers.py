"""A finger on a phone, as the browser itself feels it: it decides whether a swipe scrolls."""

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def swipe(page, x, y, dx, dy):
    """From a place in the window so far to the right and down; then a moment for whatever follows."""
    finger = page.context.new_cdp_session(page)
    touches = [("touchStart", [(x, y)]), *(("touchMove", [(x + dx * k / 10, y + dy * k / 10)]) for k in range(1, 11)), ("touchEnd", [])]
    for kind, points in touches:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})
        page.wait_for_timeout(16)
    page.wait_for_timeout(300)


def on(page, word, x, y):
    """A place in the window, by its place in the still of a scene, which is 640 wide."""
    box = page.locator(f"figure[data-scene={word}] .stage").bounding_box()
    return box["x"] + x * box["width"] / 640, box["y"] + y * box["width"] / 640
