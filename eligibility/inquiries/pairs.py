"""Pairs of people who differ in one test alone, and in the outcome: proposed as cases.

They are sought around the people of the cases that there are: one fact of theirs takes
each other value that the measure tells apart, and nothing else may turn but the test.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from eligibility.assessment import BY_TRUTH
from eligibility.inquiries.shown import (
    Answer,
    answers,
    paired,
    test_truths,
    written_tests,
)
from eligibility.law.conditions import Label
from eligibility.law.contents import Version
from eligibility.law.facts import Code, Value
from eligibility.readings.evaluation import Codes, MeasurePlan, Plans
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people on a day: as in a case, and with a fact otherwise, each with what the
    rulebook says of them now.
    """

    test: Label
    day: date
    known: Mapping[str, str]
    fact: str
    value: str
    outcomes: tuple[Truth, Truth]


@dataclass(frozen=True, slots=True)
class Proposals:
    """The pairs that were found for a measure's tests that have none, and the places of
    those for which none was.
    """

    pairs: tuple[Pair, ...]
    without: tuple[str, ...]


def proposals(measure: str, book: Rulebook) -> Proposals:
    """Pairs for the tests of a measure of which no two confirmed cases are one."""
    found = answers(book, [measure])[measure]
    pairs: dict[str, Pair] = {}
    wanted: dict[str, Label] = {}
    for version in book.measures[measure].versions:
        tests = written_tests(version)
        of_version = [one for one in found if one.found.version == version]
        done = paired(tests, of_version)
        for place, label in tests.items():
            if place in done:
                wanted.pop(place, None)
                pairs.pop(place, None)
            elif place not in pairs:
                wanted[place] = label
                pair = _sought(label, version, of_version, book)
                if pair is not None:
                    pairs[place] = pair
    kept = tuple(pairs[place] for place in wanted if place in pairs)
    return Proposals(kept, tuple(place for place in wanted if place not in pairs))


def _sought(
    label: Label, version: Version, found: Sequence[Answer], book: Rulebook
) -> Pair | None:
    tests = written_tests(version)
    for one in reversed(found):
        if one.outcome not in {Truth.TRUE, Truth.FALSE}:
            continue
        plans = book.plans(one.case.day)
        for fact, code in _others(one, label):
            then: Codes = {**one.codes, fact: code}
            plan = one.found.plan
            outcomes = _turned(one, then, plan, str(label.place), tuple(tests))
            if outcomes is not None and _possible(then, plans):
                value = _as_written(book.facts[fact].decode(code))
                known = one.case.profile
                return Pair(label, one.case.day, known, fact, value, outcomes)
    return None


def _as_written(value: Value) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)


def _others(one: Answer, label: Label) -> Iterator[tuple[str, Code]]:
    """The facts that a test rests on, with the codes that they may take instead."""
    program = one.found.plan.condition
    if program is None:
        return
    facts = {
        fact
        for plan in program.plans
        if plan.label is not None and plan.label.place == label.place
        for fact in plan.facts
    }
    cut = one.found.plan.classes
    for fact in sorted(facts):
        if fact not in one.codes or fact not in cut:
            continue
        for of in cut[fact]:
            for code in dict.fromkeys((of[0], of[-1])):
                if code != one.codes[fact]:
                    yield fact, code


def _turned(
    one: Answer, then: Codes, plan: MeasurePlan, place: str, tests: Sequence[str]
) -> tuple[Truth, Truth] | None:
    """Both outcomes, where the test at a place turns alone, and the outcome with it."""
    program = plan.condition
    if program is None or one.outcome is None:
        return None
    truths = program.truths(then)
    outcome = truths[program.root.slot]
    after = test_truths(plan, truths)
    turned = {other for other in tests if one.tests.get(other) is not after.get(other)}
    known = {one.outcome, outcome} == {Truth.TRUE, Truth.FALSE}
    return (one.outcome, outcome) if turned == {place} and known else None


def _possible(codes: Codes, plans: Plans) -> bool:
    """Whether somebody can be so, and each fact makes sense that is known."""
    applies = plans.applies
    senseless = any(
        applies[id_].truth(codes) is not Truth.TRUE for id_ in codes if id_ in applies
    )
    return not senseless and not any(
        one.truth(codes) is Truth.TRUE for one in plans.contradictions.values()
    )


def written(measure: str, found: Proposals) -> str:
    """The pairs as a file of cases that nobody has confirmed yet."""
    lines = [f"measure: {measure}", "cases:"]
    for number, pair in enumerate(found.pairs, 1):
        for side, outcome in zip(("as-is", "turned"), pair.outcomes, strict=True):
            known = dict(pair.known)
            if side == "turned":
                known[pair.fact] = pair.value
            name = pair.test.id.replace(".", "-")
            lines += [
                f"  - id: pair-{number}-{name}-{side}",
                "    why:",
                f"      zh: {json.dumps(f'待确认：{_words(pair, 0)}', ensure_ascii=False)}",
                f"      en: {json.dumps(f'To be confirmed: {_words(pair, 1)}')}",
                f"    on: {pair.day}",
                "    with:",
                *(f"      {fact}: {value}" for fact, value in known.items()),
                f"    expect: {BY_TRUTH[outcome].value}",
                "    confirmed: false",
            ]
    return "\n".join(lines) + "\n"


def _words(pair: Pair, language: int) -> str:
    text = pair.test.text
    words = text[language] if text is not None else pair.test.id
    return f"{words} ({pair.fact}: {pair.known[pair.fact]} / {pair.value})"
