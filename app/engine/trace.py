"""Traces: one image on its way through the little network, with everything it becomes and which neurons let it pass.

What an image becomes on its way up is numbered: 0 is the image, 1 to 7 what each layer makes of it, 8 the probability of
the true class, 9 the loss.
"""

import numpy as np

from app.engine.loss import softmax
from app.engine.network import little

SCORES, TRUTH, LOSS = 7, 8, 9


class Trace:
    """One image on its way through the little network, in float64: everything it becomes, and which neurons are open."""

    def __init__(self, weights, image, label):
        self.network = little(1, np.float64)
        self.weights, self.label = weights.astype(np.float64), int(label)
        self.own = self.network.views(self.weights)
        self.outputs = [image.reshape(8, 1, 8, 1).astype(np.float64)]
        for layer, own in zip(self.network.layers, self.own):
            self.outputs.append(layer.forward(own, self.outputs[-1].copy()).copy())
        self.probabilities = softmax(self.outputs[SCORES])[:, 0]
        self.blame = self.probabilities - (np.arange(10) == self.label)
        self.open = {number: self.passed(number) for number in (1, 2, 4, 5)}

    @property
    def loss(self):
        return -np.log(self.probabilities[self.label])

    def passed(self, number):
        """1 where what goes into this layer (pooling, ReLU) goes on, 0 where it is dropped: asked of the layer's own backward."""
        return self.network.layers[number].backward({}, {}, np.ones_like(self.outputs[number + 1])).copy()[..., 0]

    def gate(self, conv):
        """1 at each place of a convolution's output that pooling keeps and ReLU lets pass."""
        return self.open[conv + 1] * self.open[conv + 2].repeat(2, 0).repeat(2, 2)

    def seen(self, number, row, channel, column):
        """What one number of a filter is multiplied with, at every place; beyond the rim there is nothing."""
        inside = np.pad(self.outputs[number][:, channel, :, 0], 1)
        return inside[row : row + len(inside) - 2, column : column + len(inside) - 2]

    def summit(self):
        """(row, column, channel, class): from each place of the second convolution through the dense layer to the loss."""
        dense = self.own[6]["weights"].reshape(10, 2, 16, 2).transpose(1, 3, 2, 0) * self.blame
        return dense.repeat(2, 0).repeat(2, 1)

    def bridge(self, channel):
        """(row, column, row, column, channel): from each place that the second convolution sees to each where its filters look."""
        filters = self.own[3]["filters"][:, :, channel]
        slopes = np.zeros((4, 4, 4, 4, 16))
        for (*place, row, column), _ in np.ndenumerate(slopes[..., 0]):
            down, right = place[0] - row + 1, place[1] - column + 1
            if 0 <= down < 3 and 0 <= right < 3:
                slopes[*place, row, column] = filters[:, down, right]
        return slopes * self.gate(3).transpose(0, 2, 1)
