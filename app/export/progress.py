"""How far long work in the terminal is: what, how much of how much, how fast and how long still. Elsewhere a line as each part begins."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text


class Rate(ProgressColumn):
    """Done per second."""

    def render(self, task):
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")


class Lines(Progress):
    """Nothing is drawn: each part is one plain line on standard output."""

    def add_task(self, description, start=True, total=None, **more):
        print(f"{description}: {total:g}" if total else description, flush=True)
        return super().add_task(description, start, total, **more)


def progress():
    """To use in a ``with``: rich's Progress, drawn on standard error if that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return Lines(disable=True)
    return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(), console=console)
