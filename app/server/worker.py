"""The worker: a process of its own that computes one run after another, so that the server never has to.

It reads a JSON line per run from its standard input, ``["ball", {"knob": "55", ...}]``, and answers on its standard output
with messages: one byte that tells the kind, the length as four bytes, little-endian, then so many bytes.
"""

import hashlib
import json
import os
import signal
import struct
import sys
import time
import traceback

from app.server.thrift import let_go
from app.server.whence import whence

MESSAGE = struct.Struct("<cI")
READY, PIECE, END, FAILED = b"r", b"p", b"e", b"f"
AT_ONCE = 3
PAUSE = 0.02
PROBE_STEPS = 24
MODEST = 5


def fingerprint():
    """The bits of this machine's arithmetic: the hash of where a short training ends."""
    from app.engine.run import Settings, train
    *_, last = train(Settings(steps=PROBE_STEPS))
    return hashlib.sha256(last.weights.tobytes()).digest()


def play(word, settings):
    """The bytes of one film, piece by piece."""
    from app import scenes, stream
    from app.engine import menu
    scene = menu.pick(scenes, word)
    return stream.encode(word, settings, scene.layout(settings), scene.play(settings))


def gathered(pieces, clock=time.monotonic):
    """Fewer, larger pieces: the header, what is before and the first record at once, then whatever came in a PAUSE."""
    held, sent = [], clock()
    for number, piece in enumerate(pieces):
        held.append(piece)
        if number < AT_ONCE or clock() - sent >= PAUSE:
            yield b"".join(held)
            held, sent = [], clock()
    yield b"".join(held)


def say(out, kind, content=b""):
    out.write(MESSAGE.pack(kind, len(content)) + content)
    out.flush()


def perform(word, settings, out):
    try:
        for piece in gathered(play(word, settings)):
            say(out, PIECE, piece)
    except BrokenPipeError:
        raise
    except Exception as trouble:
        traceback.print_exc()
        say(out, FAILED, "{}:{}: {}".format(*whence(trouble)).encode())
    else:
        say(out, END)


def forget():
    """Let go of the landscapes of all digits, whose buffers are large: a run that needs them makes them anew in a millisecond."""
    from app import story
    for landscape in (story.shown, story.unseen):
        landscape.cache_clear()


def main():
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(MODEST)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        say(out, READY, fingerprint())
        for line in sys.stdin.buffer:
            perform(*json.loads(line), out)
            forget()
            let_go()
    except BrokenPipeError:
        os._exit(0)


if __name__ == "__main__":
    main()
