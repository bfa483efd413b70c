"""The interview: which question still matters most, and what an answer changes.

Answers are kept as they would stand in a file: the text of a value by fact, in the
order given; None says that the person could not tell. Nothing here knows a terminal.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from eligibility.assessment import Assessment, Determination, Finding, Status, assess
from eligibility.conditions import Among
from eligibility.facts import Code, Fact, Kind
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Plans
from eligibility.readings.openness import open_facts
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

Given = Mapping[str, str | None]

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class Stand:
    """How far an interview has come.

    `fact` is what to ask next, None when nothing that is asked could change an outcome.
    `at_most` counts the questions that may still come, this one included.
    """

    given: Given = field(repr=False)
    profile: Profile = field(repr=False)
    assessment: Assessment = field(repr=False)
    fact: Fact | None
    at_most: int

    @property
    def at_least(self) -> int:
        """How many questions are certain to come."""
        return 0 if self.fact is None else 1

    @property
    def settled(self) -> dict[Status, int]:
        """How many measures have each outcome that is certain."""
        found: dict[Status, int] = {}
        for determination in self.assessment:
            if determination.status is not Status.UNDETERMINED:
                status = determination.status
                found[status] = found.get(status, 0) + 1
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """Answers after one was given, and those dropped because they no longer apply."""

    given: Given = field(repr=False)
    dropped: tuple[str, ...] = ()


def stand(
    given: Given,
    book: Rulebook,
    day: date,
    *,
    measures: Collection[str] | None = None,
) -> Stand:
    """Where an interview stands; FactError where the answers cannot be so."""
    profile = book.profile(given, day)
    assessment = assess(profile, book, on=day, measures=measures)
    plans = book.plans(day)
    weights = assessment.weights
    order = {id_: number for number, id_ in enumerate(book.facts)}
    ranked = sorted(weights, key=lambda id_: (-round(weights[id_], 9), order[id_]))
    asked = dict.fromkeys(
        first
        for id_ in ranked
        if id_ not in profile.declined
        if (first := _first_to_ask(id_, plans, profile)) is not None
    )
    following = next(iter(asked), None)
    fact = book.facts[following] if following is not None else None
    return Stand(given, profile, assessment, fact, _at_most(ranked, plans, profile))


def answered(
    given: Given, fact: str, value: str | None, book: Rulebook, day: date
) -> Change:
    """The answers with one more, or one changed in its place.

    Those that no longer apply are dropped. Raises FactError for a value that is not the
    fact's, and for answers that contradict each other.
    """
    book.profile({fact: value}, day)
    kept = {**given, fact: value}
    dropped: list[str] = []
    while idle := _inapplicable(kept, fact, book, day):
        dropped += [id_ for id_ in idle if kept[id_] is not None]
        kept = {id_: one for id_, one in kept.items() if id_ not in idle}
    book.profile(kept, day)
    return Change(kept, tuple(dropped))


def written(fact: Fact, typed: str) -> str:
    """What a person typed, as a profile writes it.

    Full-width digits are taken as plain ones, and a day may be written 2020/6/30 or
    2020年6月30日. Whatever else it is comes back as it was, for the fact's own check to
    refuse.

    >>> from types import SimpleNamespace
    >>> written(SimpleNamespace(kind=Kind.DATE), "2020年6月3日")
    '2020-06-03'
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    if fact.kind is Kind.DATE:
        match = _DAY.fullmatch(plain)
        if match:
            year, month, day = match.groups()
            return f"{year}-{int(month):02}-{int(day):02}"
        return plain
    if fact.kind.ordered:
        return re.sub(r"^0+(?=\d)", "", plain.replace(",", ""))
    return plain


def decided_by(
    fact: str, assessment: Assessment
) -> Iterator[tuple[Determination, tuple[Finding, ...]]]:
    """The open measures that a fact may decide, each with the conditions it bears on."""
    for determination in assessment:
        if fact in determination.weights and determination.finding is not None:
            conditions = {one.id: one for one in _resting(determination.finding, fact)}
            yield determination, tuple(conditions.values())


def _resting(finding: Finding, fact: str) -> Iterator[Finding]:
    """The narrowest open conditions that rest on a fact."""
    if finding.truth is not Truth.UNKNOWN:
        return
    below = [one for part in finding.parts for one in _resting(part, fact)]
    if below:
        yield from below
    elif fact in finding.facts:
        yield finding


def _first_to_ask(fact: str, plans: Plans, profile: Profile) -> str | None:
    """The fact itself where it applies; before that, what tells whether it does."""
    applies = plans.applies.get(fact)
    if applies is None:
        return fact
    truths = applies.truths(profile.codes)
    truth = truths[applies.root.slot]
    if truth.known:
        return fact if truth is Truth.TRUE else None
    weights = open_facts(applies.root, truths, profile.codes)
    for other in sorted(weights, key=lambda id_: -round(weights[id_], 9)):
        first = _first_to_ask(other, plans, profile)
        if first is not None and first not in profile.declined:
            return first
    return None


def _at_most(ranked: Collection[str], plans: Plans, profile: Profile) -> int:
    """How many questions may still come.

    Of facts that hang on different values of the same one, those of one value count.
    """
    askable = [
        id_
        for id_ in ranked
        if id_ not in profile.declined
        if _first_to_ask(id_, plans, profile) is not None
    ]
    free = 0
    hanging: dict[str, list[frozenset[Code]]] = {}
    for id_ in askable:
        applies = plans.applies.get(id_)
        node = applies.root.condition if applies is not None else None
        if isinstance(node, Among) and node.fact not in profile.codes:
            hanging.setdefault(node.fact, []).append(node.values)
        else:
            free += 1
    facts = plans.book.contents.facts
    return free + sum(
        max(sum(code in values for values in groups) for code in facts[id_].domain)
        for id_, groups in hanging.items()
    )


def _inapplicable(
    given: Given, changed: str, book: Rulebook, day: date
) -> tuple[str, ...]:
    """The answers, but for the changed one, to questions that make no sense any more."""
    codes: dict[str, Code] = {}
    for id_, value in given.items():
        if value is not None:
            codes[id_] = book.profile({id_: value}, day).codes[id_]
    return tuple(
        id_
        for id_, applies in book.plans(day).applies.items()
        if id_ in given and id_ != changed
        if applies.truth(codes) is Truth.FALSE
    )
