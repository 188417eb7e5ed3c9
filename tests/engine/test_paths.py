"""The paths of a weight are all there is: what comes along them adds up to the gradient that backward returns."""

import numpy as np
import pytest

from app.engine.digits import split
from app.engine.network import little
from app.engine.paths import Route, located, products, strongest, wired
from app.engine.start import start_weights
from app.engine.trace import LOSS, Trace

WEIGHTS = start_weights(3).astype(np.float64) + 0.05 * np.random.default_rng(3).standard_normal(1898)
POSITIONS = (0, 13, 35, 71, 80, 401, 777, 1231, 1248, 1500, 1887)


@pytest.fixture(scope="module", params=[0, 9, 250])
def trace(request):
    digits = split()[0]
    return Trace(WEIGHTS, digits.images[..., request.param], digits.labels[request.param])


@pytest.fixture(scope="module")
def gradient(trace):
    return little(1, np.float64).measure(WEIGHTS, trace.outputs[0], np.array([trace.label]))[1]


@pytest.mark.parametrize("position", POSITIONS)
def test_the_paths_add_up_to_the_gradient(trace, gradient, position):
    assert products(trace, position).sum() == pytest.approx(gradient[position], rel=1e-9, abs=1e-14)


@pytest.mark.parametrize("position", POSITIONS)
def test_the_product_of_the_slopes_along_a_route_is_its_share(trace, position):
    shares = products(trace, position)
    for which in np.argsort(-np.abs(shares), axis=None)[:20]:
        route = Route(trace, position, [int(k) for k in np.unravel_index(which, shares.shape)])
        product = np.prod([route.slope(n) for n in range(route.number, LOSS)])
        assert product == pytest.approx(shares.flat[which], rel=1e-12, abs=1e-300)


@pytest.mark.parametrize("position", POSITIONS)
def test_every_local_slope_is_what_a_nudge_finds(trace, position):
    route = strongest(trace, position)
    for n in range(route.number, LOSS):
        assert route.difference(n) == pytest.approx(route.slope(n), rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("position", POSITIONS)
def test_without_a_nudge_every_link_passes_on_the_networks_own_number(trace, position):
    route = strongest(trace, position)
    for n in range(route.number, LOSS):
        assert route.nudged(n, 0) == pytest.approx(route.value(n + 1), rel=1e-12)


def test_a_trace_is_of_one_image_in_double_precision(trace):
    assert {(output.shape[-1], output.dtype.name) for output in trace.outputs} == {(1, "float64")}


def test_a_route_carries_the_networks_own_numbers(trace):
    route = strongest(trace, 35)
    scores = little(1, np.float64).forward(WEIGHTS, trace.outputs[0])
    assert route.value(7) == scores[route.places[7][0], 0]
    assert route.value(LOSS) == pytest.approx(little(1, np.float64).loss(WEIGHTS, trace.outputs[0], np.array([trace.label])))


@pytest.mark.parametrize(("position", "paths"), [(35, 64_000), (777, 160), (1500, 1)])
def test_the_wiring_has_as_many_paths_as_a_full_count_finds(position, paths):
    """With every pixel, filter and neuron open, no product is zero but where the wiring has no path."""
    trace = Trace(np.full(1898, 0.1), np.ones((8, 1, 8)), 3)
    trace.open = {number: np.ones_like(gate) for number, gate in trace.open.items()}
    trace.outputs = [np.ones_like(output) for output in trace.outputs]
    trace.seen = lambda number, *cell: np.ones((8, 8) if number == 0 else (4, 4))
    assert np.count_nonzero(products(trace, position)) == paths == wired(trace.network, position)


@pytest.mark.parametrize(("position", "where"), [(71, (0, (7, 2, 0, 2))), (80, (3, (0, 0, 0, 0))), (1887, (6, (9, 63))), (1897, (6, (9,)))])
def test_a_weight_is_found_by_its_place(position, where):
    assert located(little(1), position) == where


def test_a_weight_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="no weight at 1898, expected 0 to 1897"):
        located(little(1), 1898)


@pytest.mark.parametrize(("position", "which"), [
    (0, (0, 3, 0, 0, 0, 0)), (0, (3, 0, 0, 0, 0, 0)), (71, (7, 3, 0, 0, 0, 0)), (71, (3, 7, 0, 0, 0, 0)),
    (80, (0, 2, 0)), (80, (2, 0, 0)), (1231, (3, 2, 0)), (1231, (2, 3, 0)),
])
def test_beyond_the_rim_a_weight_sees_nothing(trace, position, which):
    route = Route(trace, position, which)
    assert route.value(route.number) == 0.0 == route.slope(route.number)
    assert products(trace, position)[which] == 0
