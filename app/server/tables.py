"""A film as a table: the step, and every column that has a title and one number per step. For spreadsheets and programs."""

import json

import numpy as np

from app.words import mark


def columns(film):
    """Name to (title, values as the shortest text that gives the same number)."""
    steps = {"step": (mark("step"), [str(step) for step in range(film.count)])}
    scalars = {name: title for name, title in film.titles.items() if film.each[name].ndim == 1}
    return steps | {name: (title, [shortest(value) for value in film.each[name]]) for name, title in scalars.items()}


def shortest(value):
    """In single precision, as the browser holds it; nothing for what is not known yet."""
    return "" if np.isnan(value) else np.format_float_positional(np.float32(value), trim="-")


def as_csv(film):
    """Comma-separated values with the titles in the first line (RFC 4180)."""
    table = columns(film).values()
    lines = [[title for title, _ in table], *zip(*(values for _, values in table))]
    return "".join(",".join(map(cell, line)) + "\r\n" for line in lines).encode()


def cell(text):
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text


def as_json(film):
    """The scene, its settings, whether it diverged, and its columns: name -> {title, values}, null where not known yet."""
    told = {"scene": film.scene, "settings": film.settings, "diverged": film.diverged}
    numbers = {name: [json.loads(value or "null") for value in values] for name, (_, values) in columns(film).items()}
    table = {name: {"title": title, "values": numbers[name]} for name, (title, _) in columns(film).items()}
    return json.dumps(told | {"columns": table}, separators=(",", ":")).encode()
