"""Planes: two directions through a point in the space of all weights, for a map to be cut along."""

from typing import NamedTuple

import numpy as np


class Plane(NamedTuple):
    """The weights ``origin + a * across + b * up``; all three are shaped as the weights."""

    origin: np.ndarray
    across: np.ndarray
    up: np.ndarray

    def at(self, a, b):
        """The weights at that place."""
        kind = self.origin.dtype.type
        return self.origin + kind(a) * self.across + kind(b) * self.up

    def project(self, points):
        """The places (count, 2) in the plane that lie closest to these points (count, weights)."""
        directions = np.stack([self.across, self.up], 1).astype(float)
        return np.linalg.lstsq(directions, (points - self.origin).T.astype(float))[0].T

    def turned(self, other, degrees):
        """Both directions turned by that angle towards those of another plane, about this one's origin."""
        here, there = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        mixed = (here * a + there * b for a, b in zip(self[1:], other[1:]))
        return Plane(self.origin, *(direction.astype(self.origin.dtype) for direction in mixed))


def closest(path) -> Plane:
    """The plane through the end of a path (count, weights) that lies closest to all its points: its two principal components.

    The directions are perpendicular and of length 1; the path begins on the left and bulges upward.
    """
    away = (path - path[-1]).astype(float)
    _, _, (across, up, *_) = np.linalg.svd(away, full_matrices=False)
    across, up = across * -np.sign(away[0] @ across), up * np.sign((away @ up).sum())
    return Plane(path[-1], across.astype(path.dtype), up.astype(path.dtype))


def scattered(network, weights, seed) -> Plane:
    """A plane along two random directions through these weights, rescaled filter by filter (Li et al., 2018).

    Each filter's share of a direction is as long as that filter of the weights is; of the biases nothing turns.
    """
    rng = np.random.default_rng([seed, 2])
    return Plane(weights, normalised(network, weights, rng), normalised(network, weights, rng))


def normalised(network, weights, rng):
    """One random direction, of the filters' own lengths."""
    direction = np.zeros_like(weights)
    for (_, name), (where, shape) in network.layout.items():
        if name != "bias":
            own, drawn = weights[where].reshape(shape[0], -1), rng.standard_normal((shape[0], int(np.prod(shape[1:]))))
            length = np.linalg.norm(own, axis=1) / np.linalg.norm(drawn, axis=1)
            direction[where] = (drawn * length[:, None]).ravel()
    return direction
