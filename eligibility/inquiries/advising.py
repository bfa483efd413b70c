"""Advising: all inquiries about one person, together."""

from collections.abc import Iterator
from datetime import date
from itertools import product

from eligibility.assessment import Assessment, Determination, Status
from eligibility.inquiries.advice import Advice, Advised, Change
from eligibility.inquiries.obtaining import obtaining
from eligibility.inquiries.paths import Path, path_to
from eligibility.inquiries.plan import plan
from eligibility.inquiries.reach import Reach
from eligibility.inquiries.reasons import reasons
from eligibility.inquiries.windows import HORIZON, lasting, law, windows
from eligibility.law.contents import Measure
from eligibility.particulars.amounts import Amount, amount
from eligibility.profiles import Profile
from eligibility.truth import Truth


def advise(
    assessment: Assessment, profile: Profile, *, years: int = HORIZON
) -> Advised:
    """Advice on each measure of an assessment, and the plan, over a horizon of years;
    `profile` is the one that was assessed.
    """
    book, day = assessment.book, assessment.day
    with book.once(day, law(years)).remembering():
        advice = _Advising(assessment, profile, years).all()
        return Advised(plan(advice, profile, book, day, years=years), advice)


MOST_TRIED = 3
"""Answers to so many facts are tried, before it is said that one may lead somewhere."""


class _Advising:
    """The advice of one assessment."""

    def __init__(self, assessment: Assessment, profile: Profile, years: int) -> None:
        self._assessment = assessment
        self._book = assessment.book
        self._day = assessment.day
        self._profile = profile
        self._years = years
        ground = self._book.once(self._day, obtaining(years))
        self._reach = Reach(ground, profile.codes)
        self._windows = windows(profile, self._book, self._day, years=years)
        plans = self._book.plans(self._day).measures
        self._has = {
            id_
            for id_, plan in plans.items()
            if plan.held is not None and plan.held.truth(profile.codes) is Truth.TRUE
        }
        self._open_now = {
            id_
            for id_, spans in self._windows.items()
            if spans[0].status is Status.ELIGIBLE and id_ not in self._has
        }

    def all(self) -> dict[str, Advice]:
        """The advice on each measure."""
        return {one.measure.id: self._advice(one) for one in self._assessment}

    def _advice(self, determination: Determination) -> Advice:
        measure = determination.measure.id
        spans = self._windows[measure]
        eligible = determination.status is Status.ELIGIBLE
        held = measure in self._has
        found = Path()
        if determination.concerning is not Truth.FALSE and not held:
            found = path_to(measure, self._profile.codes, self._reach)
        barred = not found.steps and determination.status is Status.INELIGIBLE
        return Advice(
            determination,
            reasons(determination),
            spans,
            apply_by=spans[0].until if eligible else None,
            holds_until=self._lasting(measure) if eligible else None,
            changes=() if eligible else tuple(self._changes(found)),
            path=found.steps,
            claim_by=found.until,
            delay=found.delay,
            pays=determination.amount if eligible else self._paid(determination, found),
            instead=() if eligible else tuple(self._instead(determination)),
            beside=tuple(self._beside(determination)) if eligible else (),
            held=held,
            within_reach=self._reach.changeable if barred else frozenset(),
            open=self._telling(measure, found) if barred else frozenset(),
        )

    def _telling(self, measure: str, found: Path) -> frozenset[str]:
        """The facts to ask for that may show steps which lead out of a no: those, too,
        that tell whether such a step concerns the person. What another of them tells
        is not asked for.
        """
        plans, facts = self._book.plans(self._day), self._book.facts
        helping = (
            self._assessment[it] for it in found.unsure if it in self._assessment
        )
        gates = (fact for it in helping for fact in it.gates[:1])
        asked = (fact for fact in gates if plans.may_ask(fact, self._profile.codes))
        telling = self._leading(measure, found).union(asked)
        told = (others for it in telling for others in facts[it].tells.values())
        return telling.difference(*told)

    def _leading(self, measure: str, found: Path) -> frozenset[str]:
        """Of the facts on which the way to a measure hangs, those to ask for; none
        where it is plain that no answers to them lead there.
        """
        plans, facts = self._book.plans(self._day), self._book.facts
        codes = self._profile.codes
        open_ = [fact for fact in sorted(found.open) if plans.may_ask(fact, codes)]
        ordered = any(facts[fact].kind.ordered for fact in open_)
        if found.unsure or ordered or len(open_) > MOST_TRIED:
            return frozenset(open_)
        for answers in product(*(facts[fact].domain for fact in open_)):
            then = {**codes, **dict(zip(open_, answers, strict=True))}
            near = Reach(self._reach.ground, then, self._reach)
            if path_to(measure, then, near).steps:
                return frozenset(open_)
        return frozenset()

    def _lasting(self, measure: str) -> date | None:
        return lasting(measure, self._profile, self._book, self._day, years=self._years)

    def _changes(self, found: Path) -> Iterator[Change]:
        if found.makes:
            facts = self._book.facts
            values = {id_: facts[id_].decode(one) for id_, one in found.makes.items()}
            before = found.steps[:-1]
            through = tuple(step.measure for step in before if step.measure)
            yield Change(values, through, found.drops)

    def _paid(self, determination: Determination, found: Path) -> Amount | None:
        """What a measure will pay at the end of its path."""
        if not found.steps:
            return determination.amount
        day = found.steps[-1].day
        version = determination.measure.on(day)
        if version is None or version.gives is None:
            return None
        dropped = set(found.drops)
        codes = {k: v for k, v in self._profile.codes.items() if k not in dropped}
        then = {**codes, **found.makes}
        return amount(version.gives, self._book.contents, day, then)

    def _instead(self, determination: Determination) -> Iterator[Measure]:
        for id_ in determination.measure.instead:
            if id_ in self._open_now:
                yield self._book.measures[id_]

    def _beside(
        self, determination: Determination
    ) -> Iterator[tuple[Measure, Amount | None]]:
        """The measures of which only one may be drawn, where several are open."""
        groups = self._book.contents.exclusive
        measure = determination.measure.id
        others = {
            id_
            for group in groups
            if measure in group.measures
            for id_ in group.measures
        }
        rivals = [
            one
            for one in self._assessment
            if one.measure.id in others and one.status is Status.ELIGIBLE
        ]
        if len(rivals) > 1:
            yield from ((one.measure, one.amount) for one in rivals)
