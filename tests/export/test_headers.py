"""What nginx is told of headers: for each a variable, the usual value once, and what differs by path."""

import re

from app.export.headers import TOLD, maps

PAGES = {f"/{number}/": {"cache-control": "no-cache", "content-security-policy": f"style-src 'sha256-{number}'"} for number in range(3)}


def test_a_value_that_most_have_stands_once_and_the_others_by_path():
    told = maps(PAGES, "v0123456789").decode()
    (control,) = re.findall(r"map \$downhill_path \$downhill_cache_control \{\n(.*?)\n\}", told, re.DOTALL)
    assert control.splitlines() == [
        '    default "no-cache";',
        '    "~^/v0123456789/" "public, max-age=31536000, immutable";',
    ]


def test_every_header_has_its_variable():
    found = re.findall(r"^map \$downhill_path \$downhill_(\w+) \{$", maps(PAGES, "v0123456789").decode(), re.MULTILINE)
    assert found == [name.replace("-", "_") for name in TOLD]


def test_what_would_end_a_text_of_nginx_is_escaped():
    told = maps({"/": {"link": '<a>; title="b\\c"'}, "/x": {}, "/y": {}}, "v0123456789").decode()
    assert r'"/" "<a>; title=\"b\\c\"";' in told
