"""Chains of grants: whoever obtains one measure after another comes to an end.

What is granted makes facts so. A chain goes round only where some fact is made this and
then that, again and again; where none can be, each step brings one to its last value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations

import z3

from eligibility.law.facts import Code
from eligibility.law.terms import Today
from eligibility.proving.claims import Claim, Verdict
from eligibility.proving.days import horizon, stretches, turning
from eligibility.proving.formulas import Formula, facts_under
from eligibility.proving.solving import NotProvedError, Question
from eligibility.proving.stages import Stage, Stages
from eligibility.proving.witnesses import witness
from eligibility.sentences.filling import sentence


@dataclass(frozen=True)
class _Grant:
    """A measure on a day, and what obtaining it then makes so."""

    stage: Stage
    codes: Mapping[str, Code]

    @property
    def open(self) -> Formula:
        """Who can obtain it, so that something changes."""
        formulas, plan = self.stage.formulas, self.stage.plan
        when = plan.grants_when
        granted = formulas.split(when.root.condition).true if when else True
        return z3.And(self.stage.split.true, granted)

    @property
    def facts(self) -> set[str]:
        """What that rests on, and what it makes so."""
        when = self.stage.plan.grants_when
        own = facts_under(self.stage.condition) | set(self.codes)
        return own | (facts_under(when.root.condition) if when else set())

    def has(self, fact: str) -> Formula:
        """That a fact is as the measure makes it."""
        person, code = self.stage.formulas.person, self.codes[fact]
        if self.stage.formulas.facts[fact].kind.ordered:
            return person.code(fact) == int(code)
        return person.has(fact, code)

    def afterwards(self, formula: Formula) -> Formula:
        """That a formula holds once the measure has been obtained."""
        formulas = self.stage.formulas
        person, pairs = formulas.person, []
        for id_, code in self.codes.items():
            fact = formulas.facts[id_]
            pairs.append((person.known(id_), z3.BoolVal(True)))
            if fact.kind.ordered:
                pairs.append((person.code(id_), z3.IntVal(int(code))))
            elif isinstance(code, bool):
                pairs.append((person.has(id_, True), z3.BoolVal(code)))
            else:
                pairs += [
                    (person.has(id_, one), z3.BoolVal(one == code))
                    for one in fact.domain
                ]
        return z3.substitute(formula, pairs)


def chains(stages: Stages) -> Iterator[Claim]:
    """That all chains of grants end, on each day on which anything changes."""
    contents = stages.book.contents
    told: set[tuple[str, str]] = set()
    for day, _ in stretches(turning(contents), horizon(contents)):
        grants = _grants(stages, day)
        for one, other in permutations(grants, 2):
            pair = one.stage.measure, other.stage.measure
            if pair in told or pair[::-1] in told:
                continue
            claim = _claim(one, other, grants)
            if claim is not None:
                told.add(pair)
                yield claim
    if not told:
        yield Claim("chains", Verdict.PROVED, sentence("proofs.chains_end"))


def _grants(stages: Stages, day: date) -> list[_Grant]:
    found: list[_Grant] = []
    for id_, measure in stages.book.measures.items():
        version = measure.on(day)
        stage = stages.on(id_, day) if version and version.grants else None
        if stage is not None and version is not None:
            codes = {
                fact: day.toordinal() if isinstance(code, Today) else code
                for fact, code in version.grants.items()
            }
            found.append(_Grant(stage, codes))
    return found


def _claim(one: _Grant, other: _Grant, grants: list[_Grant]) -> Claim | None:
    """What is wrong with two measures of which one undoes what the other makes so."""
    undone = [
        fact
        for fact in one.codes.keys() & other.codes.keys()
        if one.codes[fact] != other.codes[fact]
    ]
    if not undone:
        return None
    stage = one.stage
    measures = stage.book.measures
    titles = {
        "one": measures[stage.measure].title,
        "other": measures[other.stage.measure].title,
    }
    text = sentence("proofs.chain_goes_round", **titles)
    version = stage.plan.bound.version
    place = version.place if version else None
    try:
        codes = _round(one, other)
        if codes is not None:
            both = [stage.measure, other.stage.measure]
            who = witness(codes, stage.book, stage.day, both)
            return Claim("chains", Verdict.FAILED, text, stage.measure, place, who)
        if not any(_turns(fact, grants) for fact in undone):
            return None
    except NotProvedError:
        pass
    text = sentence("proofs.not_proved", claim=text)
    return Claim("chains", Verdict.NOT_PROVED, text, stage.measure, place)


def _question(*grants: _Grant) -> Question:
    facts = {fact for grant in grants for fact in grant.facts}
    stage = grants[0].stage
    return Question(stage.formulas, facts, timeout=stage.stages.timeout)


def _round(one: _Grant, other: _Grant) -> dict[str, Code] | None:
    """Somebody who can obtain the one, then the other, and both again for ever."""
    then = other.afterwards(one.open)
    return _question(one, other).somebody(
        one.open,
        one.afterwards(other.open),
        one.afterwards(then),
        one.afterwards(other.afterwards(one.afterwards(other.open))),
    )


def _turns(fact: str, grants: list[_Grant]) -> bool:
    """Whether a fact could be made this and that in turns, as far as each measure goes
    by itself: from each value it can be brought to another, and so back to the first.
    """
    making = [grant for grant in grants if fact in grant.codes]
    leads: dict[Code, set[Code]] = {}
    for one, other in permutations(making, 2):
        before, after = one.codes[fact], other.codes[fact]
        if before == after or after in leads.get(before, set()):
            continue
        if _question(one, other).somebody(one.has(fact), other.open) is not None:
            leads.setdefault(before, set()).add(after)
    return any(_reaches(code, code, leads, set()) for code in leads)


def _reaches(
    start: Code, end: Code, leads: Mapping[Code, set[Code]], seen: set[Code]
) -> bool:
    for code in leads.get(start, set()) - seen:
        seen.add(code)
        if code == end or _reaches(code, end, leads, seen):
            return True
    return False
