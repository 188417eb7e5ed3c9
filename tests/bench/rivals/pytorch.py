"""The same work in PyTorch, eager: what everybody would write."""

import numpy as np
import torch
from torch import nn

from tests.oracle import reference

torch.set_num_threads(1)


def steps(layers, pictures, rate):
    """A function that takes one training step, with the images and labels that come next."""
    optimizer = torch.optim.SGD(layers.parameters(), rate)

    def step():
        images, labels = map(torch.from_numpy, next(pictures))
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(layers(images), labels)
        loss.backward()
        optimizer.step()
        return loss.detach()

    return step


def losses(images, labels):
    """A function from weights in the standard layout, as many as there are rows, to their losses on these digits."""
    images, labels = torch.from_numpy(images), torch.from_numpy(labels.copy())
    layers = reference.network(np.zeros(1898, np.float32))

    @torch.no_grad()
    def measured(points):
        found = []
        for point in points:
            nn.utils.vector_to_parameters(torch.from_numpy(point), layers.parameters())
            found.append(nn.functional.cross_entropy(layers(images), labels))
        return torch.stack(found).numpy()

    return measured


def rolled(balls, steepness, rate, count):
    """The last losses and places of balls (2, count) in a ravine: the gradient by autograd, the step by its optimizer."""
    places, steep = nn.Parameter(torch.from_numpy(balls.copy())), torch.from_numpy(steepness)[:, None]
    optimizer = torch.optim.SGD([places], rate)
    for _ in range(count):
        optimizer.zero_grad()
        losses = (steep * places**2).sum(0) / 2
        losses.sum().backward()
        optimizer.step()
    return losses.detach().numpy(), places.detach().numpy()


def rolled_by_hand(balls, steepness, rate, count):
    """The same with the gradient written down."""
    places, steep = torch.from_numpy(balls), torch.from_numpy(steepness)[:, None]
    for _ in range(count):
        losses = (steep * places**2).sum(0) / 2
        places = places - rate * (steep * places)
    return losses.numpy(), places.numpy()


def checked(weights, images, labels):
    """Whether PyTorch's own check finds its gradient of every weight right."""
    layers = reference.network(weights)
    images, labels = map(torch.from_numpy, (images, labels))

    def loss(*own):
        names = (name for name, _ in layers.named_parameters())
        scores = torch.func.functional_call(layers, dict(zip(names, own)), images)
        return nn.functional.cross_entropy(scores, labels)

    return torch.autograd.gradcheck(loss, tuple(layers.parameters()), eps=1e-5, rtol=1e-6, atol=1e-8)
