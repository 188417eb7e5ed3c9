"""The loss: how surprised the network is by the right answer."""

import numpy as np


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Scores (classes, count) -> the natural logarithms of their softmax, same shape; finite for any finite scores."""
    shifted = scores - scores.max(0)
    return shifted - np.log(np.exp(shifted).sum(0))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Scores (classes, count) -> probabilities of the same shape; each column is at least 0 and sums to 1."""
    return np.exp(log_softmax(scores))


def cross_entropy(scores: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean of -log(probability of the true class), in nats, and its gradient with respect to the scores.

    scores: (classes, count); labels: (count,) integers. Returns (loss, gradient), gradient shaped as scores.
    The gradient is the textbook's: probabilities minus one-hot labels, over the count.
    """
    logs = log_softmax(scores)
    true = labels, np.arange(len(labels))
    loss = -logs[true].sum() / len(labels)
    gradient = np.exp(logs)
    gradient[true] -= 1
    gradient /= len(labels)
    return float(loss), gradient
