"""A caseload, counted: how many rows got what, and what is most worth asking for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from rich.text import Text as Line

from eligibility.assessment import Status
from eligibility.rulebook import Rulebook
from eligibility.screening.summary import Counts, Missing, Summary, only
from eligibility.screening.worklist import SOON
from eligibility.sentences.wrapping import cells, padded, wrapped
from eligibility.texts import Text

from ..options import View
from ..showing import screens, speech

HEADINGS = {
    Status.ELIGIBLE: Text("可办", "Eligible"),
    Status.INELIGIBLE: Text("不符合", "Ineligible"),
    Status.UNDETERMINED: Text("待补充", "Undetermined"),
    Status.NOT_IN_FORCE: Text("未实行", "Not in force"),
    Status.INFORMATIONAL: Text("供参考", "Informs"),
}
SHOWN_EVEN_EMPTY = {Status.ELIGIBLE, Status.INELIGIBLE, Status.UNDETERMINED}
"""The other columns are there if some measure has rows in them and others beside."""
SAME_FOR_ALL = {
    Status.NOT_IN_FORCE: Text("当天没有实行", "Not in force on the day"),
    Status.INFORMATIONAL: Text("只供参考", "For information only"),
}
"""What holds for all rows of a measure takes one line for all such measures."""
BETWEEN = 2
TITLE_AT_LEAST = 20
WORTH_ASKING = 5
"""How many facts are told; the first settle most."""


@dataclass(frozen=True, slots=True)
class Closing:
    """For how many rows a measure closes soon, and the report that lists them."""

    rows: int
    report: str


@dataclass(frozen=True, slots=True)
class Caseload:
    """What is to be told of a table: the counts, where the rejected rows stand, how
    long it took, and what closes, where a report was asked for.
    """

    summary: Summary
    book: Rulebook
    rejects: str | None = None
    seconds: float | None = None
    closing: Closing | None = None


def show_caseload(caseload: Caseload, view: View) -> None:
    """Print the counts."""
    if view.accessible:
        speech.speak(spoken(caseload, view))
    else:
        screens.show(lines(caseload, view), view)


def lines(caseload: Caseload, view: View) -> Iterator[Line]:
    """The counts as a table; where it would be too wide, one measure under another."""
    took = _took(caseload, view)
    first, *rest = wrapped(_counted(caseload, view), view.width)
    if not rest and took and cells(first + took) + BETWEEN <= view.width:
        first = padded(first, view.width - cells(took)) + took
    elif took:
        rest.append(took)
    yield from (Line(line, "bold") for line in (first, *rest))
    if _told_apart(caseload):
        yield Line()
        yield from _measures(caseload, view)
    same = tuple(_same_for_all(caseload, view))
    if same:
        yield Line()
    for told in same:
        yield from (Line(line) for line in wrapped(told, view.width))
    entries = tuple(_worth_asking(caseload, view))
    if entries:
        yield Line()
        heading = view.say("最值得补问", "Most worth asking for")
        yield from (Line(line, "bold") for line in wrapped(heading, view.width))
        yield from screens.remarked_lines(("?", "yellow"), entries, view)
    closes = _closes(caseload, view)
    if closes:
        yield Line()
        yield from (Line(line, "bold") for line in wrapped(closes, view.width))


def spoken(caseload: Caseload, view: View) -> Iterator[str]:
    """The counts as sentences."""
    yield speech.sentence(_counted(caseload, view), view)
    took = _took(caseload, view)
    if took:
        yield speech.sentence(view.say(f"用时 {took}", f"It took {took}"), view)
    yield ""
    counts = _told_apart(caseload)
    for number, (measure, by_status) in enumerate(counts.items(), 1):
        told = _in_words(by_status, _statuses(caseload), view)
        title = _title(caseload, measure, view)
        said = f"{number}. {title}{view.say('：', ': ')}"
        yield speech.sentence(said + view.say("，", ", ").join(told), view)
    yield from (speech.sentence(one, view) for one in _same_for_all(caseload, view))
    entries = tuple(_worth_asking(caseload, view))
    if entries:
        yield ""
        yield speech.sentence(view.say("最值得补问", "Most worth asking for"), view)
        yield from speech.spoken_details(entries, view)
    closes = _closes(caseload, view)
    if closes:
        yield speech.sentence(closes, view)


def _counted(caseload: Caseload, view: View) -> str:
    """How many rows there were, and what became of them: it adds up."""
    summary = caseload.summary
    accepted = summary.decided + summary.undetermined
    sentence = view.say(
        f"{summary.rows:,} 行：{accepted:,} 行有结论",
        f"{_rows(summary.rows)}: {accepted:,} assessed",
    )
    if summary.undetermined:
        sentence += view.say(
            f"（{summary.undetermined:,} 行还有待补充的）",
            f" ({summary.undetermined:,} with something undetermined)",
        )
    wrong = view.say(
        f"，{summary.rejected:,} 行有错", f", {summary.rejected:,} rejected"
    )
    if summary.rejected and caseload.rejects:
        at = caseload.rejects
        wrong += view.say(f"（见 {at}）", f" (see {at})")
    return sentence + wrong


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def _took(caseload: Caseload, view: View) -> str:
    if caseload.seconds is None:
        return ""
    return view.say(f"{caseload.seconds:,.1f} 秒", f"{caseload.seconds:,.1f} s")


def _statuses(caseload: Caseload) -> list[Status]:
    """The columns that there are."""
    counts = _told_apart(caseload).values()
    return [
        status
        for status in Status
        if status in SHOWN_EVEN_EMPTY or any(one[status] for one in counts)
    ]


def _told_apart(caseload: Caseload) -> Counts:
    """The measures that have a line of their own."""
    counts = caseload.summary.statuses
    return {id_: one for id_, one in counts.items() if only(one) is None}


def _same_for_all(caseload: Caseload, view: View) -> Iterator[str]:
    for status, text in SAME_FOR_ALL.items():
        titles = [
            _title(caseload, measure, view)
            for measure, one in caseload.summary.statuses.items()
            if only(one) is status
        ]
        if titles:
            told = view.say("、", "; ").join(titles)
            said = text.in_language(view.language)
            yield (
                view.say(f"{said}（{len(titles)}）：", f"{said} ({len(titles)}): ")
                + told
            )


def _title(caseload: Caseload, measure: str, view: View) -> str:
    return caseload.book.measures[measure].title.in_language(view.language)


def _in_words(
    by_status: Mapping[Status, int], statuses: list[Status], view: View
) -> list[str]:
    return [
        f"{HEADINGS[one].in_language(view.language)} {by_status[one]:,}"
        for one in statuses
    ]


def _measures(caseload: Caseload, view: View) -> Iterator[Line]:
    statuses = _statuses(caseload)
    headings = [HEADINGS[one].in_language(view.language) for one in statuses]
    counts = _told_apart(caseload)
    widths = [
        BETWEEN
        + max(cells(heading), *(len(f"{one[status]:,}") for one in counts.values()), 0)
        for heading, status in zip(headings, statuses, strict=True)
    ]
    titles = {measure: _title(caseload, measure, view) for measure in counts}
    longest = max(map(cells, titles.values()), default=0)
    column = min(longest, view.width - sum(widths))
    if column < min(longest, TITLE_AT_LEAST):
        yield from _one_under_another(caseload, statuses, view)
        return
    lead = " " * column
    yield Line(lead + "".join(map(_right, headings, widths)), "bold")
    for measure, by_status in counts.items():
        numbers = [f"{by_status[one]:,}" for one in statuses]
        beside = "".join(map(_right, numbers, widths))
        for title, figures in zip_longest(wrapped(titles[measure], column), [beside]):
            yield Line((padded(title or "", column) + (figures or "")).rstrip())


def _one_under_another(
    caseload: Caseload, statuses: list[Status], view: View
) -> Iterator[Line]:
    for measure, by_status in _told_apart(caseload).items():
        for line in wrapped(_title(caseload, measure, view), view.width):
            yield Line(line, "bold")
        line = ""
        for told in _in_words(by_status, statuses, view):
            if line and cells(f"  {line}  {told}") > view.width:
                yield from (Line("  " + one) for one in wrapped(line, view.width - 2))
                line = ""
            line = f"{line}  {told}".strip()
        yield from (Line("  " + one) for one in wrapped(line, view.width - 2))


def _right(text: str, width: int) -> str:
    return " " * (width - cells(text)) + text


def _worth_asking(caseload: Caseload, view: View) -> Iterator[tuple[str, str]]:
    """Facts to ask for, with what an answer is good for."""
    missing_facts = caseload.summary.missing
    settling: Mapping[str, Missing] = {
        id_: missing for id_, missing in missing_facts.items() if missing.settles
    }
    settling = settling or missing_facts
    for id_, missing in list(settling.items())[:WORTH_ASKING]:
        heading = caseload.book.facts[id_].heading.in_language(view.language)
        yield (
            view.say(f"{heading}（{id_}）", f"{heading} ({id_})"),
            view.say(
                f"问 {missing.rows:,} 行，能定 {missing.settles:,} 个结论",
                f"ask in {_rows(missing.rows)}; settles {_results(missing.settles)}",
            ),
        )


def _results(count: int) -> str:
    return "1 result" if count == 1 else f"{count:,} results"


def _closes(caseload: Caseload, view: View) -> str:
    """For how many people something closes soon, and where they are listed."""
    closing = caseload.closing
    if closing is None:
        return ""
    days, rows, report = SOON.days, closing.rows, closing.report
    return view.say(
        f"{days} 天内到期：{rows:,} 人，名单在 {report}",
        f"Closing within {days} days: {_rows(rows)}, listed in {report}",
    )
