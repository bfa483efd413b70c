"""What is usual among the people who ask: how many have each value of a fact.

No law rests on it and no answer comes from it. It helps to ask the telling question
first, and it is what made-up people are drawn from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

from eligibility.law.facts import Code, Fact
from eligibility.law.terms import Term, quantity


@dataclass(frozen=True, slots=True)
class Shares:
    """How many have each value of a choice or a truth, in parts of any size."""

    of: Mapping[Code, int]


@dataclass(frozen=True, slots=True)
class Groups:
    """Values of an ordered fact, rising: between each and the next lie equally many
    people, the latter excluded.
    """

    points: tuple[Term, ...]


Population = Mapping[str, Shares | Groups]


def weights(
    fact: Fact, classes: Iterable[Sequence[Code]], population: Population, day: date
) -> tuple[float, ...]:
    """The share of people in each class of a fact's values, 1 together; the same for
    each class where nothing is said of the fact.
    """
    classes = tuple(classes)
    usual = population.get(fact.id)
    if usual is None:
        found = [1.0] * len(classes)
    elif isinstance(usual, Shares):
        found = [float(sum(usual.of.get(code, 0) for code in one)) for one in classes]
    else:
        spans = _spans(usual, fact, day)
        found = [sum(_part(span, one) for span in spans) for one in classes]
    whole = sum(found)
    if not whole:
        return (1 / len(classes),) * len(classes)
    return tuple(one / whole for one in found)


def drawn(fact: Fact, chance: float, population: Population, day: date) -> Code:
    """The code of the person at a place, from 0 to less than 1, in the order of a
    fact's values.
    """
    usual = population.get(fact.id)
    if usual is None:
        line = fact.domain or range(fact.least, fact.most + 1)
        return line[int(chance * len(line))]
    if isinstance(usual, Shares):
        reached = list(accumulate(usual.of.values()))
        place = chance * reached[-1]
        ends = zip(usual.of, reached, strict=True)
        return next(code for code, end in ends if place < end)
    spans = _spans(usual, fact, day)
    at, within = divmod(chance * len(spans), 1)
    span = spans[int(at)]
    return span[int(within * len(span))]


def codes(groups: Groups, fact: Fact, day: date) -> tuple[int, ...]:
    """The points between the groups on a day, as codes."""
    return tuple(int(fact.encode(quantity(one, {}, day))) for one in groups.points)


def _spans(groups: Groups, fact: Fact, day: date) -> tuple[range, ...]:
    points = sorted(codes(groups, fact, day))
    return tuple(range(one, max(next_, one + 1)) for one, next_ in pairwise(points))


def _part(span: range, one: Sequence[Code]) -> float:
    """How much of a group belongs to a class of an ordered fact: a range of codes."""
    if not isinstance(one, range):
        return sum(code in span for code in one) / len(span)
    return max(0, min(span.stop, one.stop) - max(span.start, one.start)) / len(span)
