"""The same work in JAX, compiled, channels last, as it is quickest there."""

import jax
import jax.numpy as jnp
from jax import lax

LAYOUT = "NHWC", "HWIO", "NHWC"
PAIRS = 1, 2, 2, 1


def arranged(parts):
    """Weights in the standard layout, as JAX wants them: (rows, columns, channels, filters), (inputs, neurons)."""
    first, first_bias, second, second_bias, last, last_bias = map(jnp.asarray, parts)
    dense = last.reshape(10, 16, 2, 2).transpose(2, 3, 1, 0).reshape(64, 10)
    return [first.transpose(2, 3, 1, 0), first_bias, second.transpose(2, 3, 1, 0), second_bias, dense, last_bias]


def last(pictures):
    """Images (count, 1, 8, 8) with their channel last."""
    return jnp.asarray(pictures).transpose(0, 2, 3, 1)


def loss(weights, images, labels):
    first, first_bias, second, second_bias, dense, dense_bias = weights
    x = images
    for filters, bias in ((first, first_bias), (second, second_bias)):
        x = lax.conv_general_dilated(x, filters, (1, 1), "SAME", dimension_numbers=LAYOUT) + bias
        x = jax.nn.relu(lax.reduce_window(x, -jnp.inf, lax.max, PAIRS, PAIRS, "VALID"))
    logs = jax.nn.log_softmax(x.reshape(len(x), -1) @ dense + dense_bias)
    return -jnp.take_along_axis(logs, labels[:, None], 1).mean()


def steps(parts, pictures, rate):
    """A function that takes one training step, with the images and labels that come next; it waits for the loss."""
    weights = arranged(parts)

    @jax.jit
    def update(weights, images, labels):
        height, gradients = jax.value_and_grad(loss)(weights, images, labels)
        return height, [own - rate * gradient for own, gradient in zip(weights, gradients)]

    def step():
        nonlocal weights
        height, weights = update(weights, *next(pictures))
        return height.block_until_ready()

    return step


def losses(images, labels):
    """A function from stacked weights to their losses on these digits, compiled whole."""
    images, labels = last(images), jnp.asarray(labels)
    measured = jax.jit(lambda points: lax.map(lambda point: loss(point, images, labels), points))
    return lambda points: measured(points).block_until_ready()


def roller(steepness, rate, count):
    """A function from balls (2, count) in a ravine to their last losses and places: the loop compiled whole."""
    steep = jnp.asarray(steepness)[:, None]

    def height(places):
        losses = (steep * places**2).sum(0) / 2
        return losses.sum(), losses

    def step(_, state):
        gradient, losses = jax.grad(height, has_aux=True)(state[1])
        return losses, state[1] - rate * gradient

    roll = jax.jit(lambda balls: lax.fori_loop(0, count, step, (jnp.zeros(balls.shape[1], balls.dtype), balls)))
    return lambda balls: jax.block_until_ready(roll(balls))
