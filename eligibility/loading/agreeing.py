"""What is agreed wherever a condition holds,
and which other conditions that settles.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from eligibility.law.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Contested,
    Not,
    Test,
)
from eligibility.law.facts import Code, Fact
from eligibility.law.terms import (
    Comparison,
    Quantity,
    Today,
    facts_in,
    holds,
    parameters_in,
)
from eligibility.periods import FIRST_DAY
from eligibility.truth import Truth, conjunction, disjunction, negation


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is known of a person: comparisons that hold, the choices left of some facts,
    and values that are given.
    """

    facts: Mapping[str, Fact]
    comparisons: frozenset[Comparison] = frozenset()
    left: Mapping[str, frozenset[Code]] = field(default_factory=dict)
    given: Mapping[str, Code | Today] = field(default_factory=dict)

    def truth(self, node: Condition) -> Truth:
        """Whether a condition is settled by what is known."""
        match node:
            case AllOf(parts=parts):
                return conjunction(map(self.truth, parts))
            case AnyOf(parts=parts):
                return disjunction(map(self.truth, parts))
            case Not(part=part):
                return negation(self.truth(part))
            case Test(comparison):
                return self._met(comparison)
            case Contested():
                return Truth.UNKNOWN
            case _:
                assert_never(node)

    def _met(self, comparison: Comparison) -> Truth:
        names = facts_in(comparison)
        if comparison in self.comparisons:
            return Truth.TRUE
        if parameters_in(comparison):
            return Truth.UNKNOWN
        if all(name in self.given for name in names):
            known = {name: self._value(name) for name in names}
            return Truth.of(holds(comparison, known, FIRST_DAY))
        if len(names) == 1 and names[0] in self.left:
            codes = self.left[names[0]]
            outcomes = {holds(comparison, {names[0]: one}, FIRST_DAY) for one in codes}
            return Truth.of(outcomes.pop()) if len(outcomes) == 1 else Truth.UNKNOWN
        return Truth.UNKNOWN

    def _value(self, name: str) -> Quantity:
        code = self.given[name]
        # What is granted today is granted on whatever day one asks, so any will do.
        return FIRST_DAY if isinstance(code, Today) else self.facts[name].decode(code)


def agreed(
    condition: Condition | None,
    facts: Mapping[str, Fact],
    given: Mapping[str, Code | Today],
) -> Agreed:
    """What is known where a condition holds and some facts are given."""
    comparisons = (
        frozenset(test.comparison for test in required_tests(condition))
        if condition is not None
        else frozenset()
    )
    left: dict[str, frozenset[Code]] = {}
    for comparison in comparisons:
        names = facts_in(comparison)
        if len(names) == 1 and not parameters_in(comparison):
            (name,) = names
            domain = facts[name].domain
            passing = (
                one for one in domain if holds(comparison, {name: one}, FIRST_DAY)
            )
            if domain:
                left[name] = left.get(name, frozenset(domain)) & frozenset(passing)
    return Agreed(facts, comparisons, left, given)


def required_tests(node: Condition) -> Iterator[Test]:
    """The tests each of which must be met for a condition to hold."""
    match node:
        case AllOf(parts=parts):
            for part in parts:
                yield from required_tests(part)
        case Test():
            yield node
        case AnyOf() | Not() | Contested():
            return
        case _:
            assert_never(node)
