"""A Chromium whose tabs are really hidden behind one another, told what to do through its pipes: Playwright keeps them all lit."""

import json
import os
import subprocess
import tempfile
import time
from contextlib import contextmanager

from tests import chromium

PATIENCE = 30


class Tab:
    """A page, its target and how it is told. ``first`` is a script that runs before any of the page's own; it may open ``behind``."""

    def __init__(self, window, address="about:blank", first="", behind=False):
        self.window, self.target = window, window.ask("Target.createTarget", url="about:blank", background=behind)["targetId"]
        self.session = window.ask("Target.attachToTarget", targetId=self.target, flatten=True)["sessionId"]
        self.tell("Page.enable")
        self.tell("Page.addScriptToEvaluateOnNewDocument", source=first)
        self.tell("Page.navigate", url=address)

    def tell(self, method, **parameters):
        return self.window.ask(method, self.session, **parameters)

    def run(self, script):
        """What this expression comes to, once it is there."""
        told = self.tell("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait_for(self, script):
        """What this expression comes to, once it is true."""
        end = time.monotonic() + PATIENCE
        while not (found := self.run(script)):
            assert time.monotonic() < end, f"not within {PATIENCE} s: {script}"
            time.sleep(0.05)
        return found

    def show(self):
        """In front of the others."""
        self.window.ask("Target.activateTarget", targetId=self.target)


class Window:
    """Asks Chromium and waits for what it answers."""

    def __init__(self, told, heard):
        self.told, self.heard, self.asked = told, heard, 0

    def ask(self, method, session=None, **parameters):
        self.asked += 1
        whom = {"sessionId": session} if session else {}
        self.told.write(json.dumps({"id": self.asked, "method": method, "params": parameters} | whom).encode() + b"\0")
        self.told.flush()
        while (answer := json.loads(self.next())).get("id") != self.asked:
            pass
        assert "error" not in answer, f"{method}: {answer}"
        return answer["result"]

    def next(self):
        message = bytearray()
        while (byte := self.heard.read(1)) != b"\0":
            assert byte, "Chromium has ended"
            message += byte
        return message


@contextmanager
def opened(path):
    """A window of the Chromium at that path, for the length of a ``with``."""
    (read, told), (heard, write) = os.pipe(), os.pipe()
    shell = ["sh", "-c", f'exec "$0" "$@" 3</dev/fd/{read} 4>/dev/fd/{write}']
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, open(told, "wb") as told, open(heard, "rb") as heard:
        process = subprocess.Popen(
            [*shell, path, *chromium.options(path)["args"], "--headless=new", "--remote-debugging-pipe", f"--user-data-dir={profile}"],
            pass_fds=(read, write), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        os.close(read)
        os.close(write)
        try:
            yield Window(told, heard)
        finally:
            process.terminate()
            process.wait()
