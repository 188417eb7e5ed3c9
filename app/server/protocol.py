"""HTTP/1.1 as uvicorn speaks it with httptools, with deadlines: nobody holds a connection by doing nothing."""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.server.headers import NEVER, OURS

REQUEST, STALL, GOODBYE = 20, 30, 1.5
LARGEST_HEAD = 32 * 1024


class Protocol(HttpToolsProtocol):
    """A request's head comes within REQUEST seconds and LARGEST_HEAD bytes; what is sent is taken within STALL seconds."""

    def connection_made(self, transport):
        super().connection_made(transport)
        self.asking = self.taking = None
        self.await_request()

    def connection_lost(self, error):
        stop(self.asking)
        stop(self.taking)
        super().connection_lost(error)

    def await_request(self):
        stop(self.asking)
        self.asking, self.head = self.loop.call_later(REQUEST, self.transport.abort), 0

    def data_received(self, data):
        if self.asking:
            self.head += len(data)
        if self.head > LARGEST_HEAD:
            self.send_400_response(f"The head of a request has at most {LARGEST_HEAD} bytes.")
        else:
            super().data_received(data)

    def on_headers_complete(self):
        self.asking, self.head = stop(self.asking), 0
        super().on_headers_complete()
        if any(name in (b"content-length", b"transfer-encoding") for name, _ in self.headers):
            self.cycle.keep_alive = False

    def on_response_complete(self):
        super().on_response_complete()
        self.await_request()

    def pause_writing(self):
        super().pause_writing()
        self.taking = self.loop.call_later(STALL, self.transport.abort)

    def resume_writing(self):
        super().resume_writing()
        self.taking = stop(self.taking)

    def shutdown(self):
        super().shutdown()
        self.loop.call_later(GOODBYE, self.transport.abort)

    def send_400_response(self, message):
        """As uvicorn's, with our headers."""
        told = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(message)), (b"connection", b"close")]
        head = b"".join(name + b": " + value + b"\r\n" for name, value in [*told, NEVER, *OURS])
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n" + head + b"\r\n" + message.encode())
        self.transport.close()


def stop(timer: asyncio.TimerHandle | None):
    """Stop a timer, if there is one; None is what is left of it."""
    if timer:
        timer.cancel()
