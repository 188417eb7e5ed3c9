"""HTTP/1.1 with limits: nobody holds a connection or memory by doing nothing, or too much."""

import asyncio

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from app.server.errors import Refusal
from app.server.swift import Swift
from app.server.tide import Tide

GOODBYE, LATER = 1.5, (b"retry-after", b"5")
SLICE = 16 * 1024
UNSENT = 0  # bytes that may wait here, beside those in the kernel, before the next piece is asked for
LONGEST_TARGET, PIPELINED = 8 * 1024, 16
VERSIONS = ("1.0", "1.1")
LONG_TARGET = Refusal(414, f"the target of a request has at most {LONGEST_TARGET} bytes")


class Unfit(Exception):
    """A head that is whole but not fit: it stops the parser, and the refusal says why."""


class Protocol(Swift):
    """A request's head comes in time and is short; what is sent is taken in time; what is refused is refused in our own words."""

    request_seconds, stall_seconds, head_bytes, most = 20.0, 30.0, 32 * 1024, 8192
    errors = tide = None

    def connection_made(self, transport):
        super().connection_made(transport)
        self.tide.stands(len(self.connections))
        transport.set_write_buffer_limits(UNSENT)
        self.asking = self.taking = self.refusal = None
        self.refused, self.begun, self.unread, self.url = False, False, 0, b""
        self.await_request()
        if len(self.connections) > 2 * self.most:
            transport.abort()
        elif len(self.connections) > self.most:
            self.refuse(Refusal(503, f"{self.most} connections are open already", headers=[LATER]))

    def connection_lost(self, error):
        stop(self.asking)
        stop(self.taking)
        super().connection_lost(error)
        self.tide.stands(len(self.connections))

    def await_request(self):
        stop(self.asking)
        self.asking = self.loop.call_later(self.request_seconds, self.give_up)

    def give_up(self):
        """No request came. Who began one is told so."""
        if self.begun:
            self.refuse(Refusal(408, f"the head of a request comes within {self.request_seconds:g} s"))
        else:
            self.transport.abort()

    def data_received(self, data):
        for start in range(0, len(data), SLICE):
            if self.refused or self.transport.is_closing():
                return
            piece = data[start:start + SLICE]
            self.unread += len(piece)
            super().data_received(piece)
            if self.unread > self.head_bytes:
                self.refuse(LONG_TARGET if len(self.url) > LONGEST_TARGET else self.long_head())

    def long_head(self):
        return Refusal(431, f"the head of a request has at most {self.head_bytes} bytes")

    def on_message_begin(self):
        super().on_message_begin()
        self.begun = True

    def on_headers_complete(self):
        self.asking, self.begun, self.unread = stop(self.asking), False, 0
        self.refusal = self.unfit()
        if self.refusal:
            raise Unfit
        super().on_headers_complete()

    def unfit(self):
        """The refusal of a head that is whole but not fit, or None."""
        if len(self.url) > LONGEST_TARGET:
            return LONG_TARGET
        if sum(len(name) + len(value) for name, value in self.headers) > self.head_bytes:
            return self.long_head()
        if (version := self.parser.get_http_version()) not in VERSIONS:
            return Refusal(505, f"no HTTP/{version}", [f"HTTP/{version}" for version in VERSIONS])
        if len(self.pipeline) >= PIPELINED:
            return Refusal(400, f"at most {PIPELINED} requests may wait for their turn on a connection")
        return None

    def on_response_complete(self):
        super().on_response_complete()
        if self.cycle.response_complete and not self.transport.is_closing():
            self.await_request()

    def pause_writing(self):
        super().pause_writing()
        self.taking = self.loop.call_later(self.stall_seconds, self.transport.abort)

    def resume_writing(self):
        super().resume_writing()
        self.taking = stop(self.taking)

    def shutdown(self):
        super().shutdown()
        self.loop.call_later(GOODBYE, self.transport.abort)

    def send_400_response(self, message):
        self.refuse(self.refusal or Refusal(400, "this is not a request that we understand"))

    def refuse(self, refusal):
        """Say why, and close. In the middle of a response nothing can be said.

        What still comes is thrown away for a moment: to close on it would take our answer from whoever is still sending.
        """
        if self.refused or self.transport.is_closing():
            return
        if self.cycle and not self.cycle.response_complete:
            if self.cycle.response_started or self.pipeline:
                self.transport.abort()
                return
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        self.refused = True
        status, head, body = self.errors.answer(refusal, {"method": "GET", "path": "/", "headers": self.headers or []})
        lines = [*self.server_state.default_headers, *head, (b"connection", b"close")]
        told = b"".join(name + b": " + value + b"\r\n" for name, value in lines)
        self.transport.write(STATUS_LINE[status] + told + b"\r\n" + body)
        self.transport.write_eof()
        self.loop.call_later(GOODBYE, self.transport.abort)


def limited(settings, errors, lane=None):
    """The protocol with the limits that an operator has set, our words for what it refuses, and a lane for what is finished, if any."""
    return type("Limited", (Protocol,), {
        "request_seconds": settings.request_seconds, "stall_seconds": settings.stall_seconds, "head_bytes": settings.head_bytes,
        "most": settings.connections, "errors": errors, "lane": lane, "tide": Tide(),
    })


def stop(timer: asyncio.TimerHandle | None):
    """Stop a timer, if there is one; None is what is left of it."""
    if timer:
        timer.cancel()
