"""The determinations of many people at once, as columns of a table.

Each measure has a status, the conditions that settle it and the facts that are missing.
The truth of each condition is found for all people together; its grounds are worked out
once for each pattern of truths, by the readings that serve one person.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from eligibility.assessment import Status
from eligibility.readings.columns import Columns
from eligibility.readings.evaluation import Plans, Program
from eligibility.readings.grounds import open_sets, settling_sets
from eligibility.readings.openness import open_facts, ranked
from eligibility.screening.asking import ASK, SETTLES, Asked
from eligibility.screening.patterns import Patterns
from eligibility.sets.people import People, flags, has
from eligibility.sets.splits import Split

STATUSES = pl.Enum([status.value for status in Status])
PLACES = {status: place for place, status in enumerate(Status)}


class Grounds:
    """One column of lists: a list for each pattern that was met, by its number."""

    def __init__(self, dtype: pl.Enum) -> None:
        self.dtype = pl.List(dtype)
        self.patterns = Patterns()
        self.lists: list[tuple[str, ...]] = []
        self._series = pl.Series(dtype=self.dtype)
        self._learn([()])

    def add(
        self, numbers: NDArray[np.int32], found: Callable[[int], tuple[str, ...]]
    ) -> None:
        """Work out the lists of patterns not met before, `found` that of a person."""
        known = len(self.lists)
        if int(numbers.max(initial=0)) < known:
            return
        fresh = np.flatnonzero(numbers >= known)
        _, places = np.unique(numbers[fresh], return_index=True)
        self._learn([found(int(fresh[place])) for place in places])

    def series(self, name: str, numbers: NDArray[np.int32]) -> pl.Series:
        """The list of each person."""
        # Indexing by unsigned numbers is the quickest way to gather lists.
        return self._series[pl.Series(numbers.view(np.uint32))].alias(name)

    def _learn(self, lists: Sequence[tuple[str, ...]]) -> None:
        self.lists += lists
        told = pl.Series(lists, dtype=pl.List(pl.String)).cast(self.dtype)
        self._series = self._series.append(told).rechunk()


class Decider:
    """Decides on many people by a bound rulebook.

    What it learns of patterns it keeps, so one serves all batches of a table; it is not
    to be shared between threads.
    """

    def __init__(
        self,
        plans: Plans,
        *,
        measures: Collection[str] | None = None,
        grounds: bool = True,
        missing: bool = True,
    ) -> None:
        self._plans = plans
        self._columns = plans.once(Columns)
        self._measures = [
            id_ for id_ in plans.measures if measures is None or id_ in measures
        ]
        self._places = self._columns.beneath(self._measures)
        self._facts = tuple(plans.book.contents.facts)
        self._grounds = grounds
        self._missing = missing
        self._because = {id_: self._of_conditions(id_) for id_ in self._measures}
        self._open = {id_: Grounds(self.fact_ids) for id_ in self._measures}

    @cached_property
    def fact_ids(self) -> pl.Enum:
        """The type of a column of facts."""
        return pl.Enum(self._facts)

    @property
    def schema(self) -> pl.Schema:
        """The columns of a determination."""
        found: dict[str, pl.DataType] = {}
        for id_ in self._measures:
            found[id_] = STATUSES
            if self._grounds:
                found[f"{id_}.because"] = self._because[id_].dtype
            if self._missing:
                found[f"{id_}.missing"] = pl.List(self.fact_ids)
        if self._missing:
            found |= {ASK: self.fact_ids, SETTLES: pl.UInt32()}
        return pl.Schema(found)

    def decided(self, people: People) -> pl.DataFrame:
        """The determinations of all people, a row each in their order; those who do not
        count have rows that say nothing.
        """
        splits = self._columns.splits(people, self._places)
        asked = Asked(people.count, len(self._facts), len(self._measures))
        found: list[pl.Series] = []
        for id_ in self._measures:
            found += self._measure(id_, people, splits, asked)
        if self._missing:
            found += asked.series(self.fact_ids)
        return pl.DataFrame(found)

    def _measure(
        self, id_: str, people: People, splits: Mapping[int, Split], asked: Asked
    ) -> list[pl.Series]:
        plan = self._plans.measures[id_]
        program = plan.condition
        truths = (
            [splits[place] for place in self._columns.measures[id_]] if program else []
        )
        found = [_status(id_, self._plans, truths, people)]
        if self._grounds:
            found.append(self._settled(id_, program, truths, people))
        if self._missing:
            found.append(self._left_open(id_, program, truths, people, asked))
        return found

    def _settled(
        self,
        id_: str,
        program: Program | None,
        truths: Sequence[Split],
        people: People,
    ) -> pl.Series:
        grounds = self._because[id_]
        numbers = np.zeros(people.count, np.int32)
        if program is not None:
            sets = settling_sets(program, truths, people)
            labels = [plan.label for plan in program.plans]
            named = [n for n, label in enumerate(labels) if label and label.text]
            told = [sets[n] for n in named]
            numbers = grounds.patterns.of(told, people.count)

            def found(person: int) -> tuple[str, ...]:
                ids = (
                    label.id
                    for n, one in zip(named, told, strict=True)
                    if one is not None and has(one, person) and (label := labels[n])
                )
                return tuple(dict.fromkeys(ids))

            grounds.add(numbers, found)
        return grounds.series(f"{id_}.because", numbers)

    def _left_open(
        self,
        id_: str,
        program: Program | None,
        truths: Sequence[Split],
        people: People,
        asked: Asked,
    ) -> pl.Series:
        grounds = self._open[id_]
        numbers = np.zeros(people.count, np.int32)
        if program is not None:
            root_true, root_false = truths[program.root.slot]
            if (people.whole & ~(root_true | root_false)).any():
                sets = open_sets(program, truths, people)
                numbers = grounds.patterns.of(sets, people.count)

                def found(person: int) -> tuple[str, ...]:
                    codes = people.codes(person, program.read)
                    of = program.truths(codes)
                    return ranked(open_facts(program.root, of, codes), self._facts)

                grounds.add(numbers, found)
                asked.add(numbers, grounds.lists, self._facts)
        return grounds.series(f"{id_}.missing", numbers)

    def _of_conditions(self, id_: str) -> Grounds:
        program = self._plans.measures[id_].condition
        labels = [plan.label for plan in program.plans] if program else []
        ids = dict.fromkeys(one.id for one in labels if one and one.text)
        return Grounds(pl.Enum(list(ids)))


def _status(
    id_: str, plans: Plans, truths: Sequence[Split], people: People
) -> pl.Series:
    plan = plans.measures[id_]
    version = plan.bound.version
    if plan.condition is not None:
        true, false = truths[plan.condition.root.slot]
        places = np.full(people.count, PLACES[Status.UNDETERMINED], np.uint8)
        places[flags(true, people.count)] = PLACES[Status.ELIGIBLE]
        places[flags(false, people.count)] = PLACES[Status.INELIGIBLE]
    else:
        informs = version is not None and version.informs is not None
        status = Status.INFORMATIONAL if informs else Status.NOT_IN_FORCE
        places = np.full(people.count, PLACES[status], np.uint8)
    return pl.Series(id_, places).cat.to(STATUSES)
