"""In a browser, bundles do what the modules that they were made of did."""

import pytest

from app.server.bundle import Bindery
from app.server.modules import read
from app.server.process import ROOT
from tests.modules import HOUSE, IN_TURN, TOGETHER, WHOLE, made

VOLUME = made(TOGETHER, **{"parts/later.js": WHOLE})
OPENED = made([], ["scenes/ball.js", "scenes/loss.js"], **{"parts/later.js": WHOLE.replace("scenes/all.js", "main.js")})
KINDS = {"modules": HOUSE, "bundles": made(), "in turn": made(IN_TURN), "a volume": VOLUME, "all in the first": OPENED}


@pytest.mark.parametrize("files", KINDS.values(), ids=KINDS)
def test_a_bundle_does_what_its_modules_did(page, files):
    """A count in a module goes on across the scenes that share it, so each module ran once."""
    def answer(route):
        name = route.request.url.removeprefix("http://bundle.test/")
        known = {"body": files[name], "content_type": "text/javascript"} if name in files else {"status": 404}
        route.fulfill(**known if name else {"body": '<script type="module" src="main.js"></script>', "content_type": "text/html"})

    page.route("**/*", answer)
    page.goto("http://bundle.test/")
    page.wait_for_function("document.title")
    assert page.title() == '[[[9,1],4],[[3,2,"drawn `by` hand // not a comment"],4],[[9,3],4]]'


def test_no_name_that_modules_of_a_bundle_share_is_one_of_the_browsers_own(page):
    """A module that asks the browser for it would get the other module's."""
    static = ROOT / "static"
    files = {file.relative_to(static).as_posix(): file.read_text("utf-8") for file in static.rglob("*.js")}
    bindery = Bindery(read(files), {})
    shared = {name for module in bindery.modules if module not in bindery.whole for name in bindery.asked[module]}
    assert len(shared) > 50
    assert page.evaluate("names => names.filter(name => name in globalThis)", list(shared)) == []
