"""Two thousand distinct films, one after another: what they leave in the memory of the server and of its worker.

    .venv/bin/python -m tests.bench.films
"""

import sys

from tests.bench.house import house, resident
from tests.bench.table import line

FILMS, LARGEST = 2000, 25


def main():
    with house() as server:
        server.settle()
        before = [resident(pid) for pid in (server.pid, server.worker)]
        for number in range(FILMS):
            server.fetch(server.film(f"staircase/image={drawing(number)}"))
        grown = [resident(pid) - then for pid, then in zip((server.pid, server.worker), before)]
    for who, more in zip(("server", "worker"), grown):
        line(f"{FILMS:,} distinct films: its {who} grew by", [more] * 2, "MB")
    sys.exit(not line("both of them", [sum(grown)] * 2, "MB", LARGEST) and "over budget")


def drawing(number):
    """One of many drawings, as the staircase names them."""
    return f"{number:011b}".replace("0", "a").replace("1", "y").rjust(32, "k")


if __name__ == "__main__":
    main()
