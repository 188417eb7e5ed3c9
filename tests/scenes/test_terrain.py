"""What the chapter says about the landscape is true of the numbers that the page sends."""

import re

import numpy as np
import pytest

from app.engine.contours import contours
from app.engine.digits import split
from app.engine.landscapes.whole import Whole
from app.scenes.terrain import (
    CAP,
    COLUMNS,
    EACH,
    GRID,
    KNOBS,
    LEVELS,
    MAPPED,
    PACE,
    POINTS,
    REACH,
    ROOM,
    ROWS,
    SLICED,
    SWEPT,
    drawn,
    flat,
    path,
)
from app.stills import terrain as still
from app.story import RUN, trained

QUANTUM = CAP / 65535


@pytest.fixture(scope="module")
def default(film):
    return film("terrain")


@pytest.fixture(scope="module")
def measured():
    """The loss of 120 digits, the first twelve of each numeral, found anew."""
    shown, seen, picked = split()[0], dict.fromkeys(range(10), 0), []
    for place, label in enumerate(shown.labels):
        seen[label] += 1
        picked += [place] if seen[label] <= 12 else []
    assert len(picked) == 120
    return Whole(shown.pick(np.array(picked)), trained(RUN.seed)).loss


def maps(film):
    """The map of two knobs, and the slice: rows of losses from the bottom up."""
    return film.each["row"][SWEPT:MAPPED], film.each["row"][MAPPED:SLICED]


def test_every_tile_of_the_knobs_is_the_loss_of_those_weights(default, measured):
    knobs, _ = maps(default)
    for row, column in ((0, 0), (10, 26), (20, 40)):
        weights = trained(RUN.seed).copy()
        weights[KNOBS[0]] = np.linspace(-REACH, REACH, COLUMNS)[column]
        weights[KNOBS[1]] += np.linspace(-REACH, REACH, ROWS)[row]
        assert knobs[row, column] == pytest.approx(min(CAP, measured(weights)), abs=QUANTUM + 1e-5)


@pytest.mark.parametrize(("plane", "turn"), [("path", "0"), ("path", "30"), ("2", "90")])
def test_every_tile_of_a_slice_is_the_loss_of_those_weights(film, measured, plane, turn):
    shown = film("terrain", plane=plane, turn=turn)
    left, right, bottom, top = shown.before["frame"]
    for row, column in ((0, 3), (12, 30), (20, 40)):
        a, b = left + (right - left) * column / (COLUMNS - 1), bottom + (top - bottom) * row / (ROWS - 1)
        loss = measured(flat(shown.settings).at(a, b))
        assert maps(shown)[1][row, column] == pytest.approx(min(CAP, loss), abs=1e-3)


def test_the_first_sweep_is_a_row_of_the_map(default):
    knobs, _ = maps(default)
    np.testing.assert_array_equal(knobs[ROWS // 2], default.each["row"][0])
    np.testing.assert_allclose(default.each["loss"][:SWEPT], default.each["row"][0], atol=QUANTUM)


def test_the_valley_runs_slantwise(default):
    knobs, _ = maps(default)
    bottoms = knobs.argmin(1)
    assert np.corrcoef(np.arange(ROWS), bottoms)[0, 1] < -0.95
    assert bottoms[0] - bottoms[-1] > COLUMNS / 3


def test_the_loss_of_the_run_is_true_and_the_slice_is_measured_beneath_it(default, measured):
    plane = flat(default.settings)
    for point in (0, 4, 20, 44):
        a, b = default.each["across"][SLICED + point], default.each["up"][SLICED + point]
        assert default.each["loss"][SLICED + point] == pytest.approx(measured(path()[point]), abs=1e-5)
        assert default.each["slice"][SLICED + point] == pytest.approx(measured(plane.at(a, b)), abs=1e-4)
    np.testing.assert_array_equal(path()[-1], trained(RUN.seed))
    assert RUN.steps == (POINTS - 1) * PACE


def test_the_run_strays_from_the_slice_and_is_mostly_the_higher_one(default):
    gap = (default.each["loss"] - default.each["slice"])[SLICED:]
    assert (gap > 0).sum() > 0.6 * POINTS
    assert abs(gap[-1]) < 1e-5


def factors(film):
    """How many times as high the higher of the two is, run or slice, at every tenth step."""
    loss, slice_ = (film.each[name][SLICED:].astype(float) for name in ("loss", "slice"))
    return np.maximum(loss / slice_, slice_ / loss)


@pytest.mark.parametrize("plane", GRID["plane"])
@pytest.mark.parametrize("turn", GRID["turn"])
def test_the_widest_gap_is_where_the_scale_shows_the_two_furthest_apart(film, plane, turn):
    shown = film("terrain", plane=plane, turn=turn)
    far, most = still.widest(shown, shown.count - 1)
    assert far == factors(shown).argmax() and most == pytest.approx(factors(shown).max())


def test_the_stroke_stands_at_the_widest_gap_and_is_as_long_as_that(default):
    told, (x, _, width, height) = still.facts(default), still.PANELS["side"]
    assert (told["gap_step"], told["gap_times"]) == ("100", "2.0")
    stroke = re.search(r'class="accuracy" d="M([\d.]+) ([\d.]+)V([\d.]+)"', still.route(default, default.count - 1))
    at, top, bottom = map(float, stroke.groups())
    assert at == pytest.approx(x + width * 100 / RUN.steps, abs=0.1)
    assert bottom - top == pytest.approx(height * np.log(factors(default).max()) / np.log(4 / 0.02), abs=0.2)


def test_turned_away_from_the_run_the_gap_opens_and_the_chart_says_how_far(film):
    turned = [film("terrain", turn=turn) for turn in GRID["turn"]]
    widest = [factors(shown).max() for shown in turned]
    assert widest == sorted(widest) and widest[-1] > 20 * widest[0]
    assert all(f"widest gap {most:.1f}×, step" in still.still(shown) for shown, most in zip(turned, widest))


@pytest.mark.parametrize("plane", GRID["plane"][1:])
def test_in_a_random_plane_the_run_shrinks_to_a_speck(film, default, plane):
    def extent(shown):
        return np.ptp(shown.each["across"][SLICED:]) / np.ptp(shown.before["frame"][:2])

    assert extent(film("terrain", plane=plane)) < 0.03 < 20 * 0.03 < extent(default)
    gap = (film("terrain", plane=plane).each["loss"] - film("terrain", plane=plane).each["slice"])[SLICED:]
    assert np.abs(gap).max() > 2


def test_the_whole_run_is_on_the_map(default):
    left, right, bottom, top = default.before["frame"]
    a, b = default.each["across"][SLICED:], default.each["up"][SLICED:]
    assert left < a.min() and a.max() < right and bottom < b.min() and b.max() < top
    assert (right - left) / (top - bottom) == pytest.approx(2)


@pytest.mark.parametrize("plane", GRID["plane"])
@pytest.mark.parametrize("turn", GRID["turn"])
def test_every_contour_fits_the_film_and_has_its_level(film, plane, turn):
    shown = film("terrain", plane=plane, turn=turn)
    for name, values in zip(("knobs", "plane"), maps(shown)):
        assert 20 < np.count_nonzero(shown.after[f"{name}_pens"]) < ROOM
        above = values >= LEVELS[3]
        drawn = [line for level, line in still.lines(shown, name) if level == 4]
        crossed = (above[1:] != above[:-1]).sum() + (above[:, 1:] != above[:, :-1]).sum()
        closed = sum((line[0] == line[-1]).all() for line in drawn)
        assert abs(sum(map(len, drawn)) - closed - crossed) <= 2


def test_the_subtitle_tells_how_many_digits_are_measured():
    assert f"the loss of {10 * EACH} digits, the first {EACH} of each numeral" == still.SUBTITLE


def test_the_sentence_tells_each_part(default):
    assert still.sentence(default, 0) == "Point 1 of 41: with the knob at −4.00 the loss is 0.312."
    assert still.sentence(default, SWEPT + 2).startswith("Row 3 of 21: the second knob at −2.59.")
    assert "of the slice. The lowest loss in it is" in still.sentence(default, MAPPED)
    assert still.sentence(default, SLICED + 4) == "Step 40 of the run: loss 1.872, slice 1.623; widest gap 1.2×, step 40."
    assert still.sentence(default, default.count - 1) == "Step 440 of the run: loss 0.028, slice 0.028; widest gap 2.0×, step 100."


def test_the_still_tells_the_whole_story_where_no_script_will(default):
    now, later = still.still(default).split('<g class="later">')
    assert "contour" not in now and 'class="route"' not in now
    assert later.count("contour") > 5 and later.count('class="route"') == 2


def test_the_run_passes_beside_every_number_on_the_map(default):
    later = still.still(default).partition('<g class="later">')[2]
    numbers = np.array(re.findall(r'<text class="halo"[^>]* x="(\S+)" y="(\S+)"', later), float)
    moves = re.findall(r"[Ml](\S+) (-?[\d.]+)", re.search(r'class="route" d="([^"]+)"', later)[1])
    corners = np.cumsum(np.array(moves, float), axis=0)
    along = np.linspace(0, len(corners) - 1, 999)
    run = np.stack([np.interp(along, range(len(corners)), places) for places in corners.T], axis=1)
    assert len(numbers) >= 6 and np.linalg.norm(numbers[:, None] - run, axis=2).min() > 14


def test_contours_that_do_not_fit_are_left_out_whole():
    rough = np.random.default_rng(1).uniform(LEVELS[0] - 1, LEVELS[-1] + 1, (41, 41))
    sent = drawn("map", rough)
    points, pens = sent["map_points"], sent["map_pens"]
    used = int(np.flatnonzero(pens)[-1]) + 1
    assert points.shape == (ROOM, 2) and ROOM / 2 < used <= ROOM and (pens[:used] != 0).all()
    ends = np.append(np.flatnonzero(pens[:used] < 0), used)
    whole = {number: {line.tobytes() for line in contours(rough, level)} for number, level in enumerate(LEVELS, 1)}
    assert all(points[a:b].tobytes() in whole[-pens[a]] for a, b in zip(ends, ends[1:]))
