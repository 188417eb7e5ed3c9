"""HTTP/1.1 as uvicorn speaks it with httptools, with a fast lane: what is finished is written as it is asked for, without a task."""

import asyncio

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol


class Swift(HttpToolsProtocol):
    """A plain request for something finished takes the lane, if there is one and nothing is under way; all else goes to the application."""

    lane = handover = None

    def data_received(self, data):
        """Of the requests that come at once, the first may take the lane: the others wait for their turn, as everybody does."""
        self.first = True
        super().data_received(data)

    def on_headers_complete(self):
        if self.transport.is_closing():
            return
        found = self.free() and self.lane.find(self.url.decode("latin-1"), dict(self.headers))
        self.first = False
        if found:
            self.cycle = self.handover = Handover(self, *found)
            self.handover.go_on()
        else:
            self._unset_keepalive_if_required()
            super().on_headers_complete()

    def free(self):
        """Whether the request that has come may take the lane."""
        return (
            self.lane and self.first and (not self.cycle or self.cycle.response_complete)
            and self.parser.get_method() == b"GET" and self.parser.get_http_version() == "1.1"
        )

    def resume_writing(self):
        super().resume_writing()
        if self.handover:
            self.loop.call_soon(self.handover.go_on)  # a transport must not be closed from in here

    def connection_lost(self, error):
        super().connection_lost(error)
        if self.handover:
            self.handover.pieces.close()
            self.cycle = self.handover = None  # each knows the other: apart, they are let go at once


class Handover:
    """An answer on its way through the lane, in the place of uvicorn's cycle: each piece is written when the last one was taken."""

    response_started, disconnected, message_event = True, False, asyncio.Event()

    def __init__(self, protocol, status, lines, pieces):
        self.protocol, self.pieces, self.response_complete = protocol, pieces, False
        self.keep_alive = protocol.parser.should_keep_alive()
        date = b"".join(b"%b: %b\r\n" % header for header in protocol.server_state.default_headers)
        close = b"" if self.keep_alive else b"connection: close\r\n"
        protocol.transport.writelines((STATUS_LINE[status], date, lines, close, b"\r\n", next(pieces, b"")))

    def go_on(self):
        """Write until the reader does not take more, or until nothing is left."""
        transport, flow = self.protocol.transport, self.protocol.flow
        while not (flow.write_paused or transport.is_closing() or self.response_complete):
            if piece := next(self.pieces, None):
                transport.write(piece)
            else:
                self.end()

    def end(self):
        self.response_complete = True
        if not self.keep_alive:
            self.protocol.transport.close()
        self.protocol.on_response_complete()
