"""Measures of which only one may be drawn: who could draw more than one, and whether
one of them demands another.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, permutations

import z3

from eligibility.law.contents import Exclusive
from eligibility.law.terms import Today
from eligibility.proving.claims import Claim, Verdict
from eligibility.proving.days import horizon, stretches, turning
from eligibility.proving.formulas import facts_under
from eligibility.proving.solving import NotProvedError, Question
from eligibility.proving.stages import Stage, Stages
from eligibility.proving.witnesses import witness
from eligibility.sentences.filling import sentence
from eligibility.texts import Text


def exclusive(group: Exclusive, stages: Stages) -> Iterator[Claim]:
    """For each two measures of a group: whether somebody could draw both, and that
    neither is only for whoever has drawn the other.
    """
    for one, other in combinations(group.measures, 2):
        yield _together(one, other, stages)
    for one, other in permutations(group.measures, 2):
        yield from _demanded(one, other, stages)


def _days(stages: Stages) -> list[date]:
    contents = stages.book.contents
    return [day for day, _ in stretches(turning(contents), horizon(contents))]


def _titles(one: str, other: str, stages: Stages) -> dict[str, Text]:
    measures = stages.book.measures
    return {"one": measures[one].title, "other": measures[other].title}


def _together(one: str, other: str, stages: Stages) -> Claim:
    place = stages.book.measures[one].place
    titles = _titles(one, other, stages)
    try:
        for day in reversed(_days(stages)):
            both = [stages.on(id_, day) for id_ in (one, other)]
            found = _both([stage for stage in both if stage is not None], stages)
            if found is not None:
                who = witness(found, stages.book, day, (one, other))
                text = sentence("proofs.both", **titles)
                return Claim("exclusive", Verdict.TOLD, text, one, place, who)
    except NotProvedError:
        text = sentence("proofs.not_proved", claim=sentence("proofs.both", **titles))
        return Claim("exclusive", Verdict.NOT_PROVED, text, one, place)
    text = sentence("proofs.never_both", **titles)
    return Claim("exclusive", Verdict.PROVED, text, one, place)


def _both(judged: list[Stage], stages: Stages) -> dict[str, str | bool | int] | None:
    if len(judged) < 2:
        return None
    facts = {fact for stage in judged for fact in facts_under(stage.condition)}
    question = Question(judged[0].formulas, facts, timeout=stages.timeout)
    return question.somebody(*(stage.split.true for stage in judged))


def _demanded(one: str, other: str, stages: Stages) -> Iterator[Claim]:
    """Whether one is only for whoever has what the other grants."""
    titles = _titles(one, other, stages)
    for version in stages.book.measures[one].versions:
        for stage in stages.of(one, version):
            granting = stage.plans.measures[other].bound.version
            for fact, code in granting.grants.items() if granting else ():
                if isinstance(code, Today) or fact not in stage.question.facts:
                    continue
                person = stage.formulas.person
                ordered = stage.formulas.facts[fact].kind.ordered
                has = (
                    person.code(fact) == int(code)
                    if ordered
                    else person.has(fact, code)
                )
                lacks = z3.Not(z3.And(person.known(fact), has))
                try:
                    open_ = z3.Not(stage.split.false)
                    alone = stage.question.somebody(open_, lacks)
                    ever = alone is not None or stage.question.somebody(open_)
                except NotProvedError:
                    text = sentence(
                        "proofs.not_proved", claim=sentence("proofs.demanded", **titles)
                    )
                    yield Claim(
                        "demanded", Verdict.NOT_PROVED, text, one, version.place
                    )
                    return
                if alone is None and ever:
                    text = sentence("proofs.demanded", **titles)
                    yield Claim("demanded", Verdict.FAILED, text, one, version.place)
                    return
    text = sentence("proofs.not_demanded", **titles)
    place = stages.book.measures[one].place
    yield Claim("demanded", Verdict.PROVED, text, one, place)
