"""The memory of processes that belong together, as a machine of their own would count it."""

import re
from collections import Counter
from pathlib import Path

MAPPED = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \S+ *(?P<file>/.*)?$")
TAKEN = re.compile(r"^(?P<what>Rss|Anonymous): +(?P<size>\d+) kB$")


def together(*pids):
    """Megabytes: what each has for itself, and once what several have of the same file, as of the interpreter or of numpy.

    The sum of their RSS would count shared pages twice; their PSS would give away a part to strangers who run the same interpreter.
    """
    files: Counter[str] = Counter()
    own = 0
    for alone, shared in map(parts, pids):
        own += alone
        files |= shared
    return (own + files.total()) / 1024


def parts(pid):
    """(kilobytes of its own, kilobytes by file)"""
    own, files, file = 0, Counter(), None
    for line in Path(f"/proc/{pid}/smaps").read_text().splitlines():
        if mapped := MAPPED.match(line):
            file = mapped["file"]
        elif (taken := TAKEN.match(line)) and taken["what"] == "Anonymous":
            own += int(taken["size"])
            files[file] -= int(taken["size"])
        elif taken:
            files[file] += int(taken["size"])
    return own, files
