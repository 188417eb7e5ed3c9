"""WebKitGTK, told over WebDriver by HTTP, on a screen that nobody sees."""

import http.client
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.engines.driver import PATIENCE, Driver, free_port, patiently, stop

COMMANDS = {
    "NewSession": ("POST", ""), "Navigate": ("POST", "/url"), "ExecuteScript": ("POST", "/execute/sync"),
    "PerformActions": ("POST", "/actions"), "SetWindowRect": ("POST", "/window/rect"), "TakeScreenshot": ("GET", "/screenshot"),
    "DeleteSession": ("DELETE", ""),
}
OPTIONS = ["--automation", "--enable-write-console-messages-to-stdout=true"]


def browser():
    """Its bare browser, which no path leads to."""
    return next((str(file) for file in Path("/usr").glob("lib*/*/webkit2gtk-4.*/MiniBrowser")), None)


def found():
    """Where its driver is, or None where something is missing."""
    return shutil.which("Xvfb") and browser() and shutil.which("WebKitWebDriver")


class WebKit(Driver):
    def __init__(self, width, height):
        self.turned = 0
        self.output = tempfile.TemporaryFile("w+")  # noqa: SIM115
        self.port, self.session = free_port(), "/session"
        self.screen, display = screen(width, height)
        self.driver = subprocess.Popen(
            [found(), f"--port={self.port}"], env=os.environ | {"DISPLAY": display},
            stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT,
        )
        wanted = {"webkitgtk:browserOptions": {"binary": browser(), "args": OPTIONS}}
        made = patiently(lambda: self.ask("NewSession", capabilities={"alwaysMatch": wanted}), self.driver)
        self.session, self.version = f"/session/{made['sessionId']}", made["capabilities"]["browserVersion"]
        self.shape(width, height)

    def ask(self, command, **parameters):
        method, path = COMMANDS[command]
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, self.session + path, json.dumps(parameters) if method == "POST" else None)
        value = json.load(connection.getresponse())["value"]
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{command}: {value['error']}: {value['message']}")
        return value

    def wheel(self, x, y, down):
        """It takes each turn for the place of the wheel, and scrolls by the difference to the last."""
        self.turned += down
        super().wheel(x, y, self.turned)

    def complaints(self):
        """The errors that it wrote down."""
        self.output.seek(0)
        return [line.strip() for line in self.output if "CONSOLE" in line and "ERROR" in line]

    def quit(self):
        self.ask("DeleteSession")
        stop(self.driver)
        stop(self.screen)
        self.output.close()


def screen(width, height):
    """A screen of that size: its process, and its name."""
    told, tell = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", f"{width}x{height}x24"], pass_fds=[tell], stderr=subprocess.DEVNULL,
    )
    os.close(tell)
    with open(told) as lines:
        return process, f":{lines.readline().strip()}"
