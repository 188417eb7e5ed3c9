"""A tab that is really behind another one: it draws nothing, asks for nothing, wakes for nothing, and nothing jumps when it is back."""

import time

import pytest
import tabs
from faulty_site import Fault

COUNTED = """
  window.count = { frames: 0, timers: 0, pictures: 0 };
  const counted = (owner, name, what) => {
    const own = owner[name];
    owner[name] = (then, ...more) => own.call(owner, (...told) => (count[what]++, then(...told)), ...more);
  };
  counted(window, "requestAnimationFrame", "frames");
  for (const name of ["setTimeout", "setInterval", "requestIdleCallback"]) counted(window, name, "timers");
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) { count.pictures++; clearRect.apply(this, box) };
"""
WORK = "({ ...count, requests: performance.getEntriesByType('resource').length })"
FIGURE = "document.querySelector('figure[data-scene=training]')"
SHOWN = f"[{FIGURE}.dataset.at, {FIGURE}.querySelector('canvas').toDataURL()]"
SCROLLED = "new Promise(done => { scrollBy(0, 12); requestAnimationFrame(done) })"
SETTLED, ENDS, AWAY = 2, 5, 4


@pytest.fixture(scope="module")
def window(playwright, browser_type_launch_args):
    with tabs.opened(browser_type_launch_args["executable_path"]) as window:
        yield window


@pytest.fixture
def before(window):
    """before(address): a tab that is seen, with an empty one behind it that can hide it."""
    empty = tabs.Tab(window)

    def opened(address):
        tab = tabs.Tab(window, address, COUNTED)
        tab.show()
        tab.empty = empty
        return tab

    return opened


@pytest.fixture
def training(before, server):
    """The chapter, seen, scrolled to the training run by a reader."""
    server.printed()
    tab = before(f"{server.url}/12-training/#training")
    tab.wait_for(f"{FIGURE}?.dataset.state === 'done'")
    tab.run("dispatchEvent(new WheelEvent('wheel'))")
    for _ in range(20):
        tab.run(SCROLLED)
    return tab


def work(tab, seconds):
    """What happens in it in so many seconds: how often, by name."""
    begin = tab.run(WORK)
    time.sleep(seconds)
    end = tab.run(WORK)
    return {name: end[name] - begin[name] for name in end if end[name] != begin[name]}


def hidden(tab):
    """Hide it; each timer that was set before may still come to its end."""
    tab.empty.show()
    tab.wait_for("document.hidden")
    for _ in range(ENDS):
        if not work(tab, SETTLED):
            return


def seen(tab):
    """Show it again, until it has come to rest."""
    tab.show()
    tab.wait_for("!document.hidden")
    tab.run("new Promise(done => setTimeout(done, 1000))")


def test_a_hidden_tab_does_nothing_at_all_and_shows_the_same_when_it_is_back(training):
    seen(training)
    before = training.run(SHOWN)
    hidden(training)
    assert work(training, AWAY) == {}
    seen(training)
    assert training.run(SHOWN) == before


def test_a_tab_that_is_hidden_in_mid_scroll_comes_to_rest_where_it_was_without_a_jump(training):
    left = float(training.run(f"{SCROLLED}.then(() => {FIGURE}.dataset.at)"))
    hidden(training)
    assert work(training, AWAY) == {}
    seen(training)
    assert abs(float(training.run(f"{FIGURE}.dataset.at")) - left) < 1


def test_a_hidden_tab_without_its_film_asks_for_it_only_when_it_is_back(before, site):
    site.fault = lambda path, number: Fault(status=500) if not site.back else None
    site.back = False
    tab = before(f"{site.address}/page.html")
    tab.run("scrollTo(0, 1000)")
    tab.wait_for("document.querySelector('figure').dataset.state === 'failed'")
    hidden(tab)
    asked = len(site.films())
    assert (work(tab, AWAY), len(site.films())) == ({}, asked)
    site.back = True
    tab.show()
    tab.wait_for("document.querySelector('figure').dataset.state === 'done'")
