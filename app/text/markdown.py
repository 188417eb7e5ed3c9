"""Markdown as MyST writes it: CommonMark, tables, formulas, roles and directives, smart typography and no raw HTML."""

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_block.fence import make_fence_rule
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from app.text.mathml import mathml
from app.text.roles import role

INTERRUPTS = {"alt": ["paragraph", "reference", "blockquote", "list"]}
ELSEWHERE = re.compile(r"([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
MAY_LINK = ("https:", "http:", "mailto:")


def parser(directive):
    """A Markdown parser whose ``:::{name}`` blocks are rendered by ``directive(token, env)``."""
    markdown = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "replacements", "smartquotes"])
    markdown.use(myst_role_plugin).use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    colons = make_fence_rule(markers=(":",), token_type="directive", disallow_marker_in_info=())
    markdown.block.ruler.before("fence", "directive", colons, INTERRUPTS)
    markdown.core.ruler.push("lines", lines)
    markdown.add_render_rule("directive", lambda self, tokens, at, options, env: directive(tokens[at], env))
    markdown.validateLink = lambda address: True  # the rules below refuse aloud what it would pass over in silence
    for name, rule in RULES.items():
        markdown.add_render_rule(name, noted(rule))
    return markdown


def lines(state):
    """Write on every token the line of the file where it stands."""
    line = first = state.env["line"]
    for token in state.tokens:
        line = first + token.map[0] if token.map else line
        token.meta["line"] = within = line
        for child in token.children or ():
            child.meta["line"] = within
            within += child.type in ("softbreak", "hardbreak")


def mistake(token, env, what):
    return env["manuscript"].mistake(token.meta["line"], what)


def noted(rule):
    """The rule; of what is mistaken nothing is shown, if it is only noted."""
    def kept(self, tokens, at, options, env):
        with env["manuscript"].noting():
            return rule(self, tokens, at, options, env)
        return ""
    return kept


def plain(html):
    """The words of a piece of HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


def slug(text):
    """An id made from a title's words."""
    return re.sub(r"\W+", "-", text.lower()).strip("-")


def heading(self, tokens, at, options, env):
    token, manuscript = tokens[at], env["manuscript"]
    if token.tag == "h1":
        raise mistake(token, env, "the title stands in the front matter; headings begin with ##")
    title = plain(self.renderInline(tokens[at + 1].children, options, env))
    if not (name := slug(title)):
        raise mistake(token, env, "a heading needs words")
    manuscript.claim(token.meta["line"], name)
    if token.tag == "h2":
        manuscript.contents.append((name, title, token.tag))
    token.attrSet("id", name)
    return self.renderToken(tokens, at, options, env)


def image(self, tokens, at, options, env):
    token = tokens[at]
    alt = self.renderInlineAsText(token.children, options, env).strip()
    if not alt:
        raise mistake(token, env, f"the image {token.attrGet('src')!r} needs words for those who cannot see it: ![words](address)")
    if ELSEWHERE.match(token.attrGet("src")):
        raise mistake(token, env, f"the image {token.attrGet('src')!r} is not this site's own: give a relative address")
    token.attrSet("alt", alt)
    return self.renderToken(tokens, at, options, env)


def link(self, tokens, at, options, env):
    address = tokens[at].attrGet("href")
    if (match := ELSEWHERE.match(address)) and match[0].lower() not in MAY_LINK:
        raise mistake(tokens[at], env, f"the link {address!r} leads nowhere a page may lead: give one with https, or a relative one")
    return self.renderToken(tokens, at, options, env)


def fence(self, tokens, at, options, env):
    if tokens[at].info.startswith("{"):
        raise mistake(tokens[at], env, f"directives are written with colons: :::{tokens[at].info}")
    return type(self).fence(self, tokens, at, options, env)


def raw_html(self, tokens, at, options, env):
    first_line = tokens[at].content.strip().partition("\n")[0]
    raise mistake(tokens[at], env, f"raw HTML is off: {first_line!r}; write Markdown, or put it in `backquotes`")


def formula(display):
    def rule(self, tokens, at, options, env):
        try:
            return mathml(tokens[at].content.strip(), display)
        except ValueError as error:
            raise mistake(tokens[at], env, str(error)) from error
    return rule


def myst_role(self, tokens, at, options, env):
    token = tokens[at]
    return role(env["manuscript"], token.meta["line"], token.meta["name"], token.content)


RULES = {
    "heading_open": heading,
    "image": image,
    "link_open": link,
    "fence": fence,
    "html_block": raw_html,
    "html_inline": raw_html,
    "math_inline": formula("inline"),
    "math_inline_double": formula("block"),
    "math_block": formula("block"),
    "myst_role": myst_role,
}
