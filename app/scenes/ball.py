"""ball: one knob of the trained network is turned away, and gradient descent rolls it back down a real loss curve."""

from functools import lru_cache
from itertools import repeat

import numpy as np

from app.engine.descent import descend
from app.engine.digits import split
from app.engine.landscapes.knob import knob
from app.engine.loss import softmax
from app.engine.optimizers import plain
from app.engine.slices import curve
from app.scenes.story import RUN, shown, trained
from app.stream import Field, Layout

REACH = np.linspace(-4, 4, 161)
STARTS = REACH[::4]
STEPS = 32
GRID = {
    "knob": tuple(str(position) for position in range(72)),
    "start": tuple(f"{start:.1f}" for start in STARTS),
    "rate": ("1", "2", "4", "8", "16", "32", "64"),
}
DEFAULT = {"knob": "55", "start": "-2.6", "rate": "4"}
