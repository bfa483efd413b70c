"""One made-up person, to show how a table is filled in.

Each fact in turn takes the most usual value that makes sense beside those before it,
and stays empty where none does.
"""

from collections.abc import Iterator
from datetime import date

from eligibility.errors import FactError
from eligibility.law.facts import Fact, Kind, Value
from eligibility.law.population import drawn, weights
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

MIDDLE = 0.5
YEARS_AGO = (1, 2, 30)
AMOUNTS = (4, 1, 20, 0)
"""Dates and numbers to try where nothing is known of what is usual."""


def example(book: Rulebook, day: date) -> dict[str, Value]:
    """Values by fact of somebody who may be so on a day."""
    applies = book.plans(day).applies
    found: dict[str, Value] = {}
    for fact in book.facts.values():
        codes = {id_: book.facts[id_].encode(value) for id_, value in found.items()}
        sense = applies.get(fact.id)
        if sense is not None and sense.truth(codes) is not Truth.TRUE:
            continue
        for value in _candidates(fact, book, day):
            if _may_be(found | {fact.id: value}, book, day):
                found[fact.id] = value
                break
    return found


def _may_be(values: dict[str, Value], book: Rulebook, day: date) -> bool:
    try:
        book.profile(values, day)
    except FactError:
        return False
    return True


def _candidates(fact: Fact, book: Rulebook, day: date) -> Iterator[Value]:
    """Values to try, the most usual first."""
    population = book.contents.population
    if fact.domain:
        shares = weights(fact, [(one,) for one in fact.domain], population, day)
        usual = sorted(zip(shares, fact.domain, strict=True), key=lambda one: -one[0])
        yield from (fact.decode(code) for _, code in usual)
        return
    if fact.id in population:
        yield fact.decode(drawn(fact, MIDDLE, population, day))
    if fact.kind is Kind.DATE:
        yield from (date(day.year - years, 3, 15) for years in YEARS_AGO)
    else:
        yield from (fact.decode(one * 10**fact.decimals) for one in AMOUNTS)
