"""What is saved, as it is saved: something that a new printing shows, or Python, which takes a new process."""

from pathlib import Path

from watchfiles import awatch

APP = Path(__file__).resolve().parents[1]
HEARD = (".md", ".yml", ".html", ".css", ".js", ".svg", ".png", ".jpg", ".webp", ".po", ".py")
STEP = 20


async def saved(settings):
    """Whether Python is among what was saved, each time that something was."""
    folders = [folder.resolve() for folder in (settings.chapters, settings.templates, settings.static, APP)]
    async for changes in awatch(*folders, watch_filter=heard, step=STEP):
        yield any(Path(file).is_relative_to(APP) and not file.endswith(".js") for _, file in changes)


def heard(change, file):
    """Not what editors and Python leave about."""
    return file.endswith(HEARD) and not Path(file).name.startswith((".", "#"))
