"""Every layer's forward is the textbook's and its backward is the slope of its forward."""

import numpy as np
import pytest

from app.engine import layers, menu
from app.engine.layers.conv import Conv
from app.engine.layers.dense import Dense
from app.engine.layers.pool import Pool
from app.engine.layers.relu import Relu
from tests.engine.differences import assert_slopes

D = np.float64
CASES = {
    "conv": (lambda count: Conv(2, 3, 4, count, D), (4, 2, 4)),
    "conv of the first layer": (lambda count: Conv(1, 3, 4, count, D, first=True), (4, 1, 4)),
    "dense": (lambda count: Dense(12, 5, count, D), (2, 3, 2)),
    "dense of the first layer": (lambda count: Dense(12, 5, count, D, first=True), (2, 3, 2)),
    "pool": (lambda count: Pool(3, 4, count, D), (4, 3, 4)),
    "relu": (lambda count: Relu(), (4, 3, 4)),
}


def test_every_layer_has_a_case_here():
    assert {name.split()[0] for name in CASES} == set(menu.names(layers))


@pytest.mark.parametrize("count", [1, 3, 8])
@pytest.mark.parametrize("case", CASES)
def test_a_layers_gradients_are_its_slopes(case, count):
    build, shape = CASES[case]
    layer, rng = build(count), np.random.default_rng(count)
    weights = {name: rng.standard_normal(size) for name, size in layer.shapes.items()}
    x = rng.standard_normal((*shape, count))
    direction = rng.standard_normal(layer.forward(weights, x.copy()).shape)

    def height(weights, x):
        return float((layer.forward(weights, x.copy()) * direction).sum())

    height(weights, x)
    gradients = {name: np.full(size, np.nan) for name, size in layer.shapes.items()}
    dx = layer.backward(weights, gradients, direction.copy())
    dx = dx if dx is None else dx.copy()
    for name, value in weights.items():
        assert_slopes(gradients[name], lambda v, name=name: height(weights | {name: v}, x), value, f"{case}: {name}")
    if "first" in case:
        assert dx is None
    else:
        assert_slopes(dx, lambda x: height(weights, x), x, f"{case}: input")


def test_the_slope_of_relu_at_zero_is_zero():
    relu = Relu()
    relu.forward({}, np.array([-1.0, -0.0, 0.0, 1.0]))
    assert relu.backward({}, {}, np.ones(4)).tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize("four, kept", [
    ([[5, 5], [5, 5]], (0, 0)),
    ([[1, 5], [5, 5]], (0, 1)),
    ([[1, 2], [5, 5]], (1, 0)),
    ([[1, 2], [3, 5]], (1, 1)),
    ([[5, 1], [1, 5]], (0, 0)),
])
def test_of_equal_neighbours_pooling_keeps_the_first_in_reading_order(four, kept):
    pool = Pool(1, 2, 1, D)
    x = np.array(four, D).reshape(2, 1, 2, 1)
    assert pool.forward({}, x).item() == 5
    blame = pool.backward({}, {}, np.full((1, 1, 1, 1), 7.0))[:, 0, :, 0]
    expected = np.zeros((2, 2))
    expected[kept] = 7
    assert (blame == expected).all()


def test_a_convolution_is_the_sum_over_the_window_and_zero_beyond_the_edge():
    rng = np.random.default_rng(1)
    filters, bias, x = rng.standard_normal((3, 3, 2, 3)), rng.standard_normal(3), rng.standard_normal((4, 2, 4, 2))
    y = Conv(2, 3, 4, 2, D).forward({"filters": filters, "bias": bias}, x)
    padded = np.pad(x, ((1, 1), (0, 0), (1, 1), (0, 0)))
    for row, filter_, column, example in np.ndindex(y.shape):
        window = padded[row:row + 3, :, column:column + 3, example]
        assert np.isclose(y[row, filter_, column, example], (window * filters[filter_]).sum() + bias[filter_], rtol=1e-12)


def test_a_layer_remembers_nothing_of_the_batch_before():
    rng = np.random.default_rng(2)
    conv, fresh = Conv(2, 3, 4, 2, D), Conv(2, 3, 4, 2, D)
    weights = {name: rng.standard_normal(shape) for name, shape in conv.shapes.items()}
    one, two = rng.standard_normal((2, 4, 2, 4, 2))
    conv.forward(weights, one)
    assert (conv.forward(weights, two) == fresh.forward(weights, two)).all()
