"""What `check` does: read or ask, assess, show, and keep the answers."""

import os
import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from eligibility.assessment import Assessment, assess
from eligibility.errors import FactError
from eligibility.inquiries.advice import Advice, advise
from eligibility.loading import answers
from eligibility.loading.answers import Answers
from eligibility.profiles import Profile
from eligibility.rulebook import Rulebook

from .failures import wrong_call
from .options import DEFAULT_BOOK, View, today
from .plain import print_json

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conditions are wanted beside, or instead of, the answer."""

    why: tuple[str, ...] = ()
    every: bool = False


@dataclass(frozen=True, slots=True)
class Files:
    """The files that are wanted beside the answer."""

    report: str | None = None
    calendar: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether there are any."""
        return self.report is not None or self.calendar is not None


@dataclass(frozen=True, slots=True)
class Request:
    """What `check` was asked for."""

    profile: str | None
    day: date
    measures: tuple[str, ...] | None
    wanted: Wanted
    as_json: bool
    may_ask: bool
    save: str | None
    files: Files
    years: int
    rulebook: str
    view: View

    def again(self, file: str | None) -> str | None:
        """The command that asks the same of a file; None where there is none."""
        if file is None or file == STDIN:
            return None
        words = ["eligibility", "check", file]
        if self.day != today():
            words += ["--on", self.day.isoformat()]
        if self.rulebook != DEFAULT_BOOK:
            words += ["--rulebook", self.rulebook]
        return shlex.join(words)


def run(request: Request) -> None:
    """Answer the request."""
    if request.save is not None:
        from .saving import refuse_unwritable

        refuse_unwritable(request.save)
    if request.files.wanted:
        from .reporting import refuse_impossible

        refuse_impossible(request.files)
    if request.profile is None:
        if not (request.may_ask and sys.stdin.isatty() and sys.stderr.isatty()):
            raise _nobody_to_ask()
        from .talk import begin

        begin(request)
        return
    given = read(request.profile, request)
    book = Rulebook.load(request.rulebook, keep=True)
    profile = profile_of(given, book, request.day)
    show(assess_for(profile, book, request), profile, request)
    if request.save is not None:
        from .talk import keep

        keep(given.values, request.save, request)
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    if request.may_ask and on_terminal and not request.as_json:
        from .talk import offer

        offer(given.values, book, request)


def read(name: str, request: Request) -> Answers:
    """The answers in a file, or on standard input."""
    if name != STDIN:
        return answers.from_file(name)
    if sys.stdin.isatty() and not request.may_ask:
        raise _nobody_to_ask()
    told = request.view.say("标准输入", "standard input")
    return answers.from_stream(sys.stdin.buffer, told)


def profile_of(given: Answers, book: Rulebook, day: date) -> Profile:
    """The profile in a file; FactError with every fault of the file and its facts."""
    book.on(day)  # before its facts: what was kept of the day holds them too
    try:
        profile = book.profile(given.values, day, places=given.places(book.facts))
    except FactError as error:
        raise FactError([*given.faults, *error.faults]) from None
    if given.faults:
        raise FactError(given.faults)
    return profile


def assess_for(profile: Profile, book: Rulebook, request: Request) -> Assessment:
    """The assessment that was asked for."""
    return assess(profile, book, on=request.day, measures=request.measures)


def show(assessment: Assessment, profile: Profile, request: Request) -> None:
    """Print the answer on stdout, then write the files that are wanted beside it."""
    advice = advise(assessment, profile, years=request.years)
    if request.as_json:
        from eligibility.document import document

        print_json(document(assessment, advice))
    else:
        _show_in_words(assessment, profile, advice, request)
    sys.stdout.flush()
    if request.files.wanted:
        from .reporting import write

        write(assessment, profile, advice, request)


def _show_in_words(
    assessment: Assessment,
    profile: Profile,
    advice: Mapping[str, Advice],
    request: Request,
) -> None:
    """The answer, or every condition of the measures asked about."""
    from eligibility.telling.answer import answer

    from .showing import show_answer, show_conditions, show_gap

    view, why = request.view, request.wanted.why
    if why:
        book, day = assessment.book, assessment.day
        show_conditions(assess(profile, book, on=day, measures=why), view)
        return
    again = request.again(request.profile or request.save)
    show_answer(answer(assessment, profile, advice, view.language, again=again), view)
    if request.wanted.every:
        show_gap()
        show_conditions(assessment, view)


def redraws(view: View) -> bool:
    """Whether questions may be drawn over each other."""
    return not view.accessible and os.environ.get("TERM", "dumb") != "dumb"


def _nobody_to_ask() -> Exception:
    return wrong_call(
        "没有给回答的文件，这里也不能提问",
        "There is no file of answers, and nobody to ask here",
        hint=(
            "写明文件：eligibility check me.yaml；或用 - 从标准输入读。",
            "Name one: eligibility check me.yaml; or - for standard input.",
        ),
    )
