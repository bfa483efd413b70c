"""Many people's facts, and sets of people as bits: 64 of them in a machine word.

Codes stand in arrays of whole numbers. An ordered fact's are its codes; a choice is
the place of its value among those declared, a truth is 0 or 1. A connective over sets
of people then costs a small fraction of a nanosecond a person.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eligibility.law.facts import Code, Fact, Kind, says_something
from eligibility.law.spans import bounded, earliest

Numbers = NDArray[np.integer]
Bits = NDArray[np.uint64]
"""A set of people: bit N of it is person N."""
WORD = 64


@dataclass(frozen=True, slots=True)
class Column:
    """One fact of many people: their numbers, and of whom it is known.

    Where it is not known, the number says nothing.
    """

    numbers: Numbers
    known: Bits


class People:
    """Some people, of whom the facts in `columns` are given, and the bounds of days
    that are known to a span only (see `law.spans`).

    `whole` are those who count: whoever is not in it is in no set that is asked for.
    """

    def __init__(
        self,
        count: int,
        columns: Mapping[str, Column],
        facts: Mapping[str, Fact],
        whole: Bits | None = None,
    ) -> None:
        self.count = count
        self.columns = dict(columns)
        self.facts = facts
        self.whole = bits(np.ones(count, bool)) if whole is None else whole
        self.none: Bits = np.zeros_like(self.whole)
        self.splits: dict[object, dict[int, tuple[Bits, Bits]]] = {}
        """What was found of conditions, by whoever laid them out and their places."""
        self._values: dict[tuple[str, int], Bits] = {}
        self._saying: dict[str, Bits] = {}

    def known(self, fact: str) -> Bits:
        """Those of whom a fact is known."""
        column = self.columns.get(fact)
        return self.none if column is None else column.known & self.whole

    def spanned(self, fact: str) -> Bits:
        """Those of whom a day is known to lie in a span only."""
        return self.known(earliest(fact)) & ~self.known(fact)

    def among(self, fact: str, codes: Collection[Code]) -> Bits:
        """Those of whom a choice or a truth is known to be one of some values."""
        found = self.none
        for code in codes:
            found = found | self._value(fact, number(self.facts[fact], code))
        return found

    def between(self, fact: str, least: int | None, most: int | None) -> Bits:
        """Those of whom an ordered fact is known to lie between two codes."""
        column = self.columns.get(fact)
        if column is None:
            return self.none
        met = self.known(fact)
        if least is not None:
            met = met & bits(column.numbers >= least)
        if most is not None:
            met = met & bits(column.numbers <= most)
        return met

    def saying(self, facts: Iterable[str]) -> Bits:
        """Those of whom one of some facts says more than "none"."""
        found = self.none
        for fact in facts:
            if fact in self.columns or earliest(fact) in self.columns:
                if fact not in self._saying:
                    self._saying[fact] = self._says(fact)
                found = found | self._saying[fact]
        return found

    def told(self, fact: str, code: Code, whom: Bits) -> None:
        """Take a fact of some people to be known from here on."""
        self.splits.clear()
        declared = self.facts[fact]
        column = self.columns.get(fact) or Column(
            np.zeros(self.count, np.int64), self.none
        )
        numbers = column.numbers.copy()
        numbers[flags(whom, self.count)] = number(declared, code)
        self.columns[fact] = Column(numbers, column.known | whom)
        self._saying.pop(fact, None)
        self._values = {key: one for key, one in self._values.items() if key[0] != fact}

    def codes(self, person: int, facts: Iterable[str]) -> dict[str, Code]:
        """What is known of some facts of one person, as codes."""
        return {
            id_: code(self.facts[bounded(id_)], int(self.columns[id_].numbers[person]))
            for id_ in facts
            if id_ in self.columns and has(self.columns[id_].known, person)
        }

    def _value(self, fact: str, value: int) -> Bits:
        if fact not in self.columns:
            return self.none
        key = (fact, value)
        if key not in self._values:
            met = self.columns[fact].numbers == value
            self._values[key] = bits(met) & self.known(fact)
        return self._values[key]

    def _says(self, fact: str) -> Bits:
        declared = self.facts[fact]
        values: tuple[Code, ...] = (0,) if declared.kind.ordered else declared.domain
        silent = [one for one in values if not says_something(one)]
        return (self.known(fact) & ~self.among(fact, silent)) | self.spanned(fact)


def number(fact: Fact, code: Code) -> int:
    """The number of a code in an array."""
    if fact.kind is Kind.CHOICE:
        return tuple(fact.values).index(str(code))
    return int(code)


def code(fact: Fact, value: int) -> Code:
    """The code of a number from an array."""
    if fact.kind is Kind.CHOICE:
        return tuple(fact.values)[value]
    return bool(value) if fact.kind is Kind.BOOL else value


def bits(met: NDArray[np.bool_]) -> Bits:
    """The set of those for whom something is met."""
    packed = np.packbits(met, bitorder="little")
    words = np.zeros(-(-len(met) // WORD), np.uint64)
    words.view(np.uint8)[: len(packed)] = packed
    return words


def flags(of: Bits, count: int) -> NDArray[np.bool_]:
    """Whether each person is in a set.

    >>> flags(bits(np.array([True, False, True])), 3).tolist()
    [True, False, True]
    """
    return np.unpackbits(of.view(np.uint8), count=count, bitorder="little").view(
        np.bool_
    )


def has(of: Bits, person: int) -> bool:
    """Whether somebody is in a set."""
    return bool(int(of[person // WORD]) >> (person % WORD) & 1)


def first(of: Bits) -> int | None:
    """The first person in a set; None where there is nobody."""
    filled = np.flatnonzero(of)
    if not len(filled):
        return None
    word = int(of[filled[0]])
    return int(filled[0]) * WORD + (word & -word).bit_length() - 1
