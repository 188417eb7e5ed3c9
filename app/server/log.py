"""An append-only log: one writer, many readers, each at an offset of its own."""

import asyncio

CHUNK = 16 * 1024


class Cut(Exception):
    """The writer failed; no more bytes will come."""


class Log:
    """Bytes as they come. A reader never holds up the writer or another reader."""

    def __init__(self):
        self.data = bytearray()
        self.ended = False
        self.trouble = None
        self.news = asyncio.Event()

    def append(self, piece):
        self.data += piece
        self.tell()

    def end(self, trouble=None):
        """No more will come; with the reason if that is too early."""
        self.ended, self.trouble = True, trouble
        self.tell()

    def tell(self):
        news, self.news = self.news, asyncio.Event()
        news.set()

    async def read(self, start, stop):
        """The bytes from start to stop in chunks, each as soon as it is there. Cut if they never come."""
        while start < stop:
            while len(self.data) <= start:
                if self.ended:
                    raise Cut(self.trouble or f"the log ended after {len(self.data)} bytes, expected {stop}")
                await self.news.wait()
            chunk = bytes(self.data[start:min(stop, start + CHUNK)])
            start += len(chunk)
            yield chunk

    async def whole(self):
        """All the bytes, once the log has ended. Cut if it ended too early."""
        while not self.ended:
            await self.news.wait()
        if self.trouble:
            raise Cut(self.trouble)
        return bytes(self.data)
