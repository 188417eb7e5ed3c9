"""Optimizers: what to do with a slope. One file each; a new one is found by being here.

Each file has a class ``Optimizer`` with two pure functions. ``init(weights) -> state`` makes what the optimizer
remembers before the first step; ``update(gradient, state) -> nudge, state`` answers with what to add to the weights
and with what it remembers next. A state is a value: it can be kept, sent, and played again.
"""
