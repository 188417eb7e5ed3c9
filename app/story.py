"""The one run that the whole chapter tells about, and the digits it is told with."""

from functools import lru_cache

import numpy as np

from app.engine.digits import split
from app.engine.landscapes.whole import Whole
from app.engine.run import Settings, train
from app.engine.start import start_weights

SEEDS = tuple(str(seed) for seed in range(8))
RUN = Settings()


def run_of(seed):
    """The chapter's run, from the noise of another seed."""
    return RUN._replace(seed=int(seed))


def steps_of(seed):
    """The run's steps 0 to RUN.steps: each with the weights after that many nudges, and the batch that is next."""
    return train(run_of(seed)._replace(steps=RUN.steps + 1))


@lru_cache(maxsize=len(SEEDS))
def trained(seed):
    """The weights at the end of the run from that seed."""
    *_, last = steps_of(seed)
    return last.weights


@lru_cache
def twelve():
    """The dozen unseen digits that the figures follow: every thirtieth, so nobody chose them."""
    return split()[1].pick(np.arange(0, 360, 30))


@lru_cache
def shown():
    """All digits to learn from, as a landscape of every weight."""
    return Whole(split()[0], start_weights(RUN.seed))


@lru_cache
def unseen():
    """The digits that are never shown, as a landscape of every weight."""
    return Whole(split()[1], start_weights(RUN.seed))


def right(scores, labels):
    """The share of digits whose highest score is at their true class."""
    return float(np.mean(scores.argmax(0) == labels))
