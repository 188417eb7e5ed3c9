"""Where training starts: random noise, and nothing else."""

import numpy as np

from app.engine.network import little

QUIET_FIRST, QUIET_LAST = 0.25, 0.5


def start_weights(seed: int) -> np.ndarray:
    """Random weights of the little network, float32: a pure function of the seed.

    He et al. (2015): normal, of standard deviation sqrt(2 / inputs), biases zero. The first layer starts at a quarter of
    that, so that what its filters become is mostly learned rather than drawn by lot, and the last at half, so that the
    network starts without an opinion: its loss is close to ln 10.
    """
    rng = np.random.default_rng([seed, 0])
    network = little(1)
    weights = np.zeros(network.size, np.float32)
    loudness = {0: QUIET_FIRST, len(network.layers) - 1: QUIET_LAST}
    for (number, name), (where, shape) in network.layout.items():
        if name != "bias":
            spread = np.sqrt(2 / np.prod(shape[1:])) * loudness.get(number, 1.0)
            weights[where] = spread * rng.standard_normal(np.prod(shape))
    return weights
