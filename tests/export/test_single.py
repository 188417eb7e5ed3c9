"""A scene as one file is made of the page that the server has for it, or not at all."""

import asyncio

import pytest

from app.export.single import Unanswered, page


def test_what_the_server_does_not_have_is_no_file():
    with pytest.raises(Unanswered, match=r"^the server answers 404 for /embed/nothing/$"):
        asyncio.run(page("/embed/nothing/"))
