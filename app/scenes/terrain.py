"""terrain: where the landscape comes from: one knob swept, two knobs mapped, then a slice through all of them and the run above it."""

from functools import lru_cache

import numpy as np

from app.engine.contours import contours
from app.engine.digits import split
from app.engine.landscapes.whole import Whole
from app.engine.network import little
from app.engine.planes import closest, scattered
from app.engine.slices import rows
from app.story import RUN, steps_of, trained
from app.stream import Field, Layout

KNOBS = 55, 54
REACH = 4.0
COLUMNS, ROWS, PACE = 41, 21, 10
EACH = 12
POINTS = RUN.steps // PACE + 1
SWEPT, MAPPED, SLICED = COLUMNS, COLUMNS + ROWS, COLUMNS + 2 * ROWS
CAP = 8.0
LEVELS = (0.05, 0.1, 0.2, 0.5, 1, 2, 4)
ROOM = 1024
SIDEWAYS = 17
GRID = {"plane": ("path", "1", "2", "3"), "turn": ("0", "10", "20", "30", "45", "60", "75", "90")}
DEFAULT = {"plane": "path", "turn": "0"}


def layout(settings):
    pen = {"points": Field("u2", (ROOM, 2), 1 / 1024), "pens": Field("i1", (ROOM,))}
    return Layout(
        before={"frame": Field("f4", (4,)), "second": Field("f4", (2,))},
        each={
            "loss": Field("f4", title="loss: of the point, the lowest of the row, or of the run"),
            "slice": Field("f4", title="loss of the slice at that place"),
            "across": Field("f4", title="across"),
            "up": Field("f4", title="up"),
            "row": Field("u2", (COLUMNS,), CAP / 65535),
        },
        count=SLICED + POINTS,
        after={f"{name}_{part}": field for name in ("knobs", "plane") for part, field in pen.items()},
    )


@lru_cache
def few():
    """The digits that a map is measured on: the first twelve of each numeral."""
    shown = split()[0]
    return Whole(shown.pick(np.concatenate([np.flatnonzero(shown.labels == label)[:EACH] for label in range(10)])), trained(RUN.seed))


@lru_cache
def path():
    """The weights of the run, at every tenth step."""
    return np.array([step.weights for number, step in enumerate(steps_of(RUN.seed)) if number % PACE == 0])


def flat(settings):
    """The plane that is mapped: the run's own, or one at random; turned towards another at random."""
    if settings["plane"] == "path":
        plane, other = closest(path()), scattered(little(1), trained(RUN.seed), SIDEWAYS)
        other = other._replace(across=other.across / np.linalg.norm(other.across), up=other.up / np.linalg.norm(other.up))
    else:
        plane, other = (scattered(little(1), trained(RUN.seed), int(settings["plane"]) + more) for more in (0, SIDEWAYS))
    return plane.turned(other, int(settings["turn"]))


def frame(settings):
    """What a map shows of its plane: (left, right, bottom, top), twice as wide as high."""
    if settings["plane"] != "path":
        return -1.0, 1.0, -0.5, 0.5
    places = closest(path()).project(path())
    half, middle = 0.75 * np.ptp(places[:, 0]), (places.min(0) + places.max(0)) / 2
    return middle[0] - half, middle[0] + half, middle[1] - half / 2, middle[1] + half / 2


@lru_cache
def two_knobs():
    """The rows of a map of two knobs: the first turned across, the second up, from where training left it."""
    origin = trained(RUN.seed).copy()
    origin[KNOBS[0]] = 0
    across, up = np.eye(len(origin), dtype=origin.dtype)[list(KNOBS)]
    return list(rows(few(), origin, across, up, np.linspace(-REACH, REACH, COLUMNS), np.linspace(-REACH, REACH, ROWS)))


def play(settings):
    plane, (left, right, bottom, top) = flat(settings), frame(settings)
    second = trained(RUN.seed)[KNOBS[1]]
    yield {"frame": (left, right, bottom, top), "second": (second - REACH, second + REACH)}
    swept = two_knobs()[ROWS // 2]
    for w, loss in zip(np.linspace(-REACH, REACH, COLUMNS), swept):
        yield told(swept, loss, w, second)
    for up, row in zip(np.linspace(second - REACH, second + REACH, ROWS), two_knobs()):
        yield told(row, row.min(), np.linspace(-REACH, REACH, COLUMNS)[row.argmin()], up)
    across, upward, measured = np.linspace(left, right, COLUMNS), np.linspace(bottom, top, ROWS), []
    for up, row in zip(upward, rows(few(), *plane, across, upward)):
        measured.append(row)
        yield told(row, row.min(), across[row.argmin()], up)
    for weights, (a, b) in zip(path(), plane.project(path())):
        yield told(np.zeros(COLUMNS), few().loss(weights), a, b, few().loss(plane.at(a, b)))
    yield drawn("knobs", np.array(two_knobs())) | drawn("plane", np.array(measured))


def told(row, loss, across, up, slice_=None):
    """One record: a row, and a loss with its place; the slice's loss there is the same, but under the run."""
    return {"row": np.minimum(row, CAP), "loss": loss, "slice": loss if slice_ is None else slice_, "across": across, "up": up}


def drawn(name, values):
    """All contours of a map for one pen. Pens are the level's number to draw to that point, negative to go there, 0 at the end."""
    points, pens = np.zeros((ROOM, 2)), np.zeros(ROOM, int)
    done = 0
    for number, level in enumerate(LEVELS, 1):
        for line in contours(values, level):
            if done + len(line) <= ROOM:
                points[done:done + len(line)] = line
                pens[done:done + len(line)] = number
                pens[done] = -number
                done += len(line)
    return {f"{name}_points": points, f"{name}_pens": pens}
