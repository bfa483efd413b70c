"""Graphs of a rulebook, as SVG and as Mermaid: the tree of a measure, and which thing
leads to which measures. Marked for a person where an assessment is given.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from eligibility.assessment import Assessment, Determination, Status
from eligibility.inquiries.chains import Chains, chains, ground_of
from eligibility.report.looks import BY_TRUTH, INK
from eligibility.report.outline import drawn, together
from eligibility.telling.trees import Branch, branches, conditions
from eligibility.telling.wording import Wording
from eligibility.truth import Truth

TRUTHS: Mapping[Status, Truth] = {
    Status.ELIGIBLE: Truth.TRUE,
    Status.INELIGIBLE: Truth.FALSE,
    Status.UNDETERMINED: Truth.UNKNOWN,
}
CLASSES = {Truth.TRUE: "met", Truth.FALSE: "unmet", Truth.UNKNOWN: "open"}


@dataclass(frozen=True, slots=True)
class Graph:
    """What is drawn: boxes by their ids with arrows between them, and it as a tree."""

    name: str
    tree: Branch
    boxes: Mapping[str, Branch]
    arrows: tuple[tuple[str, str], ...]

    def svg(self, words: Wording) -> str:
        """The tree as a picture as wide as a phone."""
        return drawn(self.tree, self.name, words).svg

    def mermaid(self) -> str:
        """The boxes and arrows in the language of Mermaid."""
        return "\n".join(_lines(self)) + "\n"


def tree(determination: Determination, words: Wording, *, marked: bool) -> Graph | None:
    """The conditions of a measure; None where there is nothing to judge on that day."""
    whole = determination.finding
    if whole is None:
        return None
    parts = branches(whole, words) if marked else conditions(determination, words)
    title = words.of(determination.measure.title)
    text = words.labelled(title, together(whole, words))
    root = Branch(whole.truth if marked else None, text, parts=parts)
    boxes = dict(_numbered(root, "c"))
    arrows = tuple((id_.rpartition("_")[0], id_) for id_ in boxes if "_" in id_)
    name = words.remarked(title, determination.day.isoformat())
    return Graph(name, root, boxes, arrows)


def links(assessment: Assessment, words: Wording, *, marked: bool) -> Graph:
    """Which measures come nearer with which measure or act."""
    found: Chains = chains(assessment.book, assessment.day)
    things = ground_of(assessment.book, assessment.day).things
    statuses = {one.measure.id: one.status for one in assessment}

    def box(thing: str) -> Branch:
        status = statuses.get(thing) if marked else None
        nature = (
            "" if thing in statuses else words.say("可以去做的事", "something to do")
        )
        truth = TRUTHS.get(status) if status is not None else None
        return Branch(truth, words.of(things[thing].title), nature)

    named = {
        thing: f"t{number}"
        for number, thing in enumerate(
            dict.fromkeys([*found, *(one for led in found.values() for one in led)]), 1
        )
    }
    text = words.say("办好一件，往下可以办什么", "What each thing leads to")
    rows = tuple(
        replace(box(thing), parts=tuple(replace(box(one)) for one in led))
        for thing, led in found.items()
    )
    day = assessment.day.isoformat()
    return Graph(
        words.remarked(words.of(assessment.book.contents.title), day),
        Branch(None, text, parts=rows),
        {id_: box(thing) for thing, id_ in named.items()},
        tuple(
            (named[one], named[other]) for one, led in found.items() for other in led
        ),
    )


def _numbered(branch: Branch, id_: str) -> Iterator[tuple[str, Branch]]:
    """A tree's boxes, each named by the way to it."""
    yield id_, branch
    for number, part in enumerate(branch.parts, 1):
        yield from _numbered(part, f"{id_}_{number}")


def _lines(graph: Graph) -> Iterator[str]:
    yield f"---\ntitle: {_quoted([graph.name])}\n---\nflowchart LR"
    for id_, branch in graph.boxes.items():
        said = _quoted([branch.text, branch.nature, *branch.answers])
        mark = f":::{CLASSES[branch.truth]}" if branch.truth is not None else ""
        yield f"  {id_}[{said}]{mark}"
    for one, other in graph.arrows:
        yield f"  {one} --> {other}"
    used = {branch.truth for branch in graph.boxes.values()}
    for truth, name in CLASSES.items():
        if truth in used:
            tone = BY_TRUTH[truth]
            yield f"  classDef {name} fill:{tone.ground},stroke:{tone.ink},color:{INK}"


def _quoted(parts: Iterable[str]) -> str:
    """A text in quotation marks; what Mermaid would read as its own is written so that
    it is not.
    """
    text = "\n".join(part for part in parts if part)
    for sign, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), ("`", "#96;")):
        text = text.replace(sign, code)
    return f'"{text}"'.replace("\n", "<br>")
