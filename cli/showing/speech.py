"""The same as on a screen, as plain sentences for screen readers: `--accessible`.

One sentence a line, never broken; statuses in words, no signs, no columns.
"""

from collections.abc import Iterable, Iterator

from eligibility.sentences.filling import said
from eligibility.telling.answer import OTHERS, Answer, Block
from eligibility.telling.planning import HEADING, NONE, PlanLine
from eligibility.telling.trees import Branch, Section
from eligibility.truth import Truth

from ..options import View

TRUTHS = {
    Truth.TRUE: ("符合", "yes"),
    Truth.FALSE: ("不符合", "no"),
    Truth.UNKNOWN: ("还不知道", "not known"),
}
STOPS = "。.！？?!/"
"""After these no full stop is said; it would become part of an address."""


def speak(lines: Iterable[str]) -> None:
    """Print sentences as they are."""
    for line in lines:
        print(line)  # noqa: T201 - the answer belongs on stdout


def sentence(text: str, view: View) -> str:
    """The text with a full stop, where it has none."""
    return text if text.endswith(tuple(STOPS)) else text + view.say("。", ".")


def spoken_answer(answer: Answer, view: View) -> Iterator[str]:
    """The whole answer."""
    yield sentence(view.say("，", ", ").join(answer.header), view)
    yield ""
    yield from _plan(answer.plan, view)
    for block in answer.blocks:
        yield ""
        heading = block.kind.heading.in_language(view.language)
        count = len(block.entries)
        yield view.say(f"{heading}，{count} 项。", f"{heading}: {count}.")
        if block.finds:
            yield from _finds(block, view)
        elif block.kind.folded:
            titles = (entry.title for entry in block.entries)
            yield sentence(view.say("、", "; ").join(titles), view)
        else:
            yield from _entries(block, view)
    if answer.footer:
        yield ""
        yield answer.footer


def _plan(plan: tuple[PlanLine, ...], view: View) -> Iterator[str]:
    """What to do next, step by step, all of it."""
    heading = said(HEADING if plan else NONE, view.language, {})
    yield sentence(heading, view)
    for step in plan:
        yield sentence(f"{step.number}. {step.text}", view)
        details = (
            ("answer.label.when", step.when),
            *(("answer.label.note", note) for note in step.notes),
            ("answer.label.amount", step.pays),
            ("answer.label.where", step.where),
            ("answer.label.bring", step.bring),
            ("answer.label.call", step.call),
        )
        labelled = (
            (said(label, view.language, {}), text) for label, text in details if text
        )
        yield from spoken_details(labelled, view)


def _finds(block: Block, view: View) -> Iterator[str]:
    """What to find out first, where, and the measures that wait for more."""
    for number, find in enumerate(block.finds, 1):
        yield sentence(f"{number}. {find.question}", view)
        yield from (sentence(told, view) for told in (find.where, find.bears) if told)
    if others := [it.title for it in block.entries if it.measure not in block.found]:
        titles = view.say("、", ", ").join(others)
        yield sentence(said(OTHERS, view.language, {"titles": titles}), view)


def _entries(block: Block, view: View) -> Iterator[str]:
    """Measures with the word for their status, a remark and details."""
    word = block.kind.word.in_language(view.language)
    for number, entry in enumerate(block.entries, 1):
        told = f"{number}. {entry.title}{view.say('，', ', ')}{word}"
        if entry.remark:
            told += view.say("：", ": ") + entry.remark
        yield from (sentence(line, view) for line in told.split("\n"))
        yield from spoken_details(entry.details, view)


def spoken_details(details: Iterable[tuple[str, str]], view: View) -> Iterator[str]:
    """Labelled texts."""
    for label, text in details:
        flat = text.replace("\n", view.say("；", "; "))
        yield sentence(f"{label}{view.say('：', ': ')}{flat}", view)


def spoken_section(section: Section, view: View) -> Iterator[str]:
    """A heading, what is said beneath it, and a tree of numbered conditions."""
    yield sentence(section.heading, view)
    yield from spoken_details(section.details, view)
    yield from spoken_details(section.entries, view)
    for number, branch in enumerate(section.branches, 1):
        yield from _branch(branch, view, str(number))


def _branch(branch: Branch, view: View, number: str) -> Iterator[str]:
    said = f"{number}. {branch.text}"
    if branch.truth is not None:
        said += view.say("，", ", ") + view.say(*TRUTHS[branch.truth])
    yield sentence(said, view)
    yield from (sentence(note, view) for note in branch.notes)
    for count, part in enumerate(branch.parts, 1):
        yield from _branch(part, view, f"{number}.{count}")
