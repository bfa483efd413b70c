"""One person, fact by fact: facts arrive or are withdrawn, outcomes follow.

The rules run on durable-rules, on a host of our own for each bound rulebook. What was
found out about it, and is heeded here:

- its background threads race with whoever deletes a state, so they are never started;
- a message that meets more than 64 nodes fails, so each unit has a message of its own;
- withdrawing a fact would not withdraw what was derived from it, so units are told what
  is known now, by messages that are consumed at once. Nothing of a person stays in the
  engine, so there is no state to delete, and all sessions share one;
- a message that fires nothing raises, which is an answer here: the unit is open.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

from eligibility.assessment import (
    BY_TRUTH,
    Assessment,
    Determination,
    Status,
    assess,
    determine,
)
from eligibility.errors import CallError, Fault, nearest
from eligibility.facts import Code
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Plans, related
from eligibility.readings.productions import UNIT, Unit, definitions, units
from eligibility.rulebook import Rulebook
from eligibility.terms import Today
from eligibility.texts import Text
from eligibility.truth import Truth

RULESET = "measures"
Known = Callable[[str, Truth], None]
"""Who is told that a unit's truth is known."""


class Session:
    """A person's facts as they come, and each measure's status by them."""

    def __init__(
        self,
        book: Rulebook,
        *,
        on: date,
        profile: Mapping[str, object] | None = None,
    ) -> None:
        self.book = book
        self.day = on
        self._plans = book.plans(on)
        self._engine: _Engine = book.once(on, _Engine)
        self._given: dict[str, object] = {}
        self._profile = Profile({})
        self._truths: dict[str, Truth] = {}
        self._told: dict[str, dict[str, object]] = {}
        self._obtained: list[str] | None = None
        self._post(self._engine.measures)
        if profile:
            self.tell(profile)

    @property
    def profile(self) -> Profile:
        """What is known of the person by now."""
        return self._profile

    def tell(self, facts: Mapping[str, object]) -> frozenset[str]:
        """Take in facts, and return the measures whose status changed.

        None as a value withdraws a fact. Raises FactError, and takes in nothing, where
        the facts cannot be read or cannot all be so.
        """
        return self._become({**self._given, **facts})

    def withdraw(self, *facts: str) -> frozenset[str]:
        """Forget facts, and return the measures whose status changed."""
        return self._become(
            {id_: value for id_, value in self._given.items() if id_ not in facts}
        )

    @property
    def statuses(self) -> dict[str, Status]:
        """Each measure's status, in the rulebook's order."""
        return {id_: self.status(id_) for id_ in self.book.measures}

    def status(self, measure: str) -> Status:
        """One measure's status by what is known now."""
        if measure in self._engine.measures:
            return BY_TRUTH[self._truths.get(measure, Truth.UNKNOWN)]
        return self.determination(measure).status

    def determination(self, measure: str) -> Determination:
        """One measure's determination, with the findings that explain it."""
        if measure not in self._plans.measures:
            text = Text(f"没有叫“{measure}”的措施", f'There is no measure "{measure}"')
            hint = nearest(measure, self.book.measures)
            raise CallError([Fault("unknown-measure", text, hint=hint)])
        plan = self._plans.measures[measure]
        return determine(plan, self._profile, self.book, self.day)

    def assessment(self) -> Assessment:
        """All determinations by what is known now."""
        return assess(self._profile, self.book, on=self.day)

    def obtain(self, measure: str) -> frozenset[str]:
        """Take in what a measure grants once it is obtained, and return the measures
        whose status changed. Raises CallError where the person is not eligible for it.
        """
        if self.status(measure) is not Status.ELIGIBLE:
            text = Text("还不符合这一项，不能当作已办", "Not eligible, so not obtained")
            raise CallError([Fault("not-eligible", text, subject=measure)])
        return self._become(self._granted(measure, self._given))

    def chains(self) -> dict[str, tuple[str, ...]]:
        """The measures that open up once others are obtained, each with those to obtain
        first, in order; none of them could be left out.

        Each measure that is eligible fires what it grants, which may make others
        eligible, until nothing new follows.
        """
        ahead = Session(self.book, on=self.day, profile=self._given)
        before = ahead.statuses
        order = ahead._obtain_all()
        after = ahead.statuses
        opened = [
            id_
            for id_ in self.book.measures
            if after[id_] is Status.ELIGIBLE is not before[id_]
        ]
        return {id_: self._needed(id_, order) for id_ in opened}

    def _obtain_all(self) -> list[str]:
        """Obtain whatever can be, each once, as the rules fire; in the order fired."""
        obtained: list[str] = []
        self._obtained = [
            id_ for id_, status in self.statuses.items() if status is Status.ELIGIBLE
        ]
        while self._obtained:
            measure = self._obtained.pop(0)
            if measure in obtained or not self._obtainable(measure):
                continue
            granted = self._granted(measure, self._given)
            if granted != self._given:
                obtained.append(measure)
                self._become(granted)
        self._obtained = None
        return obtained

    def _obtainable(self, measure: str) -> bool:
        """Whether a measure can be obtained, and is not held already."""
        held = self._plans.measures[measure].held
        if held is not None and held.truth(self._profile.codes) is Truth.TRUE:
            return False
        return self.status(measure) is Status.ELIGIBLE

    def _needed(self, measure: str, order: list[str]) -> tuple[str, ...]:
        """The least part of what was obtained that still opens a measure."""
        kept = [id_ for id_ in order if id_ != measure]
        for id_ in reversed(kept.copy()):
            without = [one for one in kept if one != id_]
            if self._opens(measure, without):
                kept = without
        return tuple(kept)

    def _opens(self, measure: str, through: list[str]) -> bool:
        given = self._given
        for id_ in (*through, measure):
            now = assess(given, self.book, on=self.day, measures=[id_])
            if now[id_].status is not Status.ELIGIBLE:
                return False
            given = self._granted(id_, given)
        return True

    def _granted(self, measure: str, given: Mapping[str, object]) -> dict[str, object]:
        """The facts once a measure is obtained."""
        version = self._plans.measures[measure].bound.version
        grants = version.grants if version else {}
        facts = self.book.facts
        return {**given} | {
            id_: self.day if isinstance(value, Today) else facts[id_].decode(value)
            for id_, value in grants.items()
        }

    def _become(self, given: Mapping[str, object]) -> frozenset[str]:
        profile = self.book.profile(given, self.day)
        before, known = self._profile.codes, profile.codes
        changed = {
            id_
            for id_ in before.keys() | known.keys()
            if before.get(id_) != known.get(id_)
        }
        self._given = dict(given)
        self._profile = profile
        touched = {
            id_
            for id_, chain in self._engine.measures.items()
            if not changed.isdisjoint(chain.facts)
        }
        statuses = {id_: self.status(id_) for id_ in touched}
        self._post({id_: self._engine.measures[id_] for id_ in touched})
        return frozenset(
            id_ for id_ in touched if self.status(id_) is not statuses[id_]
        )

    def _post(self, chains: "Mapping[str, _Chain]") -> None:
        """Tell the units of some measures what is known, parts before wholes; those for
        which nothing is new need not hear it again.
        """
        for chain in chains.values():
            for unit in chain.units:
                message = self._message(unit)
                if self._told.get(unit.name) != message:
                    self._told[unit.name] = message
                    self._truths.pop(unit.name, None)
                    self._engine.post(message, self._known)

    def _message(self, unit: Unit) -> dict[str, object]:
        codes: Mapping[str, Code] = self._profile.codes
        told = {
            name: self._truths[name].value
            for name in unit.inputs
            if name in self._truths
        }
        compared = {
            name: truth.value
            for name, one in unit.relations.items()
            if (truth := related(one, codes, self.book.facts)).known
        }
        known = {id_: codes[id_] for id_ in unit.facts if id_ in codes}
        return {UNIT: unit.name, **known, **told, **compared}

    def _known(self, unit: str, truth: Truth) -> None:
        """A rule fired: a unit's truth is known."""
        self._truths[unit] = truth
        if (
            self._obtained is not None
            and truth is Truth.TRUE
            and unit in self.book.measures
        ):
            self._obtained.append(unit)


@dataclass(frozen=True, slots=True)
class _Chain:
    """The units of one measure, parts before wholes, and all facts they rest on."""

    units: tuple[Unit, ...]
    facts: frozenset[str]


class _Engine:
    """The rules of a bound rulebook, loaded into a host of durable-rules."""

    def __init__(self, plans: Plans) -> None:
        facts = plans.book.contents.facts
        self.measures: dict[str, _Chain] = {}
        for id_, plan in plans.measures.items():
            if plan.condition is not None:
                cut = units(id_, plan.condition.root.condition, facts)
                rests = (
                    [
                        *unit.facts,
                        *(f for one in unit.relations.values() for f in one.facts),
                    ]
                    for unit in cut
                )
                self.measures[id_] = _Chain(
                    cut, frozenset(f for one in rests for f in one)
                )
        self._turn = Lock()
        self._known: Known = _nobody
        self._host = _host(
            {
                RULESET: {
                    name: {**rule, "run": self._consequent(unit.name, truth)}
                    for chain in self.measures.values()
                    for unit in chain.units
                    for name, truth, rule in definitions(unit)
                }
            }
        )

    def post(self, message: dict[str, object], known: Known) -> None:
        """Tell a unit what is known; `known` hears of the rule that fires, if one does.

        Sessions of several threads take turns.
        """
        from durable.engine import MessageNotHandledException

        with self._turn:
            self._known = known
            try:
                self._host.post(RULESET, message)
            except MessageNotHandledException:
                pass
            finally:
                self._known = _nobody

    def _consequent(self, unit: str, truth: Truth) -> Callable[[object], None]:
        def fired(_: object) -> None:
            self._known(unit, truth)

        return fired


def _nobody(unit: str, truth: Truth) -> None:
    """A rule fired while nobody was listening."""
    raise AssertionError(unit, truth)


def _host(rulesets: dict[str, dict[str, Any]]) -> Any:
    """A host whose background threads never start."""
    from durable.engine import Host

    class QuietHost(Host):  # type: ignore[misc]
        def _run(self) -> None:
            pass

    return QuietHost(rulesets)
