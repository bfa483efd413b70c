"""What a measure pays: the figure for one person,
where the law and the facts give it.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

from eligibility.law.contents import Contents, Gives
from eligibility.law.facts import Code
from eligibility.law.parameters import Row
from eligibility.law.sources import Basis, Citation
from eligibility.law.spans import code_ends
from eligibility.law.terms import (
    Comparison,
    FactTerm,
    ParameterTerm,
    Quantity,
    Term,
    direction,
    facts_in,
    holds,
    leaves,
    quantity,
    replaced,
)

FEN = 100
"""In a yuan."""
ROUNDINGS: Mapping[str, Callable[[Fraction], int]] = {
    "half_up": lambda fen: math.floor(fen + Fraction(1, 2)),
    "down": math.floor,
    "up": math.ceil,
}
CURRENCY = "CNY"


@dataclass(frozen=True, slots=True)
class Amount:
    """Yuan `per` time; `value` None is by local standard, `months` None without a term.

    `basis` is the weakest ground of the figures used; None where none is cited.
    """

    value: Decimal | None
    per: str
    months: int | None
    basis: Basis | None


def amount(
    gives: Gives, contents: Contents, day: date, codes: Mapping[str, Code]
) -> Amount | None:
    """The amount of what a version gives, for coded facts on a day; None where the
    version names none.
    """
    if gives.amount is None:
        return None
    cited: list[Citation] = list(gives.citations)
    value = _worked_out(gives.amount, contents, day, codes, cited)
    months = _months(gives.months, contents, day, codes, cited)
    rounded = None
    if value is not None:
        owed = max(value, Fraction(0))  # nobody owes money for being entitled
        rounded = Decimal(ROUNDINGS[gives.rounding](owed * FEN)).scaleb(-2)
    return Amount(
        rounded,
        gives.per,
        months,
        max((citation.basis for citation in cited), default=None),
    )


def claim_months(
    gives: Gives, contents: Contents, day: date, codes: Mapping[str, Code]
) -> int | None:
    """Of how many months each claim is; None where that is not known."""
    return _months(gives.claims, contents, day, codes, [])


def _months(
    term: Term | None,
    contents: Contents,
    day: date,
    codes: Mapping[str, Code],
    cited: list[Citation],
) -> int | None:
    """A number of months; None where there is none, or none is known."""
    if term is None:
        return None
    months = _worked_out(term, contents, day, codes, cited)
    return None if months is None or months < 1 else int(months)


def _looked_up(
    contents: Contents, name: str, day: date, codes: Mapping[str, Code]
) -> tuple[Term, tuple[Citation, ...]] | None:
    """A parameter's value and where it is written; None where it has none, or where it
    hangs on what is not known.
    """
    parameter = contents.parameters[name]
    choices = [
        (codes[fact],) if fact in codes else contents.facts[fact].domain
        for fact in parameter.by
    ]
    tested = [_truths(test, contents, day, codes) for test in parameter.tests]
    rows: list[Row | None] = []
    for truths in product(*tested):
        table = parameter.case(truths).on(day)
        if table is None:
            return None
        rows += [
            table.row(dict(zip(parameter.by, chosen, strict=True)))
            for chosen in product(*choices)
        ]
    values = {row.value if row is not None else None for row in rows}
    value = values.pop()
    if values or value is None:
        return None
    cited = dict.fromkeys(one for row in rows if row for one in row.citations)
    return value, tuple(cited)


def _truths(
    test: Comparison, contents: Contents, day: date, codes: Mapping[str, Code]
) -> tuple[bool, ...]:
    """What the test of a row may turn out to be."""
    names = facts_in(test)
    if any(name not in codes for name in names):
        return True, False
    known = {name: contents.facts[name].decode(codes[name]) for name in names}
    return (holds(test, known, day),)


def _worked_out(
    term: Term,
    contents: Contents,
    day: date,
    codes: Mapping[str, Code],
    cited: list[Citation],
) -> Fraction | None:
    """The number that a term stands for; None where anything in it is not known."""
    values: dict[str, Term] = {}
    for leaf in leaves(term):
        if isinstance(leaf, ParameterTerm):
            looked_up = _looked_up(contents, leaf.parameter, day, codes)
            if looked_up is None:
                return None
            values[leaf.parameter], places = looked_up
            cited += places
    whole = replaced(term, values)
    found = {
        Fraction(quantity(whole, facts, day))
        for facts in _possible(whole, contents, codes)
    }
    return found.pop() if len(found) == 1 else None


def _possible(
    term: Term, contents: Contents, codes: Mapping[str, Code]
) -> Iterator[dict[str, Quantity]]:
    """The facts of a term as they are known; one that is not at both its ends.

    A term that rises or falls with a fact, and is alike at both ends, is so between.
    """
    names = dict.fromkeys(one.fact for one in leaves(term) if isinstance(one, FactTerm))
    ends: list[tuple[Code, ...]] = []
    for name in names:
        fact = contents.facts[name]
        if name in codes:
            ends.append((codes[name],))
        elif fact.kind.ordered and direction(term, FactTerm(name)) is not None:
            ends.append(code_ends(fact, codes))
        else:
            ends.append(fact.domain)
    for chosen in product(*ends):
        yield {
            name: contents.facts[name].decode(code)
            for name, code in zip(names, chosen, strict=True)
        }
