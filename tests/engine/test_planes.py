"""A plane lies where it says, and what is projected onto it lands closest."""

import numpy as np
import pytest

from app.engine.network import little
from app.engine.planes import closest, scattered
from app.engine.start import start_weights

RNG = np.random.default_rng(7)


def test_a_flat_path_lies_in_its_closest_plane():
    across, up = np.linalg.qr(RNG.standard_normal((30, 2)))[0].T
    places = np.array([[-4, 0], [-3, 1], [-1, 1.5], [0, 0]])
    path = 2 + places @ [across, up]
    plane = closest(path)
    found = plane.project(path)
    np.testing.assert_allclose([plane.at(a, b) for a, b in found], path)
    assert found[0, 0] < 0 and found[:, 1].sum() > 0
    assert found[-1] == pytest.approx([0, 0])


def test_no_other_plane_lies_closer_to_the_path():
    path = np.cumsum(RNG.standard_normal((20, 12)), 0)

    def missed(plane):
        return sum(np.linalg.norm(plane.at(a, b) - point) ** 2 for (a, b), point in zip(plane.project(path), path))

    best = closest(path)
    for _ in range(20):
        assert missed(best) < missed(best.turned(best._replace(across=RNG.standard_normal(12), up=RNG.standard_normal(12)), 5))


def test_the_projection_of_a_point_is_perpendicular_to_the_plane_even_if_its_directions_are_not():
    plane = closest(RNG.standard_normal((5, 9)))._replace(across=RNG.standard_normal(9))
    point = RNG.standard_normal((1, 9))
    rest = point[0] - plane.at(*plane.project(point)[0])
    assert [rest @ plane.across, rest @ plane.up] == pytest.approx([0, 0], abs=1e-12)


def test_a_random_direction_has_the_length_of_each_filter_and_leaves_the_biases():
    weights, network = start_weights(3), little(1)
    weights[network.layout[0, "bias"][0]] = 5
    plane = scattered(network, weights, 1)
    for own, drawn in zip(network.views(weights), network.views(plane.across)):
        for name in own:
            lengths = [np.linalg.norm(part.reshape(len(part), -1), axis=1) for part in (own[name], drawn[name])]
            np.testing.assert_allclose(lengths[1], 0 if name == "bias" else lengths[0], rtol=1e-5)


def test_a_quarter_turn_leads_to_the_other_plane_and_none_stays():
    one, other = (scattered(little(1), start_weights(3), seed) for seed in (1, 2))
    np.testing.assert_array_equal(one.turned(other, 0).across, one.across)
    np.testing.assert_allclose(one.turned(other, 90).up, other.up, atol=1e-6)
    assert one.turned(other, 90).origin is one.origin


def test_a_path_begins_on_the_left_and_bulges_upward_even_if_it_wavers():
    across, up = np.linalg.qr(RNG.standard_normal((30, 2)))[0].T
    places = np.array([[-4, 0], [5, -1], [1, 3], [0, 0]])
    for mirror in (1, -1):
        path = mirror * (places @ [across, up])
        found = closest(path).project(path)
        assert found[0, 0] < 0 and found[:, 1].sum() > 0


def test_a_planes_directions_are_of_the_weights_own_kind():
    path = RNG.standard_normal((5, 9)).astype(np.float32)
    for plane in (closest(path), closest(path).turned(closest(path[::-1]), 30), scattered(little(1), start_weights(3), 1)):
        assert [part.dtype for part in (*plane, plane.at(0.5, 2.0))] == [np.float32] * 4


def test_a_scattered_plane_is_a_pure_function_of_its_seed_and_its_directions_differ():
    one, again, other = (scattered(little(1), start_weights(3), seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert not np.allclose(one.across, one.up) and not np.allclose(one.across, other.across)
