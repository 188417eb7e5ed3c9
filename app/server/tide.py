"""Crowds come and go as a tide does; when one has gone, so has the memory that it held."""

import asyncio

from app.server.thrift import let_go

CROWD, SETTLED = 100, 2.0  # connections, seconds


class Tide:
    """Lets go of what a crowd of at least ``CROWD`` held, a moment after half of it has left."""

    def __init__(self):
        self.high, self.ebb = 0, None

    def stands(self, here):
        """So many are here now. Called whenever that changes, within the loop."""
        self.high = max(self.high, here)
        if not self.ebb and self.high >= CROWD and here <= self.high / 2:
            self.ebb = asyncio.get_running_loop().call_later(SETTLED, self.settle)

    def settle(self):
        self.high, self.ebb = 0, None
        let_go()
