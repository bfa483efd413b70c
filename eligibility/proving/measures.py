"""What is claimed of one measure: it can be granted and refused, its versions follow
each other, and nobody is refused for what does not apply to them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import z3

from eligibility.inquiries.refusals import fails_plainly
from eligibility.law.conditions import AllOf, AnyOf, Contested, Not, Test
from eligibility.law.contents import Measure, Version
from eligibility.law.terms import facts_in
from eligibility.proving.claims import Claim, Verdict
from eligibility.proving.days import DAY
from eligibility.proving.formulas import FALSE, TRUE, Formula, Split
from eligibility.proving.solving import Codes, NotProvedError
from eligibility.proving.spots import (
    Spot,
    Standing,
    drop_at,
    ladder,
    part_at,
    required,
    says_when_another_applies,
    splits_with,
)
from eligibility.proving.stages import Stage
from eligibility.proving.witnesses import whole, witness
from eligibility.readings.evaluation import Truths
from eligibility.rulebook import Rulebook
from eligibility.sentences.filling import sentence
from eligibility.texts import Text
from eligibility.truth import Truth, agreement, conjunction, disjunction, negation

ALWAYS_TRUE = Split(TRUE, FALSE)
GUARD = sentence("proofs.guard")
NEVER_MET = sentence("proofs.never_met")
NEVER_MISSED = sentence("proofs.never_missed")
POSSIBLE = {Truth.TRUE: {True}, Truth.FALSE: {False}, Truth.UNKNOWN: {True, False}}
"""What a truth leaves possible."""
Shown = tuple[Stage, Codes]


def following_versions(measure: Measure) -> Iterator[Claim]:
    """That each version follows the one before without a gap: loading refuses those
    that overlap, or stand out of order.
    """
    gapless = True
    for before, after in zip(measure.versions, measure.versions[1:], strict=False):
        if before.end is not None and before.end + DAY != after.start:
            gapless = False
            text = sentence(
                "proofs.gap",
                first=before.end + DAY,
                last=after.start - DAY,
            )
            yield Claim("versions", Verdict.FAILED, text, measure.id, after.place)
    if gapless:
        text = sentence("proofs.versions", count=len(measure.versions))
        yield Claim("versions", Verdict.PROVED, text, measure.id, measure.place)


def decided(
    version: Version, stages: tuple[Stage, ...], shown: list[Shown]
) -> Iterator[Claim]:
    """That a version can be granted, and can be refused; who shows it is kept."""
    book = stages[0].book
    measure = stages[0].measure

    def claimed(kind: str, said: Text, denied: Text, *wanted: str) -> Claim:
        try:
            found = _first(stages, wanted)
        except NotProvedError:
            return Claim(
                kind, Verdict.NOT_PROVED, _unproved(denied), measure, version.place
            )
        if found is None:
            return Claim(kind, Verdict.FAILED, denied, measure, version.place)
        shown.append(found)
        stage, codes = found
        who = witness(codes, book, stage.day, [measure])
        return Claim(kind, Verdict.PROVED, said, measure, version.place, who)

    day = version.start
    yield claimed(
        "granted",
        sentence("proofs.granted", day=day),
        sentence("proofs.never_granted", day=day),
        "true",
        "open",
    )
    yield claimed(
        "refused",
        sentence("proofs.refused", day=day),
        sentence("proofs.never_refused", day=day),
        "false",
    )


def settled(version: Version, stages: tuple[Stage, ...]) -> Claim:
    """That nobody's outcome stays open for facts that do not apply to them."""
    book, measure = stages[0].book, stages[0].measure
    said = sentence("proofs.settled", day=version.start)
    unsaid = sentence("proofs.unsettled", day=version.start)
    kind, place = "settled", version.place
    try:
        for stage in stages:
            codes = stage.unsettled
            if codes is not None:
                who = whole(codes, book, stage.day, [measure])
                return Claim(kind, Verdict.FAILED, unsaid, measure, place, who)
    except NotProvedError:
        return Claim(kind, Verdict.NOT_PROVED, _unproved(said), measure, place)
    return Claim(kind, Verdict.PROVED, said, measure, place)


def _first(stages: tuple[Stage, ...], wanted: tuple[str, ...]) -> Shown | None:
    """Somebody on the first day on which there is one; where none is granted it for
    certain, somebody of whom the law leaves it open.
    """
    for which in wanted:
        for stage in stages:
            codes = stage.question.somebody(_side(stage.split, which))
            if codes is not None:
                return stage, codes
    return None


def _side(split: Split, which: str) -> Formula:
    sides = {"true": split.true, "false": split.false, "open": split.open}
    return sides[which]


def inapplicable(spot: Spot, book: Rulebook) -> Iterator[Claim]:
    """That nobody is refused by a test alone whose fact does not apply to them."""
    standing = spot.standings[0]
    test = standing.written
    if not isinstance(test, Test) or not test.guarded or not required(standing):
        return
    for fact in facts_in(test.comparison):
        declared = book.facts[fact]
        if declared.only_if is None:
            continue
        if fails_plainly(test.comparison, declared, book.contents.parameters):
            continue
        yield _without(fact, spot, book)


def _without(fact: str, spot: Spot, book: Rulebook) -> Claim:
    heading = book.facts[fact].heading
    kind, place = "applies", spot.label.place
    refused = sentence("proofs.inapplicable", fact=heading)
    try:
        found = _refused_without(fact, spot.standings)
    except NotProvedError:
        return Claim(kind, Verdict.NOT_PROVED, _unproved(refused), spot.measure, place)
    if found is None:
        text = sentence("proofs.applies", fact=heading)
        return Claim(kind, Verdict.PROVED, text, spot.measure, place)
    stage, codes = found
    who = witness(codes, book, stage.day, [stage.measure])
    return Claim(kind, Verdict.WARNING, refused, stage.measure, place, who)


def _refused_without(fact: str, standings: list[Standing]) -> Shown | None:
    for standing in standings:
        stage = standing.stage
        now, otherwise = splits_with(standing, standing.path, ALWAYS_TRUE)
        codes = stage.question.somebody(
            z3.Not(stage.formulas.person.known(fact)),
            now.false,
            z3.Not(otherwise.false),
        )
        if codes is not None:
            return stage, codes
    return None


@dataclass
class Seen:
    """What a handful of people show of a condition, before the solver is asked: what it
    could be, and whether it matters.
    """

    truths: set[bool] = field(default_factory=set)
    matters: bool = False


def seen(spots: Collection[Spot], shown: Iterable[Shown]) -> dict[int, Seen]:
    """What those who show that a measure can be granted and refused show of its
    conditions, and those who differ from them in one fact; by the identity of spots.
    """
    found = {id(spot): Seen() for spot in spots}
    for stage, someone in shown:
        looks = [
            _Look(found[id(spot)], standing, spot)
            for spot in spots
            for standing in spot.standings
            if standing.stage is stage
        ]
        for codes in stage.near(someone):
            truths = stage.program.truths(codes)
            for look in looks:
                look.at(truths)
    return found


class _Look:
    """Looks at one condition in its place, for one person after another."""

    def __init__(self, shows: Seen, standing: Standing, spot: Spot) -> None:
        stage, path = standing.stage, drop_at(standing) if spot.loose else ()
        self._shows = shows
        self._slot = stage.slot(standing.node)
        self._dropped = stage.slot(part_at(standing, path)) if path else None
        self._rungs = [
            (_CONNECTING[type(rung.node)], [stage.slot(one) for one in rung.others])
            for rung in ladder(standing, path)
        ]

    def at(self, truths: Truths) -> None:
        """See what the truths of one person show."""
        self._shows.truths |= POSSIBLE[truths[self._slot]]
        if self._dropped is None or self._shows.matters:
            return
        now: Truth = truths[self._dropped]
        without: Truth | None = None
        for connect, slots in self._rungs:
            others = [truths[slot] for slot in slots]
            now = connect([*others, now])
            without = connect(others if without is None else [*others, without])
            if now is without:
                return
        self._shows.matters = True


_CONNECTING: Mapping[type, Callable[[list[Truth]], Truth]] = {
    AllOf: conjunction,
    AnyOf: disjunction,
    Not: lambda parts: negation(parts[0]),
    Contested: agreement,
}


def useful(spot: Spot, shows: Seen) -> Claim:
    """That a condition can be met, can be missed, and matters where it stands."""
    kind, place = "conditions", spot.label.place
    try:
        standings = spot.standings
        for truth, said in ((True, NEVER_MET), (False, NEVER_MISSED)):
            if not (truth in shows.truths or _can_be(truth, spot)):
                return Claim("dead", Verdict.FAILED, said, spot.measure, place)
        standings = [one for one in standings if one.decided]
        if spot.loose and standings and not (shows.matters or _matters(standings)):
            if all(says_when_another_applies(one) for one in standings):
                return Claim(kind, Verdict.PROVED, GUARD, spot.measure, place)
            text = sentence("proofs.redundant")
            return Claim("redundant", Verdict.WARNING, text, spot.measure, place)
    except NotProvedError:
        text = _unproved(sentence("proofs.perhaps_useless"))
        return Claim(kind, Verdict.NOT_PROVED, text, spot.measure, place)
    return Claim(kind, Verdict.PROVED, sentence("proofs.useful"), spot.measure, place)


def _can_be(truth: bool, spot: Spot) -> bool:
    """Whether for somebody it is not settled that a condition is otherwise."""
    for standing in spot.standings:
        split = standing.stage.formulas.split(standing.node)
        otherwise = split.false if truth else split.true
        if standing.stage.question.somebody(z3.Not(otherwise)) is not None:
            return True
    return False


def _matters(standings: Iterable[Standing]) -> bool:
    """Whether for somebody the outcome would be another without it."""
    for standing in standings:
        now, without = splits_with(standing, drop_at(standing))
        differs = z3.Or(
            z3.Xor(now.true, without.true), z3.Xor(now.false, without.false)
        )
        if standing.stage.question.somebody(differs) is not None:
            return True
    return False


def _unproved(text: Text) -> Text:
    return sentence("proofs.not_proved", claim=text)
