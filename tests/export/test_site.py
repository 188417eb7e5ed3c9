"""The exported site is the served one: every address that there is and every link that leads to one, byte for byte."""

import asyncio
import gzip
import hashlib
import posixpath
import re
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from types import SimpleNamespace
from urllib.parse import unquote, urljoin, urlsplit

import brotli
import pytest

from app import stream
from app.export import site
from app.export.progress import progress
from app.export.site import file_of
from app.server.main import create_app

HTML = {"accept": "text/html"}
UNPACK = {".br": brotli.decompress, ".gz": gzip.decompress}


class Links(HTMLParser):
    """Where a page leads to, and what it is made of."""

    def __init__(self, text):
        super().__init__()
        self.links = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.links += [value for name, value in attributes if name in ("href", "src") and value]


def leads_to(path, text):
    """The paths of this site that a page or a module names, relative to where it is."""
    found = Links(text).links if path.endswith(("/", ".html")) else []
    if path.endswith(".js"):
        found = re.findall(r'(?:from|import\()\s*"(\.[^"]+)"', text)
    away = [urlsplit(urljoin(f"http://here{path}", link)) for link in found]
    return {unquote(one.path) for one in away if one.netloc == "here"}


@pytest.fixture(scope="module")
def crawled(server):
    """Path to body, of everything that the server lists, and of everything that this leads to."""
    server.printed()
    ahead, met = list(create_app().addresses()), {}
    while ahead:
        path = ahead.pop()
        answer = server.ask(path, **HTML)
        met[path] = answer.body
        if answer.headers["content-type"].startswith(("text/html", "text/javascript")) and path != "/404.html":
            ahead += leads_to(path, answer.body.decode()) - met.keys() - set(ahead)
    return met


def test_every_address_and_every_link_has_a_file_with_the_same_bytes(exported, crawled):
    assert len(crawled) > 100
    for path, body in crawled.items():
        assert (exported.place / file_of(path)).read_bytes() == body, path


def test_every_film_has_the_bytes_that_the_server_sends(exported, server):
    films = [name for name in exported.manifest["files"] if re.fullmatch(r"v\w{10}/.*\.(bin|csv|json)", name)]
    assert len(films) >= 3 * 13
    for name in films:
        assert server.ask(f"/{name}").body == (exported.place / name).read_bytes(), name


def test_its_films_are_whole(exported):
    for file in exported.place.glob("v*/**/*.bin"):
        film = stream.decode(file.read_bytes())
        settings = "/".join(f"{name}={value}" for name, value in film.settings.items())
        assert file.relative_to(exported.place).as_posix() == f"{exported.manifest['version']}/{film.scene}/{settings}.bin"


def test_the_manifest_names_every_file_with_its_size_and_digest(exported):
    files = exported.files()
    told = exported.manifest["files"]
    assert told.keys() == files.keys() - {"manifest.json"}
    for name, entry in told.items():
        data, _ = files[name]
        assert entry == {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert f"{len(told)} files" in exported.told


def test_what_lies_beside_a_file_is_the_same_file_and_smaller(exported):
    packed = [name for name in exported.files() if posixpath.splitext(name)[1] in UNPACK]
    assert {"12-training/index.html.br", "12-training/index.html.gz"} <= set(packed)
    for name in packed:
        stem, ending = posixpath.splitext(name)
        data, whole = (exported.place / name).read_bytes(), (exported.place / stem).read_bytes()
        assert UNPACK[ending](data) == whole and len(data) < len(whole)


def test_the_page_for_what_is_not_there_holds_no_link_that_depends_on_where_it_is_shown(exported):
    text = (exported.place / "404.html").read_text("utf-8")
    assert "There is no such page" in text or "there is no such page" in text
    assert [link for link in Links(text).links if not urlsplit(link).netloc] == []


def test_a_site_that_does_not_answer_with_all_that_it_lists_is_not_written(monkeypatch):
    @asynccontextmanager
    async def started(front):
        async def ask(path):
            return SimpleNamespace(status={"/404.html": 404, "/": 307, "/embed/": 200}.get(path, 500))

        yield ask

    def listing(*paths):
        monkeypatch.setattr(site, "create_app", lambda settings: SimpleNamespace(addresses=lambda: paths))
        return asyncio.run(site.gathered(progress()))

    monkeypatch.setattr(site.asked, "started", started)
    assert set(listing("/", "/embed/", "/404.html")) == {"/", "/embed/", "/404.html"}
    with pytest.raises(site.Unanswered, match="the server answers 500 for /12-training/"):
        listing("/", "/12-training/", "/embed/")
