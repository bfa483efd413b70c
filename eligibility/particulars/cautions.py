"""What must be said beside an answer: where the law is open, old, or thinly known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from eligibility.law.conditions import BoundLeaf, Contested
from eligibility.law.contents import Exclusive, Measure
from eligibility.law.sources import Basis, Citation
from eligibility.readings.evaluation import (
    Codes,
    MeasurePlan,
    Plan,
    Truths,
    settled_with,
)
from eligibility.readings.openness import open_disputes
from eligibility.texts import Text
from eligibility.truth import Truth

OUTCOMES = {
    Truth.TRUE: Text("符合", "you qualify"),
    Truth.FALSE: Text("不符合", "you do not qualify"),
    Truth.UNKNOWN: Text("还不能确定", "it cannot be said yet"),
}


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to know beside an answer; the kinds are those of docs/language.md."""

    kind: str
    text: Text
    citations: tuple[Citation, ...] = ()


def written(plan: MeasurePlan, codes: Codes) -> Iterator[Caution]:
    """Those that the rulebook attaches to the version in force."""
    for caution, when in plan.cautions:
        if when.truth(codes) is Truth.TRUE:
            yield Caution(caution.kind, caution.text, caution.citations)


def already_held(plan: MeasurePlan, codes: Codes) -> Iterator[Caution]:
    """That the person has the measure already."""
    held = plan.held
    if held is not None and held.truth(codes) is Truth.TRUE:
        text = Text("您已经办了这一项。", "You have this already.")
        yield Caution("already_held", text)


def contested(plan: Plan, truths: Truths) -> Iterator[Caution]:
    """Which reading of an unclear passage leads where, and who decides."""
    passages: dict[str, list[Plan]] = {}
    for passage in open_disputes(plan, truths):
        if passage.label is not None:
            passages.setdefault(passage.label.id, []).append(passage)
    for same in passages.values():
        node = same[0].condition
        if not isinstance(node, Contested):
            continue
        slots = [passage.slot for passage in same]
        outcomes = {
            truth: settled_with(plan, truths, dict.fromkeys(slots, truth))
            for truth in (Truth.TRUE, Truth.FALSE)
        }
        if outcomes[Truth.TRUE] is outcomes[Truth.FALSE]:
            continue
        if node.office:
            yield _judged(node, outcomes)
        else:
            yield _disputed(node, same[0], truths, outcomes)


def _judged(node: Contested[BoundLeaf], outcomes: Mapping[Truth, Truth]) -> Caution:
    text, by = node.label.text or Text("", ""), node.decided_by
    granted = OUTCOMES[outcomes[Truth.TRUE]]
    return Caution(
        "judged_by_office",
        Text(
            f"“{text.zh}”由{by.zh}判断。如果认可，很可能{granted.zh}。",
            f'"{text.en}" is for {by.en} to judge. If accepted, it is likely '
            f"that {granted.en}.",
        ),
        node.label.citations,
    )


def _disputed(
    node: Contested[BoundLeaf],
    passage: Plan,
    truths: Truths,
    outcomes: Mapping[Truth, Truth],
) -> Caution:
    text, by = node.label.text or Text("", ""), node.decided_by
    zh, en = [], []
    for reading in passage.parts:
        truth = truths[reading.slot]
        if reading.label is None or reading.label.text is None or not truth.known:
            continue
        told, outcome = reading.label.text, OUTCOMES[outcomes[truth]]
        zh.append(f"按“{told.zh}”，{outcome.zh}")
        en.append(f'by "{told.en}", {outcome.en}')
    return Caution(
        "contested",
        Text(
            f"“{text.zh}”有不同读法：{'；'.join(zh)}。以{by.zh}的答复为准。",
            f'"{text.en}" is read in different ways: {"; ".join(en)}. '
            f"It is for {by.en} to say.",
        ),
        node.label.citations,
    )


def exclusive(group: Exclusive, others: Iterable[Measure]) -> Caution:
    """That only one of several measures may be drawn, and which the others are."""
    titles = [other.title for other in others]
    return Caution(
        "remark",
        Text(
            f"{group.text.zh}您同时符合的还有：{'、'.join(one.zh for one in titles)}。",
            f"{group.text.en} You also qualify for: "
            f"{', '.join(one.en for one in titles)}.",
        ),
        group.citations,
    )


def weak_basis(basis: Basis | None) -> Iterator[Caution]:
    """That the answer rests on general knowledge: no text was seen."""
    if basis is Basis.GENERAL:
        yield Caution(
            "weak_basis",
            Text(
                "这个结论有一处依据没有见到原文，请向经办机构核实。",
                "A text that this answer rests on was not seen; ask the office.",
            ),
        )


def stale_sources(citations: Iterable[Citation], today: date) -> Iterator[Caution]:
    """That a document has not been checked for too long."""
    stale = {
        citation.source.id: citation
        for citation in citations
        if today > citation.source.review_by
    }
    for citation in stale.values():
        title, day = citation.source.title, citation.source.review_by
        yield Caution(
            "stale_source",
            Text(
                f"“{title.zh}”应在 {day} 前重新核对，还没有核对。",
                f'"{title.en}" was to be checked again by {day}, and was not.',
            ),
            (citation,),
        )
