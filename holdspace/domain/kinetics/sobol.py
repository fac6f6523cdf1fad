"""The people of the band: the same evenly spread draw each time, so that it never flickers.

A Sobol sequence (direction numbers of Joe and Kuo, 2008) with Owen's scrambling, from a fixed key:
2,048 such people are as good as 10,000 drawn at random. No generator of numbers is involved.
"""

from __future__ import annotations

from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Words = NDArray[np.uint64]

BITS = 32
KEY = 0x484F4C44  # which scrambling; any fixed number does
MOST_EFFECTS = 13

# Of each dimension after the first: the degree of its polynomial, the coefficients, first numbers.
POLYNOMIALS: tuple[tuple[int, int, tuple[int, ...]], ...] = (
    (1, 0, (1,)),
    (2, 1, (1, 3)),
    (3, 1, (1, 3, 1)),
    (3, 2, (1, 1, 1)),
    (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)),
    (5, 2, (1, 1, 5, 5, 17)),
    (5, 4, (1, 1, 5, 5, 5)),
    (5, 7, (1, 1, 7, 11, 19)),
    (5, 11, (1, 1, 5, 1, 1)),
    (5, 13, (1, 1, 1, 3, 11)),
    (5, 14, (1, 3, 5, 5, 31)),
)


@cache
def normal_draw(people: int, effects: int) -> Floats:
    """Standard normal numbers (effects, people), the same at every call. Do not write into it."""
    if not 0 < effects <= MOST_EFFECTS:
        raise ValueError(f"{effects} random effects: there are directions for 1 to {MOST_EFFECTS}.")
    spread = np.stack([_scrambled(people, dimension) for dimension in range(effects)])
    share = (spread.astype(np.float64) + 0.5) / 2.0**BITS
    inverse = NormalDist().inv_cdf
    draw = np.array([inverse(one) for one in share.ravel()]).reshape(share.shape)
    draw.flags.writeable = False
    return draw


def directions(dimension: int) -> list[int]:
    """The 32 direction numbers of one dimension."""
    if dimension == 0:
        return [1 << (BITS - 1 - bit) for bit in range(BITS)]
    degree, coefficients, first = POLYNOMIALS[dimension - 1]
    found = [number << (BITS - 1 - bit) for bit, number in enumerate(first)]
    for bit in range(degree, BITS):
        value = found[bit - degree] ^ (found[bit - degree] >> degree)
        for back in range(1, degree):
            if coefficients >> (degree - 1 - back) & 1:
                value ^= found[bit - back]
        found.append(value)
    return found


def points(people: int, dimension: int) -> Words:
    """The plain sequence of one dimension, as 32-bit whole numbers."""
    index = np.arange(people, dtype=np.uint64)
    value = np.zeros(people, dtype=np.uint64)
    for bit, direction in enumerate(directions(dimension)):
        if people >> bit == 0:
            break
        value ^= ((index >> np.uint64(bit)) & np.uint64(1)) * np.uint64(direction)
    return value


def _scrambled(people: int, dimension: int) -> Words:
    """Each bit is flipped or not by a hash of the bits above it: Owen's nested scrambling."""
    plain = points(people, dimension)
    flips = np.zeros_like(plain)
    for bit in range(BITS):
        above = plain >> np.uint64(BITS - bit)
        flips |= (_hash(above, (KEY << 16) + (dimension << 8) + bit) & np.uint64(1)) << np.uint64(
            BITS - 1 - bit
        )
    return plain ^ flips


def _hash(value: Words, key: int) -> Words:
    """SplitMix64: whole numbers to evenly mixed whole numbers, on every machine alike."""
    begin = np.uint64(key * 0xD1342543DE82EF95 % 2**64)
    mixed = (value + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15) + begin
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
