"""Where training starts: random noise, and nothing else."""

import numpy as np

from app.engine.network import Network, little

QUIET_FIRST, QUIET_LAST = 0.25, 0.5


def noise(network: Network, seed: int, loudness: dict[int, float]) -> np.ndarray:
    """Random weights of a network, float32: a pure function of the seed.

    He et al. (2015): normal, of standard deviation sqrt(2 / inputs), times the loudness of that layer's number where one is
    given; biases zero.
    """
    rng = np.random.default_rng([seed, 0])
    weights = np.zeros(network.size, np.float32)
    for (number, name), (where, shape) in network.layout.items():
        if name != "bias":
            spread = np.sqrt(2 / np.prod(shape[1:])) * loudness.get(number, 1.0)
            weights[where] = spread * rng.standard_normal(np.prod(shape))
    return weights


def start_weights(seed: int) -> np.ndarray:
    """The noise that the little network starts from.

    Its first layer is a quarter as loud as usual, so that what its filters become is mostly learned rather than drawn by lot,
    and its last half as loud, so that the network starts without an opinion: its loss is close to ln 10.
    """
    network = little(1)
    return noise(network, seed, {0: QUIET_FIRST, len(network.layers) - 1: QUIET_LAST})
