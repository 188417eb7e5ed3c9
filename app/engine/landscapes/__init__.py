"""Landscapes: anything with weights that can be measured. One file each; a new one is found by being here.

A landscape has ``start``, the weights one begins with (one flat vector), ``measure(weights) -> loss, gradient`` with the
gradient shaped as the weights, and ``loss(weights)`` alone where the slope is not asked for. One of two weights measures
many balls at once just as well: weights (2, balls), and a loss for each ball.
Each file's ``example()`` makes a small one in float64, on which its gradient is checked.
"""
