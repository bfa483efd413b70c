"""What is within one person's reach: what could be obtained if the rest were, and what
that could make otherwise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from eligibility.inquiries.obtaining import Obtaining
from eligibility.law.facts import Code
from eligibility.readings.evaluation import Codes
from eligibility.readings.timeline import LOOSE
from eligibility.truth import Truth


@dataclass(frozen=True, slots=True)
class Leading:
    """What may lead to a measure: None where it cannot be open at all; and the facts
    not known that may still tell. `unsure` would help as well, but it is not known
    whether they concern the person; `alone` says that nothing helps at all.
    """

    others: tuple[str, ...] | None
    open: frozenset[str]
    unsure: tuple[str, ...] = ()
    alone: bool = False


class Reach:
    """What one person can reach; what all measures ask of it is found once."""

    def __init__(
        self, ground: Obtaining, codes: Codes, near: "Reach | None" = None
    ) -> None:
        self.ground = ground
        self._codes = codes
        self._leanings: dict[str, tuple[bool, frozenset[str]]] = {}
        if near is not None:
            self.__dict__["changeable"] = near.changeable

    def if_so(self, fact: str, code: Code) -> "Reach":
        """What would be within reach if a fact was so: at most what is now."""
        return Reach(self.ground, {**self._codes, fact: code}, self)

    @cached_property
    def changeable(self) -> frozenset[str]:
        """The facts that anything within reach may make otherwise."""
        ground = self.ground
        within, facts = set(ground.granting), frozenset[str]()
        while True:
            facts = frozenset[str]().union(*map(ground.granted, within))
            left = {one for one in within if self._leans(one, facts)[0]}
            if left == within:
                return facts
            within = left

    def within(self, thing: str) -> bool:
        """Whether a thing may be open some day, whatever is obtained or answered."""
        return self._leaning(thing)[0]

    def telling(self, thing: str) -> frozenset[str]:
        """The facts on which it hangs whether a thing may be open; none where it may
        not.
        """
        possible, facts = self._leaning(thing)
        return facts if possible else frozenset()

    def leading_to(self, measure: str) -> Leading:
        """What else may help a person to a measure: what grants the facts that it hangs
        on, near or far, and might be open some day if the rest were obtained.
        """
        helping = self._helping(measure)
        if helping is None:
            return Leading(None, frozenset())
        unsure = tuple(
            one
            for one in helping
            if self.ground.concerning(one, self._codes) is Truth.UNKNOWN
        )
        others: tuple[str, ...] = tuple(one for one in helping if one not in unsure)
        open_: set[str] = set()

        def conceivable(one: str) -> bool:
            codes = self._loosened(map(self.ground.granted, others))
            versions = self.ground.freely.measures[one]
            if any(version.split(codes)[0] for version in versions):
                return True
            open_.update(self._leaning(one)[1] - self._codes.keys())
            return False

        while True:
            left = tuple(filter(conceivable, others))
            if left == others:
                break
            others = left
        found = others if conceivable(measure) else None
        return Leading(found, frozenset(open_), unsure, alone=not helping)

    def _helping(self, measure: str) -> tuple[str, ...] | None:
        """The things that may help at all, as far as can be told before any answer;
        None where it cannot be open, whatever is obtained and answered.
        """
        granting, granted = self.ground.granting, self.ground.granted
        found: dict[str, None] = {}
        ahead = [measure]
        while ahead:
            one = ahead.pop()
            possible, facts = self._leaning(one)
            if not possible:
                if one == measure:
                    return None
                continue
            found[one] = None
            if one != measure:
                facts |= self.ground.beside(one)
            ahead += [
                other
                for other in granting
                if other not in found and other != measure
                if other not in ahead and granted(other) & facts
            ]
        return tuple(one for one in granting if one in found and one != measure)

    def _leaning(self, thing: str) -> tuple[bool, frozenset[str]]:
        """Whether a thing may be open some day if everything else was obtained, and the
        facts on which that hangs. What does not concern a person is not in reach.
        """
        if thing not in self._leanings:
            self._leanings[thing] = self._leans(thing, self.changeable)
        return self._leanings[thing]

    def _leans(self, thing: str, loose: frozenset[str]) -> tuple[bool, frozenset[str]]:
        ground = self.ground
        concerning = ground.concerning(thing, self._codes)
        if concerning is Truth.FALSE:
            return False, frozenset()
        versions = ground.hopeful.measures[thing]
        codes = self._loosened([loose])
        if not ground.may_be_had(thing, codes):
            return False, frozenset()
        told = [version.leaning(codes) for version in versions]
        facts = frozenset[str]().union(*(facts for _, facts in told))
        return any(possible for possible, _ in told), facts

    def _loosened(self, loose: Iterable[frozenset[str]]) -> Codes:
        """The person's codes, where some facts are loose."""
        facts = frozenset[str]().union(*loose)
        return {**self._codes, LOOSE: " ".join(sorted(facts))}
