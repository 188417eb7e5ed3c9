"""Finite differences in every weight of a network, quicker: what lies below the layer whose weight is nudged stays as it is."""

import numpy as np

from app.engine.loss import cross_entropy
from tests.engine.differences import EPSILON


def slopes(network, weights, images, labels):
    """The gradient of the network's loss, one weight at a time, as ``differences.slopes`` would find it."""
    found, views = np.empty_like(weights), network.views(weights)
    x = images
    for number, (layer, own) in enumerate(zip(network.layers, views)):
        for name in layer.shapes:
            where, _ = network.layout[number, name]
            for place in range(where.start, where.stop):
                there, back = (nudged(network, weights, views, number, place, by, x, labels) for by in (EPSILON, -EPSILON))
                found[place] = (there - back) / (2 * EPSILON)
        x = layer.forward(own, x.copy()).copy()
    return found


def nudged(network, weights, views, number, place, by, x, labels):
    """The loss with one weight of layer ``number`` nudged, ``x`` being what that layer is given."""
    kept = weights[place]
    weights[place] += by
    for layer, own in zip(network.layers[number:], views[number:]):
        x = layer.forward(own, x)
    weights[place] = kept
    return cross_entropy(x, labels)[0]
