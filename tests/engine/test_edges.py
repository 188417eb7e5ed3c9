"""The edge share of a filter: 1 for an edge, 0 for what is flat, 2/9 for noise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.engine.edges import edge_shares

ACROSS = np.array([[-1.0, 0, 1]] * 3)


@pytest.mark.parametrize("angle", np.linspace(0, 2 * np.pi, 9))
def test_an_edge_detector_of_any_orientation_is_all_edge(angle):
    turned = np.cos(angle) * ACROSS + np.sin(angle) * ACROSS.T
    assert edge_shares(turned[None]) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("filter_", [np.ones((3, 3)), np.zeros((3, 3)), [[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, -2, 1]] * 3])
def test_flat_filters_spots_and_lines_have_no_edge(filter_):
    assert edge_shares(np.array([filter_], float)) == pytest.approx(0, abs=1e-12)


def test_random_numbers_are_two_ninths_edge_on_average():
    noise = np.random.default_rng(0).standard_normal((20_000, 3, 3))
    assert edge_shares(noise).mean() == pytest.approx(2 / 9, abs=0.005)


@given(arrays(np.float64, (2, 3, 3), elements=st.floats(0.5, 5) | st.floats(-5, -0.5)), st.floats(0.1, 10))
def test_loudness_and_sign_do_not_matter_and_a_share_is_a_share(filters, loudness):
    shares = edge_shares(filters)
    assert ((shares >= 0) & (shares <= 1 + 1e-12)).all()
    np.testing.assert_allclose(edge_shares(-loudness * filters), shares, rtol=1e-9, atol=1e-12)
