"""The report of a caseload as a workbook: the same lists as sheets, and charts.

All that is text is written as text, so nothing can work as a formula.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from eligibility.assessment import Status
from eligibility.keeping.filing import Filing, together, told
from eligibility.report import looks
from eligibility.report.bars import OUTCOMES
from eligibility.report.caseload import ASK, CLOSING, DUE, TITLE, Found
from eligibility.screening.summary import only
from eligibility.screening.unfinished import (
    HEADING,
    Workbook,
    Worksheet,
    abandoned,
    closed,
    opened,
)
from eligibility.screening.worklist import SOON, Row, shares
from eligibility.sentences.wrapping import cells
from eligibility.telling.wording import Wording
from eligibility.texts import Language

LISTED = 100_000
"""How many rows each list names."""
LONGEST = 32_767
"""How many characters one cell of Excel holds."""
NARROWEST, WIDEST = 8, 60
LOOKED_AT = 200
PATTERNS = {
    Status.ELIGIBLE: None,
    Status.UNDETERMINED: "dark_vertical",
    Status.INELIGIBLE: "light_horizontal",
    Status.NOT_IN_FORCE: "percent_10",
    Status.INFORMATIONAL: "percent_10",
}
"""How an outcome's part of a bar is filled, so that it needs no colour."""
Cell = str | int | date | None


def write(found: Found, name: str, language: Language) -> None:
    """Write the workbook; CallError where that cannot be done."""
    with together() as files:
        _write(found, name, language, files)


def _write(found: Found, name: str, language: Language, files: Filing) -> None:
    workbook = opened(files.begin(name), files.folder(name))
    try:
        with told(name):
            _Book(workbook, found, language).fill()
        closed(workbook, name)
    except BaseException:
        abandoned(workbook)
        raise


class _Book(Wording):
    """Fills the sheets of one report."""

    def __init__(self, workbook: Workbook, found: Found, language: Language) -> None:
        super().__init__(found.book.facts, language)
        self.workbook, self.found = workbook, found
        self.summary, self.worklist = found.summary, found.worklist
        self.heading = workbook.add_format({**HEADING, "text_wrap": True})
        self.bold = workbook.add_format({"bold": True})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        self.whole = workbook.add_format({"num_format": "#,##0"})

    def fill(self) -> None:
        """Fill all of them, in the order of the report."""
        self._totals()
        if self.summary.by_column is not None:
            self._by(self.summary.by_column)
        self._listed(self.of(DUE), (self.say("措施", "Measure"),), self._due())
        days = (self.say("最晚申请", "Apply by"), self.say("措施", "Measure"))
        self._listed(self.of(CLOSING), days, self._closing())
        asking = (
            self.say("能定几个结论", "Settles"),
            self.say("要问什么", "Ask for"),
            self.say("事实", "Fact"),
        )
        self._listed(self.of(ASK), asking, self._ask())

    def _told_apart(self) -> Mapping[str, Mapping[Status, int]]:
        counts = self.summary.statuses
        return {id_: one for id_, one in counts.items() if only(one) is None}

    def _totals(self) -> None:
        """Who got what: the head, a table, and its chart."""
        name = self.say("统计", "Totals")
        sheet = self.workbook.add_worksheet(name)
        sheet.set_column(0, 0, 42)
        sheet.set_column(1, len(OUTCOMES), 14)
        top = 0
        for label, value in self._head():
            sheet.write_string(top, 0, label, self.bold)
            self._put(sheet, top, 1, value)
            top += 1
        top += 1
        counts = self._told_apart()
        headings = (self.say("措施", "Measure"), *map(self.of, OUTCOMES.values()))
        for column, heading in enumerate(headings):
            sheet.write_string(top, column, heading, self.heading)
        for at, (id_, of) in enumerate(counts.items(), top + 1):
            sheet.write_string(at, 0, self._title(id_))
            for column, status in enumerate(OUTCOMES, 1):
                sheet.write_number(at, column, of[status], self.whole)
        if counts:
            self._chart(sheet, name, top, len(counts))

    def _head(self) -> Iterator[tuple[str, Cell]]:
        say, found = self.say, self.found
        book = found.book
        yield self.of(TITLE), found.table
        yield say("按哪天的规定", "Rules of"), found.day
        named = f"{self.of(book.contents.title)} ({book.name} {book.version})"
        yield say("规则集", "Rulebook"), named
        yield "SHA-256", book.sha256
        yield say("行数", "Rows"), self.summary.rows
        decided = self.summary.decided + self.summary.undetermined
        yield say("有结论", "Assessed"), decided
        open_ = self.summary.undetermined
        yield say("其中还有待补充", "Of these, something open"), open_
        yield say("有错，没有核对", "Rejected"), self.summary.rejected
        closing = self.worklist.closing_rows
        soon = SOON.days
        yield say(f"{soon} 天内到期", f"Closing within {soon} days"), closing
        yield say("要补问", "To ask again"), self.worklist.asked

    def _chart(self, sheet: Worksheet, name: str, top: int, count: int) -> None:
        chart = _chart(self.workbook, "percent_stacked")
        shown = [
            (column, status)
            for column, status in enumerate(OUTCOMES, 1)
            if any(one[status] for one in self._told_apart().values())
        ]
        for column, status in shown:
            chart.add_series(
                {
                    "name": [name, top, column],
                    "categories": [name, top + 1, 0, top + count, 0],
                    "values": [name, top + 1, column, top + count, column],
                    "border": {"color": looks.BY_STATUS[status].ink},
                    **_filled(status),
                }
            )
        chart.set_title({"name": self.say("每项措施的结论", "Outcomes by measure")})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 900, "height": 120 + 34 * count})
        sheet.insert_chart(top + count + 2, 0, chart)

    def _by(self, column: str) -> None:
        """Who got what by a column, and a chart of those entitled."""
        counts, groups = self._told_apart(), self.summary.by
        name = self.say("分组统计", "By column")
        sheet = self.workbook.add_worksheet(name)
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1 + len(counts), 14)
        note = self.say("可办的行数", "Rows that are eligible")
        sheet.write_string(0, 0, note, self.bold)
        for at, heading in enumerate((column, *map(self._title, counts))):
            sheet.write_string(1, at, heading[:LONGEST], self.heading)
        for at, (value, of) in enumerate(groups.items(), 2):
            sheet.write_string(at, 0, self._value(value))
            for to, id_ in enumerate(counts, 1):
                sheet.write_number(at, to, of[id_][Status.ELIGIBLE], self.whole)
        sheet.freeze_panes(2, 1)
        if counts and groups:
            self._chart_by(sheet, name, len(groups), list(counts))
        self._each_by(column)

    def _chart_by(
        self, sheet: Worksheet, name: str, count: int, measures: Sequence[str]
    ) -> None:
        chart = _chart(self.workbook, "stacked")
        shown = min(count, 40)
        by = self.summary.by.values()
        for at, id_ in enumerate(measures, 1):
            if any(of[id_][Status.ELIGIBLE] for of in by):
                chart.add_series(
                    {
                        "name": [name, 1, at],
                        "categories": [name, 2, 0, 1 + shown, 0],
                        "values": [name, 2, at, 1 + shown, at],
                    }
                )
        chart.set_title({"name": self.say("可办的行数", "Rows that are eligible")})
        chart.set_y_axis({"reverse": True})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 900, "height": 260 + 26 * shown})
        sheet.insert_chart(count + 4, 0, chart)

    def _each_by(self, column: str) -> None:
        measure = self.say("措施", "Measure")
        columns = (measure, column, *map(self.of, OUTCOMES.values()))
        rows: Iterable[tuple[Cell, ...]] = (
            (self._title(id_), self._value(value), *(of[id_][it] for it in OUTCOMES))
            for id_ in self._told_apart()
            for value, of in self.summary.by.items()
        )
        self._sheet(self.say("分组明细", "By column, each"), columns, rows)

    def _due(self) -> tuple[Iterator[tuple[Row, tuple[Cell, ...]]], int]:
        due = self.worklist.due
        shown = shares((len(one.rows) for one in due.values()), LISTED)
        rows = (
            (row, (self._title(id_),))
            for (id_, one), count in zip(due.items(), shown, strict=True)
            for row in one.rows[:count]
        )
        return rows, sum(one.count for one in due.values()) - sum(shown)

    def _closing(self) -> tuple[Iterator[tuple[Row, tuple[Cell, ...]]], int]:
        shown = self.worklist.closing[:LISTED]
        rows = ((one.row, (one.day, self._title(one.measure))) for one in shown)
        return rows, sum(self.worklist.closes.values()) - len(shown)

    def _ask(self) -> tuple[Iterator[tuple[Row, tuple[Cell, ...]]], int]:
        shown = self.worklist.ask[:LISTED]
        rows = (
            (one.row, (one.settles, self.of(self.facts[one.fact].heading), one.fact))
            for one in shown
        )
        return rows, self.worklist.asked - len(shown)

    def _listed(
        self,
        name: str,
        columns: Sequence[str],
        listed: tuple[Iterable[tuple[Row, tuple[Cell, ...]]], int],
    ) -> None:
        """A sheet of rows, and a last line where there are more than it names."""
        rows, more = listed
        label = self.found.label
        named = (self.say("行号", "Row"), *([] if label is None else [label]))

        def whole() -> Iterator[tuple[Cell, ...]]:
            for row, values in rows:
                number: tuple[Cell, ...] = (*values, row.number)
                yield number if label is None else (*number, row.label)

        rest = self.say(f"还有 {more:,} 行没有列出", f"{more:,} more, not listed")
        self._sheet(name, (*columns, *named), whole(), rest if more > 0 else "")

    def _sheet(
        self,
        name: str,
        columns: Sequence[str],
        rows: Iterable[tuple[Cell, ...]],
        last: str = "",
    ) -> None:
        sheet = self.workbook.add_worksheet(name)
        widths = [cells(one) + 4 for one in columns]
        for column, one in enumerate(columns):
            sheet.write_string(0, column, one[:LONGEST], self.heading)
        sheet.freeze_panes(1, 0)
        at = 0
        for at, values in enumerate(rows, 1):
            for column, value in enumerate(values):
                self._put(sheet, at, column, value)
                if at <= LOOKED_AT:
                    widths[column] = max(widths[column], cells(str(value)) + 2)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width, NARROWEST), WIDEST))
        sheet.autofilter(0, 0, at, len(columns) - 1)
        if last:
            sheet.write_string(at + 1, 0, last, self.bold)

    def _put(self, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
        match value:
            case None:
                return
            case str():
                sheet.write_string(row, column, value[:LONGEST])
            case int():
                sheet.write_number(row, column, value)
            case date():
                day = datetime.combine(value, time())
                sheet.write_datetime(row, column, day, self.day)

    def _value(self, value: str | None) -> str:
        empty = self.say("（空）", "(empty)")
        return empty if value is None else value[:LONGEST]

    def _title(self, measure: str) -> str:
        return self.of(self.found.book.measures[measure].title)


def _chart(workbook: Workbook, subtype: str) -> Any:
    """A chart of bars; the library declares that it might be None."""
    return workbook.add_chart({"type": "bar", "subtype": subtype})


def _filled(status: Status) -> dict[str, Any]:
    tone, pattern = looks.BY_STATUS[status], PATTERNS[status]
    if pattern is None:
        return {"fill": {"color": tone.ink}}
    return {
        "pattern": {"pattern": pattern, "fg_color": tone.ink, "bg_color": looks.PAPER}
    }
