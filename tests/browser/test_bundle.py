"""In a browser, bundles do what the modules that they were made of did."""

import pytest

from tests.modules import HOUSE, WHOLE, made

VOLUME = made(volume="scenes/all.js", **{"parts/later.js": WHOLE})


@pytest.mark.parametrize("files", [HOUSE, made(), VOLUME], ids=["modules", "bundles", "a volume"])
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
