"""The same little network in PyTorch, with our weights in it."""

import numpy as np
import torch
from torch import nn

from tests.engine import standard


def network(weights):
    """The little network, holding that flat vector of 1,898 weights, of its dtype."""
    layers = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1), nn.MaxPool2d(2), nn.ReLU(),
        nn.Conv2d(8, 16, 3, padding=1), nn.MaxPool2d(2), nn.ReLU(),
        nn.Flatten(), nn.Linear(64, 10),
    ).to(torch.from_numpy(weights).dtype)
    with torch.no_grad():
        for own, given in zip(layers.parameters(), standard.parts(weights), strict=True):
            own.copy_(torch.from_numpy(np.ascontiguousarray(given)))
    return layers


def measure(weights, images, labels):
    """(loss, gradient as one flat vector in our order), by PyTorch's automatic differentiation."""
    layers = network(weights)
    loss = nn.functional.cross_entropy(layers(torch.from_numpy(standard.pictures(images))), torch.from_numpy(labels))
    loss.backward()
    return loss.item(), standard.flat([own.grad.numpy() for own in layers.parameters()])
