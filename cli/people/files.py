"""What `screen` writes beside the decisions: the report of a caseload, and letters."""

from dataclasses import dataclass
from pathlib import Path

from eligibility.keeping.formats import (
    CASELOADS,
    WORKBOOK,
    Format,
    format_of,
)
from eligibility.report import extra, letters
from eligibility.report.caseload import LISTED, Found, caseload
from eligibility.report.written import written
from eligibility.screening.caseload import Done, Task, Watcher, refuse_same_file
from eligibility.screening.worklist import Collecting, Worklist

from ..failures import wrong_call
from ..options import View
from ..saving import put, refuse_unwritable
from ..showing.progress import progress
from ..showing.talk import tell
from .asked import Beside
from .counts import Closing


@dataclass(frozen=True, slots=True)
class FilesBeside:
    """The files beside, and those who look on for them as batches pass."""

    beside: Beside
    task: Task
    view: View
    collecting: Collecting | None
    addressees: letters.Addressees | None

    @property
    def watchers(self) -> tuple[Watcher, ...]:
        """All who look on."""
        both: tuple[Watcher | None, ...] = (self.collecting, self.addressees)
        return tuple(watcher for watcher in both if watcher is not None)

    def write(self, done: Done) -> Closing | None:
        """Write the files, and say where they are; what closes soon, if it is told."""
        report, folder, closing = self.beside.report, self.beside.letters, None
        if report is not None and self.collecting is not None:
            work = self.collecting.worklist()
            closing = Closing(work.closing_rows, report)
            _write_report(report, work, self.task, done, self.view)
        if folder is not None and self.addressees is not None:
            _write_letters(folder, self.addressees, self.view)
        return closing


def files_beside(beside: Beside, task: Task, view: View) -> FilesBeside:
    """What it takes for the files that are wanted.

    Raises CallError, before any work is done, where one of them cannot be made.
    """
    collecting = addressees = None
    if beside.report is not None:
        _refuse_report(beside.report, task)
        collecting = Collecting(
            task.book,
            task.day,
            measures=task.measures,
            label=task.label,
            most=_listed(beside.report),
        )
    if beside.letters is not None:
        letters.refuse_early(beside.letters, task.table.rows)
        addressees = letters.Addressees(
            task.book, task.day, view.language, task.measures
        )
    return FilesBeside(beside, task, view, collecting, addressees)


def _refuse_report(name: str, task: Task) -> None:
    format_ = _format(name)
    refuse_unwritable(name)
    refuse_same_file([task.table.name, task.out, task.rejects_file, name])
    extra.refuse_impossible(format_)


def _write_report(
    name: str, work: Worklist, task: Task, done: Done, view: View
) -> None:
    table = Path(task.table.name).name
    format_ = _format(name)
    found = Found(task.book, task.day, table, done.summary, work, task.label)
    if format_ is WORKBOOK:
        format_.write(found, name, view.language)
    else:
        put(written(caseload(found, view.language), format_), name)
    tell(
        view.say(
            f"报告存在 {name}，只有您自己能打开。",
            f"The report is in {name}; only you can open it.",
        )
    )


def _write_letters(folder: str, addressees: letters.Addressees, view: View) -> None:
    count = len(addressees.rows)
    tell(view.say(f"写 {count:,} 封信 …", f"Writing {count:,} letters …"))
    with progress(view, rows=count) as advance:
        letters.write(addressees, folder, passed=advance)
    tell(
        view.say(
            f"{count:,} 封信存在 {folder}，只有您自己能打开。",
            f"{count:,} letters are in {folder}; only you can open it.",
        )
    )


def _listed(name: str) -> int:
    if _format(name) is WORKBOOK:
        from eligibility.report import sheets

        return sheets.LISTED
    return LISTED


def _format(name: str) -> Format:
    format_ = format_of(name, CASELOADS)
    if format_ is None:
        endings = [one.ending for one in CASELOADS]
        example = f"--report {Path(name).stem or 'report'}{endings[0]}"
        raise wrong_call(
            f"--report 的文件名要以 {'、'.join(endings)} 结尾：{name}",
            f"--report takes a file that ends in {', '.join(endings)}, not {name}",
            hint=(f"例如 {example}", f"For example {example}"),
        )
    return format_
