"""What `rules graph` does: a measure's tree, or the map of chains, as a picture."""

from datetime import date
from pathlib import Path

from eligibility.assessment import assess
from eligibility.errors import CallError, FactError, Fault
from eligibility.loading import answers
from eligibility.report.graphs import Graph, links, tree
from eligibility.telling.wording import Wording
from eligibility.texts import Text

from .. import opening
from ..failures import wrong_call
from ..options import View
from ..saving import put, refuse_unwritable
from ..showing.talk import tell

FORMATS = {"svg": ".svg", "mermaid": ".mmd"}


def draw_graph(  # noqa: PLR0913 - the options of the command
    measure: str | None,
    rulebook: str,
    day: date,
    view: View,
    *,
    format_: str | None,
    profile: str | None,
    out: Path | None,
) -> None:
    """Print or write the picture; CallError for what cannot be drawn."""
    asked = _format(format_, out)
    if out is not None:
        refuse_unwritable(str(out))
    graph, words = _graph(measure, rulebook, day, profile, view)
    drawn = graph.svg(words) + "\n" if asked == "svg" else graph.mermaid()
    if out is None:
        print(drawn, end="")  # noqa: T201 - the answer belongs on stdout
        return
    put(drawn.encode(), str(out))
    tell(view.say(f"图存在 {out}。", f"The picture is in {out}."))


def _graph(
    measure: str | None, rulebook: str, day: date, profile: str | None, view: View
) -> tuple[Graph, Wording]:
    book = opening.rulebook(rulebook)
    book.on(day)
    words = Wording(book.facts, view.language)
    asked = None if measure is None else [measure]
    marked = profile is not None
    if profile is None:
        assessment = assess({}, book, on=day, measures=asked)
    else:
        told = answers.from_file(profile)
        if told.faults:
            raise FactError(told.faults)
        person = book.profile(told.values, day, places=told.places(book.facts))
        assessment = assess(person, book, on=day, measures=asked)
    if measure is None:
        return links(assessment, words, marked=marked), words
    graph = tree(assessment[measure], words, marked=marked)
    if graph is None:
        raise _nothing(measure, day)
    return graph, words


def _format(asked: str | None, out: Path | None) -> str:
    """The format asked for: by its name, else by the ending of the file."""
    if asked is None and out is not None:
        found = {ending: name for name, ending in FORMATS.items()}
        asked = found.get(out.suffix.lower(), out.suffix or "svg")
    if asked is not None and asked not in FORMATS:
        raise wrong_call(
            f"画不成这种图：{asked}",
            f"No picture is drawn as {asked}",
            hint=(
                "可以写 --format svg 或 mermaid，文件是 .svg 或 .mmd。",
                "Write --format svg or mermaid; the file ends in .svg or .mmd.",
            ),
        )
    return asked or "svg"


def _nothing(measure: str, day: date) -> CallError:
    text = Text(
        f"“{measure}”在 {day} 没有要判断的条件",
        f'"{measure}" has no conditions on {day}',
    )
    hint = Text(
        "用 --on 看别的日子；eligibility rules changes 说哪天改了什么。",
        "Ask about another day with --on; `eligibility rules changes` tells of them.",
    )
    return CallError([Fault("call", text, hint=hint, subject=measure)])
