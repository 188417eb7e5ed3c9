"""The code that made the numbers can be read, line by line, where the numbers are."""

import re
from html import unescape

from app.server.sources import APP


def test_every_check_on_the_page_leads_to_a_line_of_a_source_page(server):
    server.printed()
    page = server.ask("/12-training/").body.decode()
    links = set(re.findall(r'href="\.\.(/source/[^"#]+)#(L-\d+)"', page))
    assert len(links) > 5
    for path, anchor in links:
        answer = server.ask(path)
        assert answer.status == 200
        assert f'id="{anchor}"' in answer.body.decode()


def test_only_what_decides_a_number_is_shown(server):
    assert server.ask("/source/engine/descent.py.html").status == 200
    for path in ("server/main.py.html", "../pyproject.toml.html", "engine/nothing.py.html", "engine/descent.py"):
        answer = server.ask(f"/source/{path}")
        assert answer.status == 404
        assert b"Traceback" not in answer.body


def test_the_page_holds_the_code_as_it_is(server):
    page = server.ask("/source/engine/descent.py.html").body.decode()
    text = unescape(re.sub(r"<[^>]+>", "", page[page.index("<pre>"):page.index("</pre>")]))
    lines = [re.sub(r"^ *\d+", "", line).rstrip() for line in text.strip("\n").splitlines()]
    assert lines == (APP / "engine/descent.py").read_text().splitlines()
