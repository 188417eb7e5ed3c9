"""A visitor: a fresh browser on a slow line and a slow processor that loads a page, reads it, plays with it; and what that cost."""

import time
from pathlib import Path

from tests import chromium
from tests.bench.traffic import Traffic
from tests.bench.work import CATEGORIES, milliseconds

WATCH = Path(__file__).with_name("watch.js").read_text("utf-8")
SIZE, TURNED = {"width": 1280, "height": 800}, {"width": 800, "height": 1280}
LATENCY, BYTES, SLOWER = 150, 200_000, 4  # milliseconds, bytes a second, times: a middling phone on a middling line
SMOOTH, FLING, HASTE = 12, 120, 600  # pixels a frame
LONGEST, QUIET, PATIENCE, IDLE = 12_000, 1.5, 60, 2.0
LOOK = 1000  # milliseconds for which a reader looks before pressing: what the way there set off has come to rest
ABOVE = 150  # pixels from a slider to a place in its picture
READINGS, DRAG, FRAME, LATE, JANK = 10, 40, 16, 17.2, 50
LONG_TASK = 50


def visited(playwright, url, slider):
    """{figure: value} of one visit; ``slider`` is a CSS selector. Times in ms, sizes in KB, heaps in MB, shares in %."""
    path = chromium.found(playwright)
    told = chromium.options(path)
    browser = playwright.chromium.launch(**told | {"args": [*told["args"], "--enable-precise-memory-info"]})
    try:
        return Visitor(browser, url).all(slider)
    finally:
        browser.close()


class Visitor:
    def __init__(self, browser, url):
        page = browser.new_page(viewport=SIZE)
        self.browser, self.page, self.url, self.session = browser, page, url, page.context.new_cdp_session(page)
        self.traffic = Traffic(self.session)
        page.add_init_script(WATCH)

    def all(self, slider):
        told = self.load() | self.idle() | self.scroll("smooth", SMOOTH) | self.scroll("fling", FLING)
        return told | self.read() | self.drag(slider) | self.point(slider) | self.turn()

    def load(self):
        self.slow(SLOWER)
        self.session.send("Network.emulateNetworkConditions", {
            "offline": False, "latency": LATENCY, "downloadThroughput": BYTES, "uploadThroughput": BYTES,
        })
        self.page.goto(self.url, wait_until="load")
        self.rest()
        seen = self.page.evaluate("seen")
        after = ((max(begin, seen["fcp"]), begin + length) for begin, length in seen["tasks"])
        return {
            "at rest": self.traffic.kilobytes(), "document": self.traffic.kilobytes("Document"),
            "scripts at rest": self.traffic.kilobytes("Script"),
            "lcp": seen["lcp"], "tbt": sum(max(0, end - begin - LONG_TASK) for begin, end in after), "cls": seen["shifts"],
        }

    def idle(self):
        """Frames that the page asks for while nothing happens."""
        before = self.page.evaluate("seen.asked")
        time.sleep(IDLE)
        return {"idle": self.page.evaluate("seen.asked") - before}

    def scroll(self, name, pixels):
        self.browser.start_tracing(page=self.page, categories=CATEGORIES)
        gaps = self.page.evaluate("told => scrolled(...told)", [pixels, LONGEST])
        work = milliseconds(self.browser.stop_tracing()) / len(gaps)
        late = 100 * sum(gap > LATE for gap in gaps[2:]) / len(gaps[2:])
        return {f"{name} late": late, f"{name} longest": max(gaps[2:]), f"{name} work": work}

    def read(self):
        """To the end, at leisure enough that everything comes; then again and again."""
        heaps = []
        for _ in range(READINGS):
            self.page.evaluate("told => scrolled(...told)", [HASTE, 2 * LONGEST])
            self.rest()
            heaps.append(self.heap())
        return {
            "read": self.traffic.kilobytes(), "scripts read": self.traffic.kilobytes("Script"),
            "heap": heaps[0], "growth": heaps[-1] - heaps[1],
        }

    def drag(self, slider):
        """Press, drag, release, and two keys."""
        target, mouse = self.page.locator(slider).first, self.page.mouse
        target.scroll_into_view_if_needed()
        self.rest()
        self.page.wait_for_timeout(LOOK)
        box = target.bounding_box()
        y = box["y"] + box["height"] / 2
        self.page.evaluate("seen.answers.length = 0, sampled()")
        mouse.move(box["x"] + 12, y)
        mouse.down()
        for number in range(DRAG):
            mouse.move(box["x"] + 12 + (box["width"] - 24) * number / DRAG, y)
            self.page.wait_for_timeout(FRAME)
        mouse.up()
        for key in ("ArrowLeft", "ArrowLeft"):
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(10 * FRAME)
        gaps, answers = sorted(self.page.evaluate("stop()")[2:]), self.page.evaluate("seen.answers")
        return {"answer": max(answers, default=FRAME), "drag": gaps[int(0.95 * len(gaps))]}

    def point(self, slider):
        """A hand over the picture above the slider, and what that brings."""
        box = self.page.locator(slider).first.bounding_box()
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] - ABOVE)
        self.page.wait_for_timeout(LONGEST / 20)
        self.rest()
        return {"scripts pointed": self.traffic.kilobytes("Script")}

    def turn(self):
        """Turned, back, and zoomed: all that has moved of itself since the page came."""
        for size in (TURNED, SIZE, {name: round(side / 1.5) for name, side in SIZE.items()}, SIZE):
            self.page.set_viewport_size(size)
            self.page.wait_for_timeout(LONGEST / 20)
        return {"cls in all": self.page.evaluate("seen.shifts")}

    def slow(self, times):
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def rest(self):
        """Wait until nothing is under way. SystemExit if that takes too long."""
        end = time.monotonic() + PATIENCE
        while not self.traffic.quiet(QUIET):
            if time.monotonic() > end:
                raise SystemExit(f"{self.url} did not come to rest in {PATIENCE} s")
            self.page.wait_for_timeout(100)

    def heap(self):
        self.session.send("HeapProfiler.collectGarbage")
        return self.page.evaluate("performance.memory.usedJSHeapSize") / 2**20
