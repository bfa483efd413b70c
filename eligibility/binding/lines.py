"""The line of an ordered fact: where on it a comparison holds."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date

from eligibility.law.conditions import Span
from eligibility.law.facts import Code, Fact
from eligibility.law.spans import Ends, ends_of
from eligibility.law.terms import Comparison, folded, holds

Left = frozenset[Code] | Ends
"""The values that a fact can still have:
some of its choices, or a stretch of its line.
"""


def half_line(
    comparison: Comparison,
    fact: str,
    others: Mapping[str, Code],
    facts: Mapping[str, Fact],
    day: date,
) -> Span:
    """The codes of a fact for which a monotone comparison holds on a day, the codes of
    the other facts in it being given.
    """
    declared = facts[fact]
    fixed = {id_: facts[id_].decode(code) for id_, code in others.items()}
    left = folded(comparison.left, fixed, day)
    right = folded(comparison.right, fixed, day)
    rest = Comparison(left, comparison.operator, right)

    def met(code: int) -> bool:
        return holds(rest, {fact: declared.decode(code)}, day)

    first, last = declared.least, declared.most
    at_first, at_last = met(first), met(last)
    if at_first == at_last:
        return (None, None) if at_first else None
    line = range(first, last + 1)
    if at_last:
        return line[bisect_left(line, True, key=met)], None
    turn = bisect_left(line, True, key=lambda code: not met(code))
    return None, line[turn] - 1


def between(
    fact: str,
    codes: Mapping[str, Code],
    after: Iterable[tuple[str, int]],
    before: Iterable[tuple[str, int]],
) -> Ends:
    """Where a fact must lie by its own span, and by facts that it cannot lie before or
    beyond, as far as they are known; each is given with its distance.
    """
    lows = [(ends_of(id_, codes)[0], gap) for id_, gap in ((fact, 0), *after)]
    highs = [(ends_of(id_, codes)[1], gap) for id_, gap in ((fact, 0), *before)]
    return (
        max((low + gap for low, gap in lows if low is not None), default=None),
        min((high - gap for high, gap in highs if high is not None), default=None),
    )


def narrower(one: Ends, other: Ends) -> bool:
    """Whether a stretch of a line lies within another."""
    (least, most), (low, high) = one, other
    return (low is None or (least is not None and least >= low)) and (
        high is None or (most is not None and most <= high)
    )


def apart(one: Ends, other: Ends) -> bool:
    """Whether two stretches of a line have no code in common."""
    (least, most), (low, high) = one, other
    return (most is not None and low is not None and most < low) or (
        high is not None and least is not None and high < least
    )
