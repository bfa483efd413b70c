"""Somebody found by the solver, assessed, and brought down to the fewest facts."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from eligibility.assessment import Status, assess
from eligibility.errors import FactError
from eligibility.law.facts import Code, Fact, Value
from eligibility.proving.claims import Witness
from eligibility.readings.prose import shown
from eligibility.rulebook import Rulebook
from eligibility.sentences.filling import joined, sentence
from eligibility.texts import Text

Values = Mapping[str, Value]


def witness(
    codes: Mapping[str, Code], book: Rulebook, day: date, measures: Collection[str]
) -> Witness:
    """The fewest facts of somebody for which the same is said of some measures."""
    values = {id_: book.facts[id_].decode(code) for id_, code in codes.items()}
    outcomes = assessed(values, book, day, measures)
    if outcomes is None:
        raise AssertionError(day)  # the solver found whom no profile describes
    fewest = smallest(
        values, lambda left: assessed(left, book, day, measures) == outcomes
    )
    return Witness(day, fewest, outcomes)


def whole(
    codes: Mapping[str, Code], book: Rulebook, day: date, measures: Collection[str]
) -> Witness:
    """All facts of somebody whose outcome stays open when nothing is left to tell."""
    values = {id_: book.facts[id_].decode(code) for id_, code in codes.items()}
    outcomes = assessed(values, book, day, measures)
    if outcomes is None or set(outcomes.values()) != {Status.UNDETERMINED}:
        raise AssertionError(day)
    return Witness(day, values, outcomes)


def assessed(
    values: Values, book: Rulebook, day: date, measures: Collection[str]
) -> dict[str, Status] | None:
    """What assessing gives; None where it cannot all be so."""
    try:
        found = assess(values, book, on=day, measures=measures)
    except FactError:
        return None
    return {one.measure.id: one.status for one in found}


def smallest(values: Values, keeps: Callable[[Values], bool]) -> dict[str, Value]:
    """Facts of which none can be left out: those told last are tried first."""
    left = dict(values)
    for id_ in reversed(list(values)):
        fewer = {other: value for other, value in left.items() if other != id_}
        if keeps(fewer):
            left = fewer
    return left


def told(who: Witness, facts: Mapping[str, Fact]) -> Text:
    """A witness in words."""
    words = (
        sentence("proofs.fact", fact=facts[id_].heading, value=shown(facts[id_], value))
        for id_, value in who.values.items()
    )
    said = joined(words, "joins.clauses") if who.values else sentence("proofs.anybody")
    return sentence("proofs.somebody", day=who.day, facts=said)
