"""Firefox, told over its own Marionette: each message a length, a colon and JSON, on a plain socket."""

import json
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

from tests.engines.driver import PATIENCE, Driver, free_port, patiently, stop


def found():
    """Where it is, or None."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox(Driver):
    def __init__(self, width, height):
        self.profile = tempfile.TemporaryDirectory()
        port = free_port()
        (Path(self.profile.name) / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
        self.process = subprocess.Popen(
            [found(), "--headless", "--marionette", "--no-remote", "--profile", self.profile.name, "--remote-allow-system-access"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        self.socket = patiently(lambda: socket.create_connection(("127.0.0.1", port), PATIENCE), self.process)
        self.messages, self.number = self.socket.makefile("rb"), 0
        self.read()
        self.version = self.ask("NewSession")["capabilities"]["browserVersion"]
        self.shape(width, height)

    def read(self):
        length = b"".join(iter(lambda: self.messages.read(1), b":"))
        return json.loads(self.messages.read(int(length)))

    def ask(self, command, **parameters):
        return self.tell(f"WebDriver:{command}", parameters)

    def tell(self, command, parameters):
        self.number += 1
        message = json.dumps([0, self.number, command, parameters]).encode()
        self.socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self.read()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and result.keys() == {"value"} else result

    def complaints(self):
        """The errors of pages, not those of the browser about itself."""
        self.tell("Marionette:SetContext", {"value": "chrome"})
        told = self.run("return Services.console.getMessageArray().map(message => message.message)")
        self.tell("Marionette:SetContext", {"value": "content"})
        return [line for line in told if "Error" in line.partition('"')[0] and "http://" in line or "Content-Security-Policy" in line]

    def quit(self):
        self.messages.close()
        self.socket.close()
        stop(self.process)
        self.profile.cleanup()
