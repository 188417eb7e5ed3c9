"""The log tells an operator what happened, and nothing about who it happened to."""

import json
import logging
import sys
from functools import cache

import pytest

from app.server.logs import JsonLines
from tests.server.addresses import KINDS, path
from tests.server.sockets import spoken

SECRET = "secret-of-a-reader"


@pytest.fixture(scope="module")
def written(serve):
    """What a server with all its logging switched on wrote about one request to every kind of address."""

    @cache
    def lines(log):
        with serve(log=log, access_log=True, metrics=True) as server:
            server.printed()
            for form in KINDS.values():
                private = {"User-Agent": SECRET, "Referer": SECRET, "Cookie": SECRET, "X-Forwarded-For": SECRET, "Authorization": SECRET}
                spoken(server, "GET", path(server, form).partition("?")[0] + f"?{SECRET}", private)
            spoken(server, "GET", "/%0anothing")
        return server.output.read_text().splitlines()[1:]

    return lines


def test_json_lines_say_what_was_asked_and_how_it_went(written):
    told = [json.loads(line) for line in written("json")]
    requests = [line for line in told if line["logger"] == "downhill.access"]
    assert {"film", "static", "page"} <= {line["kind"] for line in requests}
    assert all({"time", "level", "method", "path", "status", "ms"} <= line.keys() for line in requests)
    assert {"/12-training/", "/readyz"} <= {line["path"] for line in requests}
    assert all(line["time"].endswith("Z") and line["ms"] >= 0 for line in requests)


@pytest.mark.parametrize("log", ["json", "text"])
def test_no_line_holds_who_asked_with_what_or_for_which_state(log, written):
    lines = written(log)
    assert len(lines) > len(KINDS)
    assert not [line for line in lines if SECRET in line or "127.0.0.1" in line]


def test_a_path_cannot_forge_a_line(written):
    assert [line for line in written("text") if line == "nothing"] == []


def test_an_accident_is_one_json_line_with_its_traceback():
    try:
        raise ZeroDivisionError("no")
    except ZeroDivisionError:
        record = logging.LogRecord("downhill", logging.ERROR, "", 0, "no answer to %s", ("GET",), sys.exc_info())
    line = JsonLines().format(record)
    assert "\n" not in line
    assert "ZeroDivisionError: no" in json.loads(line)["traceback"]
