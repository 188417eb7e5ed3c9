"""Two thousand distinct films, one after another: what they leave in the memory of the server and of its worker.

    .venv/bin/python -m tests.bench.films
"""

import sys

from tests.bench.house import house, resident

FILMS, LARGEST = 2000, 25


def main():
    with house() as server:
        server.fetch("/12-training/", "br")
        before = [resident(pid) for pid in (server.pid, server.worker)]
        for number in range(FILMS):
            server.fetch(server.film(f"staircase/image={drawing(number)}"))
        grown = [resident(pid) - then for pid, then in zip((server.pid, server.worker), before)]
    print(f"{FILMS} distinct films: the server grew by {grown[0]:.1f} MB, its worker by {grown[1]:.1f} MB")
    sys.exit(sum(grown) > LARGEST and f"over the budget of {LARGEST} MB")


def drawing(number):
    """One of many drawings, as the staircase names them."""
    return f"{number:011b}".replace("0", "a").replace("1", "y").rjust(32, "k")


if __name__ == "__main__":
    main()
