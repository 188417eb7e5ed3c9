"""Structures: what a network is built of. One file each; a new one is found by being here.

Each file has ``build(count, dtype) -> Network`` for batches of ``count`` digits, and ``start(seed) -> weights``, the
noise it begins with. The loop treats all of them alike.
"""
