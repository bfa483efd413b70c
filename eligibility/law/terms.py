"""Terms and comparisons: what a test says, before it is bound to a date.

A quantity is a `date`, a `Period`, a number (`int`, `Decimal`, or `Fraction` once it is
reckoned with), a truth (`bool`), a value of a choice (`str`), or a set of such values.
There are no floats in law: 100 / 3 * 3 is 100.
"""

import functools
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from eligibility import periods
from eligibility.periods import Period

Quantity = date | Period | Decimal | Fraction | int | str | bool | frozenset[str]


@dataclass(frozen=True, slots=True)
class FactTerm:
    """The value of a fact."""

    fact: str


@dataclass(frozen=True, slots=True)
class ParameterTerm:
    """The value of a parameter; binding replaces it by the term in force."""

    parameter: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A quantity as written."""

    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Today:
    """The day asked."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Two numbers, two periods, or a day and a period, added."""

    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Difference:
    """The second taken from the first: as `Sum`, but never two days."""

    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Product:
    """A number times a number or a period."""

    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Quotient:
    """A number or an amount by a number, which is a literal above zero."""

    left: "Term"
    right: "Term"


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least, or with `greatest` the greatest, of quantities of one type."""

    terms: "tuple[Term, ...]"
    greatest: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """A number or an amount rounded down to a multiple of a unit above zero."""

    number: "Term"
    unit: int | Decimal


@dataclass(frozen=True, slots=True)
class Age:
    """Completed years on the day asked since a day."""

    born: "Term"


@dataclass(frozen=True, slots=True)
class Months:
    """Completed months from one day to another."""

    start: "Term"
    end: "Term"


@dataclass(frozen=True, slots=True)
class EndOf:
    """The last day of the month, or of the quarter or year, in which a day lies:
    `months` says how many months it has.
    """

    months: int
    day: "Term"


@dataclass(frozen=True, slots=True)
class Staircase:
    """Nothing for a day before `start`; else one `step`, and one more for each full
    `each` months after `start`, at most `at_most` steps.
    """

    day: "Term"
    start: date
    each: int
    step: Period
    at_most: int


Term = (
    FactTerm
    | ParameterTerm
    | Literal
    | Today
    | Sum
    | Difference
    | Product
    | Quotient
    | Extreme
    | Floor
    | Age
    | Months
    | EndOf
    | Staircase
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two terms and the relation that must hold between them.

    `operator` is one of `<`, `<=`, `>`, `>=`, `==`, `!=`, `in`, `not in`.
    """

    left: Term
    operator: str
    right: Term


# Terms of one comparison have been type-checked by the loader, so each of these
# receives operands that it can relate.
RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "in": lambda left, right: left in right,
    "not in": lambda left, right: left not in right,
}


def parts(term: Term) -> tuple[Term, ...]:
    """The terms that a term is made of."""
    match term:
        case FactTerm() | ParameterTerm() | Literal() | Today():
            return ()
        case (
            Sum(left, right)
            | Difference(left, right)
            | Product(left, right)
            | Quotient(left, right)
            | Months(left, right)
        ):
            return (left, right)
        case Extreme(terms):
            return terms
        case Floor(part) | Age(part):
            return (part,)
        case EndOf(day=day) | Staircase(day=day):
            return (day,)
        case _:
            assert_never(term)


def leaves(term: Term) -> Iterator[Term]:
    """The terms at the ends: facts, parameters, literals, the day asked."""
    below = parts(term)
    if not below:
        yield term
    for part in below:
        yield from leaves(part)


def facts_in(comparison: Comparison) -> tuple[str, ...]:
    """The facts a comparison rests on, each once, from left to right."""
    found = (*leaves(comparison.left), *leaves(comparison.right))
    return tuple(
        dict.fromkeys(leaf.fact for leaf in found if isinstance(leaf, FactTerm))
    )


def parameters_in(comparison: Comparison) -> tuple[str, ...]:
    """The parameters a comparison names, each once, from left to right."""
    found = (*leaves(comparison.left), *leaves(comparison.right))
    return tuple(
        dict.fromkeys(
            leaf.parameter for leaf in found if isinstance(leaf, ParameterTerm)
        )
    )


def rebuilt(term: Term, change: Callable[[Term], Term]) -> Term:
    """The term with each of its parts changed."""
    match term:
        case FactTerm() | ParameterTerm() | Literal() | Today():
            return term
        case Sum(left, right):
            return Sum(change(left), change(right))
        case Difference(left, right):
            return Difference(change(left), change(right))
        case Product(left, right):
            return Product(change(left), change(right))
        case Quotient(left, right):
            return Quotient(change(left), change(right))
        case Extreme(terms, greatest):
            return Extreme(tuple(map(change, terms)), greatest)
        case Floor(number, unit):
            return Floor(change(number), unit)
        case Age(born):
            return Age(change(born))
        case Months(start, end):
            return Months(change(start), change(end))
        case EndOf(months, day):
            return EndOf(months, change(day))
        case Staircase(day, start, each, step, at_most):
            return Staircase(change(day), start, each, step, at_most)
        case _:
            assert_never(term)


def replaced(term: Term, values: Mapping[str, Term]) -> Term:
    """The term with each parameter replaced by its value."""
    if isinstance(term, ParameterTerm):
        return values[term.parameter]
    return rebuilt(term, lambda part: replaced(part, values))


def folded(term: Term, facts: Mapping[str, Quantity], today: date) -> Term:
    """The term with all that known facts and the day already settle worked out."""
    free = (leaf for leaf in leaves(term) if isinstance(leaf, FactTerm))
    if all(leaf.fact in facts for leaf in free):
        return Literal(quantity(term, facts, today))
    return rebuilt(term, lambda part: folded(part, facts, today))


def quantity(term: Term, facts: Mapping[str, Quantity], today: date) -> Any:
    """The value of a term without parameters, for known facts on a day.

    The loader has checked the types, so `Any` here is always a `Quantity` that fits.
    """
    match term:
        case FactTerm(fact):
            return facts[fact]
        case ParameterTerm(parameter):
            raise AssertionError(parameter)
        case Literal(value):
            return value
        case Today():
            return today
        case Sum(left, right):
            return _sum(quantity(left, facts, today), quantity(right, facts, today), 1)
        case Difference(left, right):
            return _sum(quantity(left, facts, today), quantity(right, facts, today), -1)
        case Product(left, right):
            return _product(quantity(left, facts, today), quantity(right, facts, today))
        case Quotient(left, right):
            number = Fraction(quantity(left, facts, today))
            return number / Fraction(quantity(right, facts, today))
        case Extreme(terms, greatest):
            values = [quantity(one, facts, today) for one in terms]
            return max(values) if greatest else min(values)
        case Floor(number, unit):
            units = Fraction(quantity(number, facts, today)) // Fraction(unit)
            return units * _exact(unit)
        case Age(born):
            return periods.age(quantity(born, facts, today), today)
        case Months(start, end):
            first = quantity(start, facts, today)
            return periods.full_months(first, quantity(end, facts, today))
        case EndOf(months, day):
            return periods.end_of(months, quantity(day, facts, today))
        case Staircase(day, start, each, step, at_most):
            passed = periods.full_months(start, quantity(day, facts, today))
            steps = 0 if passed < 0 else min(at_most, passed // each + 1)
            return step.times(steps)
        case _:
            assert_never(term)


def holds(comparison: Comparison, facts: Mapping[str, Quantity], today: date) -> bool:
    """Whether a comparison without parameters holds for known facts on a day."""
    relation = RELATIONS[comparison.operator]
    left = quantity(comparison.left, facts, today)
    return relation(left, quantity(comparison.right, facts, today))


def direction(term: Term, variable: FactTerm | Today) -> int | None:
    """1 if a term rises with a fact or with the day asked, -1 if it falls, 0 if
    neither, None if both.

    The factors of a product that varies are not negative (`loading.soundness`).
    """
    match term:
        case FactTerm() | Today():
            return int(term == variable)
        case ParameterTerm() | Literal():
            return 0
        case Sum(left, right) | Product(left, right) | Quotient(left, right):
            return _together(direction(left, variable), direction(right, variable))
        case Extreme(terms):
            each = (direction(one, variable) for one in terms)
            return functools.reduce(_together, each)
        case Difference(left, right) | Months(right, left):
            falls = _opposite(direction(right, variable))
            return _together(direction(left, variable), falls)
        case Age(born):
            passes = int(isinstance(variable, Today))
            return _together(passes, _opposite(direction(born, variable)))
        case Floor(part) | EndOf(day=part) | Staircase(day=part):
            return direction(part, variable)
        case _:
            assert_never(term)


def turn(comparison: Comparison, variable: FactTerm | Today) -> int | None:
    """How the left term moves against the right one, as `direction` says it."""
    return _together(
        direction(comparison.left, variable),
        _opposite(direction(comparison.right, variable)),
    )


def halves(comparison: Comparison) -> tuple[Comparison, Comparison]:
    """The two comparisons that an equality of ordered quantities is made of."""
    return (
        replace(comparison, operator="<="),
        replace(comparison, operator=">="),
    )


def _opposite(turned: int | None) -> int | None:
    return None if turned is None else -turned


def _together(one: int | None, other: int | None) -> int | None:
    if one is None or other is None or one * other < 0:
        return None
    return one or other


def _sum(left: Any, right: Any, sign: int) -> Any:
    if isinstance(right, Period):
        right = right.times(sign)
        if isinstance(left, date):
            return periods.day_after(left, right)
        return left.plus(right)
    if isinstance(left, Period):
        return periods.day_after(right, left)
    return _exact(left) + _exact(right) * sign


def _product(left: Any, right: Any) -> Any:
    if isinstance(left, Period):
        return left.times(right)
    if isinstance(right, Period):
        return right.times(left)
    return _exact(left) * _exact(right)


def _exact(number: int | Decimal | Fraction) -> int | Fraction:
    """A number to reckon with: decimals round after so many digits, fractions never."""
    return Fraction(number) if isinstance(number, Decimal) else number
