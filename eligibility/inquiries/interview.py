"""The interview: which question still matters most, and what an answer changes.

Answers are kept as they would stand in a file: the text of a value by fact, in the
order given; None says that the person could not tell. Nothing here knows a terminal.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from eligibility.assessment import Assessment, Determination, Finding, Status, assess
from eligibility.inquiries.asking import Asking
from eligibility.inquiries.obtaining import obtaining
from eligibility.inquiries.windows import HORIZON, law
from eligibility.law.facts import Code, Fact, Kind
from eligibility.law.spans import bounded
from eligibility.profiles import Profile
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

Given = Mapping[str, str | None]
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_FIGURE = re.compile(r"((?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)\s*([千万]?)")
_TIMES = {"": 1, "千": 1_000, "万": 10_000}
_YUAN = ("块钱", "块")


@dataclass(frozen=True, slots=True)
class Stand:
    """How far an interview has come.

    `fact` is what to ask next, None when no answer could change an outcome or the plan;
    it belongs to the section of a `topic`, None where the rulebook names none.
    `at_least` and `at_most` bound the number of questions that still come, this one
    included, whatever is answered; `about` is how many are to be expected, and
    `about_here` how many of them in this section.
    """

    given: Given = field(repr=False)
    profile: Profile = field(repr=False)
    assessment: Assessment = field(repr=False)
    fact: Fact | None
    at_least: int
    at_most: int
    about: int = 0
    about_here: int = 0
    topic: str | None = None

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
class Revision:
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
    with book.once(day, law(HORIZON)).remembering():
        found = Asking(assessment, profile).question
    if found is None:
        return Stand(given, profile, assessment, None, 0, 0)
    fact, left, topic = found
    return Stand(
        given,
        profile,
        assessment,
        book.facts[fact],
        left.at_least,
        left.at_most,
        left.about,
        left.about_here,
        topic,
    )


def answered(
    given: Given, fact: str, value: str | None, book: Rulebook, day: date
) -> Revision:
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
    return Revision(kept, tuple(dropped))


def written(fact: Fact, typed: str) -> str:
    """What a person typed, as a profile writes it.

    Full-width characters are taken as plain ones, and a day may be written 2020/6/30,
    20200630 or 2020年6月30日; one known to the month or the year, 2020年6月 or 2020年.
    A number may have its unit, and commas between thousands; money, 千 or 万. Whatever
    else it is comes back as it was, for the fact's own check to refuse.

    >>> from types import SimpleNamespace
    >>> written(SimpleNamespace(kind=Kind.DATE), "2020年6月3日")
    '2020-06-03'
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    # The keys of the full stop and the slash, as a Chinese input method types them.
    marked = plain.replace("。", ".")
    if fact.kind is Kind.DATE:
        marked = marked.replace("、", "/")
        forms = (_DAY, _EIGHT, _MONTH, _YEAR)
        match = next(filter(None, (form.fullmatch(marked) for form in forms)), None)
        if match:
            year, *others = match.groups()
            return "-".join([year, *(f"{int(one):02}" for one in others)])
        return plain
    if fact.kind.ordered:
        return _figure(fact, marked) or plain
    return plain


def _figure(fact: Fact, plain: str) -> str | None:
    """A number without its unit and commas; None for what is none of this fact's."""
    money = fact.kind is Kind.MONEY
    units = [*(fact.counted_in or ()), *(_YUAN if money else ())]
    units += [one.removesuffix("s") for one in units]
    bare = plain.removeprefix("¥").lstrip() if money else plain
    ending = next((one for one in units if bare.casefold().endswith(one)), "")
    match = _FIGURE.fullmatch(bare[: len(bare) - len(ending)].rstrip())
    if match is None or (match[2] and not money):
        return None
    figure = re.sub(r"^0+(?=\d)", "", match[1].replace(",", ""))
    if not match[2]:
        return figure
    return f"{(Decimal(figure) * _TIMES[match[2]]).normalize():f}"


Decided = tuple[Determination, tuple[Finding, ...]]


def decided_by(fact: str, assessment: Assessment) -> Iterator[Decided]:
    """The open measures that a fact may decide, each with the conditions it bears on;
    of those that read alike, one. Where it decides none, those of which it tells
    whether they concern the person, or to which it may lead.
    """
    found = list(_decided(fact, assessment))
    found = found or [(one, ()) for one in assessment if fact in one.gates]
    yield from found or _led_to(fact, assessment)


def _decided(fact: str, assessment: Assessment) -> Iterator[Decided]:
    for determination in assessment:
        if fact in determination.weights and determination.finding is not None:
            resting = _resting(determination.finding, fact)
            conditions = {one.text: one for one in resting}
            yield determination, tuple(conditions.values())


def _led_to(fact: str, assessment: Assessment) -> Iterator[Decided]:
    ground = assessment.book.once(assessment.day, obtaining(HORIZON))
    for one in assessment:
        concerned = one.concerning is Truth.TRUE and one.status is Status.INELIGIBLE
        if concerned and fact in ground.bearing(one.measure.id):
            yield one, ()


def _resting(finding: Finding, fact: str) -> Iterator[Finding]:
    """The narrowest open conditions that rest on a fact; where the rulebook has no
    words for one, the narrowest around it for which it has.
    """
    if finding.truth is not Truth.UNKNOWN:
        return
    below = [one for part in finding.parts for one in _resting(part, fact)]
    if not below and fact not in finding.facts:
        return
    if finding.written:
        below = [one for one in below if one.written]
    yield from below or [finding]


def _inapplicable(
    given: Given, changed: str, book: Rulebook, day: date
) -> tuple[str, ...]:
    """The answers, but for the changed one,
    to questions that make no sense any more.
    """
    codes: dict[str, Code] = {}
    for id_, value in given.items():
        if value is not None:
            told = book.profile({id_: value}, day).codes
            codes |= {one: code for one, code in told.items() if bounded(one) == id_}
    return tuple(
        id_
        for id_, applies in book.plans(day).applies.items()
        if id_ in given and id_ != changed
        if applies.truth(codes) is Truth.FALSE
    )
