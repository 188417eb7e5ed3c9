"""Tables of a bench: the median and, beside it, the middle half of the rounds; what is over budget is said and remembered."""

from operator import ge, le

from tests.bench.rounds import spread

UNITS = {"µs": 1e6, "ms": 1e3, "s": 1.0}


def table(times, budgets, unit, each=1):
    """Print what everybody took, and how often the first fits into the others' time. True if every budget, a least ratio, is kept."""
    (mine, own), *_ = times.items()
    kept = True
    for name, taken in times.items():
        told = quartiles([seconds * UNITS[unit] / each for seconds in taken])
        ratios = [theirs / ours for theirs, ours in zip(taken, own)]
        print(f"  {name:<40} {told + ' ' + unit:>34}   {quartiles(ratios, 2) + ' times' if name != mine else ''}", end="")
        kept &= judged(spread(ratios)[1], budgets.get(name), ge)
    return kept


def line(what, values, unit, most=None, digits=1):
    """Print one figure that has a budget of its own, if it has one. True if its median is kept."""
    print(f"  {what:<40} {quartiles(values, digits) + ' ' + unit:>34}", end="   ")
    return judged(spread(values)[1], most, le)


def judged(value, budget, keeps):
    """End the line with the budget and whether it is kept."""
    if budget is None:
        print()
        return True
    kept = keeps(value, budget)
    print(f"   {'at least' if keeps is ge else 'at most'} {budget:g}: {'kept' if kept else 'BROKEN'}", flush=True)
    return kept


def quartiles(values, digits=1):
    low, median, high = spread(values)
    return f"{median:,.{digits}f} ({low:,.{digits}f} to {high:,.{digits}f})"
