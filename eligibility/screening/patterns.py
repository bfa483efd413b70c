"""Patterns of sets: which of many sets each person is in, as one small number.

People in the same sets have the same pattern, so what follows from the sets need be
worked out once for each pattern, however many people there are. Patterns are numbered
as they are first met, in this batch or an earlier one; 0 is that of being in none.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from eligibility.sets.people import Bits

AT_ONCE = 16
"""So many sets make one chunk, which a table of 65,536 numbers tells apart."""
SMALLEST, ROOMY = 64, 4
FREE = -1
TURNS = tuple(
    (np.uint64(shift), np.uint64(mask))
    for shift, mask in (
        (7, 0x00AA00AA00AA00AA),
        (14, 0x0000CCCC0000CCCC),
        (28, 0x00000000F0F0F0F0),
    )
)
GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2**64 over the golden ratio: Fibonacci hashing, Knuth's Art of Computer Programming,
volume 3, section 6.4."""


class Patterns:
    """The patterns of some sets, of which there are always equally many."""

    def __init__(self) -> None:
        self._chunks: list[_Chunk] = []
        self._pairs: list[_Pairs] = []

    def of(self, sets: Sequence[Bits | None], count: int) -> NDArray[np.int32]:
        """The pattern of each person."""
        found = np.zeros(count, np.int32)
        for n, start in enumerate(range(0, len(sets), AT_ONCE)):
            if n == len(self._chunks):
                self._chunks.append(_Chunk())
                self._pairs.append(_Pairs())
            told = self._chunks[n].of(sets[start : start + AT_ONCE], count)
            found = self._pairs[n].of(found, told) if n else told
        return found


class _Chunk:
    """The patterns of up to 16 sets."""

    def __init__(self) -> None:
        self._table = np.full(1 << AT_ONCE, -1, np.int32)
        self._table[0] = 0
        self._count = 1

    def of(self, sets: Sequence[Bits | None], count: int) -> NDArray[np.int32]:
        """The pattern of each person."""
        if all(one is None for one in sets):
            return np.zeros(count, np.int32)
        words = np.zeros(count, np.uint16)
        if any(one is not None for one in sets[:8]):
            words |= _across(sets[:8], count)
        if any(one is not None for one in sets[8:]):
            words |= _across(sets[8:], count).astype(np.uint16) << np.uint16(8)
        found: NDArray[np.int32] = self._table[words]
        if (found < 0).any():
            fresh = np.unique(words[found < 0])
            self._table[fresh] = np.arange(self._count, self._count + len(fresh))
            self._count += len(fresh)
            return self._table[words]
        return found


def _across(sets: Sequence[Bits | None], count: int) -> NDArray[np.uint8]:
    """Of each person, in which of up to 8 sets they are: bit N for set N.

    Eight bits of eight sets are a square of bits, which is turned in three steps: as
    in Warren, Hacker's Delight, section 7-3.
    """
    (some, *_) = (one for one in sets if one is not None)
    square = np.zeros((some.nbytes, 8), np.uint8)
    for n, one in enumerate(sets):
        if one is not None:
            square[:, n] = one.view(np.uint8)
    rows = square.view(np.uint64).ravel()
    for shift, mask in TURNS:
        moved = rows >> shift
        moved ^= rows
        moved &= mask
        rows ^= moved
        moved <<= shift
        rows ^= moved
    return rows.view(np.uint8)[:count]


class _Pairs:
    """The patterns of two patterns; that of none and none is 0.

    A table of hashes, of which at most a quarter is taken; where two pairs fall on one
    place, the later stands on the next that is free.
    """

    def __init__(self) -> None:
        self._count = 0
        self._pairs = np.full(SMALLEST, FREE, np.int64)
        self._numbers = np.zeros(SMALLEST, np.int32)
        self._add(np.zeros(1, np.int64))

    def of(
        self, left: NDArray[np.int32], right: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """The pattern of each person."""
        pairs = (left.astype(np.int64) << 32) | right
        places, missed = self._looked_up(pairs)
        if len(missed):
            self._add(np.unique(pairs[missed]))
            places, _ = self._looked_up(pairs)
        found: NDArray[np.int32] = self._numbers[places]
        return found

    def _looked_up(
        self, pairs: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The place of each pair, and which of them have none."""
        places = self._hashed(pairs)
        missed: list[NDArray[np.int64]] = []
        waiting = np.flatnonzero(self._pairs[places] != pairs)
        while len(waiting):
            free = self._pairs[places[waiting]] == FREE
            missed.append(waiting[free])
            waiting = waiting[~free]
            places[waiting] = (places[waiting] + 1) & (len(self._pairs) - 1)
            waiting = waiting[self._pairs[places[waiting]] != pairs[waiting]]
        return places, np.concatenate(missed) if missed else np.empty(0, np.int64)

    def _hashed(self, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
        mixed = pairs.view(np.uint64) * GOLDEN
        return (mixed >> np.uint64(40)).astype(np.int64) & (len(self._pairs) - 1)

    def _add(self, fresh: NDArray[np.int64]) -> None:
        """Number pairs that were not met before."""
        size = len(self._pairs)
        while size < ROOMY * (self._count + len(fresh)):
            size *= 2
        if size > len(self._pairs):
            kept = self._pairs != FREE
            pairs, numbers = self._pairs[kept], self._numbers[kept]
            self._pairs = np.full(size, FREE, np.int64)
            self._numbers = np.zeros(size, np.int32)
            self._put(pairs, numbers)
        numbers = np.arange(self._count, self._count + len(fresh), dtype=np.int32)
        self._put(fresh, numbers)
        self._count += len(fresh)

    def _put(self, pairs: NDArray[np.int64], numbers: NDArray[np.int32]) -> None:
        for pair, number, place in zip(
            pairs.tolist(), numbers.tolist(), self._hashed(pairs).tolist(), strict=True
        ):
            at = place
            while self._pairs[at] != FREE:
                at = (at + 1) & (len(self._pairs) - 1)
            self._pairs[at], self._numbers[at] = pair, number
