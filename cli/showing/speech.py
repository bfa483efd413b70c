"""The same as on a screen, as plain sentences for screen readers: `--accessible`.

One sentence a line, never broken; statuses in words, no signs, no columns.
"""

from collections.abc import Iterable, Iterator

from eligibility.telling.answer import Answer
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
    for block in answer.blocks:
        yield ""
        heading = block.kind.heading.in_language(view.language)
        count = len(block.entries)
        yield view.say(f"{heading}，{count} 项。", f"{heading}: {count}.")
        word = block.kind.word.in_language(view.language)
        for number, entry in enumerate(block.entries, 1):
            said = f"{number}. {entry.title}{view.say('，', ', ')}{word}"
            if entry.remark:
                said += view.say("：", ": ") + entry.remark
            for line in said.split("\n"):
                yield sentence(line, view)
            yield from spoken_details(entry.details, view)
    if answer.footer:
        yield ""
        yield answer.footer


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
