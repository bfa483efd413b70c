"""What `screen` writes beside the decisions: the report of a caseload, and letters."""

import sys
from dataclasses import dataclass
from pathlib import Path

from eligibility.report import extra, letters
from eligibility.report.caseload import LISTED, Found, caseload
from eligibility.screening.caseload import Done, Task, Watcher, refuse_same_file
from eligibility.screening.worklist import Collecting, Worklist

from .failures import wrong_call
from .options import View
from .progress import progress
from .saving import put, refuse_unwritable

REPORTS = (".html", ".pdf", ".xlsx")


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
class Lookouts:
    """Those who look on as batches pass, for the files beside."""

    collecting: Collecting | None = None
    addressees: letters.Addressees | None = None

    @property
    def watchers(self) -> tuple[Watcher, ...]:
        """All of them."""
        both: tuple[Watcher | None, ...] = (self.collecting, self.addressees)
        return tuple(one for one in both if one is not None)


def refuse_early(beside: Beside, task: Task) -> None:
    """Say before any work is done that a file cannot be made; CallError."""
    if beside.report is not None:
        ending = _ending(beside.report)
        if ending not in REPORTS:
            raise _wrong_ending(beside.report)
        refuse_unwritable(beside.report)
        refuse_same_file([task.table.name, task.out, task.rejects_file, beside.report])
        if ending in extra.LIBRARIES:
            extra.refuse_impossible(ending)
    if beside.letters is not None:
        letters.refuse_early(beside.letters, task.table.rows)


def lookouts(beside: Beside, task: Task, view: View) -> Lookouts:
    """Whoever must look on for the files that are wanted."""
    collecting = addressees = None
    if beside.report is not None:
        collecting = Collecting(
            task.book,
            task.day,
            measures=task.measures,
            label=task.label,
            most=_listed(beside.report),
        )
    if beside.letters is not None:
        addressees = letters.Addressees(
            task.book, task.day, view.language, task.measures
        )
    return Lookouts(collecting, addressees)


def write(
    beside: Beside, lookouts: Lookouts, task: Task, done: Done, view: View
) -> Worklist | None:
    """Write the files, and say where they are; what the report tells is to be done."""
    work = None
    if beside.report is not None and lookouts.collecting is not None:
        work = lookouts.collecting.worklist()
        _write_report(beside.report, work, task, done, view)
        _tell(
            view.say(
                f"报告存在 {beside.report}，只有您自己能打开。",
                f"The report is in {beside.report}; only you can open it.",
            )
        )
    if beside.letters is not None and lookouts.addressees is not None:
        _write_letters(beside.letters, lookouts.addressees, view)
    return work


def _write_report(
    name: str, work: Worklist, task: Task, done: Done, view: View
) -> None:
    table = Path(task.table.name).name
    found = Found(task.book, task.day, table, done.summary, work, task.label)
    if _ending(name) == ".xlsx":
        from eligibility.report import sheets

        sheets.write(found, name, view.language)
        return
    whole = caseload(found, view.language)
    if _ending(name) == ".pdf":
        from eligibility.report.pdf import pdf

        put(pdf(whole), name)
        return
    from eligibility.report.html import html

    put(html(whole).encode(), name)


def _write_letters(folder: str, addressees: letters.Addressees, view: View) -> None:
    count = len(addressees.rows)
    _tell(view.say(f"写 {count:,} 封信 …", f"Writing {count:,} letters …"))
    with progress(view, rows=count) as advance:
        letters.write(addressees, folder, passed=advance)
    _tell(
        view.say(
            f"{count:,} 封信存在 {folder}，只有您自己能打开。",
            f"{count:,} letters are in {folder}; only you can open it.",
        )
    )


def _listed(name: str) -> int:
    if _ending(name) == ".xlsx":
        from eligibility.report import sheets

        return sheets.LISTED
    return LISTED


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _wrong_ending(name: str) -> Exception:
    stem = Path(name).stem or "report"
    return wrong_call(
        f"--report 的文件名要以 {'、'.join(REPORTS)} 结尾：{name}",
        f"--report takes a file that ends in {', '.join(REPORTS)}, not {name}",
        hint=(
            f"例如 --report {stem}.html",
            f"For example --report {stem}.html",
        ),
    )


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - talk belongs on stderr
