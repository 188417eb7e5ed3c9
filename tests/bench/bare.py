"""Trainings as the training scene plays them, in a process of their own and for nobody: a seed per line comes, their seconds go."""

import os
import sys
import time
from collections import deque

from app.scenes import training
from app.server.worker import MODEST


def main():
    os.nice(MODEST)
    for seed in map(str.strip, sys.stdin):
        begin = time.perf_counter()
        deque(training.play({"seed": seed}), 0)
        print(time.perf_counter() - begin, flush=True)


if __name__ == "__main__":
    main()
