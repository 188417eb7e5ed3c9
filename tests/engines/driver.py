"""What the tests ask of a browser, in the words of the WebDriver protocol, which Firefox and WebKit each carry in their own way."""

import base64
import socket
import subprocess
import time

PATIENCE = 30
KEYS = {"ArrowRight": "\ue014", "ArrowLeft": "\ue012"}


class Driver:
    """A browser that is told what to do. ``ask(command, **parameters)`` is how it is told; ``complaints()`` what its console says."""

    def go(self, address):
        self.ask("Navigate", url=address)

    def run(self, script, *arguments):
        """What a function with this body returns."""
        return self.ask("ExecuteScript", script=script, args=list(arguments))

    def picture(self):
        """What is to be seen, as a PNG."""
        return base64.b64decode(self.ask("TakeScreenshot", full=False))

    def wheel(self, x, y, down):
        """Turn the wheel over that place, by so many pixels."""
        turn = {"type": "scroll", "x": x, "y": y, "deltaX": 0, "deltaY": down, "origin": "viewport", "duration": 0}
        self.ask("PerformActions", actions=[{"type": "wheel", "id": "wheel", "actions": [turn]}])

    def stroke(self, x, y, dx, dy):
        """A finger goes from that place so far; where the browser knows no fingers, a mouse does."""
        way = [{"type": "pointerMove", "x": round(x + dx * k / 9), "y": round(y + dy * k / 9), "duration": 16} for k in range(10)]
        moves = [way[0], {"type": "pointerDown", "button": 0}, *way[1:], {"type": "pointerUp", "button": 0}]
        self.ask("PerformActions", actions=[{"type": "pointer", "id": "finger", "parameters": {"pointerType": "touch"}, "actions": moves}])

    def shape(self, width, height):
        """The window gets that width and height."""
        self.ask("SetWindowRect", x=0, y=0, width=width, height=height)

    def press(self, key):
        strokes = [{"type": kind, "value": KEYS[key]} for kind in ("keyDown", "keyUp")]
        self.ask("PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])


def patiently(attempt, process=None):
    """What the attempt gives back once it raises no OSError."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return attempt()
        except OSError:
            if time.monotonic() > end or (process and process.poll() is not None):
                raise
            time.sleep(0.05)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def stop(process):
    """End a process, politely first."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
