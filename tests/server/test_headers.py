"""What every response says about itself."""

import re

from tests.server.addresses import ALWAYS, static
from tests.server.sockets import BALL


def test_a_sandboxed_frame_may_ask_whether_it_may_resume(idle):
    answer = idle.ask(idle.frames(BALL), "OPTIONS", origin="null", access_control_request_headers="if-range")
    assert answer.status == 204 and "If-Range" in answer.headers["access-control-allow-headers"]


def test_every_status_has_its_headers(idle):
    path, version = f"/static/{static(idle)}/main.js", idle.version
    answers = {
        "unmodified": idle.ask(path, if_none_match="*"), "part": idle.ask(idle.frames(BALL), range="bytes=1-2"),
        "no such part": idle.ask(idle.frames(BALL), range="bytes=99999999-"), "off the grid": idle.ask(f"/{version}/noise/seed=x.bin"),
        "body": idle.ask("/12-training/", content_length="1"), "preflight": idle.ask(path, "OPTIONS"),
    }
    assert [answer.status for answer in answers.values()] == [304, 206, 416, 404, 413, 204]
    for name, answer in answers.items():
        assert [header for header in ALWAYS if header not in answer.headers] == [], name
        assert not {"set-cookie", "server", "x-powered-by"} & set(answer.headers), name
    refused = ("no such part", "off the grid", "body")
    assert {answers[name].headers["cache-control"] for name in refused} == {"no-store"}


def test_the_root_leads_to_the_first_chapter_below_any_path(idle):
    assert (idle.ask("/").status, idle.ask("/").headers["location"]) == (307, "12-training/")
    assert (idle.ask("/12-training").status, idle.ask("/12-training").headers["location"]) == (307, "12-training/")


def test_a_page_holds_its_figures_and_the_ways_to_their_numbers_before_any_script(idle):
    page = idle.ask("/12-training/").body.decode()
    assert page.count('class="still"') >= page.count("<figure") >= 3
    assert page.count("<noscript>") == page.count("<figure") and page.count(".csv") == page.count(".json") == 2 * page.count("<figure")
    assert not re.search(r"""(?:href|src)=["']/""", page)
