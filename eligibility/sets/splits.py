"""Kleene's connectives for truths held as two sets: where they are so, where not so.

The sets are of days or of people, as the bits of anything that knows `&` and `|`: a
whole number, an array of machine words. A step finds the sets of a condition from
those of its parts, which were found before it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Held = tuple[Any, Any]
Found = Mapping[int, Held] | Sequence[Held]
Step = Callable[[Any, Any], Held]


def all_held(parts: tuple[int, ...]) -> Step:
    """Where all parts hold, and where one does not."""
    first, *rest = parts

    def step(_: object, found: Found) -> Held:
        true, false = found[first]
        for part in rest:
            one, other = found[part]
            true, false = true & one, false | other
        return true, false

    return step


def any_held(parts: tuple[int, ...]) -> Step:
    """Where one part holds, and where none does."""
    first, *rest = parts

    def step(_: object, found: Found) -> Held:
        true, false = found[first]
        for part in rest:
            one, other = found[part]
            true, false = true | one, false & other
        return true, false

    return step


def not_held(part: int) -> Step:
    """Where a part does not hold, and where it does."""

    def step(_: object, found: Found) -> Held:
        true, false = found[part]
        return false, true

    return step


def alike_held(parts: tuple[int, ...]) -> Step:
    """Where all parts hold, and where none does: a contested passage."""
    first, *rest = parts

    def step(_: object, found: Found) -> Held:
        true, false = found[first]
        for part in rest:
            one, other = found[part]
            true, false = true & one, false & other
        return true, false

    return step
