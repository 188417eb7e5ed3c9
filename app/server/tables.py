"""A film as a table: the step, and every column that has a title and one number per step. For spreadsheets and programs."""

import json
from html import escape

import numpy as np


def columns(film):
    """Name to (title, values as the shortest text that gives the same number)."""
    steps = {"step": ("step", [str(step) for step in range(film.count)])}
    scalars = {name: title for name, title in film.titles.items() if film.each[name].ndim == 1}
    return steps | {name: (title, [shortest(value) for value in film.each[name]]) for name, title in scalars.items()}


def shortest(value):
    return np.format_float_positional(value, trim="-")


def as_csv(film):
    """Comma-separated values with the titles in the first line (RFC 4180)."""
    table = columns(film).values()
    lines = [[title for title, _ in table], *zip(*(values for _, values in table))]
    return "".join(",".join(map(cell, line)) + "\r\n" for line in lines).encode()


def cell(text):
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text


def as_json(film):
    """The scene, its settings, whether it diverged, and its columns: name -> {title, values}."""
    told = {"scene": film.scene, "settings": film.settings, "diverged": film.diverged}
    table = {name: {"title": title, "values": [json.loads(value) for value in values]} for name, (title, values) in columns(film).items()}
    return json.dumps(told | {"columns": table}, separators=(",", ":")).encode()


def as_html(film):
    """A table for the page, in five digits."""
    (_, (_, steps)), *others = columns(film).items()
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in ["step", *(title for _, (title, _) in others)])
    rows = ("".join(f"<td>{film.each[name][row]:.5g}</td>" for name, _ in others) for row in range(film.count))
    body = "".join(f'<tr><th scope="row">{step}</th>{cells}</tr>' for step, cells in zip(steps, rows))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
