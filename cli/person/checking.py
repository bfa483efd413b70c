"""What `check` does: read or ask, answer, and keep the answers."""

import sys
from dataclasses import dataclass, field

from eligibility.loading import answers
from eligibility.loading.answers import Answers

from .. import opening
from ..again import Call
from ..failures import wrong_call
from ..options import Scope, View
from .answering import Answering
from .reading import profile_of

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Given:
    """Where a person's answers come from, where they are kept, and how they are asked
    for: by a call that can be given again.
    """

    file: str | None
    save: str | None
    may_ask: bool
    one_key: bool = False
    call: Call = field(default_factory=Call)

    @property
    def kept(self) -> str | None:
        """The file in which the answers are kept; None where there is none."""
        return self.save or (None if self.file == STDIN else self.file)

    @property
    def again(self) -> str | None:
        """The command that asks the same of the answers; None where they are in no
        file.
        """
        name = self.save if self.file is None else self.file
        return None if name is None or name == STDIN else self.call.same(name)


def run(given: Given, scope: Scope, answering: Answering) -> None:
    """Answer one person."""
    _refuse_impossible(given, answering)
    if given.file is None:
        if not (given.may_ask and sys.stdin.isatty() and sys.stderr.isatty()):
            raise _nobody_to_ask()
        from .conversation import Manner, begin

        begin(given.save, scope, Manner(answering, given.call, given.one_key))
        return
    told = _read(given.file, given, answering.view)
    book = opening.rulebook(scope.rulebook)
    profile = profile_of(told, book, scope.day)
    answering.answer(profile, book, scope)
    if given.save is not None:
        from .leaving import keep

        keep(told.values, given.save, given.call, answering.view)
    on_terminal = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    if given.may_ask and on_terminal and not answering.as_json:
        from .conversation import Manner, offer

        manner = Manner(answering, given.call, given.one_key)
        offer(told.values, book, scope, manner, given.kept)


def _refuse_impossible(given: Given, answering: Answering) -> None:
    """Say before the first question that a file cannot be written; CallError."""
    if given.save is not None:
        from ..saving import refuse_unwritable

        refuse_unwritable(given.save)
    if answering.files.wanted:
        from .reporting import refuse_impossible

        refuse_impossible(answering.files)


def _read(name: str, given: Given, view: View) -> Answers:
    """The answers in a file, or on standard input."""
    if name != STDIN:
        return answers.from_file(name)
    if sys.stdin.isatty() and not given.may_ask:
        raise _nobody_to_ask()
    source = view.say("标准输入", "standard input")
    return answers.from_stream(sys.stdin.buffer, source)


def _nobody_to_ask() -> Exception:
    return wrong_call(
        "没有给回答的文件，这里也不能提问",
        "There is no file of answers, and nobody to ask here",
        hint=(
            "写明文件：eligibility check me.yaml；或用 - 从标准输入读。",
            "Name one: eligibility check me.yaml; or - for standard input.",
        ),
    )
