"""How far long work in the terminal is: what, how much of how much, how fast and how long still. Quiet where nobody looks."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text


class Rate(ProgressColumn):
    """Done per second."""

    def render(self, task):
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")


def progress():
    """To use in a ``with``: rich's Progress on standard error."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn()
    return Progress(*columns, console=console, disable=not console.is_terminal)
