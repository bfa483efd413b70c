"""Whether an answer could change an outcome at all.

A fact may keep a measure open and still not matter: where one branch asks that it be
so and another that it not be so, the outcome is the same either way. So before a
question is put, two people are sought who agree with all that is known, differ in this
fact and in what makes sense only with one of its values, and have different outcomes.
"""

from collections.abc import Iterator, Sequence

from eligibility.facts import Code
from eligibility.profiles import Profile
from eligibility.readings.classes import Class, Classes, classes
from eligibility.readings.evaluation import Codes, Plans, Truths
from eligibility.readings.openness import open_facts
from eligibility.truth import Truth

MOST_STEPS = 3_000
"""A search that takes longer is given up, and the question is put."""
FIRST_TRIED = 12


class Relevance:
    """What could change the outcomes of a rulebook's measures on a day."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans
        self._classes: dict[tuple[str, bool], Classes] = {}

    def matters(self, fact: str, measure: str, profile: Profile) -> bool:
        """Whether two values of a fact can lead to different outcomes of a measure."""
        return self._differ(measure, profile, fact)

    def unsettled(self, measure: str, profile: Profile) -> bool:
        """Whether two people of whom all this is true can have different outcomes."""
        return self._differ(measure, profile, None)

    def _differ(self, measure: str, profile: Profile, fact: str | None) -> bool:
        for exact in (False, True):
            search = _Search(measure, profile, self._plans, self.values(measure, exact))
            if search.differ(fact):
                return True
            if not search.refused:
                return False
        return False

    def values(self, measure: str, exact: bool) -> Classes:
        """The classes that a measure tells apart; `exact`, contradictions as well."""
        if (measure, exact) not in self._classes:
            program = self._plans.measures[measure].condition
            if program is None:
                raise KeyError(measure)
            conditions = [program.root.condition, *self._plans.book.applies.values()]
            if exact:
                conditions += self._plans.book.contradictions.values()
            self._classes[measure, exact] = classes(conditions, self._plans.book)
        return self._classes[measure, exact]


class _Search:
    """One search; `refused` tells whether it met people who cannot be."""

    def __init__(
        self, measure: str, profile: Profile, plans: Plans, values: Classes
    ) -> None:
        program = plans.measures[measure].condition
        if program is None:
            raise KeyError(measure)
        self._program = program
        self._plans = plans
        self._profile = profile
        self._values = values
        self._steps = 0
        self.refused = False

    def differ(self, fact: str | None) -> bool:
        """Whether values of the fact, or of any facts, make a difference."""
        known = dict(self._profile.codes)
        if fact is None:
            return len(self._reached(known, set())) > 1
        tried = _spread(list(_telling(self._values[fact])))
        for codes in tried:
            if self._witness([{**known, fact: code} for code in codes]):
                return True
        return False

    def _witness(self, people: Sequence[Codes]) -> bool:
        """Whether two of some people, whose other facts are the same, may differ."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            return True
        people = [codes for codes in people if self._possible(codes)]
        if len(people) <= 1:
            return False
        truths = [self._program.truths(codes) for codes in people]
        found = {one[self._program.root.slot] for one in truths}
        if len(found) == 1 and Truth.UNKNOWN not in found:
            return False
        following = self._following(people, truths)
        if following is None or {Truth.TRUE, Truth.FALSE} <= found:
            return len(found) > 1
        return any(
            self._witness([self._told(codes, following, code) for codes in people])
            for code in self._codes(following, people)
        )

    def _reached(self, codes: Codes, found: set[Truth]) -> set[Truth]:
        """The outcomes that people of whom this is true can have, two at most."""
        self._steps += 1
        if self._steps > MOST_STEPS:
            return {Truth.TRUE, Truth.FALSE}
        if not self._possible(codes):
            return found
        truths = self._program.truths(codes)
        truth = truths[self._program.root.slot]
        following = self._following([codes], [truths])
        if following is None:
            found.add(truth)
            return found
        for code in self._codes(following, [codes]):
            if len(self._reached(self._told(codes, following, code), found)) > 1:
                break
        return found

    def _following(
        self, people: Sequence[Codes], truths: Sequence[Truths]
    ) -> str | None:
        """The fact to be told next: one that keeps the outcome of somebody open."""
        root = self._program.root
        for codes, one in zip(people, truths, strict=True):
            weights = open_facts(root, one, codes)
            for id_ in sorted(weights, key=lambda id_: -weights[id_]):
                if id_ not in self._profile.declined and self._applies(id_, codes):
                    return id_
        return None

    def _codes(self, fact: str, people: Sequence[Codes]) -> Iterator[Code]:
        told = next((codes[fact] for codes in people if fact in codes), None)
        if told is not None:
            yield told
            return
        yield from _telling(self._values[fact])

    def _told(self, codes: Codes, fact: str, code: Code) -> Codes:
        if fact in codes or not self._applies(fact, codes):
            return codes
        return {**codes, fact: code}

    def _applies(self, fact: str, codes: Codes) -> bool:
        program = self._plans.applies.get(fact)
        return program is None or program.truth(codes) is Truth.TRUE

    def _possible(self, codes: Codes) -> bool:
        """Whether what is told of a person may be so, as far as it goes."""
        plans, facts = self._plans, self._plans.book.contents.facts
        contradicted = any(
            program.truth(codes) is Truth.TRUE
            for program in plans.contradictions.values()
        )
        senseless = any(
            plans.applies[id_].truth(codes) is Truth.FALSE
            for id_, code in self._profile.codes.items()
            if id_ in plans.applies and not facts[id_].neutral(code)
        )
        self.refused |= contradicted or senseless
        return not (contradicted or senseless)


def _telling(of: tuple[Class, ...]) -> Iterator[Code]:
    """The codes to try: of a class on a line both ends, of another any."""
    for one in of:
        yield one[0]
        if isinstance(one, range) and len(one) > 1:
            yield one[-1]


def _spread(codes: list[Code]) -> Iterator[list[Code]]:
    """A few first, from one end to the other; then, where there are more, all."""
    if len(codes) > FIRST_TRIED:
        step = (len(codes) - 1) / (FIRST_TRIED - 1)
        yield [codes[round(n * step)] for n in range(FIRST_TRIED)]
    yield codes
