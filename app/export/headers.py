"""What the server says about its answers, for an nginx that serves them as files: variables to add as headers, by path."""

from app.server.headers import FILES, FOREVER

HEADERS = "headers.conf"
TOLD = (
    "cache-control", "content-security-policy", "cross-origin-resource-policy", "cross-origin-embedder-policy",
    "access-control-allow-origin", "access-control-expose-headers", "referrer-policy", "permissions-policy", "link",
)
FILMS = "~^/{}/"


def maps(headers, version):
    """nginx's ``map`` of $downhill_path to $downhill_<header> for each of TOLD, as bytes; films are one entry.

    Most answers of a site have the same headers: those stand as the default.
    """
    films = {name.decode(): value.decode() for name, value in [FOREVER, *FILES]}
    table = {path: told for path, told in headers.items()} | {FILMS.format(version): films}
    return "\n".join(variable(name, {path: told.get(name, "") for path, told in table.items()}) for name in TOLD).encode()


def variable(name, values):
    told = list(values.values())
    usual = max(sorted(set(told)), key=told.count)
    lines = [f"    {quoted(path)} {quoted(value)};" for path, value in values.items() if value != usual]
    return "\n".join([f"map $downhill_path $downhill_{name.replace('-', '_')} {{", f"    default {quoted(usual)};", *lines, "}", ""])


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
