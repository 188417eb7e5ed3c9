"""Work: what a page's main thread did while its browser was traced."""

import json
import re
from collections import Counter

CATEGORIES = ["-*", "devtools.timeline"]
WORK = re.compile("|".join((
    r"FunctionCall|EvaluateScript|Fire|TimerFire|EventDispatch|RunMicrotasks|\w*GC|[vV]8\.",
    r"Layout|UpdateLayoutTree|IntersectionObserver|HitTest",
    r"Paint|PrePaint|Layerize|Commit",
)))


def milliseconds(trace):
    """How long, of script, layout and paint together, the thread worked that animated most frames."""
    events = json.loads(trace)["traceEvents"]
    threads = Counter((event["pid"], event["tid"]) for event in events if event["name"] == "FireAnimationFrame")
    thread, _ = threads.most_common(1)[0]
    spans = [event for event in events if event["ph"] == "X" and (event["pid"], event["tid"]) == thread]
    return sum(own for name, own in alone(spans) if WORK.match(name)) / 1000


def alone(spans):
    """(name, microseconds) of each span, without those within it."""
    open_, told = [], []
    for span in sorted(spans, key=lambda span: (span["ts"], -span.get("dur", 0))):
        begin, long = span["ts"], span.get("dur", 0)
        while open_ and open_[-1][0] <= begin:
            open_.pop()
        if open_:
            told[open_[-1][1]][1] -= long
        open_.append((begin + long, len(told)))
        told.append([span["name"], long])
    return told
