"""Long work tells how fast it goes, where somebody looks."""

from rich.progress import Progress

from app.export.progress import Rate, progress


def test_the_rate_is_told_once_it_is_known():
    seconds = iter(range(100))
    bar = Progress(Rate(), get_time=lambda: next(seconds), auto_refresh=False, disable=True)
    number = bar.add_task("films", total=9)
    assert Rate().render(bar.tasks[number]).plain == ""
    for _ in range(3):
        bar.advance(number, 2)
    assert Rate().render(bar.tasks[number]).plain.endswith("/s")


def test_where_nobody_looks_each_part_is_one_plain_line(capfd):
    with progress() as shown:
        shown.add_task("the chapters are printed")
        assert list(shown.track([1, 2, 3], description="films")) == [1, 2, 3]
    assert capfd.readouterr() == ("the chapters are printed\nfilms: 3\n", "")


def test_in_a_terminal_bars_are_drawn(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert not progress().disable
