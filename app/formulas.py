"""Formulas: each number on the path of a weight, as words and with its values in it. ``static/parts/formulas.js`` says the same."""

import numpy as np

from app.words import figures, say


def now(film, step):
    """What this step is about: ("value", place), ("slope", link) or ("sum", stage)."""
    number = int(film.before["number"])
    links = 9 - number
    if step <= links:
        return "value", number + step
    return ("slope", 9 - (step - links)) if step <= 2 * links else ("sum", step - 2 * links)


def told(film, kind, n):
    """What can be said about a number on the path: what it is, its formula with the values in it, what a nudge finds."""
    before = film.before
    v, s, number = before["values"], before["slopes"], int(before["number"])
    if kind == "value":
        return valued(film, n, v, s, number) + ([nudged(n - 1 == number, before["differences"][n - 1])] if n > number else [])
    so_far = film.each["product"][18 - number - n]
    found = say("by nudging: {number}", number=figures(before["differences"][n]))
    return [*sloped(film, n, v, s, number), found, say("product so far: {number}", number=figures(so_far))]


def nudged(weight, difference):
    """What a nudge of the weight, or of a number on its way, finds."""
    factor = figures(difference)
    return say("the weight, nudged: × {number}", number=factor) if weight else say("what enters it, nudged: × {number}", number=factor)


def valued(film, n, v, s, number):
    if n == number:
        return [say("what the weight looks at"), figures(v[n])]
    if n in (1, 4, 7):
        factor, other = (film.before["w"], v[n - 1]) if n - 1 == number else (s[n - 1], v[n - 1])
        rest = float(v[n]) - float(factor) * float(other)
        sign = "+" if rest >= 0 else "\N{MINUS SIGN}"
        return [say("weight × input, and the rest"), f"{figures(factor)} × {figures(other)} {sign} {figures(abs(rest))} = {figures(v[n])}"]
    if n in (2, 5):
        return [say("the largest of four"), f"max(…, {figures(v[n - 1])}, …) = {figures(v[n])}"]
    if n in (3, 6):
        return [say("what is above zero"), f"max(0, {figures(v[n - 1])}) = {figures(v[n])}"]
    if n == 8:
        scores = film.before["maps"][7][:10].astype(float)
        mine, all_ten = figures(scores[int(film.before["label"])]), figures(np.exp(scores).sum())
        return [say("softmax: its share of ten"), f"e^{mine} ÷ {all_ten} = {figures(v[8])}"]
    return [say("minus the logarithm"), f"\N{MINUS SIGN}log {figures(v[8])} = {figures(v[9])}"]


def sloped(film, n, v, s, number):
    if n == number:
        return [say("slope: what the weight looks at"), figures(s[n])]
    if n in (3, 6):
        return [say("slope: the weight between"), figures(s[n])]
    if n in (1, 4):
        return [say("slope: kept") if s[n] else say("slope: not kept"), figures(s[n])]
    if n in (2, 5):
        return [say("slope: above zero") if s[n] else say("slope: not above zero"), figures(s[n])]
    if n == 8:
        return [say("slope: one over p"), f"\N{MINUS SIGN}1 ÷ {figures(v[8])} = {figures(s[8])}"]
    label, mine = int(film.before["label"]), int(film.before["spots"][7])
    p, other = figures(v[8]), figures(film.before["maps"][8][mine])
    formula = f"{p} × (1 \N{MINUS SIGN} {p})" if mine == label else f"\N{MINUS SIGN}{p} × {other}"
    return [say("slope: of the softmax"), f"{formula} = {figures(s[7])}"]
