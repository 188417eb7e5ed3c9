"""Paths: every way by which one weight reaches the loss of one image, and the local slopes that the chain rule multiplies along it.

Link n leads from what a trace calls n to n + 1. A weight of layer n is felt first on link n, where the local slope is
what the weight was multiplied with.
"""

import numpy as np

from app.engine.loss import softmax
from app.engine.trace import SCORES, TRUTH

EPSILON = 1e-6


def located(network, position):
    """(layer, index) of a weight in the flat vector: (filter, row, channel, column) or (neuron, input)."""
    for (number, _), (where, shape) in network.layout.items():
        if where.start <= position < where.stop:
            return number, tuple(int(k) for k in np.unravel_index(position - where.start, shape))
    raise ValueError(f"no weight at {position}, expected 0 to {network.size - 1}")


def products(trace, position):
    """For every path of a weight the product of its local slopes: the share of the gradient that comes along it.

    The axes say where the path runs: (row, column) in the first convolution, (row, column, channel) in the second, class.
    A weight of the second convolution has paths (row, column, class), one of the dense layer a single path.
    """
    number, index = located(trace.network, position)
    if number == 6:
        neuron, place = index
        return np.array(trace.outputs[6].reshape(-1)[place] * trace.blame[neuron])
    channel, *cell = index
    below = trace.seen(number, *cell) * trace.gate(number)[:, channel]
    if number == 3:
        return below[..., None] * trace.summit()[:, :, channel]
    bridge = trace.bridge(channel).repeat(2, 0).repeat(2, 1)
    return np.einsum("rc,rcijh,ijhk->rcijhk", below, bridge, trace.summit(), optimize=True)


def wired(network, position):
    """How many paths the wiring has for a weight, whether or not anything passes."""
    near = sum(abs(a - b) < 2 for a in range(4) for b in range(4)) ** 2
    return {0: 4 * near * 16 * 10, 3: 16 * 10, 6: 1}[located(network, position)[0]]


class Route:
    """One path: the places it runs through, the values there, and the local slopes between them.

    ``places[n]`` is an index into ``trace.outputs[n]``; before the weight's own layer it says what the weight sees.
    """

    def __init__(self, trace, position, which):
        self.trace, self.position = trace, position
        self.number, self.index = located(trace.network, position)
        self.places = getattr(self, {0: "from_first", 3: "from_second", 6: "from_last"}[self.number])(*which)

    def from_first(self, row, column, down, right, channel, neuron):
        filter_, high, _, wide = self.index
        pixel = row + high - 1, 0, column + wide - 1
        half = row // 2, filter_, column // 2
        return {0: pixel, 1: (row, filter_, column), 2: half, 3: half} | upper(down, channel, right, neuron)

    def from_second(self, row, column, neuron):
        channel, high, below, wide = self.index
        return {3: (row + high - 1, below, column + wide - 1)} | upper(row, channel, column, neuron)

    def from_last(self):
        neuron, place = self.index
        return {6: tuple(int(k) for k in np.unravel_index(place, (2, 16, 2))), SCORES: (neuron,)}

    def value(self, n):
        """What stands at this place of the path; 0 beyond the rim."""
        if n >= TRUTH:
            return self.trace.probabilities[self.trace.label] if n == TRUTH else self.trace.loss
        inside = all(0 <= k < size for k, size in zip(self.places[n], self.trace.outputs[n].shape))
        return self.trace.outputs[n][*self.places[n], 0] if inside else 0.0

    def slope(self, n):
        """The local slope of link n, as the chain rule wants it."""
        if n == self.number:
            return self.value(n)
        truth = self.trace.probabilities[self.trace.label]
        if n == TRUTH:
            return -1 / truth
        if n == SCORES:
            return -truth * self.trace.blame[self.places[SCORES]]
        if n in self.trace.open:
            return self.trace.open[n][self.places[n]]
        return self.trace.weights[self.weight(n)]

    def weight(self, n):
        """Where in the flat vector the weight of link n lies."""
        where, shape = self.trace.network.layout[n, "filters" if n == 3 else "weights"]
        if n == 6:
            index = *self.places[SCORES], int(np.ravel_multi_index(self.places[6], (2, 16, 2)))
        else:
            (row, below, column), (down, channel, right) = self.places[3], self.places[4]
            index = channel, row - down + 1, below, column - right + 1
        return where.start + int(np.ravel_multi_index(index, shape))

    def difference(self, n, epsilon=EPSILON):
        """The same slope found by trying: nudge what enters link n a little both ways, and see what leaves it."""
        up, down = self.nudged(n, epsilon), self.nudged(n, -epsilon)
        return (up - down) / (2 * epsilon)

    def nudged(self, n, by):
        """What leaves link n when what enters it (on the first link: the weight) is larger by so much."""
        trace, weights = self.trace, self.trace.weights.copy()
        if n == TRUTH:
            return -np.log(trace.probabilities[trace.label] + by)
        came = trace.outputs[n].copy()
        if n == self.number:
            weights[self.position] += by
        else:
            came[*self.places[n], 0] += by
        if n == SCORES:
            return softmax(came)[trace.label, 0]
        return trace.network.layers[n].forward(trace.network.views(weights)[n], came)[*self.places[n + 1], 0]


def upper(row, channel, column, neuron):
    """The places from the second convolution to the scores."""
    half = row // 2, channel, column // 2
    return {4: (row, channel, column), 5: half, 6: half, SCORES: (neuron,)}


def strongest(trace, position):
    """The path along which most of the gradient comes, of either sign."""
    found = products(trace, position)
    return Route(trace, position, [int(k) for k in np.unravel_index(np.abs(found).argmax(), found.shape)])
