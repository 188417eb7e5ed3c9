"""The loss is minus the logarithm of the probability of the true class, and stays true at the extremes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.engine.loss import cross_entropy, log_softmax, softmax
from tests.engine.differences import assert_slopes

SHAPES = st.tuples(st.integers(2, 10), st.integers(1, 6))
SCORES = arrays(np.float64, SHAPES, elements=st.floats(-50, 50))
HUGE = arrays(np.float32, SHAPES, elements=st.floats(-(2.0**100), 2.0**100, width=32))


def labels_of(scores):
    """A true class for each example, whatever their number."""
    return np.arange(scores.shape[1]) % scores.shape[0]


@given(SCORES)
def test_probabilities_are_positive_sum_to_one_and_keep_the_order_of_the_scores(scores):
    probabilities = softmax(scores)
    assert (probabilities > 0).all()
    np.testing.assert_allclose(probabilities.sum(0), 1, rtol=1e-12)
    in_order = np.take_along_axis(probabilities, scores.argsort(0), 0)
    assert (np.diff(in_order, axis=0) >= 0).all()


@given(SCORES, st.floats(-50, 50))
def test_only_the_differences_between_scores_matter(scores, shift):
    np.testing.assert_allclose(softmax(scores + shift), softmax(scores), rtol=1e-10)


@given(SCORES)
def test_the_loss_is_never_negative_and_its_gradient_sums_to_zero_per_example(scores):
    loss, gradient = cross_entropy(scores, labels_of(scores))
    assert loss >= 0 and gradient.shape == scores.shape
    np.testing.assert_allclose(gradient.sum(0), 0, atol=1e-12)


@given(arrays(np.float64, SHAPES, elements=st.floats(-5, 5)))
def test_the_gradient_is_the_slope_of_the_loss(scores):
    labels = labels_of(scores)
    assert_slopes(cross_entropy(scores, labels)[1], lambda s: cross_entropy(s, labels)[0], scores, "scores")


@given(HUGE)
def test_huge_scores_give_finite_logarithms_and_probabilities(scores):
    assert np.isfinite(log_softmax(scores)).all()
    assert np.isfinite(softmax(scores)).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_confident_mistake_costs_what_its_scores_say(dtype):
    loss, gradient = cross_entropy(np.array([[1000], [0]], dtype), np.array([1]))
    assert loss == 1000
    assert gradient.tolist() == [[1], [-1]] and gradient.dtype == dtype


@pytest.mark.parametrize("classes", [2, 10, 1000])
def test_without_an_opinion_the_loss_is_the_logarithm_of_the_number_of_classes(classes):
    assert cross_entropy(np.zeros((classes, 4)), np.arange(4) % classes)[0] == pytest.approx(np.log(classes), rel=1e-12)
