"""The one question to ask each of many people: the fact whose answer settles most.

It counts most what is certain: a measure for which a single fact is missing is settled
by the answer, whatever it is. Among facts that settle equally many, the one that is
the most telling for the most measures is asked; then the one declared first.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

ASK, SETTLES = "ask", "ask.settles"


class Asked:
    """For each person, what each missing fact would do: how many answers it alone
    settles, and of how many it is the most telling.
    """

    def __init__(self, people: int, facts: int, measures: int) -> None:
        self._sole = measures + 1
        self._points = np.zeros((people, facts), np.uint16)
        self._place = np.min_scalar_type(max(facts - 1, 0))
        self._rows = np.arange(people, dtype=np.int64) * facts

    def add(
        self,
        numbers: NDArray[np.int32],
        lists: Sequence[tuple[str, ...]],
        facts: Sequence[str],
    ) -> None:
        """Count the missing facts of one measure, by the pattern of each person."""
        places = {id_: n for n, id_ in enumerate(facts)}
        firsts = np.array([places[one[0]] if one else 0 for one in lists], np.int64)
        points = np.array(
            [self._sole + 1 if len(one) == 1 else len(one) > 0 for one in lists],
            np.uint16,
        )
        whom = np.flatnonzero(points[numbers])
        some = numbers[whom]
        self._points.ravel()[self._rows[whom] + firsts[some]] += points[some]

    def series(self, fact_ids: pl.Enum) -> list[pl.Series]:
        """The fact to ask each person for, and how many answers it settles."""
        best = self._points.argmax(axis=1)
        points = self._points.ravel()[self._rows + best]
        named = pl.Series(ASK, best.astype(self._place)).cat.to(fact_ids)
        asked = pl.Series(points > 0)
        nobody = pl.Series([None], dtype=fact_ids)
        settles = pl.Series(SETTLES, points // self._sole).cast(pl.UInt32)
        return [named.zip_with(asked, nobody), settles]
