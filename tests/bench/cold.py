"""Five hundred readers who ask at the same moment for a film that nobody has asked for.

    .venv/bin/python -m tests.bench.cold
"""

import sys
import time

from tests.bench.crowd import reader, rest
from tests.bench.house import house
from tests.bench.table import line

READERS, SEEDS = 500, (0, 1, 3, 4, 5)


def main():
    with house() as server:
        computed, different, seconds = zip(*(crowd(server, server.film(f"training/seed={seed}")) for seed in SEEDS))
    kept = [
        line(f"computations for {READERS} readers", computed, "", 1, 0),
        line("different bodies among them", different, "", 1, 0),
        line("until the last of them has all of it", seconds, "s", None, 2),
    ]
    sys.exit(not all(kept) and "over budget")


def crowd(server, path):
    """(computations, different bodies, seconds) of them all."""
    before, begin = server.health["computed"], time.perf_counter()
    plugs = [reader(server.port, path) for _ in range(READERS)]
    bodies = {rest(plug) for plug in plugs}
    for plug in plugs:
        plug.close()
    return server.health["computed"] - before, len(bodies), time.perf_counter() - begin


if __name__ == "__main__":
    main()
