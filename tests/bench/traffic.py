"""Traffic: what a page has had sent to it, in bytes on the wire with their headers, as the browser itself counts them."""

import time


class Traffic:
    """Listens to a page by its Chrome DevTools session from now on."""

    def __init__(self, session):
        self.kinds, self.sizes, self.open, self.last = {}, {}, set(), time.monotonic()
        session.on("Network.requestWillBeSent", self.asked)
        session.on("Network.responseReceived", self.answered)
        session.on("Network.loadingFinished", self.finished)
        session.on("Network.loadingFailed", self.ended)
        session.send("Network.enable")

    def asked(self, event):
        if event["request"]["url"].startswith("http"):
            self.open.add(event["requestId"])
        self.last = time.monotonic()

    def answered(self, event):
        self.kinds[event["requestId"]] = event["type"]

    def finished(self, event):
        self.sizes[event["requestId"]] = event["encodedDataLength"]
        self.ended(event)

    def ended(self, event):
        self.open.discard(event["requestId"])
        self.last = time.monotonic()

    def quiet(self, seconds):
        """Whether nothing was under way for so long."""
        return not self.open and time.monotonic() - self.last > seconds

    def kilobytes(self, *kinds):
        """Of these kinds, as Chrome calls them (Script, Document, Fetch); of all, if none is given. 1 KB is 1,024 bytes."""
        return sum(size for number, size in self.sizes.items() if not kinds or self.kinds.get(number) in kinds) / 1024
