"""Files beside the answer: a plan on paper, and the days to remember."""

from dataclasses import dataclass
from pathlib import Path

from eligibility.assessment import Assessment
from eligibility.inquiries.advice import Advised
from eligibility.keeping.formats import (
    CALENDARS,
    PLANS,
    Format,
    either,
    format_of,
)
from eligibility.profiles import Profile
from eligibility.report import extra
from eligibility.report.page import page
from eligibility.report.written import written

from ..failures import wrong_call
from ..options import View
from ..saving import put, refuse_unwritable
from ..showing.talk import tell
from .files import Files


@dataclass(frozen=True, slots=True)
class Person:
    """Whom the files are about: the assessment, and what may be done about it."""

    assessment: Assessment
    profile: Profile
    advice: Advised
    years: int


def refuse_impossible(files: Files) -> None:
    """Say before the first question that a file cannot be made; CallError."""
    if files.appendix and files.report is None:
        raise wrong_call(
            "--appendix 要和 --report 一起用",
            "--appendix goes with --report",
            hint=(
                "例如 --report plan.pdf --appendix",
                "For example --report plan.pdf --appendix",
            ),
        )
    for option, name, formats in (
        ("--report", files.report, PLANS),
        ("--calendar", files.calendar, CALENDARS),
    ):
        if name is None:
            continue
        format_ = format_of(name, formats)
        if format_ is None:
            raise _wrong_ending(option, name, formats)
        refuse_unwritable(name)
        extra.refuse_impossible(format_)


def write(files: Files, person: Person, view: View) -> None:
    """Write the files, and say where they are."""
    format_ = format_of(files.report, PLANS) if files.report is not None else None
    if files.report is not None and format_ is not None:
        whole = page(
            person.assessment,
            person.profile,
            person.advice,
            view.language,
            years=person.years,
            full=files.appendix,
        )
        put(written(whole, format_), files.report)
        tell(
            view.say(
                f"报告存在 {files.report}。里面有您的回答，只有您自己能打开。",
                f"The report is in {files.report}. Your answers are in it, and only "
                "you can open it.",
            )
        )
    if files.calendar is not None:
        _write_calendar(person, files.calendar, view)


def _write_calendar(person: Person, name: str, view: View) -> None:
    from eligibility.report.calendar import calendar

    made = calendar(person.assessment, person.advice, view.language)
    if made is None:
        tell(
            view.say(
                f"没有要记住的日子，所以没有写 {name}。",
                f"There is no day to remember, so {name} was not written.",
            )
        )
        return
    put(made, name)
    tell(
        view.say(
            f"日历存在 {name}，可以导入手机。",
            f"The calendar is in {name}, for your phone to import.",
        )
    )


def _wrong_ending(option: str, name: str, formats: tuple[Format, ...]) -> Exception:
    endings = either(formats)
    example = f"{option} {Path(name).stem or 'plan'}{formats[0].ending}"
    return wrong_call(
        f"{option} 的文件名要以 {endings.zh} 结尾：{name}",
        f"{option} takes a file that ends in {endings.en}, not {name}",
        hint=(f"例如 {example}", f"For example {example}"),
    )
