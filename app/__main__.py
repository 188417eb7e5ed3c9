"""The command line: ``downhill COMMAND`` or ``python -m app COMMAND``. A module of app/commands is a command; without one it serves."""

import argparse
import os

from app import commands
from app.engine import menu

USUAL = "serve"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before anybody imports numpy


def main():
    chosen = parser().parse_args()
    chosen.run(chosen)


def parser():
    """What the commands accept, each in its own words."""
    whole = argparse.ArgumentParser("downhill", description="Training: how it learns, as a course to serve, to take along and to write on.")
    whole.set_defaults(run=menu.pick(commands, USUAL).run)
    each = whole.add_subparsers(title="commands", metavar="COMMAND", description=f"Without any: {USUAL}.")
    for name in menu.names(commands):
        command = menu.pick(commands, name)
        help = command.__doc__.partition(".")[0]
        one = each.add_parser(name, help=help, description=command.__doc__)
        one.set_defaults(run=command.run)
        command.arguments(one)
    return whole


if __name__ == "__main__":
    main()
