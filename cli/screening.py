"""What `screen` does: open the table, decide on its rows, and tell what came of it."""

import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from eligibility.assessment import chosen
from eligibility.rulebook import Rulebook
from eligibility.screening.caseload import Done, Task, refuse_early, screen_table
from eligibility.screening.headings import headings
from eligibility.screening.mapping import from_file
from eligibility.screening.screener import Wanted
from eligibility.screening.tables import opened
from eligibility.texts import Text

from .failures import wrong_call
from .options import View
from .plain import print_json
from .progress import progress
from .screening_table import Caseload, show_caseload


@dataclass(frozen=True, slots=True)
class Beside:
    """The files that are wanted beside the decisions."""

    report: str | None = None
    letters: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether there are any."""
        return self.report is not None or self.letters is not None


@dataclass(frozen=True, slots=True)
class Request:
    """What `screen` was asked for."""

    table: str | None
    out: str | None
    day: date
    rejects: str | None
    mapping: str | None
    template: str | None
    measures: tuple[str, ...] | None
    columns: str
    carry: tuple[str, ...]
    by: str | None
    label: str | None
    sheet: str | None
    beside: Beside
    engine: str
    master: str | None
    as_json: bool
    rulebook: str
    view: View


def run(request: Request) -> None:
    """Answer the request."""
    if request.template is not None:
        _write_template(request)
        if request.table is None:
            return
    if request.engine != "polars" or request.master is not None:
        from .screening_cluster import run_on_cluster

        run_on_cluster(request)
        return
    book = Rulebook.load(request.rulebook, keep=True)
    task = _task(book, request)
    refuse_early(task)
    files = None
    if request.beside.wanted:
        from .screening_report import files_beside

        files = files_beside(request.beside, task, request.view)
        task = replace(task, watchers=files.watchers)
    _tell(task, request.view)
    start = time.monotonic()
    with progress(request.view, rows=task.table.rows) as advance:
        done = screen_table(task, advance)
    seconds = time.monotonic() - start
    tell_withheld(done.withheld, request.view)
    closing = files.write(done) if files else None
    if request.as_json:
        print_json(_json(done, book, request))
    else:
        shown = Caseload(done.summary, book, done.rejects_file, seconds, closing)
        show_caseload(shown, request.view)


def _write_template(request: Request) -> None:
    from eligibility.screening.template import write_template

    if request.template is None:
        raise AssertionError(request)
    book = Rulebook.load(request.rulebook, keep=True)
    view = request.view
    write_template(book, request.template, day=request.day, language=view.language)
    say(
        view.say(
            f"空表存在 {request.template}。填好以后：\n"
            f"eligibility screen {request.template} --out 结论.xlsx",
            f"The empty table is in {request.template}. Fill it in, then:\n"
            f"eligibility screen {request.template} --out decisions.xlsx",
        )
    )


def _task(book: Rulebook, request: Request) -> Task:
    if request.table is None or request.out is None:
        raise wrong_call(
            "要给出表格和 --out",
            "A table and --out are needed",
            hint=(
                "例如 eligibility screen 申请人.xlsx --out 结论.xlsx",
                "For example eligibility screen applicants.xlsx --out decisions.xlsx",
            ),
        )
    if request.columns not in set(Wanted):
        raise wrong_call(
            f"--columns 没有 {request.columns}",
            f"--columns: there is no {request.columns}",
            hint=("可以写 status、because 或 all。", "Write status, because or all."),
        )
    if request.label is not None and request.beside.report is None:
        raise wrong_call(
            "--label 要和 --report 一起用",
            "--label needs --report",
            hint=(
                "例如 --report 报告.html --label 编号",
                "For example --report report.html --label number",
            ),
        )
    mapping = from_file(request.mapping, book.facts) if request.mapping else None
    table = opened(request.table, sheet=request.sheet)
    return Task(
        table=table,
        headings=headings(table.headings, book.facts, mapping=mapping),
        book=book,
        day=request.day,
        out=request.out,
        rejects=request.rejects,
        measures=chosen(book, request.measures),
        wanted=Wanted(request.columns),
        carry=request.carry,
        by=request.by,
        label=request.label,
        language=request.view.language,
    )


def _tell(task: Task, view: View) -> None:
    """What is worth knowing of how the table is read."""
    notes: Iterable[Text] = (*task.table.notes, *task.headings.notes)
    for note in notes:
        say(note.in_language(view.language))


def tell_withheld(withheld: tuple[str, ...], view: View) -> None:
    """Say which columns were not handed through."""
    if withheld:
        names = "、".join(withheld), ", ".join(withheld)
        say(
            view.say(
                f"没有带上：{names[0]}。里面有证件或电话号码；要带上，请用 --carry。",
                f"Not handed through: {names[1]}. ID or phone numbers are in there; use "
                "--carry to hand them through.",
            )
        )


def _json(done: Done, book: Rulebook, request: Request) -> dict[str, object]:
    found = done.summary
    return {
        "rulebook": {
            "name": book.name,
            "version": book.version,
            "sha256": book.sha256,
        },
        "on": request.day.isoformat(),
        "rows": found.rows,
        "decided": found.decided,
        "undetermined": found.undetermined,
        "rejected": found.rejected,
        "rejects": done.rejects_file,
        "withheld": list(done.withheld),
        "measures": {
            measure: {status.value: count for status, count in counts.items() if count}
            for measure, counts in found.statuses.items()
        },
        "ask": {
            fact: {"rows": one.rows, "settles": one.settles}
            for fact, one in found.missing.items()
        },
    }


def say(text: str) -> None:
    """Say something beside the answer."""
    print(text, file=sys.stderr)  # noqa: T201 - talk belongs on stderr
