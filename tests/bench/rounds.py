"""Fair timing: the contenders take turns within one run, and what is compared is their ratio in the same round."""

import time
from statistics import quantiles


def rounds(contenders, count, seconds):
    """{name: seconds of processor time, one per round}. A contender is a function of no arguments; each turn lasts about ``seconds``.

    Every contender first warms up for as long as a turn, which also tells how often to call it in a turn.
    """
    calls = {name: calls_in(contender, seconds) for name, contender in contenders.items()}
    times = {name: [] for name in contenders}
    for _ in range(count):
        for name, contender in contenders.items():
            begin = time.process_time()
            for _ in range(calls[name]):
                contender()
            times[name].append((time.process_time() - begin) / calls[name])
    return times


def calls_in(contender, seconds):
    """How often it can be called in that time, at least once. The very first call may have much to prepare."""
    contender()
    calls, end = 0, time.process_time() + seconds
    while time.process_time() < end:
        contender()
        calls += 1
    return max(calls, 1)


def spread(values):
    """(lower quartile, median, upper quartile)."""
    return tuple(quantiles(values, n=4))
