"""The three truth values and their connectives: Kleene's strong logic.

A missing fact makes a test unknown; unknown spreads only where it matters. The
tables are those of S. C. Kleene, Introduction to Metamathematics (1952), § 64.
"""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """True, false, or not known from the facts at hand."""

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"

    @classmethod
    def of(cls, answer: bool) -> "Truth":
        """The truth of a definite answer."""
        return cls.TRUE if answer else cls.FALSE

    @property
    def known(self) -> bool:
        """Whether this is a definite answer."""
        return self is not Truth.UNKNOWN


def conjunction(truths: Iterable[Truth]) -> Truth:
    """False if one is, else unknown if one is, else true.

    >>> conjunction([Truth.TRUE, Truth.UNKNOWN]), conjunction([])
    (<Truth.UNKNOWN: 'unknown'>, <Truth.TRUE: 'true'>)
    """
    result = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return truth
        if truth is Truth.UNKNOWN:
            result = truth
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    """True if one is, else unknown if one is, else false."""
    result = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return truth
        if truth is Truth.UNKNOWN:
            result = truth
    return result


def negation(truth: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    if truth is Truth.UNKNOWN:
        return truth
    return Truth.FALSE if truth is Truth.TRUE else Truth.TRUE


def agreement(truths: Iterable[Truth]) -> Truth:
    """What all say alike, else unknown: the answer of a contested passage.

    It loses information and never gains any, so it is monotone in knowledge as
    the other connectives are.
    """
    first, *others = truths
    return first if all(truth is first for truth in others) else Truth.UNKNOWN
