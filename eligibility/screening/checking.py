"""What of many people's facts cannot be so together, and what follows from them.

Found for all people at once; the words for it come from the check that serves one
person (see `profiles`), once for each kind of people concerned.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl

from eligibility.errors import Fault
from eligibility.law.spans import bounded
from eligibility.profiles import completed
from eligibility.readings.columns import Columns
from eligibility.readings.evaluation import Program
from eligibility.screening.patterns import Patterns
from eligibility.sets.people import Bits, People, flags

SCHEMA = pl.Schema(
    {"person": pl.UInt32(), "fact": pl.String(), "zh": pl.String(), "en": pl.String()}
)
"""A fault each: `person` counts from 0, `fact` is the one to look at first."""


def checked(people: People, columns: Columns) -> tuple[People, pl.DataFrame]:
    """The people with what follows from their facts, less those whose facts cannot be
    so together; and the faults of these.
    """
    told = People(people.count, people.columns, people.facts, people.whole)
    implied = _follow(people, columns)
    splits = columns.splits(people, columns.checks)
    words = _Words(told, people, implied, columns)
    for id_, place in columns.applies.items():
        bad = splits[place][1] & people.saying([id_])
        if id_ in implied:
            bad = bad & ~implied[id_]
        words.add(id_, columns.plans.applies[id_], bad)
    for id_, place in columns.contradictions.items():
        words.add(id_, columns.plans.contradictions[id_], splits[place][0])
    if not words.bad.any():
        return people, words.frame()
    left = people.whole & ~words.bad
    return People(people.count, people.columns, people.facts, left), words.frame()


def _follow(people: People, columns: Columns) -> dict[str, Bits]:
    """Take what follows from facts as known; of each fact, of whom it was not told."""
    implied: dict[str, Bits] = {}
    certain = [
        (teller, id_, code)
        for teller, others in columns.plans.book.implied.items()
        for id_, left in others.items()
        if isinstance(left, frozenset) and len(left) == 1
        for code in left
    ]
    told = [
        (teller, value, id_, code)
        for teller, fact in columns.plans.book.contents.facts.items()
        for value, others in fact.tells.items()
        for id_, code in others.items()
    ]
    waiting = True
    while waiting:
        waiting = False
        whoms = [
            *((people.saying([teller]), id_, code) for teller, id_, code in certain),
            *(
                (people.among(teller, [value]), id_, code)
                for teller, value, id_, code in told
            ),
        ]
        for those, id_, code in whoms:
            whom = those & ~people.known(id_)
            if whom.any():
                people.told(id_, code, whom)
                implied[id_] = implied.get(id_, people.none) | whom
                waiting = True
    return implied


class _Words:
    """The faults found so far."""

    def __init__(
        self,
        told: People,
        people: People,
        implied: Mapping[str, Bits],
        columns: Columns,
    ) -> None:
        self.bad: Bits = people.none
        self._told = told
        self._people = people
        self._implied = implied
        self._plans = columns.plans
        self._found: list[pl.DataFrame] = []

    def add(self, id_: str, program: Program, whom: Bits) -> None:
        """Some people for whom a check named `id_` fails."""
        if not whom.any():
            return
        self.bad = self.bad | whom
        concerned = np.flatnonzero(flags(whom, self._people.count))
        kinds = Patterns().of(self._sets(id_, program), self._people.count)[concerned]
        _, places, of = np.unique(kinds, return_index=True, return_inverse=True)
        faults = [self._fault(id_, int(concerned[place])) for place in places]
        facts = [
            fault.subject
            if fault.subject in self._people.facts
            else self._first(program, int(concerned[place]))
            for fault, place in zip(faults, places, strict=True)
        ]
        words = pl.DataFrame(
            {
                "fact": facts,
                "zh": [fault.text.zh for fault in faults],
                "en": [fault.text.en for fault in faults],
            }
        )
        self._found.append(
            pl.concat(
                [
                    pl.DataFrame({"person": concerned.astype(np.uint32)}),
                    words[of.ravel()],
                ],
                how="horizontal",
            )
        )

    def frame(self) -> pl.DataFrame:
        """All of them."""
        return pl.concat([pl.DataFrame(schema=SCHEMA), *self._found])

    def _sets(self, id_: str, program: Program) -> Sequence[Bits]:
        """What the words depend on: which facts are known, and what told of them."""
        facts = (id_, *program.facts) if id_ in self._people.facts else program.facts
        tellers = [
            teller
            for teller, others in self._plans.book.implied.items()
            if not others.keys().isdisjoint(facts)
        ]
        return [
            *(self._told.known(fact) | self._told.spanned(fact) for fact in facts),
            *(self._implied.get(fact, self._people.none) for fact in facts),
            *(self._people.saying([teller]) for teller in tellers),
        ]

    def _fault(self, id_: str, person: int) -> Fault:
        codes = self._told.codes(person, self._told.columns)
        _, faults = completed(codes, self._plans, {})
        named = [fault for fault in faults if fault.subject == id_]
        return (named or faults)[0]

    def _first(self, program: Program, person: int) -> str | None:
        known = self._people.codes(person, program.read)
        return next(filter(program.facts.__contains__, map(bounded, known)), None)
