"""A tab that is really behind another one: it draws nothing, asks for nothing, wakes for nothing, and nothing jumps when it is back."""

import time

import pytest
import tabs
from faulty_site import Fault, film

COUNTED = """
  window.count = { frames: 0, timers: 0, pictures: 0, requests: 0 };
  const counted = (owner, name, what) => {
    const own = owner[name];
    owner[name] = (then, ...more) => own.call(owner, (...told) => (count[what]++, then(...told)), ...more);
  };
  counted(window, "requestAnimationFrame", "frames");
  for (const name of ["setTimeout", "setInterval", "requestIdleCallback"]) counted(window, name, "timers");
  const own = fetch;
  window.fetch = (...told) => (count.requests++, own(...told));
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) { count.pictures++; clearRect.apply(this, box) };
"""
WORK = "({ ...count, loaded: performance.getEntriesByType('resource').length })"
FIGURE = "document.querySelector('figure[data-scene=training]')"
STEPS = f"Number({FIGURE}.dataset.at)"
FRAMES = 60
WATCHED = f"""window.steps = [];
  document.addEventListener("visibilitychange", function look() {{
    if (steps.push({STEPS}) < {FRAMES}) requestAnimationFrame(look);
  }}, {{ once: true }})"""
EVERY = "document.querySelectorAll('figure[data-scene]')"
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
    """The chapter, each of its scenes alive, scrolled to the training run by a reader."""
    server.printed()
    tab = before(f"{server.url}/12-training/#training")
    tab.wait_for("document.readyState === 'complete'")
    for number in range(tab.run(f"{EVERY}.length")):
        tab.wait_for(f"({EVERY}[{number}].scrollIntoView(), {EVERY}[{number}].querySelector('.stage.drawn') !== null)")
    tab.run("location.hash = ''; location.hash = '#training'")
    tab.wait_for(f"{FIGURE}?.dataset.state === 'done'")
    tab.run("dispatchEvent(new WheelEvent('wheel'))")
    for _ in range(20):
        tab.run(SCROLLED)
    return tab


def work(tab, seconds):
    """What happens in it in so many seconds, by name: how often, and for how many seconds scripts of any kind ran."""
    begin, before = tab.run(WORK), scripted(tab)
    time.sleep(seconds)
    after, end = scripted(tab), tab.run(WORK)
    begin, end = begin | {"seconds": before}, end | {"seconds": after}
    return {name: end[name] - begin[name] for name in end if end[name] != begin[name]}


def scripted(tab):
    tab.tell("Performance.enable")
    return next(told["value"] for told in tab.tell("Performance.getMetrics")["metrics"] if told["name"] == "ScriptDuration")


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


def test_a_tab_that_is_hidden_in_mid_scroll_comes_to_rest_where_it_was_without_a_jump_in_any_frame(training):
    left = training.run(f"{SCROLLED}.then(() => {STEPS})")
    hidden(training)
    assert work(training, AWAY) == {}
    training.run(WATCHED)
    seen(training)
    training.wait_for(f"steps.length === {FRAMES}")
    assert max(abs(step - left) for step in training.run("steps")) < 1
    rests = training.run(STEPS)
    assert rests % 1 == 0 and abs(rests - left) < 1


def test_a_tab_that_was_opened_behind_another_asks_for_its_film_when_it_is_seen(before, site):
    front = before("about:blank")
    behind = tabs.Tab(front.window, f"{site.address}/page.html", COUNTED, behind=True)
    behind.wait_for("document.readyState === 'complete' && document.hidden")
    behind.run("scrollTo(0, 1000)")
    assert (work(behind, AWAY), site.films()) == ({}, [])
    behind.show()
    behind.wait_for("document.querySelector('figure').dataset.state === 'done'")


def test_a_film_that_comes_while_the_tab_is_hidden_is_drawn_when_it_is_back(before, site):
    site.fault = lambda path, number: Fault(hold=len(film({"rate": "1"})) // 2)
    tab = before(f"{site.address}/page.html")
    tab.run("scrollTo(0, 1000)")
    tab.wait_for("document.querySelector('figure').dataset.state === 'live'")
    hidden(tab)
    pictures = tab.run("count.pictures")
    site.open_gate.set()
    time.sleep(SETTLED)
    assert work(tab, AWAY) == {} and tab.run("count.pictures") == pictures and len(site.films()) == 1
    tab.show()
    tab.wait_for("document.querySelector('figure').dataset.state === 'done'")


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
