"""What `screen` does: open the table, decide on its rows, and tell what came of it."""

import time
from collections.abc import Iterable
from dataclasses import replace

from eligibility.assessment import chosen
from eligibility.rulebook import Rulebook
from eligibility.screening.caseload import Done, Task, refuse_early, screen_table
from eligibility.screening.headings import headings
from eligibility.screening.screener import Wanted
from eligibility.screening.tables import opened
from eligibility.texts import Text

from ..failures import wrong_call
from ..options import Scope, View
from ..showing.json import print_json
from ..showing.progress import progress
from ..showing.talk import tell
from .asked import Beside, Decisions, Shown, Source
from .counts import Caseload, show_caseload
from .withheld import tell_withheld


def run(
    source: Source, scope: Scope, decisions: Decisions, beside: Beside, shown: Shown
) -> None:
    """Screen a table here."""
    view = shown.view
    book = Rulebook.load(scope.rulebook, keep=True)
    task = _task(book, source, scope, decisions, beside)
    task = replace(task, language=view.language)
    refuse_early(task)
    files = None
    if beside.wanted:
        from .files import files_beside

        files = files_beside(beside, task, view)
        task = replace(task, watchers=files.watchers)
    _tell_notes(task, view)
    start = time.monotonic()
    with progress(view, rows=task.table.rows) as advance:
        done = screen_table(task, advance)
    seconds = time.monotonic() - start
    tell_withheld(done.withheld, view)
    closing = files.write(done) if files else None
    if shown.as_json:
        print_json(_json(done, book, scope))
    else:
        told = Caseload(done.summary, book, done.rejects_file, seconds, closing)
        show_caseload(told, view)


def _task(
    book: Rulebook, source: Source, scope: Scope, decisions: Decisions, beside: Beside
) -> Task:
    if source.table is None or decisions.out is None:
        raise wrong_call(
            "要给出表格和 --out",
            "A table and --out are needed",
            hint=(
                "例如 eligibility screen 申请人.xlsx --out 结论.xlsx",
                "For example eligibility screen applicants.xlsx --out decisions.xlsx",
            ),
        )
    if decisions.columns not in set(Wanted):
        raise wrong_call(
            f"--columns 没有 {decisions.columns}",
            f"--columns: there is no {decisions.columns}",
            hint=("可以写 status、because 或 all。", "Write status, because or all."),
        )
    if beside.label is not None and beside.report is None:
        raise wrong_call(
            "--label 要和 --report 一起用",
            "--label needs --report",
            hint=(
                "例如 --report 报告.html --label 编号",
                "For example --report report.html --label number",
            ),
        )
    mapping = source.meanings(book)
    table = opened(source.table, sheet=source.sheet)
    return Task(
        table=table,
        headings=headings(table.headings, book.facts, mapping=mapping),
        book=book,
        day=scope.day,
        out=decisions.out,
        rejects=decisions.rejects,
        measures=chosen(book, scope.measures),
        wanted=Wanted(decisions.columns),
        carry=decisions.carry,
        by=decisions.by,
        label=beside.label,
    )


def _tell_notes(task: Task, view: View) -> None:
    """What is worth knowing of how the table is read."""
    notes: Iterable[Text] = (*task.table.notes, *task.headings.notes)
    for note in notes:
        tell(note.in_language(view.language))


def _json(done: Done, book: Rulebook, scope: Scope) -> dict[str, object]:
    summary = done.summary
    return {
        "rulebook": {
            "name": book.name,
            "version": book.version,
            "sha256": book.sha256,
        },
        "on": scope.day.isoformat(),
        "rows": summary.rows,
        "decided": summary.decided,
        "undetermined": summary.undetermined,
        "rejected": summary.rejected,
        "rejects": done.rejects_file,
        "withheld": list(done.withheld),
        "measures": {
            measure: {status.value: count for status, count in counts.items() if count}
            for measure, counts in summary.statuses.items()
        },
        "ask": {
            fact: {"rows": missing.rows, "settles": missing.settles}
            for fact, missing in summary.missing.items()
        },
    }
