"""`check` with a person at the terminal: begin, go on, correct, leave."""

import os
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from pathlib import Path

from eligibility.assessment import topical
from eligibility.inquiries.interview import Given, stand
from eligibility.loading import answers
from eligibility.rulebook import Rulebook

from .. import opening
from ..again import Call
from ..asking.interview import Asker, Interview
from ..asking.topics import chosen
from ..options import Scope, View
from ..saving import save
from ..showing.talk import tell
from .answering import Answering
from .files import Files
from .leaving import NO, YES, asked_name, line, tell_kept, tell_lost
from .reading import profile_of

CHANGE, GO_ON = "l", "y"


@dataclass(frozen=True, slots=True)
class Manner:
    """How a person is asked and answered, by a call that can be given again."""

    answering: Answering
    call: Call
    one_key: bool = False

    @property
    def view(self) -> View:
        """How the person wants to read."""
        return self.answering.view

    @property
    def asker(self) -> Asker:
        """A terminal where questions may be drawn over each other, else plain lines."""
        if not self.view.accessible and os.environ.get("TERM", "dumb") != "dumb":
            from ..asking.terminal import Terminal

            return Terminal(self.view, one_key=self.one_key)
        from ..asking.dialogue import Dialogue

        return Dialogue(self.view)


@dataclass(slots=True)
class Conversation:
    """A person at the terminal; `name` is the file in which the answers are kept."""

    book: Rulebook
    scope: Scope
    manner: Manner
    name: str | None
    first: Given = field(repr=False)
    interview: Interview = field(init=False)

    def __post_init__(self) -> None:
        """Have an interview that keeps each answer, and shows the result so far."""
        self.interview = Interview(
            self.book,
            self.scope.day,
            self.manner.view,
            self.manner.asker,
            self.first,
            self.scope.measures,
            _keeper(self.name),
            self._show_so_far,
        )

    def run(self, *, asking: bool) -> None:
        """Ask, show the result, let the person correct it, and say how to go on; where
        it is shown already, begin with what may be corrected.
        """
        try:
            stays = not asking or self._asked(changing=False)
            while stays and (wanted := self._wanted()) is not None:
                stays = self._asked(changing=wanted == CHANGE)
            if asking or self.interview.given != self.first:
                self._leave()
        except KeyboardInterrupt:
            self._tell_where()
            raise

    def _asked(self, *, changing: bool) -> bool:
        """Ask and show the result; False where the person left before the end."""
        interview, before = self.interview, self.interview.given
        finished = interview.change() if changing else interview.run()
        if not changing or interview.given != before:
            tell("")
            self._show(finished=finished)
        return finished

    def _show(self, *, finished: bool) -> None:
        """Print the result by now."""
        if not finished and not self.interview.given:
            told = "还没有回答，所以还没有结果。", "No answers yet, so no result yet."
            tell(self.manner.view.say(*told))
            return
        profile = self.book.profile(self.interview.given, self.scope.day)
        self.manner.answering.answer(profile, self.book, self.scope)

    def _show_so_far(self, given: Given) -> None:
        """Print the result between two questions: to people, not to a file or pipe."""
        answering = replace(self.manner.answering, as_json=False, files=Files())
        with redirect_stdout(sys.stderr):
            answering.answer(
                self.book.profile(given, self.scope.day), self.book, self.scope
            )

    def _wanted(self) -> str | None:
        """What the person wants after the result: to go on, or to change an answer;
        None to leave.
        """
        given, say = self.interview.given, self.manner.view.say
        if self.manner.answering.as_json or not sys.stdout.isatty():
            return None
        now = stand(given, self.book, self.scope.day, measures=self.scope.measures)
        letters = ({CHANGE} if given else set()) | (YES if now.fact else set())
        change = say(
            "改一个回答，打 l 再按回车；", "To change an answer, l and Enter. "
        )
        asked = change if given else ""
        if now.fact is not None:
            left = now.about
            asked += say(
                f"大约还有 {left} 题，能把没确定的定下来。接着答吗？[y/N]",
                f"About {left} more questions would settle the rest. Go on? [y/N]",
            )
        else:
            asked += say("离开，按回车：", "To leave, Enter:")
        tell("")
        while letters and (said := line(asked, self.manner.view)):
            if said.casefold() in letters:
                return CHANGE if said.casefold() == CHANGE else GO_ON
            if said.casefold() in NO:
                break
            tell(say("没有这一项。", "There is no such choice."))
        return None

    def _leave(self) -> None:
        if self.name is None and self.interview.given:
            self.name = asked_name(self.manner.view)
            if self.name is not None:
                save(self.interview.given, self.name)
        self._tell_where()

    def _tell_where(self) -> None:
        """Say where the answers are and how to go on."""
        call, view = self.manner.call, self.manner.view
        if self.name is not None and Path(self.name).exists():
            tell_kept(self.name, call, view)
        else:
            tell_lost(call, view, self.name)


def begin(name: str | None, scope: Scope, manner: Manner) -> None:
    """Interview a person from the start, or from what was kept in a file before."""
    book = opening.rulebook(scope.rulebook)
    given: Given = {}
    if name is not None and Path(name).exists():
        kept = answers.from_file(name)
        profile_of(kept, book, scope.day)
        given = _known(kept.values)
    if book.contents.topics and scope.measures is None and not given:
        topics = chosen(book.contents, manner.asker, manner.view)
        if topics is None:
            tell_lost(manner.call, manner.view, name)
            return
        if topics:
            scope = replace(scope, measures=topical(book, topics))
            manner = replace(manner, call=manner.call.with_options("--topic", topics))
    Conversation(book, scope, manner, name, given).run(asking=True)


def offer(
    given: Given, book: Rulebook, scope: Scope, manner: Manner, name: str | None
) -> None:
    """Offer to go on with what the answers of a file leave open, or to change one."""
    Conversation(book, scope, manner, name, _known(given)).run(asking=False)


def _known(given: Given) -> Given:
    return {id_: value for id_, value in given.items() if value is not None}


def _keeper(name: str | None) -> Callable[[Given], None]:
    """What keeps the answers after each of them:
    nothing is lost when a terminal dies.
    """
    if name is None:
        return lambda _: None
    return lambda given: save(given, name)
