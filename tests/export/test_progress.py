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


def test_nothing_is_drawn_where_nobody_looks():
    assert progress().disable
