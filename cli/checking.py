"""What `check` does: read or ask, assess, and show."""

import json
import sys
from dataclasses import dataclass
from datetime import date

from eligibility.assessment import assess
from eligibility.errors import FactError
from eligibility.loading import answers
from eligibility.loading.answers import Answers
from eligibility.profiles import Profile
from eligibility.rulebook import Rulebook

from .failures import wrong_call
from .options import View

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which conditions are wanted beside, or instead of, the answer."""

    why: tuple[str, ...] = ()
    every: bool = False


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
    rulebook: str
    view: View


def run(request: Request) -> None:
    """Answer the request."""
    if request.profile is None:
        raise wrong_call(
            "没有给回答的文件，这里也不能提问",
            "There is no file of answers, and nobody to ask here",
            hint=(
                "写明文件：eligibility check me.yaml；或用 - 从标准输入读。",
                "Name one: eligibility check me.yaml; or - for standard input.",
            ),
        )
    given = read(request.profile, request)
    book = Rulebook.load(request.rulebook)
    profile = profile_of(given, book, request.day)
    assessment = assess(profile, book, on=request.day, measures=request.measures)
    if request.as_json:
        from eligibility.document import document

        print(json.dumps(document(assessment), ensure_ascii=False, indent=2))  # noqa: T201 - the answer belongs on stdout
    else:
        from .showing import show_answer

        show_answer(assessment, profile, request.wanted, request.view)


def read(name: str, request: Request) -> Answers:
    """The answers in a file, or on standard input."""
    if name != STDIN:
        return answers.from_file(name)
    if sys.stdin.isatty() and not request.may_ask:
        raise wrong_call(
            "标准输入是终端，没有东西可读",
            "Standard input is a terminal, there is nothing to read",
        )
    return answers.from_stream(
        sys.stdin.buffer, request.view.say("标准输入", "standard input")
    )


def profile_of(given: Answers, book: Rulebook, day: date) -> Profile:
    """The profile in a file; FactError with every fault of the file and its facts."""
    try:
        profile = book.profile(given.values, day, places=given.places(book.facts))
    except FactError as error:
        raise FactError([*given.faults, *error.faults]) from None
    if given.faults:
        raise FactError(given.faults)
    return profile
