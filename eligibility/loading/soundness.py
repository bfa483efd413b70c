"""What binding takes for granted of a comparison, proved while it is loaded.

The search for a threshold rests on terms that only rise or only fall with a fact. A
product does so where the other factor is never negative; which values a term can have
follows from the ends that its facts declare and from the values of its parameters, on
whatever day.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from typing import assert_never

from eligibility.law.facts import Fact, Kind
from eligibility.law.parameters import Parameter
from eligibility.law.terms import (
    Age,
    Comparison,
    Difference,
    EndOf,
    Extreme,
    FactTerm,
    Floor,
    Literal,
    Months,
    ParameterTerm,
    Product,
    Quotient,
    Staircase,
    Sum,
    Term,
    Today,
    leaves,
    parts,
)
from eligibility.periods import MONTHS_PER_YEAR, Period

Range = tuple[Fraction, Fraction]
"""The least and the greatest number that a term can be."""
Making = Callable[[Range, Range], Range]
RISING = {"<", "<="}
FALLING = {">", ">="}
OLDEST = 400
"""No age is greater: the calendar of facts is shorter."""
CALENDAR = (date.max.year - date.min.year + 1) * MONTHS_PER_YEAR
"""No two days lie so many months apart."""


@dataclass(frozen=True, slots=True)
class Soundness:
    """Proves what comparisons over some facts and parameters must keep."""

    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]

    def unproved(self, comparison: Comparison) -> Iterator[Term]:
        """The factors of products that vary while the other may be negative."""
        for side in (comparison.left, comparison.right):
            yield from self._unproved(side)

    def _unproved(self, term: Term) -> Iterator[Term]:
        for part in parts(term):
            yield from self._unproved(part)
        if isinstance(term, Product):
            pair = ((term.left, term.right), (term.right, term.left))
            for factor, other in pair:
                if self._varies(factor) and not self._never_negative(other):
                    yield other

    def whole(self, term: Term) -> bool:
        """Whether a term is a whole number, whatever the facts."""
        match term:
            case FactTerm(fact):
                return self.facts[fact].kind is Kind.INTEGER
            case Literal(value):
                return isinstance(value, int)
            case ParameterTerm():
                return all(self.whole(value) for value in self._values(term))
            case Sum() | Difference() | Product() | Extreme():
                return all(map(self.whole, parts(term)))
            case Floor(unit=unit):
                return isinstance(unit, int)
            case Age() | Months():
                return True
            case Today() | Quotient() | EndOf() | Staircase():
                return False
            case _:
                assert_never(term)

    def units(self, term: Term) -> frozenset[str]:
        """What a duration is counted in: months, days, or both."""
        match term:
            case Literal(Period(months, days)):
                counted = {"months": months, "days": days}
                return frozenset(unit for unit, count in counted.items() if count)
            case ParameterTerm():
                return frozenset().union(*map(self.units, self._values(term)))
            case Staircase():
                return frozenset({"months"})
            case _:
                return frozenset().union(*map(self.units, parts(term)))

    def never(self, first: Comparison, last: Comparison) -> bool:
        """Whether no number lies between the ends of a chain, on whatever day."""
        if first.operator not in RISING or last.operator not in RISING:
            falling = first.operator in FALLING and last.operator in FALLING
            if not falling:
                return False
            return self._empty(last.right, first.left, first, last)
        return self._empty(first.left, last.right, first, last)

    def _empty(
        self, low: Term, high: Term, first: Comparison, last: Comparison
    ) -> bool:
        if self._varies(low) or self._varies(high):
            return False
        least, most = self.range(low), self.range(high)
        if least is None or most is None:
            return False
        strict = "=" not in first.operator or "=" not in last.operator
        return least[0] > most[1] or (strict and least[0] == most[1])

    def impossible(self, comparison: Comparison) -> bool:
        """Whether no values of its facts can meet a comparison of numbers."""
        left, right = self.range(comparison.left), self.range(comparison.right)
        if left is None or right is None:
            return False
        match comparison.operator:
            case "<":
                return left[0] >= right[1]
            case "<=":
                return left[0] > right[1]
            case ">":
                return left[1] <= right[0]
            case ">=":
                return left[1] < right[0]
            case "==":
                return left[1] < right[0] or left[0] > right[1]
            case _:
                return False

    def range(self, term: Term) -> Range | None:
        """Between which numbers a term lies; None where it is no number."""
        match term:
            case FactTerm(fact):
                return self._ends(self.facts[fact])
            case Literal(value):
                if isinstance(value, bool | str | date | Period | frozenset):
                    return None
                return Fraction(value), Fraction(value)
            case ParameterTerm():
                return _around(self.range(value) for value in self._values(term))
            case Sum(left, right):
                return _met(
                    self.range(left),
                    self.range(right),
                    lambda one, other: (one[0] + other[0], one[1] + other[1]),
                )
            case Difference(left, right):
                return _met(
                    self.range(left),
                    self.range(right),
                    lambda one, other: (one[0] - other[1], one[1] - other[0]),
                )
            case Product(left, right):
                return _met(self.range(left), self.range(right), _multiplied)
            case Quotient(left, right):
                return _met(self.range(left), self.range(right), _divided)
            case Extreme(terms, greatest):
                ranges = [self.range(one) for one in terms]
                known = [one for one in ranges if one is not None]
                if len(known) < len(ranges):
                    return None
                chosen = max if greatest else min
                return chosen(low for low, _ in known), chosen(top for _, top in known)
            case Age(born):
                past = isinstance(born, FactTerm) and self.facts[born.fact]
                least = 0 if past and past.latest_is_today else -OLDEST
                return Fraction(least), Fraction(OLDEST)
            case Floor(number, unit):
                return _floored(self.range(number), Fraction(unit))
            case Months(start, end):
                past = isinstance(start, FactTerm) and self.facts[start.fact]
                begun = past and past.latest_is_today and isinstance(end, Today)
                return Fraction(0 if begun else -CALENDAR), Fraction(CALENDAR)
            case Today() | EndOf() | Staircase():
                return None
            case _:
                assert_never(term)

    def _ends(self, fact: Fact) -> Range | None:
        if not fact.kind.ordered or fact.kind is Kind.DATE:
            return None
        scale = Fraction(10**fact.decimals)
        return fact.least / scale, fact.most / scale

    def _values(self, term: ParameterTerm) -> list[Term]:
        """The values of a parameter on whatever day, for whatever choice."""
        tables = self.parameters[term.parameter].tables
        rows = (row for table in tables for row in table.rows)
        return [row.value for row in rows if row.value is not None]

    def _varies(self, term: Term) -> bool:
        """Whether a term changes with a fact or with the day."""
        return any(
            isinstance(leaf, FactTerm | Today)
            or (
                isinstance(leaf, ParameterTerm)
                and any(self._varies(value) for value in self._values(leaf))
            )
            for leaf in leaves(term)
        ) or isinstance(term, Age)

    def _never_negative(self, term: Term) -> bool:
        """Whether a number or a duration is never below nothing."""
        numbers = self.range(term)
        if numbers is not None:
            return numbers[0] >= 0
        match term:
            case Literal(Period(months, days)):
                return months >= 0 and days >= 0
            case ParameterTerm():
                return all(map(self._never_negative, self._values(term)))
            case Sum() | Product() | Extreme():
                return all(map(self._never_negative, parts(term)))
            case Staircase(step=step):
                return self._never_negative(Literal(step))
            case _:
                return False


def _around(ranges: Iterator[Range | None]) -> Range | None:
    """The range over all of some; None where one is no range, or there is none."""
    found = list(ranges)
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return None
    return min(low for low, _ in known), max(high for _, high in known)


def _met(one: Range | None, other: Range | None, made: Making) -> Range | None:
    return None if one is None or other is None else made(one, other)


def _floored(one: Range | None, unit: Fraction) -> Range | None:
    return one and (one[0] // unit * unit, one[1] // unit * unit)


def _multiplied(one: Range, other: Range) -> Range:
    corners = [left * right for left, right in product(one, other)]
    return min(corners), max(corners)


def _divided(one: Range, other: Range) -> Range:
    """By a literal above zero, as the types see to."""
    return one[0] / other[0], one[1] / other[0]
