"""The column that a table is counted by: any of its columns, also that of a fact."""

from collections.abc import Mapping

import polars as pl

from eligibility.errors import CallError, Fault, nearest
from eligibility.law.facts import Fact
from eligibility.readings.prose import shown
from eligibility.screening.headings import Headings
from eligibility.screening.screener import Screened
from eligibility.screening.worklist import withheld
from eligibility.texts import Language, Text


class Grouping:
    """Gives the value of one column for each row that is decided; None for no column.

    A fact's values are told as people read them.
    """

    def __init__(
        self,
        column: str | None,
        headings: Headings,
        facts: Mapping[str, Fact],
        language: Language,
    ) -> None:
        self._column = column
        self._language: Language = language
        id_ = None if column is None else _fact(column, headings)
        self._fact = None if id_ is None else facts[id_]

    @property
    def heading(self) -> str | None:
        """What the column is called."""
        if self._fact is not None:
            return self._fact.heading.in_language(self._language)
        return self._column

    def of(self, screened: Screened) -> pl.Series | None:
        """The values, row by row of the decisions.

        Raises CallError for a column that was not handed through.
        """
        if self._fact is not None:
            return self._told(screened.codes.get_column(self._fact.id), screened)
        if self._column is None:
            return None
        if self._column not in screened.decisions.columns:
            raise withheld("--by", self._column)
        return screened.decisions.get_column(self._column)

    def _told(self, codes: pl.Series, screened: Screened) -> pl.Series:
        fact = self._fact
        if fact is None:
            raise AssertionError(codes.name)
        sound = codes.filter(screened.sound)
        words = {
            code: shown(fact, fact.decode(code)).in_language(self._language)
            for code in sound.unique().drop_nulls().to_list()
        }
        return sound.replace_strict(words, default=None, return_dtype=pl.String)


def refuse_unknown(column: str, headings: Headings) -> None:
    """CallError where a table has no such column."""
    if column in headings.names or column in headings.facts:
        return
    text = Text(
        f"--by：表格里没有“{column}”这一列", f'--by: there is no column "{column}"'
    )
    hint = nearest(column, headings.names)
    raise CallError([Fault("no-such-column", text, hint=hint, subject=column)])


def _fact(column: str, headings: Headings) -> str | None:
    """The fact that a column holds, named by its heading or by the fact."""
    if column not in headings.names:
        return column if column in headings.facts else None
    index = headings.names.index(column)
    return next((id_ for id_, at in headings.facts.items() if at == index), None)
