"""Completions: what an outcome may still become, over all ways to fill in a profile."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from eligibility.conditions import Bound, BoundLeaf, Relation, facts_of, walk
from eligibility.facts import Code, says_something
from eligibility.readings.classes import Classes, classes
from eligibility.readings.evaluation import Codes, Plans, Program
from eligibility.readings.openness import open_facts
from eligibility.truth import Truth

MOST = 3_000
"""How many partial profiles are tried before a search gives up."""


class TooMany(Exception):  # noqa: N818 - it is no fault, but an answer not found
    """A search that was given up."""


@dataclass(slots=True)
class Completions:
    """The ways to fill in what a condition rests on, on one day.

    A way is one that could be given: a fact is filled in only where it makes sense, and
    no contradiction is met. One value of each class stands for all of it.
    """

    program: Program
    plans: Plans
    _codes: dict[str, tuple[Code, ...]] = field(init=False)
    _against: tuple[Program, ...] = field(init=False)
    _told: dict[str, list[tuple[Program, str | None]]] = field(
        init=False, default_factory=dict
    )
    _left: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        """Cut the facts into classes, and find the contradictions between them."""
        book = self.plans.book
        # Facts that are known may lie outside the condition, and make no sense for some
        # values of those in it.
        around = [self.program.root.condition, *book.applies.values()]
        facts = {fact for one in around for fact in _facts_in(one)}
        self._against = tuple(
            self.plans.contradictions[id_]
            for id_, one in book.contradictions.items()
            if facts.issuperset(_facts_in(one))
        )
        conditions = [*around, *(one.root.condition for one in self._against)]
        compared = {
            fact
            for one in conditions
            for leaf in walk(one)
            if isinstance(leaf, Relation)
            for fact in leaf.facts
        }
        self._codes = _tried(classes(conditions, book), compared)
        for program in self._against:
            for fact in program.facts:
                self._told.setdefault(fact, []).append((program, None))
        for id_, applies in self.plans.applies.items():
            for fact in applies.facts:
                self._told.setdefault(fact, []).append((applies, id_))

    def outcomes(self, codes: Codes) -> frozenset[Truth]:
        """The truths that the condition may come to have; unknown stands for ways in
        which the law itself stays open. Once both answers are found, others are not
        looked for. Raises TooMany where the search is too long.
        """
        found: set[Truth] = set()
        self._left = MOST
        for truth in self._ways(dict(codes)):
            found.add(truth)
            if {Truth.TRUE, Truth.FALSE} <= found:
                break
        return frozenset(found)

    def _ways(self, codes: dict[str, Code]) -> Iterator[Truth]:
        self._left -= 1
        if self._left < 0:
            raise TooMany
        truths = self.program.truths(codes)
        truth = truths[self.program.root.slot]
        weights = {} if truth.known else open_facts(self.program.root, truths, codes)
        if not weights:
            yield truth
            return
        fact = self._first(max(weights, key=weights.__getitem__), codes)
        if fact is None:  # it makes no sense here, and its guard says so already
            yield truth
            return
        for code in self._codes[fact]:
            further = {**codes, fact: code}
            if self._may_be(fact, further):
                yield from self._ways(further)

    def _may_be(self, new: str, codes: Codes) -> bool:
        """Whether a fact may be so beside the others: nothing contradicts, and what
        says something still makes sense.
        """
        for program, id_ in self._told.get(new, ()):
            if id_ is None:
                if program.truth(codes) is Truth.TRUE:
                    return False
            elif (
                id_ in codes
                and says_something(codes[id_])
                and program.truth(codes) is Truth.FALSE
            ):
                return False
        return True

    def _first(self, fact: str, codes: Codes) -> str | None:
        """The fact, or before it what tells whether it makes sense."""
        applies = self.plans.applies.get(fact)
        if applies is None:
            return fact
        truths = applies.truths(codes)
        truth = truths[applies.root.slot]
        if truth.known:
            return fact if truth is Truth.TRUE else None
        weights = open_facts(applies.root, truths, codes)
        return self._first(max(weights, key=weights.__getitem__), codes)


def _facts_in(condition: Bound) -> Iterator[str]:
    for node in walk(condition):
        if isinstance(node, BoundLeaf):
            yield from facts_of(node)


def _tried(found: Classes, compared: set[str]) -> dict[str, tuple[Code, ...]]:
    """What is tried for each fact: a value of each class, both ends of those whose
    values are compared with another fact's.
    """
    return {
        fact: tuple(
            dict.fromkeys(
                code
                for one in cut
                for code in ((one[0], one[-1]) if fact in compared else (one[0],))
            )
        )
        for fact, cut in found.items()
    }
