"""How long it takes from the start of a process to a network that reads, and how much memory, beside PyTorch in as fresh a process.

Both take as many steps of the same size on the same digits, and must read the digits that they learned from.
"""

import os
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path

from tests.bench.table import line, table

ROOT = Path(__file__).parents[2]
ROUNDS, STEPS, READS = 7, 500, 0.98
SECONDS, MEGABYTES, RATIO = 0.6, 60, 8


def ours():
    from app.engine.digits import split
    from app.engine.landscapes.whole import Whole
    from app.engine.run import Settings, train

    (last,) = islice(train(Settings(steps=STEPS + 1)), STEPS, None)
    shown, _ = split()
    return (Whole(shown, last.weights).scores(last.weights).argmax(0) == shown.labels).mean()


def theirs():
    import torch

    from app.engine.digits import split
    from app.engine.run import Settings
    from app.engine.start import start_weights
    from tests.bench.rivals import pytorch
    from tests.engine import standard

    settings, shown = Settings(), split()[0]
    pictures, labels = standard.pictures(shown.images), shown.labels.copy()
    layers = pytorch.reference.network(start_weights(settings.seed))
    shuffled = iter(lambda: torch.randperm(len(labels)).split(settings.batch)[:-1], None)
    order = islice((which.numpy() for epoch in shuffled for which in epoch), STEPS)
    step = pytorch.steps(layers, ((pictures[which], labels[which]) for which in order), settings.rate)
    for _ in range(STEPS):
        step()
    with torch.no_grad():
        return (layers(torch.from_numpy(pictures)).argmax(1).numpy() == labels).mean()


CONTENDERS = {"the engine": ours, "PyTorch, eager": theirs}


def fresh(name):
    """(seconds of processor time, megabytes at most, share read right) of a process that does this and nothing else."""
    process = subprocess.Popen([sys.executable, "-m", "tests.bench.start", name], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    told = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{name}: it failed")
    share, kilobytes = map(float, told.split())
    return usage.ru_utime + usage.ru_stime, kilobytes / 1024, share


def main():
    fresh("the engine")
    found = {name: list(zip(*(fresh(name) for _ in range(ROUNDS)))) for name in CONTENDERS}
    seconds, megabytes, shares = found["the engine"]
    kept = [
        table({name: taken for name, (taken, *_) in found.items()}, {"PyTorch, eager": RATIO}, "s"),
        line("from process start to a trained network", seconds, "s", SECONDS, 2),
        line("memory at most", megabytes, "MB", MEGABYTES),
        line("memory at most, PyTorch", found["PyTorch, eager"][1], "MB"),
    ]
    for name, (*_, shares) in found.items():
        print(f"  {name} reads {min(shares):.2%} of the 1,437 digits that it learned from, {STEPS} steps")
    return not all(kept) or min(found["the engine"][2]) < READS


if __name__ == "__main__":
    print(CONTENDERS[sys.argv[1]](), re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
