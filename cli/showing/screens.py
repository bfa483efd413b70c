"""Everything Rich: how an answer, a tree of conditions and a list look on a terminal.

Lines are broken by `wrapping`, not by Rich, which breaks Chinese anywhere; Rich gives
colour, and knows when there is none. `speech` has the same for screen readers.
"""

import sys
from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text as Line

from eligibility.sentences.filling import said
from eligibility.sentences.wrapping import cells, hung, padded, wrapped
from eligibility.telling.answer import OTHERS, Answer, AnswerKind, Block, Entry
from eligibility.telling.planning import AGAIN, HEADING, MORE, NONE, PlanLine
from eligibility.telling.trees import Branch, Section
from eligibility.truth import Truth

from ..options import View

NARROW = 60
STEPS = 5
"""So many steps of the plan stand at the top."""
LAST = 4
"""So many of them are told again at the end, each in one line."""
TITLE_AT_LEAST = 16
"""Where its days leave less room for its title, a step is told again without them."""
TITLE_AT_MOST = 36
REMARK_AT_LEAST = 30
SIGNS = {
    AnswerKind.NOW: ("✔", "green"),
    AnswerKind.NEXT: ("→", "green"),
    AnswerKind.WAIT: ("…", "green"),
    AnswerKind.OPEN: ("?", "yellow"),
    AnswerKind.OFFICE: ("~", "yellow"),
    AnswerKind.NO: ("✘", "red"),
    AnswerKind.DONE: ("✔", ""),
    AnswerKind.LATER: ("·", ""),
    AnswerKind.TOLD: ("·", ""),
    AnswerKind.APART: ("·", ""),
}
TRUTHS = {
    Truth.TRUE: ("✔", "green"),
    Truth.FALSE: ("✘", "red"),
    Truth.UNKNOWN: ("?", "yellow"),
    None: ("·", ""),
}
Details = tuple[tuple[str, str], ...]


def show(lines: Iterable[Line], view: View) -> None:
    """Print lines that are broken already."""
    console = Console(
        file=sys.stdout,
        no_color=None if view.color else True,
        highlight=False,
        markup=False,
        emoji=False,
    )
    for line in lines:
        console.print(line, soft_wrap=True)


def plain_lines(text: str, view: View) -> Iterator[Line]:
    """A text, broken into lines."""
    yield from (Line(line) for line in wrapped(text, view.width))


def answer_lines(answer: Answer, view: View) -> Iterator[Line]:
    """The whole answer: a header, then its blocks."""
    for line in wrapped(" · ".join(answer.header), view.width):
        yield Line(line, "dim")
    yield from _plan(answer.plan, view)
    for block in answer.blocks:
        yield Line()
        count, heading = len(block.entries), block.kind.heading
        told = view.say(f"{heading.zh}（{count}）", f"{heading.en} ({count})")
        yield Line(told, "bold")
        yield from _block(block, view)
    if answer.footer:
        yield Line()
        # A command broken over lines would not be the same when pasted.
        yield from (Line(line, "dim") for line in answer.footer.split("\n"))
    yield from _last(answer.plan, view)


def _plan(plan: tuple[PlanLine, ...], view: View) -> Iterator[Line]:
    """What to do next, step by step."""
    yield Line()
    yield Line(plan_heading(plan, view), "bold")
    for step in plan[:STEPS]:
        first, *rest = hung(f"{step.number} ", step.text, view.width, indent=2)
        yield Line(first, "bold")
        yield from (Line(line, "bold") for line in rest)
        for line in hung("", " · ".join(step.details), view.width, indent=4):
            yield Line(line)
    more = len(plan) - STEPS
    if more > 0:
        told = said(MORE, view.language, {"count": more})
        yield from (Line(line, "dim") for line in hung("", told, view.width, 2))


def plan_heading(plan: tuple[PlanLine, ...], view: View) -> str:
    """What stands above the plan."""
    return said(HEADING if plan else NONE, view.language, {})


def _last(plan: tuple[PlanLine, ...], view: View) -> Iterator[Line]:
    """The most important again, as the rest has scrolled away."""
    if not plan:
        return
    yield Line()
    heading = said(AGAIN, view.language, {})
    yield Line(heading + view.say("：", ":"), "bold")
    yield from (Line(_told_again(step, view)) for step in plan[:LAST])


def _told_again(step: PlanLine, view: View) -> str:
    """A step in one line: its title is cut short before its days are."""
    lead = f"  {step.number} "
    days = view.say("，", ", ") + step.when if step.when else ""
    room = view.width - cells(lead)
    if room - cells(days) < min(TITLE_AT_LEAST, cells(step.text)):
        days = ""
    return lead + _cut(step.text, room - cells(days)) + days


def _cut(text: str, width: int) -> str:
    """The text, or its beginning where it is wider than a line."""
    first, *rest = wrapped(text, width)
    return wrapped(text, width - 1)[0] + "…" if rest else first


def section_lines(section: Section, view: View) -> Iterator[Line]:
    """A heading, what is said beneath it, and a tree of conditions."""
    for line in wrapped(section.heading, view.width):
        yield Line(line, "bold")
    yield from detail_lines(section.details, view, 2)
    yield from remarked_lines(("·", ""), section.entries, view)
    for branch in section.branches:
        yield from _branch(branch, view, 2)


def detail_lines(details: Details, view: View, indent: int) -> Iterator[Line]:
    """Labelled texts, each beneath its own column."""
    colon = view.say("：", ": ")
    column = max((cells(label + colon) for label, _ in details), default=0)
    for label, text in details:
        lead = padded(label + colon, column)
        first, *rest = hung(lead, text, view.width, indent)
        yield Line.assemble(" " * indent, (lead, "cyan"), first[indent + len(lead) :])
        yield from (Line(line) for line in rest)


def remarked_lines(
    sign: tuple[str, str], rows: Iterable[tuple[str, str]], view: View
) -> Iterator[Line]:
    """Titles with remarks: side by side where there is room, else one under another."""
    found = list(rows)
    column = max((cells(title) for title, _ in found), default=0)
    beside = column <= TITLE_AT_MOST and view.width - column - 6 >= REMARK_AT_LEAST
    for title, remark in found:
        if beside and remark:
            lead = padded(title, column + 2)
            first, *rest = hung(lead, remark, view.width, indent=4)
        else:
            first, *rest = hung("", title, view.width, indent=4)
            if remark:
                rest += hung("", remark, view.width, indent=6)
        yield Line.assemble("  ", sign, " ", first[4:])
        yield from (Line(line) for line in rest)


def _block(block: Block, view: View) -> Iterator[Line]:
    sign = SIGNS[block.kind]
    if block.kind.folded:
        titles = view.say("、", ", ").join(entry.title for entry in block.entries)
        yield from (Line(line) for line in hung("", titles, view.width, indent=4))
        return
    if block.finds:
        yield from _finds(block, view)
        return
    if not any(entry.details for entry in block.entries):
        rows = ((entry.title, entry.remark) for entry in block.entries)
        yield from remarked_lines(sign, rows, view)
        return
    for number, entry in enumerate(block.entries):
        if number:
            yield Line()
        yield from _entry(sign, entry, view)


def _finds(block: Block, view: View) -> Iterator[Line]:
    """What to find out first, and the measures that wait for more."""
    for find in block.finds:
        first, *rest = hung("? ", find.question, view.width, indent=2)
        yield Line(first)
        yield from (Line(line) for line in rest)
        for text in (find.where, find.bears):
            for line in hung("", text, view.width, indent=4):
                yield Line(line, "dim")
    others = [it.title for it in block.entries if it.measure not in block.found]
    if others:
        titles = view.say("、", ", ").join(others)
        told = said(OTHERS, view.language, {"titles": titles})
        yield from (Line(line) for line in hung("", told, view.width, indent=2))


def _entry(sign: tuple[str, str], entry: Entry, view: View) -> Iterator[Line]:
    title = entry.title
    if entry.remark:
        title = view.say(f"{title}（{entry.remark}）", f"{title} ({entry.remark})")
    first, *rest = wrapped(title, view.width - 4)
    yield Line.assemble("  ", sign, " ", (first, "bold"))
    yield from (Line("    " + line, "bold") for line in rest)
    yield from detail_lines(entry.details, view, 4 if view.width < NARROW else 6)


def _branch(branch: Branch, view: View, indent: int) -> Iterator[Line]:
    first, *rest = hung("  ", branch.text, view.width, indent)
    yield Line.assemble(" " * indent, TRUTHS[branch.truth], first[indent + 1 :])
    yield from (Line(line) for line in rest)
    for note in branch.notes:
        for line in hung("", note, view.width, indent + 4):
            yield Line(line, "dim")
    for part in branch.parts:
        yield from _branch(part, view, indent + 2)
