"""Digits that a program draws: strokes on the 8 by 8 paper, a hand that shakes, and the pen of static/parts/stroke.js."""

import numpy as np


def arc(x, y, wide, tall, start, stop):
    angles = np.deg2rad(np.linspace(start, stop, 20))
    return np.stack([x + wide * np.cos(angles), y + tall * np.sin(angles)], axis=1)


def lines(*points):
    return np.array(points, float)


DIGITS = [
    [arc(4, 4, 1.8, 3.4, 0, 360)],
    [lines((2.6, 2), (4.2, 0.6), (4.2, 7.4))],
    [np.vstack([arc(4, 2.2, 1.8, 1.7, 180, 380), lines((2.2, 7.4), (6, 7.4))])],
    [np.vstack([arc(3.8, 2.2, 1.8, 1.6, 200, 440), arc(3.8, 5.6, 2, 1.8, 280, 500)])],
    [lines((3.6, 0.6), (2, 4.6), (6.2, 4.6)), lines((4.8, 2.8), (4.8, 7.4))],
    [np.vstack([lines((5.8, 0.6), (2.6, 0.6), (2.5, 3.4)), arc(3.8, 5.3, 2, 2.1, 240, 500)])],
    [np.vstack([lines((5, 0.6), (3.2, 2.6)), arc(4, 5.4, 1.8, 2, 180, 540)])],
    [lines((2, 0.6), (6, 0.6), (3.6, 7.4))],
    [arc(4, 2.2, 1.5, 1.6, 0, 360), arc(4, 5.7, 1.8, 1.7, 0, 360)],
    [arc(4, 2.5, 1.7, 1.9, 0, 360), lines((5.7, 2.5), (4.8, 7.4))],
]
BARRED_SEVEN = [*DIGITS[7], lines((2.8, 4), (5.8, 4))]
CENTRES = np.stack(np.meshgrid(np.arange(8) + 0.5, np.arange(8) + 0.5), axis=-1)


def shaken(strokes, rng):
    """The same strokes by another hand: slanted, stretched, shifted and a little uneven."""
    bent, aside = np.eye(2) + rng.normal(0, 0.08, (2, 2)), rng.normal(0, 0.25, 2) * (1, 0.4)
    return [np.clip((stroke - 4) @ bent.T + 4 + aside + rng.normal(0, 0.08, stroke.shape), 0.2, 7.8) for stroke in strokes]


def inked(strokes, radius=0.75, softness=1.0):
    """The cells' ink, in five levels."""
    ink = np.zeros((8, 8))
    for stroke in strokes:
        for start, stop in zip(stroke, stroke[1:]):
            ink = np.maximum(ink, np.rint(4 * np.clip(0.5 + (radius - away(start, stop)) / softness, 0, 1)))
    return ink / 4


def away(start, stop):
    """How far each cell's centre is from the straight line between two places."""
    way, there = stop - start, CENTRES - start
    along = np.clip(there @ way / max(way @ way, 1e-12), 0, 1)
    return np.linalg.norm(there - along[..., None] * way, axis=-1)
