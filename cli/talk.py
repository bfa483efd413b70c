"""`check` with a person at the terminal: begin, go on, save, leave."""

import sys
from collections.abc import Callable
from pathlib import Path

from eligibility.inquiries.interview import Given, stand
from eligibility.loading import answers
from eligibility.rulebook import Rulebook

from .checking import Request, assess_for, profile_of, redraws, show
from .interview import Asker, Interview
from .options import View
from .saving import save


def begin(request: Request) -> None:
    """Interview a person from the start, or from what `--save` kept before."""
    book = Rulebook.load(request.rulebook, keep=True)
    given: Given = {}
    if request.save is not None and Path(request.save).exists():
        kept = answers.from_file(request.save)
        profile_of(kept, book, request.day)
        given = {id_: value for id_, value in kept.values.items() if value is not None}
    _talk(given, book, request, request.save)


def offer(given: Given, book: Rulebook, request: Request) -> None:
    """Offer to go on with what the answers of a file leave open."""
    if request.profile is None:
        return
    known = {id_: value for id_, value in given.items() if value is not None}
    now = stand(known, book, request.day, measures=request.measures)
    if now.fact is None:
        return
    say = request.view.say
    asked = say(
        f"还可以再答最多 {now.at_most} 题，把没确定的定下来。接着答吗？[y/N] ",
        f"At most {now.at_most} more questions would settle the rest. Go on? [y/N] ",
    )
    if not _yes(asked):
        return
    _talk(known, book, request, request.save or request.profile)


def keep(given: Given, name: str, request: Request) -> None:
    """Save the answers, and say where."""
    save(given, name)
    _tell_where(name, request)


def _tell_where(name: str, request: Request) -> None:
    view = request.view
    _tell("")
    _tell(view.say(f"回答存在 {name}", f"Your answers are in {name}."))
    _tell(view.say("下次接着答：", "To go on: ") + str(request.again(name)))


def _talk(given: Given, book: Rulebook, request: Request, name: str | None) -> None:
    interview = Interview(
        book,
        request.day,
        request.view,
        _asker(request.view),
        given,
        request.measures,
        _keeper(name),
    )
    try:
        finished = interview.run()
    except KeyboardInterrupt:
        if name is not None and interview.given != given:
            _tell_where(name, request)
        raise
    if finished:
        _tell("")
        profile = book.profile(interview.given, request.day)
        show(assess_for(profile, book, request), profile, request)
    if interview.given and interview.given != given:
        name = name or _name(request.view)
        if name:
            keep(interview.given, name, request)


def _keeper(name: str | None) -> Callable[[Given], None]:
    """What keeps the answers after each of them: nothing is lost when a terminal dies."""
    if name is None:
        return lambda _: None
    return lambda given: save(given, name)


def _asker(view: View) -> Asker:
    if redraws(view):
        from .terminal import Terminal

        return Terminal(view)
    from .dialogue import Dialogue

    return Dialogue(view)


def _name(view: View) -> str:
    _tell("")
    return _line(
        view.say(
            "保存回答的文件名，例如 me.yaml（直接回车：不保存）：",
            "A file to keep the answers in, such as me.yaml (Enter alone: none): ",
        )
    )


def _yes(question: str) -> bool:
    _tell("")
    return _line(question).casefold() in {"y", "yes", "是"}


def _line(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - talk belongs on stderr
