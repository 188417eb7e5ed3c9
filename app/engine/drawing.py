"""Drawings in an address: 64 cells with five levels of ink each, two cells to a letter."""

import numpy as np

LEVELS = 5
PATTERN = "[a-y]{32}"
FORM = "a drawing in 32 letters from a to y"


def written(ink: np.ndarray) -> str:
    """An image (8, 8) of ink 0 to 1 as letters, each cell rounded to the nearest of its five levels."""
    pairs = np.rint(ink.reshape(32, 2) * (LEVELS - 1)).astype(int) @ (LEVELS, 1)
    return "".join(chr(ord("a") + pair) for pair in pairs)


def read(letters: str) -> np.ndarray:
    """The image (8, 8), float32, that these 32 letters say."""
    pairs = np.array([ord(letter) - ord("a") for letter in letters])
    return (np.stack(divmod(pairs, LEVELS), axis=1) / (LEVELS - 1)).astype(np.float32).reshape(8, 8)
