"""The digits: 1,797 handwritten numerals, 8x8 pixels each, split once into those to learn from and those never shown.

The data is the UCI "Optical Recognition of Handwritten Digits" test set (E. Alpaydin, C. Kaynak, 1998,
https://doi.org/10.24432/C50P49), CC BY 4.0; see data/ATTRIBUTION.md.
"""

import hashlib
import io
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

FILE = Path(__file__).with_name("data") / "digits.npz"
SHA256 = "089d33176bf6819a5c6ebd6746c5293713f4e81c2c8fc52b672e6e15faa78f41"
SPLIT_SEED = 12


class Digits(NamedTuple):
    """Images (8, 1, 8, count), ink from 0 to 1, examples last; labels (count,) integers 0 to 9."""

    images: np.ndarray
    labels: np.ndarray

    def __len__(self):
        return len(self.labels)

    def pick(self, which) -> "Digits":
        """Those digits only, in that order, as a contiguous copy."""
        return Digits(np.take(self.images, which, axis=-1), self.labels[which])


def read(file=FILE) -> Digits:
    """All digits, in the order of the source. ValueError when the file is not the one that was published."""
    data = Path(file).read_bytes()
    if (found := hashlib.sha256(data).hexdigest()) != SHA256:
        raise ValueError(f"{file} is damaged: its SHA-256 is {found}, expected {SHA256}")
    with np.load(io.BytesIO(data)) as arrays:
        pixels, labels = arrays["pixels"], arrays["labels"]
    images = np.ascontiguousarray(pixels.T / 16, np.float32)
    return Digits(images.reshape(8, 1, 8, -1), labels.astype(np.intp))


@lru_cache
def split() -> tuple[Digits, Digits]:
    """(1,437 digits to learn from, 360 never shown): every fifth of each class, shuffled by a fixed seed, is kept back.

    Everyone is given the same two, so nobody can write to them.
    """
    everything = read()
    rng = np.random.default_rng(SPLIT_SEED)
    by_class = np.concatenate([rng.permutation(np.flatnonzero(everything.labels == label)) for label in range(10)])
    kept_back = np.arange(len(by_class)) % 5 == 0
    both = everything.pick(np.sort(by_class[~kept_back])), everything.pick(np.sort(by_class[kept_back]))
    for digits in both:
        for array in digits:
            array.flags.writeable = False
    return both
