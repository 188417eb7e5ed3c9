"""The loop treats every structure alike: each has its noise, its exact gradient, and learns to read."""

import numpy as np
import pytest

from app.engine import menu, structures
from app.engine.digits import split
from app.engine.landscapes.whole import Whole
from app.engine.run import Settings, train
from app.engine.start import start_weights
from app.story import right, trained
from tests.engine.differences import assert_slopes

NAMES = menu.names(structures)


@pytest.mark.parametrize("name", NAMES)
def test_its_noise_is_a_pure_function_of_the_seed_and_fills_it(name):
    structure = menu.pick(structures, name)
    assert structure.start(3).tobytes() == structure.start(3).tobytes() != structure.start(4).tobytes()
    assert structure.start(3).shape == (structure.build(1).size,) and structure.start(3).dtype == np.float32


@pytest.mark.parametrize("name", NAMES)
def test_its_gradient_is_its_slope(name):
    structure, rng = menu.pick(structures, name), np.random.default_rng(1)
    network, (images, labels) = structure.build(3, float), split()[0].pick([0, 1, 2])
    images, weights = images.astype(float), structure.start(3) + 0.1 * rng.standard_normal(network.size)
    _, gradient = network.measure(weights, images, labels)
    assert_slopes(gradient, lambda w: network.loss(w, images, labels), weights, name)


@pytest.mark.parametrize("name", NAMES)
def test_it_starts_without_an_opinion_and_learns_to_read(name):
    structure = menu.pick(structures, name)
    unseen = Whole(split()[1], structure.start(0), structure.build)
    assert abs(unseen.loss(structure.start(0)) - np.log(10)) < 0.25
    *_, last = train(Settings(seed=0, structure=name, rate=0.3))
    assert right(unseen.scores(last.weights), split()[1].labels) > 0.9


def test_the_hidden_layer_has_about_as_many_weights_as_the_cnn():
    sizes = {name: menu.pick(structures, name).build(1).size for name in NAMES}
    assert sizes == sizes | {"linear": 650, "hidden": 1885, "cnn": 1898}


def test_the_chapters_run_is_the_cnns():
    assert menu.pick(structures, "cnn").start(2).tobytes() == start_weights(2).tobytes()
    *_, last = train(Settings(seed=2, steps=441, structure="cnn"))
    assert last.weights.tobytes() == trained(2).tobytes()


def test_a_structure_that_is_not_there_is_refused_before_the_first_step():
    with pytest.raises(LookupError, match="no 'cmm' among the structures: "):
        next(train(Settings(structure="cmm")))


@pytest.mark.parametrize("name", NAMES)
def test_nobody_asks_its_first_layer_what_the_pixels_are_to_blame_for(name):
    structure, answers = menu.pick(structures, name), []
    network = structure.build(2)
    first, backward = network.layers[0], network.layers[0].backward
    first.backward = lambda *asked: answers.append(backward(*asked))
    network.measure(structure.start(1), *split()[0].pick([0, 1]))
    assert answers == [None]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", NAMES)
def test_it_works_in_the_precision_that_it_was_built_for_and_in_no_other(name, dtype):
    structure, digits = menu.pick(structures, name), split()[0].pick([0, 1, 2])
    network = structure.build(3, dtype)
    _, gradient = network.measure(structure.start(1).astype(dtype), digits.images.astype(dtype), digits.labels)
    assert gradient.dtype == dtype
    kept = [array for layer in network.layers for array in arrays(layer)]
    assert len(kept) > len(network.layers) and {array.dtype for array in kept} == {np.dtype(dtype)}


def arrays(thing):
    """All arrays that it keeps, or what it is made of keeps."""
    for value in vars(thing).values():
        if isinstance(value, np.ndarray):
            yield value
        elif hasattr(value, "__dict__"):
            yield from arrays(value)


@pytest.mark.parametrize("name", NAMES)
def test_its_last_layer_begins_half_as_loud_as_usual(name):
    structure = menu.pick(structures, name)
    layout = structure.build(1).layout
    *_, (where, (_, inputs)) = (place for (_, kind), place in layout.items() if kind == "weights")
    noise = np.concatenate([structure.start(seed)[where] for seed in range(40)])
    assert noise.std() == pytest.approx(np.sqrt(2 / inputs) / 2, rel=0.03)
