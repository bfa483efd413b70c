"""Chains: which measures come nearer once a measure is obtained or an act done.

A thing leads to a measure where what it grants, and nothing else, makes a condition of
that measure so, and bars nobody from it. What merely keeps a bar away leads nowhere.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from eligibility.assessment import Assessment, Finding, Status, assess
from eligibility.errors import FactError
from eligibility.inquiries.obtaining import Obtaining, obtaining
from eligibility.law.conditions import Not
from eligibility.law.terms import Today
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

Chains = Mapping[str, tuple[str, ...]]
"""For each thing that leads to measures, those measures; acts and measures by the names
that `Obtaining.things` has for them."""


def ground_of(book: Rulebook, day: date) -> Obtaining:
    """The measures and the acts of a rulebook on a day."""
    return book.once(day, obtaining(1))


def chains(book: Rulebook, day: date) -> Chains:
    """What leads to what on a day, in the rulebook's order, measures first."""
    ground = ground_of(book, day)
    nothing = assess({}, book, on=day)
    found = {
        thing: tuple(_led_to(thing, ground, nothing))
        for thing in ground.granting
        if ground.things[thing].on(day) is not None
    }
    return {thing: measures for thing, measures in found.items() if measures}


def _led_to(thing: str, ground: Obtaining, nothing: Assessment) -> Iterator[str]:
    book, day = nothing.book, nothing.day
    version = ground.things[thing].on(day)
    if version is None:
        return
    granted = {
        id_: day if isinstance(code, Today) else book.facts[id_].decode(code)
        for id_, code in version.grants.items()
    }
    try:
        held = assess(granted, book, on=day)
    except FactError:  # it makes sense only beside facts that it does not grant
        return
    for before, after in zip(nothing, held, strict=True):
        if after.measure.id == thing or after.status is Status.INELIGIBLE:
            continue
        if before.finding is not None and after.finding is not None:
            known = {one.id: one.truth for one in before.finding.walk()}
            if any(
                known.get(one.id) is Truth.UNKNOWN for one in _met(after.finding.parts)
            ):
                yield after.measure.id


def _met(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """The conditions that hold, and speak for the whole."""
    for finding in findings:
        if isinstance(finding.condition, Not):
            continue
        if finding.truth is Truth.TRUE:
            yield finding
        else:
            yield from _met(finding.parts)
