"""The log: lines for people, or JSON lines for programs. None holds an address of a person, a user agent or a query."""

import json
import logging
import time

access = logging.getLogger("downhill.access")


class JsonLines(logging.Formatter):
    """One JSON object per line: time (UTC), level, logger, message, what else was told of it, and the traceback of an accident."""

    converter = time.gmtime  # type: ignore[assignment]  # UTC; logging itself calls it with a number alone

    def format(self, record):
        told = {
            "time": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03}Z", "level": record.levelname,
            "logger": record.name, "message": record.getMessage(), **getattr(record, "told", {}),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told)


def begin(settings):
    """Log to the standard error in the form that the settings ask for."""
    lines = logging.StreamHandler()
    lines.setFormatter(JsonLines() if settings.log == "json" else logging.Formatter("%(levelname)s: %(message)s"))
    logging.basicConfig(handlers=[lines])
    access.setLevel("INFO" if settings.access_log else "WARNING")


def request(method, kind, path, status, seconds):
    """One line for one answer."""
    if access.isEnabledFor(logging.INFO):
        told = {"method": method, "kind": kind, "path": path, "status": status, "ms": round(seconds * 1000, 1)}
        access.info("%s %a %d %.1f ms", method, path, status, seconds * 1000, extra={"told": told})
