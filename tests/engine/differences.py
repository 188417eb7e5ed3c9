"""Slopes by central finite differences: the slow, plain answer that every gradient is held against."""

import numpy as np

EPSILON, RELATIVE, ABSOLUTE = 1e-5, 1e-6, 1e-8


def slopes(function, at):
    """The gradient of a function of one float64 array, one number at a time."""
    found = np.empty_like(at)
    for place in np.ndindex(at.shape):
        there, back = at.copy(), at.copy()
        there[place] += EPSILON
        back[place] -= EPSILON
        found[place] = (function(there) - function(back)) / (2 * EPSILON)
    return found


def assert_slopes(gradient, function, at, about):
    """The gradient must be what the finite differences say."""
    assert at.dtype == np.float64
    np.testing.assert_allclose(gradient, slopes(function, at), RELATIVE, ABSOLUTE, err_msg=about)
