"""`check` with a person at the terminal: begin, go on, save, leave."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from eligibility.inquiries.interview import Given, stand
from eligibility.loading import answers
from eligibility.rulebook import Rulebook

from .. import opening
from ..asking.interview import Asker, Interview
from ..options import Scope, View
from ..saving import save
from ..showing.talk import tell
from .answering import Answering
from .reading import profile_of


def begin(name: str | None, scope: Scope, answering: Answering) -> None:
    """Interview a person from the start, or from what was kept in a file before."""
    book = opening.rulebook(scope.rulebook)
    given: Given = {}
    if name is not None and Path(name).exists():
        kept = answers.from_file(name)
        profile_of(kept, book, scope.day)
        given = _known(kept.values)
    _talk(given, book, scope, answering, name)


def offer(
    given: Given, book: Rulebook, scope: Scope, answering: Answering, name: str
) -> None:
    """Offer to go on with what the answers of a file leave open."""
    known = _known(given)
    now = stand(known, book, scope.day, measures=scope.measures)
    if now.fact is None:
        return
    asked = answering.view.say(
        f"还可以再答最多 {now.at_most} 题，把没确定的定下来。接着答吗？[y/N] ",
        f"At most {now.at_most} more questions would settle the rest. Go on? [y/N] ",
    )
    if _yes(asked):
        _talk(known, book, scope, answering, name)


def keep(given: Given, name: str, scope: Scope, view: View) -> None:
    """Save the answers, and say where."""
    save(given, name)
    _tell_where(name, scope, view)


def _known(given: Given) -> Given:
    return {id_: value for id_, value in given.items() if value is not None}


def _tell_where(name: str, scope: Scope, view: View) -> None:
    tell("")
    tell(view.say(f"回答存在 {name}", f"Your answers are in {name}."))
    tell(view.say("下次接着答：", "To go on: ") + scope.again(name))


def _talk(
    given: Given,
    book: Rulebook,
    scope: Scope,
    answering: Answering,
    name: str | None,
) -> None:
    view = answering.view
    interview = Interview(
        book, scope.day, view, _asker(view), given, scope.measures, _keeper(name)
    )
    try:
        finished = interview.run()
    except KeyboardInterrupt:
        if name is not None and interview.given != given:
            _tell_where(name, scope, view)
        raise
    if finished:
        tell("")
        profile = book.profile(interview.given, scope.day)
        answering.answer(profile, book, scope)
    if interview.given and interview.given != given:
        name = name or _name(view)
        if name:
            keep(interview.given, name, scope, view)


def _keeper(name: str | None) -> Callable[[Given], None]:
    """What keeps the answers after each of them:
    nothing is lost when a terminal dies.
    """
    if name is None:
        return lambda _: None
    return lambda given: save(given, name)


def _asker(view: View) -> Asker:
    """A terminal where questions may be drawn over each other, else plain lines."""
    if not view.accessible and os.environ.get("TERM", "dumb") != "dumb":
        from ..asking.terminal import Terminal

        return Terminal(view)
    from ..asking.dialogue import Dialogue

    return Dialogue(view)


def _name(view: View) -> str:
    tell("")
    return _line(
        view.say(
            "保存回答的文件名，例如 me.yaml（直接回车：不保存）：",
            "A file to keep the answers in, such as me.yaml (Enter alone: none): ",
        )
    )


def _yes(question: str) -> bool:
    tell("")
    return _line(question).casefold() in {"y", "yes", "是"}


def _line(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()
