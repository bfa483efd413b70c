"""What an answer promises: how much it is expected to settle of each measure.

For each class of values that a measure tells apart, the answer is tried, and what is
then left to ask is weighed by how many people give it. A measure's prospects depend on
its own facts alone, and on their classes rather than their values, so they are kept
with the rulebook of the day and serve every interview.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, product
from math import prod

from eligibility.law.conditions import BoundLeaf, Relation, tellers_of, walk
from eligibility.law.facts import Code, Kind
from eligibility.law.population import weights
from eligibility.law.spans import bounds, ends_of
from eligibility.profiles import Profile
from eligibility.readings.classes import Class, Classes, classes
from eligibility.readings.effort import effort
from eligibility.readings.evaluation import Codes, Plan, Plans, Program, program
from eligibility.readings.openness import missing_facts
from eligibility.truth import Truth

MOST_TRIED = 8
"""So many values of a fact are tried at most, those of the most people."""
MOST_KEPT = 20_000
OPEN = 0.5
"""What an open measure counts beside the questions that it still takes."""
DECLINED = -2
UNKNOWN = -1
Weighed = tuple[tuple[Code, float], ...]
"""Codes, one of each class, each with the share of people in its class."""


@dataclass(frozen=True)
class Prospect:
    """What is open of one measure for somebody.

    `missing` are the facts that could still be told and keep it open, in Kleene's
    sense; of them `askable` are those that are known to make sense.
    """

    truth: Truth
    missing: frozenset[str]
    askable: frozenset[str]
    _left: Callable[[], float]
    _then: Callable[[str], float]
    _promises: dict[str, float] = field(default_factory=dict)

    @cached_property
    def left(self) -> float:
        """How much is still to ask, as far as can be guessed."""
        return self._left() if self.missing else 0.0

    def promise(self, fact: str) -> float:
        """By how much the answer to an askable fact is expected to lessen what is left:
        never by more than all of it.
        """
        if fact not in self._promises:
            self._promises[fact] = self.left - self._then(fact)
        return self._promises[fact]


NOTHING_LEFT: frozenset[str] = frozenset()


class Prospects:
    """The prospects of each measure of a rulebook on a day."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans
        self._measures: dict[str, _Measure] = {}

    def __getitem__(self, id_: str) -> "_Measure":
        """One measure's, KeyError where there is nothing to judge."""
        if id_ not in self._measures:
            laid_out = self._plans.measures[id_].condition
            if laid_out is None:
                raise KeyError(id_)
            self._measures[id_] = _Measure(laid_out, self._plans)
        return self._measures[id_]

    def weighed(self, id_: str, fact: str) -> Weighed:
        """The values of a fact between which a measure tells, with the share of people
        in the class of each; none where it does not rest on the fact.
        """
        if self._plans.measures[id_].condition is None:
            return ()
        measure = self[id_]
        return measure.weighed(fact) if fact in measure.classes else ()


class _Measure:
    """One measure's prospects, by what is known."""

    def __init__(self, laid_out: Program, plans: Plans) -> None:
        self._program = laid_out
        self._plans = plans
        self.classes: Classes = classes([laid_out.root.condition], plans.book)
        leaves = [
            one for one in walk(laid_out.root.condition) if isinstance(one, BoundLeaf)
        ]
        # Of these, the value tells more than its class does.
        related = {
            id_
            for leaf in leaves
            for id_ in (leaf.facts if isinstance(leaf, Relation) else tellers_of(leaf))
        }
        # Whether a question is to the point may hang on facts that decide nothing here.
        to_the_point = [
            program.root.condition
            for id_, program in plans.asked.items()
            if id_ in self.classes
        ]
        told = {**classes(to_the_point, plans.book), **self.classes}
        self._keys = {id_: _key(of, exact=id_ in related) for id_, of in told.items()}
        # Of a day known to lie in a span, its bounds tell.
        facts = plans.book.contents.facts
        dates = [id_ for id_ in told if facts[id_].kind is Kind.DATE]
        ends = (bound for id_ in dates for bound in bounds(id_))
        self._keys |= dict.fromkeys(ends, lambda code: code)
        self._weighed: dict[str, Weighed] = {}
        self._chances: dict[int, float] = {}
        self._kept: dict[tuple[Code, ...], Prospect] = {}

    def of(self, profile: Profile) -> Prospect:
        """The prospect for a person."""
        return self._of(profile.codes, profile.declined)

    def _of(self, codes: Codes, declined: frozenset[str]) -> Prospect:
        state = tuple(
            key(codes[id_])
            if id_ in codes
            else (DECLINED if id_ in declined else UNKNOWN)
            for id_, key in self._keys.items()
        )
        found = self._kept.get(state)
        if found is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()  # perhaps under another thread, which holds its own
            own = {id_: codes[id_] for id_ in self._keys if id_ in codes}
            found = self._made(own, declined & self._keys.keys())
            self._kept[state] = found
        return found

    def _made(self, codes: Codes, declined: frozenset[str]) -> Prospect:
        root = self._program.root
        truths = self._program.truths(codes)
        truth = truths[root.slot]
        missing = NOTHING_LEFT
        if truth is Truth.UNKNOWN:
            missing = frozenset(missing_facts(root, truths, codes)) - declined
        askable = frozenset(one for one in missing if self._plans.may_ask(one, codes))

        def left() -> float:
            return OPEN + effort(root, truths, codes, declined, self._chance)

        def then(id_: str) -> float:
            return sum(
                share * self._of({**codes, id_: code}, declined).left
                for code, share in self._likely(id_, codes)
            )

        return Prospect(truth, missing, askable, left, then)

    def _likely(self, id_: str, codes: Codes) -> Weighed:
        """The values of a fact to try, of those that it may have by its span."""
        least, most = ends_of(id_, codes)
        if least is None or most is None:
            return self.weighed(id_)
        told = [one for one in self.weighed(id_) if least <= int(one[0]) <= most]
        whole = sum(share for _, share in told)
        if not whole:
            return (((least + most) // 2, 1.0),)
        return tuple((code, share / whole) for code, share in told)

    def weighed(self, id_: str) -> Weighed:
        """The values of a fact to try."""
        if id_ not in self._weighed:
            self._weighed[id_] = self._few(id_, self.classes[id_])
        return self._weighed[id_]

    def _few(self, id_: str, of: tuple[Class, ...]) -> Weighed:
        book = self._plans.book
        fact = book.contents.facts[id_]
        shares = weights(fact, of, book.contents.population, book.day)
        if len(of) <= MOST_TRIED:
            told = tuple(enumerate(shares))
        else:
            reached = list(accumulate(shares))
            places = [(n + 0.5) / MOST_TRIED for n in range(MOST_TRIED)]
            met = [min(bisect_right(reached, one), len(of) - 1) for one in places]
            told = tuple((n, met.count(n) / MOST_TRIED) for n in dict.fromkeys(met))
        return tuple((of[n][len(of[n]) // 2], share) for n, share in told)

    def _chance(self, leaf: Plan, codes: Codes) -> float:
        """How likely a test is to hold, by what is usual."""
        known = {id_: codes[id_] for id_ in leaf.facts if id_ in codes}
        if known:
            return self._share(leaf, known)
        if leaf.slot not in self._chances:
            self._chances[leaf.slot] = self._share(leaf, known)
        return self._chances[leaf.slot]

    def _share(self, leaf: Plan, known: Codes) -> float:
        missing = [id_ for id_ in leaf.facts if id_ not in known]
        test = program(leaf.condition, self._plans.book.contents.facts)
        return sum(
            prod(share for _, share in told)
            for told in product(*(self.weighed(id_) for id_ in missing))
            if test.truth({**known, **_named(missing, told)}) is Truth.TRUE
        )


def _named(missing: Sequence[str], told: Weighed) -> Codes:
    return {id_: code for id_, (code, _) in zip(missing, told, strict=True)}


def _key(of: tuple[Class, ...], *, exact: bool) -> Callable[[Code], Code]:
    """What tells the classes of a fact apart; `exact` where two facts are compared, and
    a class is not all that matters.
    """
    if exact:
        return lambda code: code
    if isinstance(of[0], range):
        starts = [int(one[0]) for one in of]
        return lambda code: bisect_right(starts, int(code)) - 1
    numbers = {code: n for n, one in enumerate(of) for code in one}
    return numbers.__getitem__
