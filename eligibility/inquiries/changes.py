"""Changes: the least that would have to be otherwise for a measure to be open.

A search from the person's facts as they are, the cheapest settings first. Where the
measure is not open, the tree says which settings lead on (`readings.turning`): every
way to open it has one of them, so no way is missed. What the tree says the rest must
cost at the least leads the search straight to the cheap ways.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from heapq import heappop, heappush

from eligibility.inquiries.options import Choosing
from eligibility.keeping.demand import OnDemand
from eligibility.law.facts import Code, Value
from eligibility.law.spans import bounded, bounds, is_said
from eligibility.law.terms import Today
from eligibility.profiles import Profile, following
from eligibility.readings.classes import Classes, classes, compared
from eligibility.readings.evaluation import Codes, Plans, Program, Truths
from eligibility.readings.turning import DONE, Options, Setting, Turn, Turning
from eligibility.rulebook import Rulebook
from eligibility.truth import Truth

MOST = 3
STATES = 100
"""At so many sets of settings a search for one way looks; a way that lies further off
is not found. In some thousand people made up for a real rulebook, none needed above 16.
"""
Settings = Mapping[str, Code]


@dataclass(frozen=True, slots=True)
class Change:
    """Facts that together open a measure, with the values they must take; `through`
    are the measures that grant some of them, `dropped` the facts of the person that no
    longer make sense then.
    """

    values: Mapping[str, Value]
    through: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def changes(
    measure: str, profile: Profile, book: Rulebook, day: date, *, most: int = MOST
) -> tuple[Change, ...]:
    """The changes that `Changing` finds for one measure."""
    return Changing(profile, book, day).of(measure, most=most)


class Changing:
    """The changes of one person; what all measures have in common is found once."""

    def __init__(self, profile: Profile, book: Rulebook, day: date) -> None:
        self._codes = profile.codes
        self._facts = book.facts
        self._grounds = book.once(day, _grounds)
        self._choosing = Choosing(profile.codes, book.plans(day))

    def of(self, measure: str, *, most: int = MOST) -> tuple[Change, ...]:
        """The least sets of facts whose change makes a measure eligible, the cheapest
        first, at most `most`; empty where it is eligible already, where nobody can
        become so, and where there is nothing to judge.

        What a change costs is declared with the fact. A fact that is not known may turn
        out any way; that costs nothing. One that does not apply now starts at nothing
        once it does: a day is the day asked, the rest is neutral, or has its price.

        No set holds all the facts of one before it, and none has a fact that it could
        do without. A choice is told by itself, not by a fact that makes sense for some
        of its values only.
        """
        ground = self._grounds[measure]
        if ground is None:
            return ()
        options = self._choosing.options(ground.classes, ground.compared)
        search = _Search(ground, self._codes, options)
        found: list[Change] = []
        for settings in filter(None, search.found()):
            values = {
                id_: fact.decode(settings[id_])
                for id_, fact in self._facts.items()
                if id_ in settings
            }
            through = tuple(search.granting(settings, measure))
            found.append(Change(values, through, search.dropped(settings)))
            if len(found) == most:
                break
        return tuple(found)


@dataclass(frozen=True)
class _Ground:
    """What a search for changes of one measure needs, whoever the person is."""

    plans: Plans
    program: Program

    @cached_property
    def heeded(self) -> tuple[Program, ...]:
        """All that tells: what opens the measure, what applies, what contradicts."""
        found = {id(self.program): self.program}
        others = [*self.plans.contradictions.values()]
        ahead = [self.program]
        while ahead:
            facts = set(ahead.pop().facts)
            touched = [one for one in others if not facts.isdisjoint(one.facts)]
            on = [one for id_, one in self.plans.applies.items() if id_ in facts]
            more = [one for one in (*touched, *on) if id(one) not in found]
            found |= {id(one): one for one in more}
            ahead += more
        return tuple(found.values())

    @cached_property
    def contradictions(self) -> tuple[Program, ...]:
        """Those that a change may run into."""
        every = self.plans.contradictions.values()
        return tuple(one for one in every if one in self.heeded)

    @cached_property
    def classes(self) -> Classes:
        """The values between which any of it tells."""
        conditions = [one.root.condition for one in self.heeded]
        return classes(conditions, self.plans.book)

    @cached_property
    def compared(self) -> frozenset[str]:
        """The facts of whose classes both ends matter."""
        return compared(one.root.condition for one in self.heeded)

    @cached_property
    def hung(self) -> Mapping[str, tuple[str, ...]]:
        """For each fact, those of which it bears on whether they apply."""
        found: dict[str, tuple[str, ...]] = {}
        for id_, one in self.plans.applies.items():
            for fact in one.facts:
                found[fact] = (*found.get(fact, ()), id_)
        return found


def _grounds(plans: Plans) -> Mapping[str, _Ground | None]:
    def ground(id_: str) -> _Ground | None:
        condition = plans.measures[id_].condition
        return _Ground(plans, condition) if condition is not None else None

    return OnDemand(plans.measures, ground)


@dataclass(frozen=True, slots=True, order=True)
class _State:
    """Some settings, and the least that any way on from them costs in all; of several,
    the one that has come furthest goes first. `turn` is None until it was looked at.
    """

    least: int
    depth: int
    number: int
    settings: Settings = field(compare=False)
    turn: Turn | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class _Task:
    """Some facts to keep, and the least that any way costs that keeps them; `way` is
    the cheapest, once it was sought.
    """

    least: int
    number: int
    kept: frozenset[str] = field(compare=False)
    way: Settings | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class _Standing:
    """How things stand with some settings: the codes, which of them are otherwise than
    at first, and what is so then.
    """

    codes: Codes
    touched: frozenset[str]
    truths: Truths


class _Search:
    """A search among the settings of one person."""

    def __init__(self, ground: _Ground, codes: Codes, options: Options) -> None:
        self._ground = ground
        self._codes = codes
        self._plans = ground.plans
        self._options = options
        self._turning = Turning(ground.program, codes, options)
        self._standings: dict[frozenset[Setting], _Standing] = {}

    def found(self) -> Iterator[Settings]:
        """The settings that open the measure, the cheapest first.

        Whoever does not set all facts of one way keeps one of them as it is; so after
        each way, the best is sought with each of its facts kept. None of them can cost
        less than that way did, so they are sought only when their turn comes.
        """
        opened: list[Settings] = []
        closed: list[frozenset[str]] = []
        tried = {frozenset[str]()}
        ahead: list[_Task] = [_Task(0, 0, frozenset())]
        while ahead:
            task = heappop(ahead)
            way = task.way
            if way is None:
                if any(one <= task.kept for one in closed):
                    continue
                way = self._cheapest(task.kept)
                if way is None:
                    closed.append(task.kept)
                else:
                    heappush(
                        ahead, replace(task, least=self._cost(way.items()), way=way)
                    )
                continue
            within = next((one for one in opened if one.keys() <= way.keys()), None)
            if within is None:
                opened.append(way)
                yield way
            for fact in within or way:
                kept = task.kept | {fact}
                if kept not in tried:
                    tried.add(kept)
                    heappush(ahead, _Task(task.least, len(tried), kept))

    def _cheapest(self, kept: frozenset[str]) -> Settings | None:
        """The cheapest way to open the measure that sets none of some facts."""
        ahead = [_State(0, 0, 0, {})]
        seen: set[frozenset[Setting]] = set()
        looked = 0
        while ahead and looked < STATES:
            state = heappop(ahead)
            if state.turn is None:
                looked += 1
                turn = self._turn(state.settings, kept)
                if turn is not None:
                    least = self._cost(state.settings.items()) + turn.cost
                    least = max(state.least, least)
                    heappush(ahead, replace(state, least=least, turn=turn))
            elif not state.turn.bundles:
                return self._needed(state.settings)
            else:
                cost = self._cost(state.settings.items())
                for bundle in state.turn.bundles:
                    further = {**state.settings, **dict(bundle)}
                    key = frozenset(further.items())
                    if key not in seen:
                        seen.add(key)
                        least = max(state.least, cost + self._cost(bundle))
                        depth = -len(further)
                        heappush(ahead, _State(least, depth, len(seen), further))
        return None

    def _needed(self, settings: Settings) -> Settings:
        """The settings without those of which none is missed."""
        for fact in reversed(list(settings)):
            fewer = {id_: code for id_, code in settings.items() if id_ != fact}
            if self._opens(fewer):
                settings = fewer
        return settings

    def _cost(self, settings: Iterable[Setting]) -> int:
        return sum([self._options[fact][code] for fact, code in settings])

    def _opens(self, settings: Settings) -> bool:
        """Whether some settings open the measure, and can be so."""
        return self._met(settings) and self._against(settings) is None

    def _met(self, settings: Settings) -> bool:
        truths = self._standing(settings).truths
        return truths[self._ground.program.root.slot] is Truth.TRUE

    def _against(self, settings: Settings) -> Collection[str] | None:
        """The facts of which one must be otherwise, or some settings cannot be so: for
        a contradiction, or for one that does not apply.
        """
        codes = self._standing(settings).codes
        for program in self._ground.contradictions:
            if program.truth(codes) is Truth.TRUE:
                return program.facts
        for fact in settings:
            if self._idle(fact, codes):
                return self._plans.applies[fact].facts
        return None

    def _turn(self, settings: Settings, kept: frozenset[str]) -> Turn | None:
        """What it still takes: to open the measure, to be free of contradictions, and
        to have only what applies.
        """
        settled = kept.union(settings)
        if not self._met(settings):
            now = self._standing(settings)
            return self._turning.turn(now.truths, now.codes, now.touched, settled)
        against = self._against(settings)
        return DONE if against is None else self._any(against, settled)

    def _any(self, facts: Collection[str], settled: Collection[str]) -> Turn | None:
        """Any setting of some facts, or of those on which it hangs whether they
        apply.
        """
        applies = self._plans.applies
        every = dict.fromkeys(facts)
        for fact in facts:
            if fact in applies:
                every |= dict.fromkeys(applies[fact].facts)
        left = tuple(
            ((fact, code),)
            for fact in every
            if fact not in settled
            for code in self._options.get(fact, ())
        )
        return Turn(0, left) if left else None

    def _standing(self, settings: Settings) -> _Standing:
        """The person's codes with some settings and what follows from them, without
        what applies no more.
        """
        key = frozenset(settings.items())
        if key not in self._standings:
            codes = {**self._codes, **settings}
            told = following(settings, codes, self._plans)
            codes |= {id_: code for id_, (code, _) in told.items()}
            touched = {*settings, *told}
            hung = {one for fact in settings for one in self._ground.hung.get(fact, ())}
            for fact in dict.fromkeys(map(bounded, self._codes)) if hung else ():
                if fact in hung and fact not in settings and self._idle(fact, codes):
                    gone = codes.keys() & {fact, *bounds(fact)}
                    codes = {id_: codes[id_] for id_ in codes if id_ not in gone}
                    touched |= gone
            truths = self._turning.truths(codes, touched)
            self._standings[key] = _Standing(codes, frozenset(touched), truths)
        return self._standings[key]

    def dropped(self, settings: Settings) -> tuple[str, ...]:
        """The facts of the person that make no sense once some settings are made, with
        those that make none without them.
        """
        codes = {**self._codes, **settings}
        gone: list[str] = []
        while True:
            idle = [
                fact
                for fact in self._codes
                if fact in codes and fact not in settings and self._idle(fact, codes)
            ]
            if not idle:
                facts = self._plans.book.contents.facts
                return tuple(id_ for id_ in facts if id_ in gone)
            gone += idle
            for fact in idle:
                del codes[fact]

    def _idle(self, fact: str, codes: Codes) -> bool:
        """Whether a fact says something although it does not apply."""
        applies = self._plans.applies.get(fact)
        if applies is None or not is_said(fact, codes):
            return False
        return applies.truth(codes) is Truth.FALSE

    def granting(self, settings: Settings, measure: str) -> Iterator[str]:
        """The measures that grant some settings to one for whom the others are made."""
        today = self._plans.book.day.toordinal()
        for id_, plan in self._plans.measures.items():
            version, condition = plan.bound.version, plan.condition
            if id_ == measure or version is None or condition is None:
                continue
            granted = {
                fact: today if isinstance(code, Today) else code
                for fact, code in version.grants.items()
            }
            rest = {k: one for k, one in settings.items() if k not in granted}
            if (
                granted.items() & settings.items()
                and condition.truth(self._standing(rest).codes) is Truth.TRUE
            ):
                yield id_
