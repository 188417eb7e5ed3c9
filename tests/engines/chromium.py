"""Chromium, by the means of the other tests of the browser, in the words of the driver."""

from playwright.sync_api import sync_playwright

from tests import chromium
from tests.engines.driver import Driver


def found():
    """Where it is, or None."""
    with sync_playwright() as playwright:
        return chromium.found(playwright)


class Chromium(Driver):
    def __init__(self, width, height):
        self.means = sync_playwright().start()
        self.browser = self.means.chromium.launch(**chromium.options(chromium.found(self.means)))
        self.page, self.version, self.told = self.browser.new_page(viewport={"width": width, "height": height}), self.browser.version, []
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        self.page.on("console", lambda line: line.type == "error" and self.told.append(line.text))

    def go(self, address):
        self.page.goto(address)

    def run(self, script, *arguments):
        return self.page.evaluate(f"(arguments_) => (function () {{ {script} }})(...arguments_)", list(arguments))

    def picture(self):
        return self.page.screenshot()

    def wheel(self, x, y, down):
        self.page.mouse.move(x, y)
        self.page.mouse.wheel(0, down)

    def stroke(self, x, y, dx, dy):
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=9)
        self.page.mouse.up()

    def shape(self, width, height):
        self.page.set_viewport_size({"width": width, "height": height})

    def press(self, key):
        self.page.keyboard.press(key)

    def complaints(self):
        return self.told

    def quit(self):
        self.browser.close()
        self.means.stop()
