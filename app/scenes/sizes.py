"""sizes: how many weights the same loop has trained, from this chapter's network to the largest whose number is published."""

from pathlib import Path

import yaml

from app.engine.network import little
from app.stream import Field, Layout

GRID = {"axis": ("powers", "equal")}
DEFAULT = {"axis": "powers"}
MODELS = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text("utf-8"))


def layout(settings):
    return Layout(before={}, each={"weights": Field("f4", title="weights"), "times": Field("f4", title="times ours")}, count=len(MODELS))


def play(settings):
    ours = little(1).size
    yield {}
    for model in MODELS:
        yield {"weights": model["weights"], "times": model["weights"] / ours}
    yield {}
