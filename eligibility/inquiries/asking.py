"""Asking: which fact to ask for next, section by section.

A section is what people come for under one topic. Its gates come first, which tell what
concerns the person at all; then what settles the outcomes of what does, the most
telling first; then what the plan still hangs on. Nothing is asked about what does not
concern them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush

from eligibility.assessment import Assessment, Status
from eligibility.inquiries.extent import Extent
from eligibility.inquiries.obtaining import obtaining
from eligibility.inquiries.paths import Path, path_to
from eligibility.inquiries.prospects import Prospect, Prospects
from eligibility.inquiries.reach import Reach
from eligibility.inquiries.relevance import Relevance
from eligibility.inquiries.windows import HORIZON
from eligibility.law.facts import says_something
from eligibility.profiles import Profile
from eligibility.readings.openness import missing_facts
from eligibility.truth import Truth

UNRECKONED, RECKONED = 0, 1
OF_OPEN, OF_GATES_HERE = 0.4, 0.6
OF_BEARING, OF_GATES = 0.2, 1.75
"""Of the facts on which something hangs, and for each section whose gates are open, so
many questions are expected: the least squares of 80 interviews of people drawn from the
population of Guangdong's rulebook, off by 2.7 of 13 on average.
"""


@dataclass(frozen=True, slots=True)
class Left:
    """How many questions still come: bounds, and what is to be expected, in all and in
    the section at hand.
    """

    at_least: int
    at_most: int
    about: int
    about_here: int


class Asking:
    """What to ask one person next."""

    def __init__(self, assessment: Assessment, profile: Profile) -> None:
        self._assessment = assessment
        self._profile = profile
        self._book, self._day = assessment.book, assessment.day
        self._plans = self._book.plans(self._day)
        self._prospects = self._book.once(self._day, Prospects)
        self._relevance = self._book.once(self._day, Relevance)
        self._order = {id_: number for number, id_ in enumerate(self._book.facts)}
        self._unsettled: dict[str, bool] = {}
        self._ways: dict[str, Path] = {}
        self._found = {one.measure.id: one for one in assessment}

    @property
    def question(self) -> tuple[str, Left, str | None] | None:
        """The fact to ask for next, how many are left, and the topic of its section;
        None where no answer could change anything.
        """
        for topic, section in self.sections.items():
            fact = self.following(section)
            if fact is not None:
                return self._teller(fact), self.left(topic), topic
        return None

    def _teller(self, fact: str) -> str:
        """What is asked instead of a fact: one whose answer may tell it."""
        for id_, one in self._book.facts.items():
            told = set[str]().union(*(others.keys() for others in one.tells.values()))
            if fact in told and self._may_ask(id_):
                return id_
        return fact

    @cached_property
    def sections(self) -> Mapping[str | None, tuple[str, ...]]:
        """The measures assessed, by their topics, in the order of these."""
        found: dict[str | None, list[str]] = {
            topic: [] for topic in (*self._book.contents.topics, None)
        }
        for one in self._assessment:
            found[one.measure.topic].append(one.measure.id)
        return {topic: tuple(ids) for topic, ids in found.items() if ids}

    def following(self, section: Sequence[str]) -> str | None:
        """The fact to ask for next in a section; None where no answer could change
        anything in it.
        """
        gate = self._gate(section)
        if gate is not None:
            return gate
        concerning = self._concerning(section)
        telling = self._telling(self._open(concerning))
        if telling is not None:
            return telling
        return self._planning(concerning)

    def _planning(self, measures: Sequence[str]) -> str | None:
        """Of the facts on which the ways to some measures hang, the one that is likely
        to show that most of these questions need not be asked.
        """
        unsure = (one for id_ in measures for one in self._way(id_).unsure)
        gate = self._gate(tuple(dict.fromkeys(unsure)))
        if gate is not None:
            return gate
        of: dict[str, list[str]] = {}
        for id_ in measures:
            for fact in filter(self._may_ask, self._hung(id_)):
                of.setdefault(fact, []).append(id_)

        def rank(fact: str) -> tuple[float, int, int]:
            spared = sum(self._spared(id_, fact) for id_ in of[fact])
            return -round(spared, 9), -len(of[fact]), self._order[fact]

        return min(of, key=rank, default=None)

    def _spared(self, measure: str, fact: str) -> float:
        """How many questions about a measure an answer is likely to spare."""
        weighed = self._prospects.weighed(measure, fact)
        left = sum(
            share * self._asked(measure, self._reach.if_so(fact, code))
            for code, share in weighed
        )
        return self._asked(measure, self._reach) - left if weighed else 0.0

    def _asked(self, measure: str, reach: Reach) -> int:
        return len(reach.telling(measure) - self._profile.codes.keys())

    def left(self, here: str | None) -> Left:
        """How many questions still come, where one in a section is to be asked."""
        concerning = {
            topic: self._concerning(ids) for topic, ids in self.sections.items()
        }
        every = [id_ for ids in concerning.values() for id_ in ids]
        extent = self._book.once(self._day, Extent)
        open_ = self._open(every)
        at_least = extent.at_least(open_, self._is_unsettled)
        unsettled = [
            id_
            for ids in self.sections.values()
            for id_ in ids
            if self._found[id_].concerning is not Truth.FALSE
        ]
        at_most = extent.at_most(unsettled, self._profile)
        topics = list(self.sections)
        later = topics[topics.index(here) + 1 :]
        expected = self._expected_here(self.sections[here])
        about_here = max(1, round(expected))
        about = round(expected + self._expected_later(later))
        about = max(at_least, about_here, min(at_most, about))
        return Left(at_least, at_most, about, about_here)

    def _expected_here(self, section: Sequence[str]) -> float:
        """How many questions a section is expected to take, with the one that comes."""
        concerning = self._concerning(section)
        open_ = self._open(concerning)
        facts = set[str]().union(*(one.missing for one in open_.values()))
        facts |= set[str]().union(*(self._hung(id_) for id_ in concerning))
        left = facts - self._profile.codes.keys() - self._profile.declined
        return 1 + OF_OPEN * len(left) + OF_GATES_HERE * self._unsure(section)

    def _expected_later(self, topics: Sequence[str | None]) -> float:
        """How many questions the sections to come are expected to take."""
        sections = [self.sections[topic] for topic in topics]
        ground = self._reach.ground
        bearing = (
            ground.bearing(id_)
            for section in sections
            for id_ in self._concerning(section)
        )
        left = set[str]().union(*bearing) - self._profile.codes.keys()
        return OF_BEARING * len(left) + OF_GATES * sum(map(self._unsure, sections))

    def _unsure(self, section: Sequence[str]) -> bool:
        """Whether it is not known of some measures whether they concern the person."""
        concerning = (self._found[id_].concerning for id_ in section)
        return any(one is Truth.UNKNOWN for one in concerning)

    def _concerning(self, section: Sequence[str]) -> list[str]:
        return [id_ for id_ in section if self._found[id_].concerning is Truth.TRUE]

    def _gate(self, section: Sequence[str]) -> str | None:
        """The fact that tells of most measures whether they concern the person."""
        telling: dict[str, int] = {}
        for id_ in section:
            concerns = self._plans.measures[id_].concerns
            if concerns is None:
                continue
            truths = concerns.truths(self._profile.codes)
            if truths[concerns.root.slot].known:
                continue
            facts = missing_facts(concerns.root, truths, self._profile.codes)
            for fact in filter(self._may_ask, facts):
                telling[fact] = telling.get(fact, 0) + 1
        # Of several, the first as it is written: that is the one which tells the rest.
        return max(telling, key=lambda id_: telling[id_], default=None)

    def _may_ask(self, fact: str) -> bool:
        profile = self._profile
        if fact in profile.codes or fact in profile.declined:
            return False
        return self._plans.may_ask(fact, profile.codes)

    def _open(self, measures: Sequence[str]) -> dict[str, Prospect]:
        """The measures whose outcome an answer may still settle."""
        undetermined = (
            id_ for id_ in measures if self._found[id_].status is Status.UNDETERMINED
        )
        found = {id_: self._prospects[id_].of(self._profile) for id_ in undetermined}
        return {id_: one for id_, one in found.items() if one.missing}

    def _telling(self, open_: Mapping[str, Prospect]) -> str | None:
        """The fact whose answer is expected to settle most, of those that matter."""
        smallest = sorted(open_, key=lambda id_: len(open_[id_].missing))

        def matters(fact: str) -> bool:
            of = [id_ for id_ in smallest if fact in open_[id_].missing]
            return self._relevance.soon_seen(
                fact, of, self._profile
            ) or self._relevance.matters(
                fact, filter(self._is_unsettled, of), self._profile
            )

        ranked = []
        for id_ in _ranked(open_, self._order):
            if matters(id_):
                return id_
            ranked.append(id_)
        # Facts that contradict each other may matter together, and none of them alone.
        together = set[str]().union(
            *(one.askable for id_, one in open_.items() if self._is_unsettled(id_))
        )
        return next((id_ for id_ in ranked if id_ in together), None)

    def _is_unsettled(self, measure: str) -> bool:
        if measure not in self._unsettled:
            self._unsettled[measure] = self._relevance.unsettled(measure, self._profile)
        return self._unsettled[measure]

    @cached_property
    def _reach(self) -> Reach:
        ground = self._book.once(self._day, obtaining(HORIZON))
        return Reach(ground, self._profile.codes)

    def _hung(self, measure: str) -> frozenset[str]:
        """The facts not known on which the way to a measure hangs, or what it pays."""
        found = self._way(measure)
        if not found.steps:
            open_ = self._found[measure].status is Status.UNDETERMINED
            # Where nothing leads there, answers that come out alike are not asked for.
            return frozenset() if open_ and found.alone else found.open
        return found.open | self._reach.ground.paying(measure) | self._ending(found)

    def _ending(self, path: Path) -> frozenset[str]:
        """The facts not known that a step of a path would end, if they are so."""
        codes, ground = self._profile.codes, self._reach.ground
        return frozenset(
            fact
            for step in path.steps
            for fact, code in ground.grants(step.name, step.day).items()
            if fact not in codes and not says_something(code)
        )

    def _way(self, measure: str) -> Path:
        """The way to a measure that the person has not."""
        if measure not in self._ways:
            codes, held = self._profile.codes, self._plans.measures[measure].held
            has = held is not None and held.truth(codes) is Truth.TRUE
            way = Path() if has else path_to(measure, codes, self._reach)
            self._ways[measure] = way
        return self._ways[measure]


def _ranked(open_: Mapping[str, Prospect], order: Mapping[str, int]) -> Iterator[str]:
    """The facts that may be asked, by what their answers promise.

    What is left of the measures of a fact is a bound on its promise, so most promises
    need not be reckoned.
    """
    bounds: dict[str, float] = {}
    for prospect in open_.values():
        for id_ in prospect.askable:
            bounds[id_] = bounds.get(id_, 0.0) + prospect.left
    queue = [(-bound, UNRECKONED, order[id_], id_) for id_, bound in bounds.items()]
    heapify(queue)
    while queue:
        _, state, number, id_ = heappop(queue)
        if state == RECKONED:
            yield id_
            continue
        of = (one for one in open_.values() if id_ in one.askable)
        promise = round(sum(one.promise(id_) for one in of), 9)
        heappush(queue, (-promise, RECKONED, number, id_))
