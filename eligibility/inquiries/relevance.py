"""Whether an answer could change an outcome at all.

A fact may keep a measure open and still not matter: where one branch asks that it be
so and another that it not be so, the outcome is the same either way. So before a
question is put, two people are sought who agree with all that is known, differ in this
fact and in what makes sense only with one of its values, and have different outcomes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eligibility.binding.bound import BoundRulebook
from eligibility.law.conditions import Bound, Relation
from eligibility.law.facts import Code
from eligibility.law.population import weights
from eligibility.law.spans import is_said, possible
from eligibility.law.terms import FactTerm
from eligibility.profiles import Profile
from eligibility.readings.classes import Class, classes
from eligibility.readings.evaluation import Codes, Plans, Truths
from eligibility.readings.openness import missing_facts
from eligibility.readings.outcomes import Outcomes, outcomes
from eligibility.truth import Truth

FEW_STEPS, MORE_STEPS, MOST_STEPS = 60, 600, 5_000
"""A search is cut short at first; one that takes very long is given up, and the
question is put."""
FIRST_TRIED = 3, 12
Telling = Mapping[str, tuple[Code, ...]]


class Relevance:
    """What could change the outcomes of a rulebook's measures on a day.

    `given_up` counts the searches that took too long.
    """

    def __init__(self, plans: Plans) -> None:
        self.given_up = 0
        self._plans = plans
        self._values: dict[tuple[str, bool], Telling] = {}
        one_way = _one_way(plans.book.contradictions.values())
        self._passes = (False,) if one_way else (False, True)

    def soon_seen(self, fact: str, measures: Iterable[str], profile: Profile) -> bool:
        """Whether a short search shows that a fact matters: most often it does."""
        return any(self._differ(one, profile, fact, FEW_STEPS) for one in measures)

    def matters(self, fact: str, measures: Iterable[str], profile: Profile) -> bool:
        """Whether two values of a fact can lead to different outcomes of a measure."""
        measures = tuple(measures)
        return any(
            self._differ(measure, profile, fact, steps)
            for steps in (MORE_STEPS, MOST_STEPS)
            for measure in measures
        )

    def unsettled(self, measure: str, profile: Profile) -> bool:
        """Whether two people of whom all this is true can have different outcomes."""
        return len(self.reached(measure, profile)) > 1

    def reached(self, measure: str, profile: Profile) -> frozenset[Truth]:
        """The outcomes that people of whom all this is true can have; two of them,
        where there are more. Unknown stands for those on whom the law itself is open.
        """
        found = frozenset[Truth]()
        for exact in self._passes:
            values = self.values(measure, exact=exact)
            search = _Search(measure, profile, self._plans, values, MOST_STEPS)
            found = search.reached()
            if search.given_up:
                self.given_up += 1
            if search.given_up or len(found) > 1 or not search.refused:
                break
        return found

    def _differ(self, measure: str, profile: Profile, fact: str, steps: int) -> bool:
        for exact in self._passes:
            values = self.values(measure, exact=exact)
            search = _Search(measure, profile, self._plans, values, steps)
            found = search.differ(fact)
            if search.given_up:
                self.given_up += steps == MOST_STEPS
                return steps == MOST_STEPS
            if found or not search.refused:
                return found
        return False

    def values(self, measure: str, *, exact: bool) -> "Telling":
        """The values that a measure tells apart; `exact`, contradictions as well."""
        if (measure, exact) not in self._values:
            program = self._plans.measures[measure].condition
            if program is None:
                raise KeyError(measure)
            book = self._plans.book
            conditions = [program.root.condition, *book.applies.values()]
            if exact:
                conditions += book.contradictions.values()
            cut = classes(conditions, book)
            found = {id_: _telling(id_, of, book) for id_, of in cut.items()}
            self._values[measure, exact] = found
        return self._values[measure, exact]


class _Search:
    """One search: `refused` tells whether it met people who cannot be, `given_up`
    whether it took too long.
    """

    def __init__(
        self,
        measure: str,
        profile: Profile,
        plans: Plans,
        values: Telling,
        steps: int,
    ) -> None:
        program = plans.measures[measure].condition
        if program is None:
            raise KeyError(measure)
        self._program = program
        self._plans = plans
        self._profile = profile
        self._values = values
        self._steps = steps
        self._needed = [
            plans.applies[id_]
            for id_ in plans.applies
            if is_said(id_, profile.codes)
            if not profile.codes.keys() >= set(plans.applies[id_].facts)
        ]
        self._never = _never(profile, plans)
        self.refused = False

    @property
    def given_up(self) -> bool:
        """Whether it took more steps than it may."""
        return self._steps < 0

    def reached(self) -> frozenset[Truth]:
        """The outcomes that can be, two at most."""
        return frozenset(self._reached(self._profile.codes, set()))

    def differ(self, fact: str) -> bool:
        """Whether values of the fact make a difference."""
        known = self._profile.codes
        return any(
            self._witness(fact, known, [{**known, fact: code} for code in codes])
            for codes in _spread(self._tried(fact, known))
        )

    def _witness(self, fact: str, shared: Codes, people: Sequence[Codes]) -> bool:
        """Whether two of some people may differ, who share all but one fact and what
        hangs on it.
        """
        self._steps -= 1
        if self.given_up:
            return True
        people = [codes for codes in people if self._possible(codes)]
        if len(people) <= 1 or not self._open(fact, shared):
            return False
        truths = [self._program.truths(codes) for codes in people]
        found = {one[self._program.root.slot] for one in truths}
        if len(found) == 1 and Truth.UNKNOWN not in found:
            return False
        following = self._following(people, truths)
        if following is None or {Truth.TRUE, Truth.FALSE} <= found:
            return len(found) > 1
        return any(
            self._witness(
                fact,
                self._told(shared, following, code),
                [self._told(codes, following, code) for codes in people],
            )
            for code in self._codes(following, people)
        )

    def _reached(self, codes: Codes, found: set[Truth]) -> set[Truth]:
        """The outcomes that people of whom this is true can have, two at most."""
        self._steps -= 1
        if self.given_up:
            return {Truth.TRUE, Truth.FALSE}
        if not self._possible(codes):
            return found
        truths = self._program.truths(codes)
        truth = truths[self._program.root.slot]
        if found and self._outcomes(codes, truths) <= found:
            return found
        following = self._following([codes], [truths])
        if following is None:
            found.add(truth)
            return found
        for code in self._codes(following, [codes]):
            if len(self._reached(self._told(codes, following, code), found)) > 1:
                break
        return found

    def _open(self, fact: str, codes: Codes) -> bool:
        """Whether a fact can still turn the outcome of a person."""
        truths = self._program.truths(codes)
        if fact not in missing_facts(self._program.root, truths, codes):
            return False
        return len(self._outcomes(codes, truths)) > 1

    def _outcomes(self, codes: Codes, truths: Truths) -> Outcomes:
        return outcomes(self._program.root, truths, codes, self._never)

    def _following(
        self, people: Sequence[Codes], truths: Sequence[Truths]
    ) -> str | None:
        """The fact to be told next: one that keeps the outcome of somebody open."""
        root = self._program.root
        for codes, one in zip(people, truths, strict=True):
            for id_ in missing_facts(root, one, codes):
                if id_ in self._profile.declined:
                    continue
                if self._plans.may_ask(id_, codes):
                    return id_
        return None

    def _codes(self, fact: str, people: Sequence[Codes]) -> Iterator[Code]:
        told = next((codes[fact] for codes in people if fact in codes), None)
        if told is not None:
            yield told
            return
        yield from self._tried(fact, people[0])

    def _tried(self, fact: str, codes: Codes) -> Sequence[Code]:
        """The codes of a fact to try, of those that it may have."""
        return tuple(possible(fact, self._values[fact], codes))

    def _told(self, codes: Codes, fact: str, code: Code) -> Codes:
        if fact in codes or not self._applies(fact, codes):
            return codes
        return {**codes, fact: code}

    def _applies(self, fact: str, codes: Codes) -> bool:
        program = self._plans.applies.get(fact)
        return program is None or program.truth(codes) is Truth.TRUE

    def _possible(self, codes: Codes) -> bool:
        """Whether what is told of a person may be so, as far as it goes."""
        contradicted = any(
            program.truth(codes) is Truth.TRUE
            for program in self._plans.contradictions.values()
        )
        senseless = any(one.truth(codes) is Truth.FALSE for one in self._needed)
        self.refused |= contradicted or senseless
        return not (contradicted or senseless)


def _never(profile: Profile, plans: Plans) -> frozenset[str]:
    """The facts that nobody will tell: those declined, and those that hang on them."""
    if not profile.declined:
        return frozenset()
    lost = set(profile.declined)
    waiting = True
    while waiting:
        codes = profile.codes
        more = {
            id_
            for id_, program in plans.applies.items()
            if id_ not in codes and id_ not in lost
            if Truth.TRUE
            not in outcomes(program.root, program.truths(codes), codes, lost)
        }
        lost |= more
        waiting = bool(more)
    return frozenset(lost)


def _one_way(contradictions: Iterable[Bound]) -> bool:
    """Whether, of each fact that meets others in contradictions, either the least or
    the greatest value of a class agrees best with all of them.
    """
    before: set[str] = set()
    after: set[str] = set()
    for one in contradictions:
        if not isinstance(one, Relation):
            return False
        left, right = one.comparison.left, one.comparison.right
        if not isinstance(left, FactTerm) or not isinstance(right, FactTerm):
            return False
        rising = one.comparison.operator in {"<", "<="}
        first, second = (left, right) if rising else (right, left)
        before.add(first.fact)
        after.add(second.fact)
    return before.isdisjoint(after)


def _telling(fact: str, of: tuple[Class, ...], book: BoundRulebook) -> tuple[Code, ...]:
    """The codes to try, the most usual first: of a class on a line both ends, of
    another any.
    """
    contents = book.contents
    shares = weights(contents.facts[fact], of, contents.population, book.day)
    ranked = sorted(range(len(of)), key=lambda n: -shares[n])
    return tuple(
        dict.fromkeys(code for n in ranked for code in (of[n][0], _last(of[n])))
    )


def _last(of: Class) -> Code:
    return of[-1] if isinstance(of, range) else of[0]


def _spread(codes: Sequence[Code]) -> Iterator[Sequence[Code]]:
    """A few first, from the usual to the rare; then, where there are more, all."""
    yield from (codes[:some] for some in FIRST_TRIED if some < len(codes))
    yield codes
