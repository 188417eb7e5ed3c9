"""How much of a 3x3 filter is an edge detector."""

import numpy as np

ACROSS = np.array([[-1, 0, 1]] * 3) / np.sqrt(6)
EDGES = np.stack([ACROSS.ravel(), ACROSS.T.ravel()])


def edge_shares(filters: np.ndarray) -> np.ndarray:
    """Per filter (count, 3, 3), the share of its energy in the two first-derivative directions (Prewitt, 1970).

    1 for a pure edge detector of any orientation, 0 for a flat filter, 2/9 = 0.22 on average for random numbers.
    A filter of nine zeros has no energy to share out: 0.
    """
    flat = filters.reshape(len(filters), 9)
    energy = (flat**2).sum(1)
    return ((flat @ EDGES.T) ** 2).sum(1) / np.where(energy == 0, 1, energy)
