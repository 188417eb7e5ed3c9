"""Whatever somebody writes into a chapter, nothing that runs, loads or restyles comes out."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.text.beats import Scene
from app.text.chapters import Prose
from app.text.mathml import ELEMENTS
from app.text.mistakes import ChapterError
from tests.manuscripts import reader


@pytest.fixture(scope="module")
def chapter_of(tmp_path_factory):
    return reader(tmp_path_factory.mktemp("course"))


ALLOWED = ELEMENTS | {
    "p", "h2", "h3", "h4", "h5", "h6", "b", "em", "strong", "a", "span", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br",
    "table", "thead", "tbody", "tr", "th", "td", "img", "aside",
}


class Active(HTMLParser):
    """Collects whatever could run, load or restyle."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED:
            self.found.append(tag)
        for name, value in attrs:
            scheme = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name.startswith("on") or name in {"style", "srcdoc"} or scheme.startswith(("javascript:", "vbscript:", "data:", "file:")):
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data):
        self.found.append("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "A <svg/onload=alert(1)> B",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](java\tscript:alert(1))",
    "[x]( \x01javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x][1]\n\n[1]: javascript:alert(1)",
    '[x](y "z\\" onclick=\\"alert(1)")',
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](y.png)',
    "![x](data:image/png;base64,AAAA)",
    '{ball}`"><script>alert(1)</script>`',
    '{chapter}`"><script>alert(1)</script> <12>`',
    "{number}`<script>`",
    "{<script>}`x`",
    ":::{aside} <script>alert(1)</script>\n:::",
    ":::{aside} [x](javascript:alert(1))\n<iframe src=//evil.example></iframe>\n:::",
    ':::{scene} "><script>alert(1)</script>\n:::',
    ":::{<script>}\n:::",
    "```<script>\n</code></pre><script>alert(1)</script>",
    "~~~ \"onclick=alert(1)\n~~~",
    "$\\text{<script>alert(1)</script>}$",
    "$\\text{&lt;script&gt;alert(1)&lt;/script&gt;}$",
    "$\\text{<![CDATA[</math><script>alert(1)</script>]]>}$",
    "$\\href{javascript:alert(1)}{x}$",
    "$\\style{position:fixed}{x}$",
    "$\\color{red\" onload=\"alert(1)}{x}$",
    "$<script>alert(1)</script>$",
    "$$\n\\unicode{x3c}script>\n$$",
    "## <script>alert(1)</script>",
    "## `<script>`",
    "| <script> |\n|---|\n| [x](javascript:alert(1)) |",
    ">" * 300 + " <script>alert(1)</script>",
    "- " * 300 + "<script>",
    "[" * 2000 + "](" * 500,
    "*_" * 2000,
    "\n".join(":" * count + "{aside}" for count in range(60, 2, -1)),
    "$" + "{" * 3000 + "}" * 3000 + "$",
    "`" * 3001,
    "\x00\x01\ufffe",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
]


def active_in(chapter_of, text):
    """What could run on the page that this text becomes; nothing when it is refused."""
    try:
        chapter = chapter_of(text)
    except ChapterError as refused:
        assert str(refused).startswith("chapters/12-training/index.md:")
        return []
    pieces = [block.html for block in chapter.blocks if isinstance(block, Prose)]
    scenes = [block for block in chapter.blocks if isinstance(block, Scene)]
    pieces += [html for scene in scenes for html in (scene.heading or "", *(beat.html for beat in scene.beats))]
    return Active("".join(pieces)).found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_never_becomes_active_html(chapter_of, text):
    assert active_in(chapter_of, text) == []
    assert active_in(chapter_of, f"::::::{{scene}} noise\n:::::{{beat}} 0 1\n{text}\n:::::\n::::::\n") == []


PIECE = st.sampled_from(HOSTILE[:37]) | st.sampled_from([*":`${}[]()<>*_#|\n&;\"'\\", "\n\n", ":::", "$$"]) | st.text()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(PIECE, max_size=8))
def test_no_mixture_of_hostile_pieces_becomes_active_html(chapter_of, pieces):
    assert active_in(chapter_of, "".join(pieces)) == []
