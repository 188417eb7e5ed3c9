"""The loss: how surprised the network is by the right answer."""

import numpy as np


def softmax(scores):
    """Scores (classes, count) -> probabilities of the same shape; each column is positive and sums to 1."""
    raised = np.exp(scores - scores.max(0))
    raised /= raised.sum(0)
    return raised


def cross_entropy(scores, labels):
    """Mean of -log(probability of the true class), and its gradient with respect to the scores.

    scores: (classes, count); labels: (count,) integers. Returns (loss, gradient), gradient shaped as scores.
    The gradient is the textbook's: probabilities minus one-hot labels, over the count.
    """
    probabilities = softmax(scores)
    true = labels, np.arange(len(labels))
    loss = -np.log(np.maximum(probabilities[true], np.finfo(scores.dtype).tiny)).mean()
    probabilities[true] -= 1
    probabilities /= len(labels)
    return float(loss), probabilities
