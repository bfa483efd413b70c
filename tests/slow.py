"""An evaluator of written conditions that shares nothing with the engine's readings.

It takes the tree as written, works out each comparison for one profile on one day with
dateutil's calendar, and spreads unknowns as Kleene's tables say. Slow, and plain.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import comb
from typing import Any

from dateutil.relativedelta import relativedelta

from eligibility.law.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Contested,
    Not,
    Test,
    parts_of,
)
from eligibility.law.contents import Contents
from eligibility.law.parameters import Row
from eligibility.law.terms import (
    Age,
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
    facts_in,
    parameters_in,
)

Answer = bool | None


class Slow:
    """Evaluates conditions of one rulebook on one day."""

    def __init__(self, contents: Contents, day: date) -> None:
        self.contents = contents
        self.day = day

    def answer(self, condition: Condition, facts: Mapping[str, Any]) -> Answer:
        """True, false, or None where it cannot be told."""
        match condition:
            case AllOf(parts=parts):
                answers = [self.answer(part, facts) for part in parts]
                return False if False in answers else None if None in answers else True
            case AnyOf(parts=ways, at_least=count) if count > 1:
                below = _chosen_from(ways, count)
                answers = [self.answer(part, facts) for part in below]
                if answers.count(True) >= count:
                    return True
                return None if len(answers) - answers.count(False) >= count else False
            case AnyOf(parts=parts):
                answers = [self.answer(part, facts) for part in parts]
                return True if True in answers else None if None in answers else False
            case Not(part=part):
                answer = self.answer(part, facts)
                return None if answer is None else not answer
            case Contested(readings=readings):
                answers = [self.answer(part, facts) for part in readings]
                return answers[0] if len(set(answers)) == 1 else None
            case Test():
                return self._test(condition, facts)

    def _test(self, test: Test, facts: Mapping[str, Any]) -> Answer:
        names = facts_in(test.comparison)
        applies: list[Answer] = []
        for name in names:
            only_if = self.contents.facts[name].only_if
            if only_if is not None:
                applies.append(self.answer(only_if, facts))
        if False in applies:
            return False
        by = [
            fact
            for name in parameters_in(test.comparison)
            for fact in self.contents.parameters[name].by
        ]
        rises = ["born" for name in parameters_in(test.comparison) if name == "pension"]
        if None in applies or any(name not in facts for name in (*names, *by, *rises)):
            return None
        if any(
            self._row(name, facts).value is None
            for name in parameters_in(test.comparison)
        ):
            return None
        left = self._value(test.comparison.left, facts)
        right = self._value(test.comparison.right, facts)
        match test.comparison.operator:
            case "<":
                return bool(left < right)
            case "<=":
                return bool(left <= right)
            case ">":
                return bool(left > right)
            case ">=":
                return bool(left >= right)
            case "==":
                return bool(left == right)
            case "!=":
                return bool(left != right)
            case "in":
                return left in right
            case _:
                return left not in right

    def _value(self, term: Term, facts: Mapping[str, Any]) -> Any:
        match term:
            case FactTerm(fact):
                value = facts[fact]
                return Fraction(value) if fact in {"hours", "wage"} else value
            case Literal(Decimal() as written):
                return Fraction(written)
            case Literal(quantity):
                if isinstance(quantity, tuple):
                    return relativedelta(months=quantity[0], days=quantity[1])
                return quantity
            case Today():
                return self.day
            case ParameterTerm(name):
                return self._parameter(name, facts)
            case Sum(left, right):
                parts = self._value(left, facts), self._value(right, facts)
                try:
                    return parts[0] + parts[1]
                except (OverflowError, ValueError):
                    return date.max  # the calendar ends; all later days are as one
            case Difference(left, right):
                return self._value(left, facts) - self._value(right, facts)
            case Product(left, right):
                return self._value(left, facts) * self._value(right, facts)
            case Quotient(left, right):
                return Fraction(self._value(left, facts)) / self._value(right, facts)
            case Extreme(terms, greatest):
                values = sorted(self._value(one, facts) for one in terms)
                return values[-1] if greatest else values[0]
            case Floor(number, unit):
                whole = Fraction(self._value(number, facts))
                whole -= whole % Fraction(unit)
                return int(whole) if whole.denominator == 1 else whole
            case Age(born):
                birthday = self._value(born, facts)
                years = self.day.year - birthday.year
                while birthday + relativedelta(years=years) > self.day:
                    years -= 1
                return years
            case Months(start, end):
                return _months(self._value(start, facts), self._value(end, facts))
            case EndOf(months, day):
                last = self._value(day, facts)
                while (last + relativedelta(days=1)).day > 1 or last.month % months:
                    last += relativedelta(days=1)
                return last
            case Staircase(day, start, each, step, at_most):
                born, steps = self._value(day, facts), 0
                while steps < at_most and born >= start + relativedelta(
                    months=each * steps
                ):
                    steps += 1
                return relativedelta(months=step.months * steps)

    def _parameter(self, name: str, facts: Mapping[str, Any]) -> Any:
        value = self._row(name, facts).value
        assert value is not None
        return self._value(value, facts)

    def _row(self, name: str, facts: Mapping[str, Any]) -> Row:
        parameter = self.contents.parameters[name]
        table = [one for one in parameter.tables if one.start <= self.day][-1]
        return next(
            one
            for one in table.rows
            if all(facts[fact] in codes for fact, codes in one.when.items())
        )


def _months(start: date, end: date) -> int:
    """How many months can be put after a day before another is passed."""
    count = 0
    while start + relativedelta(months=count + 1) <= end:
        count += 1
    while start + relativedelta(months=count) > end:
        count -= 1
    return count


def _chosen_from(ways: tuple[Condition, ...], count: int) -> list[Condition]:
    """The conditions of which so many are chosen in each of all ways, in their order:
    the first ways differ in the last alone.
    """
    several = next(n for n in range(count, 100) if comb(n, count) == len(ways))
    first, *others = (parts_of(way) for way in ways)
    return [*first, *(parts[-1] for parts in others[: several - count])]
