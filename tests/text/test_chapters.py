"""A chapter is read: prose, scenes and beats come out, and every mistake of an author names its line and what there is."""

import pytest

from app.text.beats import Scene
from app.text.chapters import Prose
from app.text.mistakes import ChapterError
from tests.manuscripts import FACTS, reader

BALL = """::::{scene} ball
:knob: 54

## Roll, ball

:::{beat} 0 0.25
One $\\eta$.
:::
:::{beat} 0.25 1
Two.
:::
::::
"""


@pytest.fixture(scope="module")
def chapter_of(tmp_path_factory):
    return reader(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def html_of(chapter_of):
    return lambda text: "".join(block.html for block in chapter_of(text).blocks)


def test_prose_and_scenes_come_out_in_reading_order(chapter_of):
    chapter = chapter_of(f"Before.\n\n{BALL}\nAfter.\n")
    before, scene, after = chapter.blocks
    assert (chapter.slug, chapter.title, chapter.meta["part"]) == ("12-training", "Training: how it learns", 4)
    assert (before, after) == (Prose("<p>Before.</p>\n"), Prose("<p>After.</p>\n"))
    assert isinstance(scene, Scene)


def test_a_scene_has_its_settings_its_heading_and_its_beats(chapter_of):
    (scene,) = chapter_of(BALL).blocks
    assert scene.word == "ball"
    assert scene.settings == {"knob": "54", "mood": "calm"}
    assert scene.heading == "Roll, ball"
    assert [(beat.start, beat.stop) for beat in scene.beats] == [(0, 0.25), (0.25, 1)]
    assert scene.beats[0].html.startswith("<p>One <math") and "η" in scene.beats[0].html


def test_reading_twice_gives_the_same(chapter_of):
    assert chapter_of(BALL) == chapter_of(BALL)


def test_contents_lists_second_level_headings_and_scenes_in_reading_order(chapter_of):
    contents = chapter_of(f"## Loss, *gradient* & step\n\n### Deeper\n\n{BALL}\n## Über {{loss}}`loss`\n").contents
    named = {"loss-gradient-step": "Loss, gradient & step", "ball": "Roll, ball", "über-loss": "Über loss"}
    assert [entry[:2] for entry in contents] == list(named.items())
    assert {tag for _, _, tag in contents} == {"h2"}


def test_a_scene_may_have_a_heading_of_the_third_level(chapter_of):
    chapter = chapter_of("::::{scene} ball\n### Roll on\n:::{beat} 0 1\nOn.\n:::\n::::\n")
    assert (chapter.blocks[0].heading, chapter.blocks[0].tag) == ("Roll on", "h3")
    assert chapter.contents == [("ball", "Roll on", "h3")]


def test_headings_carry_the_ids_that_contents_names(html_of):
    assert html_of("## Why *this*\n") == '<h2 id="why-this">Why <em>this</em></h2>\n'


@pytest.mark.parametrize("markdown, html", [
    ("{number}`ball.loss_start`", '<span class="number">2.31</span>'),
    ("{ball}`ball`", '<b class="ball">ball</b>'),
    ("{gradient}`slope`", '<b class="gradient">slope</b>'),
    ("{rate}`a & b`", '<b class="rate">a &amp; b</b>'),
    ("{constant}`8 < 9`", "8 &lt; 9"),
    ("{positive}`+` {negative}`-`", '<b class="positive">+</b> <b class="negative">-</b>'),
    ("{chapter}`5`", '<span class="chapter" title="Filters &amp; features">Chapter 5</span>'),
    ("{chapter}`this one <12>`", '<a class="chapter" title="Training" href="../12-training/">this one</a>'),
])
def test_a_role_becomes_its_html(html_of, markdown, html):
    assert html_of(markdown) == f"<p>{html}</p>\n"


def test_symbols_have_the_colours_of_what_they_mean(html_of):
    html = html_of(r"$w \leftarrow w - \eta \, \nabla L(w)$" + "\n")
    for meaning, symbol in (("weight", "w"), ("rate", "η"), ("gradient", "∇"), ("loss", "L")):
        assert f'class="{meaning}">{symbol}</m' in html


def test_formulas_become_mathml(html_of):
    html = html_of("It is $w - \\eta g$, and\n\n$$\nx^2\n$$\n\nbut $5 and $6 are money; $$y$$ is large.")
    assert html.count('display="inline"') == 1
    assert html.count('display="block"') == 2
    assert "$5 and $6" in html


def test_typography_is_smart(html_of):
    assert html_of("\"It's\" ... 1--2") == "<p>“It’s” … 1–2</p>\n"


def test_tables_and_code_are_markdown(html_of):
    assert "<td>1</td>" in html_of("| a |\n|---|\n| 1 |\n")
    assert html_of("```python\na < b\n```") == '<pre><code class="language-python">a &lt; b\n</code></pre>\n'


def test_links_are_links(html_of):
    assert html_of("[a](https://b.example/?c&d) [e](#f) [g](../h/)") == (
        '<p><a href="https://b.example/?c&amp;d">a</a> <a href="#f">e</a> <a href="../h/">g</a></p>\n'
    )


def test_an_aside_is_boxed_with_a_title_or_without(html_of):
    assert html_of(":::{aside}\nNote.\n:::") == '<div class="aside" role="note"><p>Note.</p>\n</div>\n'
    titled = html_of(":::{aside} Mind *this*\nNote.\n:::")
    assert titled.startswith('<div class="aside" role="note"><p class="aside-title">Mind <em>this</em></p>')


def test_an_aside_may_stand_in_a_beat(chapter_of):
    (scene,) = chapter_of(":::::{scene} noise\n::::{beat} 0 1\n:::{aside}\nDeep.\n:::\n::::\n:::::\n").blocks
    assert scene.beats[0].html == '<div class="aside" role="note"><p>Deep.</p>\n</div>\n'


def beats(*ranges):
    return "::::{scene} ball\n" + "".join(f":::{{beat}} {one}\nx\n:::\n" for one in ranges) + "::::\n"


def nested(deep):
    """So many asides, one inside the other."""
    colons = [":" * (deep + 3 - depth) for depth in range(deep)]
    return "".join(f"{one}{{aside}}\n" for one in colons) + "x\n" + "".join(f"{one}\n" for one in reversed(colons))


# The front matter takes six lines, so the text begins in line 7.
MISTAKES = [
    ("Well.\n\n:::{scene} bal\n:::\n", 9, "no 'bal' among the scenes: ball, noise"),
    (":::{scene} ball\n:rate: 4\n:::\n", 8, "no 'rate' among the options of ball: knob, mood"),
    (":::{scene} ball\n:mood: calm\n:knob: 80\n:::\n", 9, "knob=80 is not on the grid of ball; the nearest is 56"),
    (":::{scene} ball\n:mood: wlid\n:::\n", 8, "mood=wlid is not on the grid of ball; the nearest is wild"),
    ("A\nB {blal}`x`", 8, "no 'blal' among the roles: ball, chapter, constant, gradient, loss, negative, number, positive, rate, weight"),
    ("{number}`ball.los_start`", 7, "no 'ball.los_start' among the facts: ball.loss_end, ball.loss_start, noise.right"),
    (nested(8), 14, "directives are nested more than 6 deep"),
    ("{chapter}`6`", 7, "no '6' among the chapters of the course: 12, 5"),
    ("::: note\n:::", 7, "'::: note' opens no directive, expected :::{name}; what stands around others has more colons"),
    (":::{figure} x\n:::", 7, "no 'figure' among the directives: aside, beat, scene"),
    ("```{scene} ball\n```", 7, "directives are written with colons: :::{scene} ball"),
    (":::{aside}\nNo end.\n", 7, "{aside} is not closed: expected a line ':::' after it"),
    (":::{scene} ball\n:::{beat} 0 1\nx\n:::\n:::\n", 8, "{beat} is not closed: expected a line ':::' after it"),
    (":::{scene} ball\n:::\n", 7, "the scene ball has no beats, expected some from 0 to 1"),
    (beats("0 half"), 8, "got {beat} 0 half, expected two numbers: {beat} 0 0.25"),
    (beats("0 nan"), 8, "the beat from 0 to nan does not go forward between 0 and 1"),
    (beats("0 0.5", "0.5 0.5"), 11, "the beat from 0.5 to 0.5 does not go forward between 0 and 1"),
    (beats("0.1 1"), 8, "the first beat begins at 0.1, expected 0"),
    (beats("0 0.5", "0.6 1"), 11, "this beat begins at 0.6, but the one before ends at 0.5"),
    (beats("0 0.5", "0.4 1"), 11, "this beat begins at 0.4, but the one before ends at 0.5"),
    (beats("0 0.9"), 8, "the last beat ends at 0.9, expected 1"),
    (":::{beat} 0 1\n:::", 7, "a beat stands directly inside a scene"),
    ("::::{aside}\n:::{beat} 0 1\n:::\n::::\n", 8, "a beat stands directly inside a scene"),
    ("> Quote\n>\n> :::{scene} ball\n> :::\n", 9, "a scene stands on its own, not inside another block"),
    (f"::::::{{aside}}\n{BALL}::::::\n", 8, "a scene stands on its own, not inside another block"),
    ("::::{scene} ball\n:::{beat} 0 1\nx\n:::\nProse.\n::::\n", 11,
     "directly inside a scene stand one ## or ### heading and then beats, nothing else"),
    ("::::{scene} ball\n\n:::{beat} 0 1\n\nx\ny {nope}`z`\n:::\n::::\n", 12,
     "no 'nope' among the roles: ball, chapter, constant, gradient, loss, negative, number, positive, rate, weight"),
    ("## A\n\n## B\n\n## *A*\n", 11, "the id 'a' is taken by line 7; give this one another name"),
    ("## Contents\n", 7, "the id 'contents' is taken by the page itself; give this one another name"),
    (BALL + BALL, 19, "the id 'ball' is taken by line 7; give this one another name"),
    ("# Title\n", 7, "the title stands in the front matter; headings begin with ##"),
    ("## ...\n", 7, "a heading needs words"),
    ("A\n\n<div>\n</div>\n", 9, "raw HTML is off: '<div>'; write Markdown, or put it in `backquotes`"),
    ("A\n<b>b</b>\n", 8, "raw HTML is off: '<b>'; write Markdown, or put it in `backquotes`"),
    ("![ ](a.png)", 7, "the image 'a.png' needs words for those who cannot see it: ![words](address)"),
    ("![a](https://elsewhere.example/a.png)", 7,
     "the image 'https://elsewhere.example/a.png' is not this site's own: give a relative address"),
    ("A\n[x](JavaScript:alert(1))", 8,
     "the link 'JavaScript:alert(1)' leads nowhere a page may lead: give one with https, or a relative one"),
    ("A\n\nB\n$\\fooo$", 10, "the formula '\\\\fooo' has the unknown command \\fooo"),
    ("$\\text{<b>x</b>}\\href{javascript:alert(1)}{x}$", 7,
     "the formula '\\\\text{<b>x</b>}\\\\href{javascript:alert(1)}{x}' asks for href, which no formula may have"),
]


@pytest.mark.parametrize("text, line, told", MISTAKES)
def test_a_mistake_names_its_line_and_what_there_is(chapter_of, text, line, told):
    with pytest.raises(ChapterError) as caught:
        chapter_of(text)
    assert str(caught.value) == f"chapters/12-training/index.md:{line}: {told}"


@pytest.mark.parametrize("front, line, told", [
    ("Text.\n", 1, "expected front matter between two lines ---, with title, chapter, part, lede"),
    ("---\ntitle: A\npart: 4\nlede: L\n---\n", 1, "the front matter lacks chapter; expected title, chapter, part, lede"),
    ("---\ntitle: A\nlede: \"L\npart: 4\n---\n", 4, "not YAML: found unexpected end of stream"),
    ("---\ntitle: A\nlede: L\npart: 4\nchapter: 13\n---\n", 5, "no '13' among the chapters of the course: 12, 5"),
    ("---\ntitle: A\nlede: 3\npart: 4\nchapter: 12\n---\n", 3, "lede is 3, expected str"),
    ("---\n- a\n---\n", 2, "expected lines of the form key: value"),
])
def test_front_matter_that_is_wrong_is_named(chapter_of, front, line, told):
    with pytest.raises(ChapterError) as caught:
        chapter_of("", front)
    assert str(caught.value) == f"chapters/12-training/index.md:{line}: {told}"


def test_of_many_facts_only_the_near_ones_are_named(chapter_of, monkeypatch):
    for number in range(40):
        monkeypatch.setitem(FACTS, f"training.step_{number}", "1")
    with pytest.raises(ChapterError, match=r"among the facts: ball\.loss_(start|end), ball\.loss_(end|start).*, \.\.\.$"):
        chapter_of("{number}`ball.loss_star`")
