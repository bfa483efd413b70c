"""Whether a rulebook's cases notice each of its mutants."""

from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from multiprocessing import get_context
from pathlib import Path

from eligibility.binding.bound import Lines
from eligibility.errors import RulebookError
from eligibility.inquiries.trials import confirmed, fails, trial
from eligibility.loading import folder
from eligibility.mutants.changes import changed
from eligibility.mutants.equivalence import equivalent
from eligibility.mutants.making import Mutant, mutants
from eligibility.mutants.reach import Reach, touched
from eligibility.rulebook import Rulebook


class Verdict(StrEnum):
    """What became of a mutant. A `str`, as in JSON."""

    KILLED = "killed"
    """A case fails on it."""
    SURVIVED = "survived"
    """No case does, and it is not known to be the same law."""
    EQUIVALENT = "equivalent"
    """It says the same as before: proved."""
    INVALID = "invalid"
    """It does not load: whoever keeps the rules would be told."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant, and what became of it."""

    mutant: Mutant
    verdict: Verdict


class Court:
    """A rulebook whose mutants are judged, one by one."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._roots = folder.roots(book.folder)
        self._lines: Lines = {}
        self._cases = confirmed(book)
        self.reach = Reach(self._roots)

    @cached_property
    def mutants(self) -> tuple[Mutant, ...]:
        """All mutants, in the order of the files."""
        return tuple(mutants(self._roots, self._book.facts))

    def chosen(self, measures: Collection[str]) -> tuple[Mutant, ...]:
        """Those that can touch some measures; all of them, where none are named."""
        if not measures:
            return self.mutants
        return tuple(
            one for one in self.mutants if self.reach.measures(one) & set(measures)
        )

    def refuse_failing(self, of: Sequence[Mutant]) -> None:
        """RulebookError where a case that is to tell of mutants fails without any."""
        measures = frozenset[str]().union(*map(self.reach.measures, of))
        tried = (trial(case, self._book) for case in touched(self._cases, measures))
        faults = [fault for one in tried for fault in one.faults]
        if faults:
            raise RulebookError(dict.fromkeys(faults))

    def judged(self, mutant: Mutant) -> Judged:
        """What becomes of a mutant."""
        measures = self.reach.measures(mutant)
        book = self._supposed(mutant, measures)
        if book is None:
            return Judged(mutant, Verdict.INVALID)
        if any(fails(case, book) for case in touched(self._cases, measures)):
            return Judged(mutant, Verdict.KILLED)
        same = equivalent(self._book, book, measures)
        return Judged(mutant, Verdict.EQUIVALENT if same else Verdict.SURVIVED)

    def _supposed(self, mutant: Mutant, measures: Collection[str]) -> Rulebook | None:
        """The rulebook with a mutant in it; None where that cannot be read."""
        change, contents = mutant.change, self._book.contents
        root = changed(self._roots[mutant.file], change.path, change.node)
        known = {
            id_: one for id_, one in contents.measures.items() if id_ not in measures
        }
        try:
            supposed = folder.reread(
                self._book.folder, {**self._roots, mutant.file: root}, known
            )
        except RulebookError:
            return None
        return Rulebook.supposing(supposed, self._book.folder, self._lines)


def judge(
    court: Court, of: Sequence[Mutant], book: Rulebook, jobs: int
) -> Iterator[Judged]:
    """What becomes of each mutant, in their order, by so many processes."""
    if jobs == 1:
        yield from map(court.judged, of)
        return
    numbers = {id(one): n for n, one in enumerate(court.mutants)}
    # Started anew, not forked: the parent may have threads.
    with ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=_open, initargs=(book.folder,)
    ) as pool:
        verdicts = pool.map(_verdict, [numbers[id(one)] for one in of], chunksize=4)
        for mutant, verdict in zip(of, verdicts, strict=True):
            yield Judged(mutant, verdict)


_OPEN: list[Court] = []
"""The court of a process of its own."""


def _open(place: Path) -> None:
    _OPEN[:] = [Court(Rulebook(place))]


def _verdict(number: int) -> Verdict:
    (court,) = _OPEN
    return court.judged(court.mutants[number]).verdict
