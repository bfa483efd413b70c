"""The report of a caseload put into words, for HTML and for PDF.

The order is that of work: what came out, who is entitled and has not got it, what
closes soon, whom to ask again. Rows are named by their number in the table, and by
another column only where that was asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from eligibility.assessment import Status
from eligibility.law.facts import Fact
from eligibility.report.bars import OUTCOMES, bars
from eligibility.report.listing import Caseload, Listing, Lot
from eligibility.report.parts import Details, Drawing, Table
from eligibility.rulebook import Rulebook
from eligibility.screening.summary import Counts, Summary, only
from eligibility.screening.worklist import (
    SOON,
    Closing,
    Question,
    Row,
    Worklist,
    shares,
)
from eligibility.sentences.wrapping import cells
from eligibility.telling.wording import Wording
from eligibility.texts import Language, Text

LISTED = 1_000
"""How many rows each list names."""
GROUPS = 25
"""How many values of a column are told apart; the others are counted together."""
LONGEST = 40
"""How wide a value from the table may be, in cells; more of it is left out."""
SAME_FOR_ALL = {
    Status.NOT_IN_FORCE: Text("当天没有实行", "Not in force on the day"),
    Status.INFORMATIONAL: Text("只供参考", "For information only"),
}
TITLE = Text("批量核对报告", "Screening report")
DUE = Text("符合、还没有办的", "Entitled, and not got yet")
CLOSING = Text("快到期的", "Closing soon")
ASK = Text("要补问的", "To ask again")


@dataclass(frozen=True, slots=True)
class Found:
    """All that a report tells of: the name of the table, what was counted, what is to
    be done, and the heading of the column that names rows, if one does.
    """

    book: Rulebook
    day: date
    table: str
    summary: Summary
    worklist: Worklist
    label: str | None = None


def caseload(found: Found, language: Language) -> Caseload:
    """The report of a table."""
    return _Writer(found, language).caseload()


class _Writer(Wording):
    """Writes the parts of one report."""

    def __init__(self, found: Found, language: Language) -> None:
        super().__init__(found.book.facts, language)
        self.found = found
        self.summary, self.worklist = found.summary, found.worklist
        self.until = found.worklist.until

    def caseload(self) -> Caseload:
        say = self.say
        column = self.summary.by_column
        return Caseload(
            language=self.language,
            title=self.of(TITLE),
            header=(
                say(f"按 {self.found.day} 的规定", f"Rules of {self.found.day}"),
                self.of(self.found.book.contents.title),
                self.found.table,
            ),
            notice=say(
                "按表里的资料算出来的，只供参考，不是决定；由主管部门定。"
                "名单里是个人信息，只给经办的人看。",
                "Worked out from the table, for information only; the office in charge "
                "decides. The lists are about persons: for those who handle them only.",
            ),
            short_notice=say("只供参考，不是决定", "Information, no decision"),
            figures=tuple(self._figures()),
            totals=self._totals(),
            same=tuple(self._same()),
            by_heading=say(f"按“{cut(column)}”统计", f'By "{cut(column)}"')
            if column
            else "",
            by=tuple(self._by(column)) if column else (),
            listings=(self._due(), self._closing(), self._ask()),
            identity=self._identity(),
            day=self.found.day,
        )

    def _figures(self) -> Iterator[tuple[str, str]]:
        found, work = self.summary, self.worklist
        say = self.say
        yield say("行数", "Rows"), f"{found.rows:,}"
        yield say("有结论", "Assessed"), f"{found.decided + found.undetermined:,}"
        yield (
            say("其中还有待补充", "Of these, something open"),
            f"{found.undetermined:,}",
        )
        yield say("有错，没有核对", "Rejected"), f"{found.rejected:,}"
        closing = f"{work.closing_rows:,}"
        yield say(f"{SOON.days} 天内到期", f"Closing within {SOON.days} days"), closing
        yield say("要补问", "To ask again"), f"{work.asked:,}"

    def _told_apart(self, counts: Counts) -> dict[str, Mapping[Status, int]]:
        of_all = self.summary.statuses
        return {id_: one for id_, one in counts.items() if only(of_all[id_]) is None}

    def _totals(self) -> Drawing:
        return Drawing(
            "totals",
            self.say("每项措施的结论", "Outcomes by measure"),
            self.say(
                "实心：可办；竖条：待补充；横线：不符合。数字是行数。",
                "Solid: eligible; striped: undetermined; a line: ineligible. Figures "
                "count rows.",
            ),
            "plain",
            bars(
                [
                    (self._title(id_), counts)
                    for id_, counts in self._told_apart(self.summary.statuses).items()
                ],
                self,
            ),
        )

    def _same(self) -> Iterator[str]:
        for status, text in SAME_FOR_ALL.items():
            titles = [
                self._title(id_)
                for id_, one in self.summary.statuses.items()
                if only(one) is status
            ]
            if titles:
                told = self.joined(titles, "、", "; ")
                yield f"{self.of(text)}{self.say('：', ': ')}{told}"

    def _by(self, column: str) -> Iterator[Table]:
        statuses = [
            status
            for status in OUTCOMES
            if any(
                one[status] for one in self._told_apart(self.summary.statuses).values()
            )
        ]
        groups = [*self.summary.by.items()]
        for id_ in self._told_apart(self.summary.statuses):
            rows = [
                (self._named(value), *(f"{counts[id_][it]:,}" for it in statuses))
                for value, counts in groups[:GROUPS]
            ]
            rest = [counts[id_] for _, counts in groups[GROUPS:]]
            if rest:
                name = self.say(f"其他 {len(rest)} 种", f"{len(rest)} others")
                sums = (f"{sum(one[it] for one in rest):,}" for it in statuses)
                rows.append((name, *sums))
            columns = (cut(column), *(self.of(OUTCOMES[it]) for it in statuses))
            yield Table(self._title(id_), columns, tuple(rows), "")

    def _named(self, value: str | None) -> str:
        return self.say("（空）", "(empty)") if value is None else cut(value)

    def _due(self) -> Listing:
        due = [(id_, one) for id_, one in self.worklist.due.items() if one.count]
        shown = shares((len(one.rows) for _, one in due), LISTED)
        unknown = self.say("表里看不出谁已经办了", "The table cannot tell who has it")
        lots = [
            Lot(
                f"{one.count:,}",
                self._title(id_),
                "" if one.tells else unknown,
                self._rows(one.rows[:count]),
                self._more(one.count - count),
            )
            for (id_, one), count in zip(due, shown, strict=True)
        ]
        return Listing(
            "due",
            self.of(DUE),
            self.say(
                "按表里的资料符合，也看不出已经办了。请通知本人来办。",
                "By the table they qualify, and nothing says that they have it. Let "
                "them know.",
            ),
            self._columns(("人数", "Rows"), ("措施", "Measure")),
            tuple(lots),
            self.say("没有。", "There are none."),
            "",
        )

    def _closing(self) -> Listing:
        shown = self.worklist.closing[:LISTED]
        every = sum(self.worklist.closes.values())

        def alike(one: Closing) -> tuple[date, str]:
            return one.day, one.measure

        lots = [
            Lot(
                day.isoformat(),
                self._title(measure),
                self._left(day),
                self._rows([one.row for one in those]),
                "",
            )
            for (day, measure), those in groupby(shown, alike)
        ]
        return Listing(
            "closing",
            self.of(CLOSING),
            self.say(
                f"今天符合、还没有办，到 {self.until} 就不再符合的：先到期的在前。",
                f"Entitled today, not got yet, and no longer entitled on {self.until}: "
                "the soonest first.",
            ),
            self._columns(("最晚申请", "Apply by"), ("措施", "Measure")),
            tuple(lots),
            self.say("没有。", "There are none."),
            self._more(every - len(shown)) + self._undated(),
        )

    def _undated(self) -> str:
        count = self.worklist.undated
        if not count:
            return ""
        return self.say(
            f"；其中 {count:,} 行没有算出最后一天，可能更早到期",
            f"; of these, the last day of {count:,} was not worked out, and may be "
            "sooner",
        )

    def _left(self, day: date) -> str:
        days = (day - self.found.day).days
        if days == 0:
            return self.say("就是当天", "this very day")
        return self.say(f"还有 {days} 天", f"{days} days left")

    def _ask(self) -> Listing:
        shown = self.worklist.ask[:LISTED]
        declared = list(self.facts)

        def alike(one: Question) -> tuple[int, int]:
            return -one.settles, declared.index(one.fact)

        lots = [
            self._question(-settles, self.facts[declared[place]], list(those))
            for (settles, place), those in groupby(sorted(shown, key=alike), alike)
        ]
        return Listing(
            "ask",
            self.of(ASK),
            self.say(
                "每一行只问一件，问了最有用的那件；能定的结论多的在前。"
                "写 0 的，问了还不能定，但要先问它。",
                "One thing to ask for each row, the one that is worth most; those that "
                "settle most results come first. Where it says 0, more must be asked "
                "after it.",
            ),
            self._columns(("能定几个结论", "Settles"), ("要问什么", "Ask for")),
            tuple(lots),
            self.say("没有。", "There are none."),
            self._more(self.worklist.asked - len(shown)),
        )

    def _question(self, settles: int, fact: Fact, those: Sequence[Question]) -> Lot:
        return Lot(
            f"{settles:,}",
            self.of(fact.heading),
            self.of(fact.question),
            self._rows([one.row for one in those]),
            "",
        )

    def _columns(self, *first: tuple[str, str]) -> tuple[str, ...]:
        rows = self.say("行号", "Row numbers")
        if self.found.label is not None:
            rows += self.say("、", ", ") + cut(self.found.label)
        return (*(self.say(zh, en) for zh, en in first), rows)

    def _rows(self, rows: Sequence[Row]) -> Details:
        if any(one.label is not None for one in rows):
            return tuple((f"{one.number}", cut(one.label or "")) for one in rows)
        return tuple((told, "") for told in ranges(one.number for one in rows))

    def _more(self, count: int) -> str:
        if count <= 0:
            return ""
        return self.say(f"还有 {count:,} 行没有列出", f"{count:,} more, not listed")

    def _title(self, measure: str) -> str:
        return self.of(self.found.book.measures[measure].title)

    def _identity(self) -> Details:
        book = self.found.book
        return (
            (self.say("按哪天的规定", "Rules of"), self.found.day.isoformat()),
            (
                self.say("规则集", "Rulebook"),
                f"{self.of(book.contents.title)} ({book.name} {book.version})",
            ),
            ("SHA-256", book.sha256),
        )


def cut(text: str) -> str:
    """A text of a table's cell in one line, its end left out where it is long.

    >>> cut("a" * 50)[-3:]
    'aa…'
    """
    line = " ".join(text.split())
    if cells(line) <= LONGEST:
        return line
    kept = 0
    for at, letter in enumerate(line):
        kept += cells(letter)
        if kept >= LONGEST:
            return line[:at] + "…"
    return line


def ranges(numbers: Iterable[int]) -> Iterator[str]:
    """Numbers that rise, those in sequence told as one.

    >>> list(ranges([3, 7, 8, 9, 12, 13]))
    ['3', '7\u20139', '12', '13']
    """
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield from _told(run)
            run = []
        run.append(number)
    yield from _told(run)


def _told(run: Sequence[int]) -> Iterator[str]:
    if len(run) > 2:
        yield f"{run[0]}\u2013{run[-1]}"
    else:
        yield from map(str, run)
