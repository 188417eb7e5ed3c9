"""A film comes as it is wanted and at most once, whatever happens on the way; until it is here the figure shows what is."""

import re

import pytest
from faulty_site import Fault, film
from playwright.sync_api import expect

SIZE = len(film({"rate": "1", "seed": "0"}))
COUNT_FRAMES = """
  const ask = requestAnimationFrame;
  window.framesAsked = 0;
  window.requestAnimationFrame = (tick) => { framesAsked++; return ask(tick); };
"""


def test_scrolling_asks_for_nothing_and_a_still_page_draws_nothing(probe):
    probe.page.add_init_script(COUNT_FRAMES)
    probe.visit()
    asked = len(probe.site.asked)
    for y in range(900, 2400, 100):
        probe.scrolled(y)
    assert len(probe.site.asked) == asked
    probe.rested()
    before = probe.page.evaluate("framesAsked")
    probe.page.wait_for_timeout(700)
    assert probe.page.evaluate("framesAsked") == before


def test_a_scene_far_away_asks_for_nothing(probe):
    probe.page.set_viewport_size({"width": 800, "height": 300})
    probe.page.goto(f"{probe.site.address}/page.html")
    probe.page.wait_for_timeout(300)
    assert not [asked for asked in probe.site.asked if "probe" in asked.path]


def test_a_step_that_is_not_here_yet_waits_visibly_at_the_last_one_that_is(probe):
    probe.site.fault = lambda path, number: Fault(hold=SIZE // 2)
    probe.visit("?probe.at=30", state="live")
    here = int(probe.figure.get_attribute("data-here"))
    expect(probe.wait).to_have_text(f"step 30 is still being computed; showing step {here - 1}")
    probe.at(here - 1)
    probe.site.open_gate.set()
    probe.at(30)
    expect(probe.wait).to_be_hidden()


def test_another_setting_keeps_the_old_picture_until_its_first_record_is_here(probe):
    probe.visit("?probe.at=8")
    probe.site.fault = lambda path, number: Fault(hold=10)
    picture = probe.pixels()
    probe.page.locator("select").select_option("4")
    expect(probe.figure).to_have_attribute("data-state", "waiting")
    assert (probe.pixels(), probe.drawn()) == (picture, True)
    probe.site.open_gate.set()
    expect(probe.say).to_have_text("Step 8: level 1.000.")


def test_a_film_that_was_seen_before_is_not_asked_for_again(probe):
    probe.visit()
    for rate in ("2", "1", "2", "1"):
        probe.page.locator("select").select_option(rate)
        expect(probe.say).to_have_text(re.compile("level"))
        probe.page.wait_for_timeout(200)
    assert len(probe.site.films()) == 2


@pytest.mark.parametrize("cut", [0, 9, SIZE // 2, SIZE - 1])
def test_a_broken_transfer_resumes_with_only_the_missing_bytes(probe, cut):
    probe.site.fault = lambda path, number: Fault(cut=cut) if number == 0 else None
    probe.visit()
    first, second = probe.site.films()
    assert second.range == (f"bytes={cut}-" if cut else None)
    assert first.sent + second.sent == SIZE


def test_a_server_that_restarts_in_mid_film_is_asked_for_the_rest(probe):
    probe.site.fault = lambda path, number: [Fault(cut=SIZE - 100), Fault(status=503), None][min(number, 2)]
    probe.visit()
    assert [asked.range for asked in probe.site.films()] == [None, f"bytes={SIZE - 100}-", f"bytes={SIZE - 100}-"]


def test_a_transfer_that_always_breaks_asks_at_most_twelve_times_in_ten_seconds(probe):
    probe.site.fault = lambda path, number: Fault(cut=1)
    probe.visit(state="failed")
    probe.page.wait_for_timeout(8500)
    assert 3 <= len(probe.site.films()) <= 12


@pytest.mark.parametrize("fault", [
    Fault(body=film({"rate": "1", "seed": "0"}).replace(b"done", b"dome")),
    Fault(body=b"<!doctype html><p>Please log in", kind="text/html"),
    Fault(body=b"<!doctype html><p>Please log in, again and again"),
    Fault(status=404),
    Fault(status=500),
], ids=["damaged", "captive portal", "no film", "404", "500"])
def test_what_is_no_film_keeps_the_still_and_its_sentence(probe, fault):
    probe.site.fault = lambda path, number: fault
    probe.visit("?probe.at=5", state="failed")
    assert not probe.drawn()
    expect(probe.say).to_have_text("Step 0: level 0.000.")
    assert len(probe.site.films()) <= 3


def test_a_damaged_film_leaves_the_last_good_one_on_stage(probe):
    probe.visit("?probe.at=8")
    probe.site.fault = lambda path, number: Fault(body=film({"rate": "4", "seed": "0"})[:-3] + b"abc")
    probe.page.locator("select").select_option("4")
    expect(probe.figure).to_have_attribute("data-state", "failed")
    expect(probe.say).to_have_text("Step 8: level 0.250.")
    assert probe.drawn()


def test_a_reader_who_comes_back_online_gets_the_rest(probe):
    probe.site.fault = lambda path, number: Fault(status=404)
    probe.visit(state="failed")
    probe.site.fault = lambda path, number: None
    probe.page.context.set_offline(True)
    probe.page.context.set_offline(False)
    expect(probe.figure).to_have_attribute("data-state", "done")


def test_a_reader_who_goes_offline_in_mid_scroll_keeps_what_is_here_and_then_gets_the_rest(probe):
    probe.site.fault = lambda path, number: Fault(cut=SIZE // 2 + 2, hold=SIZE // 2 + 1) if number == 0 else None
    probe.visit("", state="live", scroll=1300)
    here = int(probe.figure.get_attribute("data-here"))
    probe.page.context.set_offline(True)
    probe.site.open_gate.set()
    probe.scrolled(2900)
    probe.at(here - 1)
    expect(probe.wait).to_contain_text("step 32")
    probe.page.context.set_offline(False)
    expect(probe.figure).to_have_attribute("data-state", "done")
    probe.at(32)


def test_a_server_that_restarts_under_the_reader_is_found_again(page, serve):
    with serve() as first:
        first.printed()
        page.goto(f"{first.url}/12-training/#ball")
        figure = page.locator("figure[data-scene=ball]")
        expect(figure).to_have_attribute("data-state", "done")
    figure.locator("select[data-setting=rate]").select_option("16")
    expect(figure).to_have_attribute("data-state", "failed")
    expect(figure.locator(".wait")).to_be_visible()
    figure.get_by_label("Next step").click()
    expect(figure.locator(".stage")).to_have_class(re.compile("drawn"))
    with serve(port=first.port):
        expect(figure).to_have_attribute("data-state", "done", timeout=45_000)
        expect(figure.locator(".wait")).to_be_hidden()
