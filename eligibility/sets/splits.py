"""Kleene's connectives for truths held as two sets: where they are so, where not so.

The sets are of days or of people, as the bits of anything that knows `&` and `|`: a
whole number, an array of machine words. A splitter finds the sets of a condition from
those of its parts, which were found before it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Split = tuple[Any, Any]
Found = Mapping[int, Split] | Sequence[Split]
Splitter = Callable[[Any, Any], Split]


def all_hold(parts: tuple[int, ...]) -> Splitter:
    """Where all parts hold, and where one does not."""
    first, *rest = parts

    def splitter(_: object, found: Found) -> Split:
        true, false = found[first]
        for part in rest:
            one, other = found[part]
            true, false = true & one, false | other
        return true, false

    return splitter


def any_holds(parts: tuple[int, ...]) -> Splitter:
    """Where one part holds, and where none does."""
    first, *rest = parts

    def splitter(_: object, found: Found) -> Split:
        true, false = found[first]
        for part in rest:
            one, other = found[part]
            true, false = true | one, false & other
        return true, false

    return splitter


def holds_not(part: int) -> Splitter:
    """Where a part does not hold, and where it does."""

    def splitter(_: object, found: Found) -> Split:
        true, false = found[part]
        return false, true

    return splitter


def all_alike(parts: tuple[int, ...]) -> Splitter:
    """Where all parts hold, and where none does: a contested passage."""
    first, *rest = parts

    def splitter(_: object, found: Found) -> Split:
        true, false = found[first]
        for part in rest:
            one, other = found[part]
            true, false = true & one, false & other
        return true, false

    return splitter
