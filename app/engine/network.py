"""The network: layers in a row, and one flat vector that holds every weight of theirs."""

import numpy as np

from app.engine.layers.conv import Conv
from app.engine.layers.dense import Dense
from app.engine.layers.pool import Pool
from app.engine.layers.relu import Relu
from app.engine.loss import cross_entropy


class Network:
    """Layers in a row. ``layout`` maps (layer number, name) to where those weights lie in the flat vector."""

    def __init__(self, layers):
        self.layers = layers
        self.layout, end = {}, 0
        for number, layer in enumerate(layers):
            for name, shape in layer.shapes.items():
                start, end = end, end + int(np.prod(shape))
                self.layout[number, name] = slice(start, end), shape
        self.size = end

    def views(self, flat: np.ndarray) -> list[dict[str, np.ndarray]]:
        """Per layer, its named weights as views into the flat vector; writing to a view writes to the vector."""
        named: list[dict[str, np.ndarray]] = [{} for _ in self.layers]
        for (number, name), (where, shape) in self.layout.items():
            named[number][name] = flat[where].reshape(shape)
        return named

    def forward(self, weights: np.ndarray, images: np.ndarray) -> np.ndarray:
        """Scores (10, count) for images (8, 1, 8, count), valid until the next call; count is what the layers are built for."""
        x, self.own = images, self.views(weights)
        for layer, own in zip(self.layers, self.own):
            x = layer.forward(own, x)
        return x

    def loss(self, weights: np.ndarray, images: np.ndarray, labels: np.ndarray) -> float:
        """The mean loss over a batch in nats, without its gradient."""
        return cross_entropy(self.forward(weights, images), labels)[0]

    def measure(self, weights: np.ndarray, images: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
        """The mean loss over a batch in nats, and its gradient: one number per weight, in the order of the weights."""
        loss, blame = cross_entropy(self.forward(weights, images), labels)
        gradient = np.empty_like(weights)
        for layer, own, change in reversed(list(zip(self.layers, self.own, self.views(gradient)))):
            blame = layer.backward(own, change, blame)
        return loss, gradient


def little(count: int, dtype=np.float32) -> Network:
    """The little network of this chapter, for batches of ``count`` digits: 1,898 weights."""
    return Network([
        Conv(1, 8, 8, count, dtype, first=True),
        Pool(8, 8, count, dtype),
        Relu(),
        Conv(8, 16, 4, count, dtype),
        Pool(16, 4, count, dtype),
        Relu(),
        Dense(64, 10, count, dtype),
    ])
