"""A page that was made to be served becomes a leaf that needs nothing else: what it offers, what it runs and where it leads."""

import json
import re
from html import escape, unescape

from app.server.headers import hashed

POLICY = "default-src 'none'; script-src {script}; style-src {style}; img-src data:; base-uri 'none'; form-action 'none'"
LINK = re.compile(r"""<link (?!rel="icon")(?:"[^"]*"|[^>"])*>\n?""")
CHARSET = '<meta charset="utf-8">'
OPTION = re.compile(r'<option value="([^"]+)"[^>]*>[^<]*</option>')
LABEL = re.compile(r'<label>(?:(?!</label>).)*?data-setting="(\w+)".*?</label>', re.DOTALL)
AWAY = re.compile(r'<a [^>]*href="(?!https?:|#)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)


def leaf(html, grid, settings, script, films):
    """The page as one file: ``films`` are address -> text, which the script finds by that id."""
    html = only(html, grid, settings)
    html = LINK.sub("", html)
    html = re.sub(r'<script type="module" src="[^"]*"></script>\n?', "", html)
    html = re.sub(r'<p><a data-link=.*?</p>\n?', "", html, flags=re.DOTALL)
    html = re.sub(r'\s*<button[^>]* popovertarget="\w+-link".*?</button>', "", html, flags=re.DOTALL)
    html = re.sub(r'\s*<div class="link".*?</div>', "", html, flags=re.DOTALL)
    html = AWAY.sub(r"<span>\1</span>", html)
    script = script.replace("</script", r"<\/script")
    packed = "".join(f'<script type="application/octet-stream" id="{escape(name)}">{text}</script>\n' for name, text in films.items())
    html = html.replace("</body>", f'{packed}<script type="module">{script}</script>\n</body>')
    return html.replace(CHARSET, f'{CHARSET}\n<meta http-equiv="content-security-policy" content="{policy(html)}">', 1)


def only(html, grid, settings):
    """The page with no other settings than those on the grid, in what it shows and in what it tells its script."""
    html = re.sub(r' data-film="[^"]*"', ' data-film="films"', html, count=1)
    html = re.sub(r" data-grid='[^']*'", lambda _: f" data-grid='{escape(json.dumps(grid))}'", html, count=1)
    html = re.sub(r" data-open='[^']*'", "", html, count=1)
    html = LABEL.sub(lambda found: control(found[0], grid[found[1]], settings[found[1]]), html)
    return re.sub(r"""\s*<button[^>]*data-preset='([^']*)'.*?</button>""", lambda found: found[0] if there(found[1], grid) else "", html)


def control(label, values, chosen):
    """A setting's control that offers these values; none where there is nothing to choose."""
    if len(values) < 2:
        return ""
    label = OPTION.sub(lambda option: option[0] if unescape(option[1]) in values else "", label)
    range_ = f'min="0" max="{len(values) - 1}" step="1" value="{values.index(chosen)}"'
    return re.sub(r'min="0" max="\d+" step="1" value="\d+"', range_, label)


def there(preset, grid):
    """Whether all that a button chooses is on the grid."""
    told = json.loads(unescape(preset))
    return all(value in grid[name] for one in ("settings", "beside") for name, value in (told[one] or {}).items())


def policy(html):
    """A policy that allows the styles and scripts that stand in the page, and nothing from anywhere."""
    found = {"style": "<style>(.*?)</style>", "script": '<script type="module">(.*?)</script>'}
    return POLICY.format(**{tag: " ".join(map(hashed, re.findall(pattern, html, re.DOTALL))) for tag, pattern in found.items()})
