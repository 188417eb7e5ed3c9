"""How soon the gradient of every weight is checked against finite differences, beside PyTorch's own check."""

import numpy as np

from app.engine.digits import split
from app.engine.network import little
from app.engine.start import start_weights
from tests.bench.rivals import pytorch
from tests.bench.rounds import rounds
from tests.bench.table import table
from tests.engine import differences, reused, standard

ROUNDS, SECONDS, DIGITS = 5, 0.1, 3
BUDGETS = {"PyTorch, gradcheck": 3}


def contenders():
    shown, weights = split()[0].pick(np.arange(DIGITS)), start_weights(1) + 0.1 * np.random.default_rng(1).standard_normal(1898)
    images, labels = shown.images.astype(float), shown.labels
    network, pictures = little(DIGITS, float), standard.pictures(images)

    def ours(slopes):
        _, gradient = network.measure(weights, images, labels)
        np.testing.assert_allclose(gradient, slopes(), differences.RELATIVE, differences.ABSOLUTE)

    return {
        "the engine, lower layers re-used": lambda: ours(lambda: reused.slopes(network, weights, images, labels)),
        "the engine, plainly": lambda: ours(lambda: differences.slopes(lambda w: network.loss(w, images, labels), weights)),
        "PyTorch, gradcheck": lambda: pytorch.checked(weights, pictures, labels),
    }


def main():
    return not table(rounds(contenders(), ROUNDS, SECONDS), BUDGETS, "ms")
