"""Files beside the answer: a plan on paper, and the days to remember."""

import sys
from collections.abc import Mapping
from pathlib import Path

from eligibility.assessment import Assessment
from eligibility.inquiries.advice import Advice
from eligibility.profiles import Profile
from eligibility.report import extra
from eligibility.report.page import Page, page

from .checking import Files, Request
from .failures import wrong_call
from .options import View
from .saving import put, refuse_unwritable

REPORTS = (".html", ".pdf")
CALENDARS = (".ics",)


def refuse_impossible(files: Files) -> None:
    """Say before the first question that a file cannot be made; CallError."""
    for option, name, endings in (
        ("--report", files.report, REPORTS),
        ("--calendar", files.calendar, CALENDARS),
    ):
        if name is None:
            continue
        ending = _ending(name)
        if ending not in endings:
            raise _wrong_ending(option, name, endings)
        refuse_unwritable(name)
        extra.refuse_impossible(ending)


def write(
    assessment: Assessment,
    profile: Profile,
    advice: Mapping[str, Advice],
    request: Request,
) -> None:
    """Write the files, and say where they are."""
    files, view = request.files, request.view
    if files.report is not None:
        whole = page(assessment, profile, advice, view.language, years=request.years)
        put(_report(whole, files.report), files.report)
        _tell(
            view.say(
                f"报告存在 {files.report}。里面有您的回答，只有您自己能打开。",
                f"The report is in {files.report}. Your answers are in it, and only "
                "you can open it.",
            )
        )
    if files.calendar is not None:
        _write_calendar(assessment, advice, files.calendar, view)


def _report(whole: Page, name: str) -> bytes:
    if _ending(name) == ".pdf":
        from eligibility.report.pdf import pdf

        return pdf(whole)
    from eligibility.report.html import html

    return html(whole).encode()


def _write_calendar(
    assessment: Assessment, advice: Mapping[str, Advice], name: str, view: View
) -> None:
    from eligibility.report.calendar import calendar

    made = calendar(assessment, advice, view.language)
    if made is None:
        _tell(
            view.say(
                f"没有要记住的日子，所以没有写 {name}。",
                f"There is no day to remember, so {name} was not written.",
            )
        )
        return
    put(made, name)
    _tell(
        view.say(
            f"日历存在 {name}，可以导入手机。",
            f"The calendar is in {name}, for your phone to import.",
        )
    )


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _wrong_ending(option: str, name: str, endings: tuple[str, ...]) -> Exception:
    zh, en = " 或 ".join(endings), " or ".join(endings)
    stem = Path(name).stem or "plan"
    return wrong_call(
        f"{option} 的文件名要以 {zh} 结尾：{name}",
        f"{option} takes a file that ends in {en}, not {name}",
        hint=(
            f"例如 {option} {stem}{endings[0]}",
            f"For example {option} {stem}{endings[0]}",
        ),
    )


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - talk belongs on stderr
