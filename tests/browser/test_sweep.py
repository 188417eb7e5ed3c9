"""A film comes whole and right, or not at all, whatever the network does to it at any of its bytes."""

import base64

import pytest
from faulty_site import film as probe

from app import scenes, stream
from app.engine import menu

MOST, SPAN = 12, 10


def real(word):
    """A film as the chapter sends it."""
    scene = menu.pick(scenes, word)
    return b"".join(stream.encode(word, scene.DEFAULT, scene.layout(scene.DEFAULT), scene.play(scene.DEFAULT)))


FILMS = {
    "probe": lambda: probe({"rate": "1", "seed": "0"}),
    "flown off": lambda: probe({"rate": "1", "seed": "0"}, diverged_at=7),
    "noise": lambda: real("noise"),
}


@pytest.fixture(params=FILMS)
def frames(request):
    return FILMS[request.param]()


@pytest.fixture
def sweep(page, site):
    """sweep(frames, "cut once", offsets): what came of that fault at each of these bytes."""
    page.goto(f"{site.address}/blank.html")

    def swept(frames, fault, offsets=(0,), seconds=None):
        task = {"frames": base64.b64encode(frames).decode(), "fault": fault, "offsets": list(offsets), "seconds": seconds}
        return page.evaluate("task => import('/sweep.js').then(({sweep}) => sweep(task))", task)

    return swept


@pytest.mark.parametrize("fault", ["cut once", "ended early", "hung"])
def test_a_transfer_that_breaks_at_any_byte_goes_on_with_only_the_missing_ones(sweep, frames, fault):
    for one in sweep(frames, fault, range(len(frames))):
        assert (one["right"], one["back"], one["requests"], one["sent"]) == (True, False, 2, len(frames)), one
        assert one["few"][1]["range"] == (f"bytes={one['k']}-" if one["k"] else None)


def test_a_transfer_that_breaks_every_so_many_bytes_still_arrives_at_most_twelve_requests_in_ten_seconds(sweep, frames):
    for one in sweep(frames, "cut always", range(1, len(frames))):
        assert (one["right"], one["back"], one["sent"]) == (True, False, len(frames)), one
        assert one["requests"] == -(-len(frames) // one["k"]) and one["crowd"] <= MOST, one


def test_a_flipped_bit_at_any_byte_is_never_taken_for_the_film_which_is_then_asked_for_afresh(sweep, frames):
    for one in sweep(frames, "flipped once", range(len(frames))):
        assert one["right"] and one["requests"] in (2, 3), one
        assert one["few"][-1]["cache"] == "reload"


def test_bits_that_flip_every_time_give_no_film_and_few_requests(sweep, frames):
    for one in sweep(frames, "flipped always", range(len(frames)), seconds=600):
        assert (one["done"], one["here"]) == (False, 0) and one["requests"] in (3, 6), one


@pytest.mark.parametrize("fault", ["no ranges", "another film meanwhile", "portal halfway"])
def test_what_cannot_be_joined_is_begun_again(sweep, fault):
    frames = real("ball")
    assert all(one["right"] for one in sweep(frames, fault, range(len(frames))))


def test_one_byte_at_a_time_is_the_same_film(sweep, frames):
    (one,) = sweep(frames, "slices")
    assert (one["right"], one["requests"]) == (True, 1)


@pytest.mark.parametrize("fault", ["portal", "portal in disguise", "404", "500", "unreachable", "cut always"])
def test_where_there_is_no_film_it_asks_ever_more_rarely(sweep, fault):
    (one,) = sweep(FILMS["probe"](), fault, seconds=600)
    assert not one["done"] and one["here"] == 0 and one["crowd"] <= 6
    assert one["requests"] <= {"404": 1, "portal in disguise": 3}.get(fault, 30)
    waits = [after["at"] - before["at"] for before, after in zip(one["few"], one["few"][1:])]
    assert waits == sorted(waits)


def test_a_server_that_says_when_is_asked_then(sweep):
    (one,) = sweep(FILMS["probe"](), "503 once")
    assert one["right"] and one["few"][1]["at"] == 3000
