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
from eligibility.sentences.filling import joined, sentence
from eligibility.texts import Text
from eligibility.truth import Truth


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
        yield Caution("already_held", sentence("cautions.already_held"))


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
    text = sentence(
        "cautions.judged_by_office",
        passage=node.label.text or Text("", ""),
        office=node.decided_by,
        outcome=_outcome(outcomes[Truth.TRUE]),
    )
    return Caution("judged_by_office", text, node.label.citations)


def _disputed(
    node: Contested[BoundLeaf],
    passage: Plan,
    truths: Truths,
    outcomes: Mapping[Truth, Truth],
) -> Caution:
    readings = [
        sentence(
            "cautions.contested.reading",
            reading=reading.label.text,
            outcome=_outcome(outcomes[truths[reading.slot]]),
        )
        for reading in passage.parts
        if reading.label is not None and reading.label.text is not None
        if truths[reading.slot].known
    ]
    text = sentence(
        "cautions.contested",
        passage=node.label.text or Text("", ""),
        readings=joined(readings, "joins.clauses"),
        office=node.decided_by,
    )
    return Caution("contested", text, node.label.citations)


def _outcome(truth: Truth) -> Text:
    match truth:
        case Truth.TRUE:
            return sentence("cautions.outcome.met")
        case Truth.FALSE:
            return sentence("cautions.outcome.unmet")
        case Truth.UNKNOWN:
            return sentence("cautions.outcome.open")


def exclusive(group: Exclusive, others: Iterable[Measure]) -> Caution:
    """That only one of several measures may be drawn, and which the others are."""
    titles = joined((other.title for other in others), "joins.names")
    text = sentence("cautions.exclusive", rule=group.text, titles=titles)
    return Caution("remark", text, group.citations)


def weak_basis(basis: Basis | None) -> Iterator[Caution]:
    """That the answer rests on general knowledge: no text was seen."""
    if basis is Basis.GENERAL:
        yield Caution("weak_basis", sentence("cautions.weak_basis"))


def stale_sources(citations: Iterable[Citation], today: date) -> Iterator[Caution]:
    """That a document has not been checked for too long."""
    stale = {
        citation.source.id: citation
        for citation in citations
        if today > citation.source.review_by
    }
    for citation in stale.values():
        source = citation.source
        text = sentence(
            "cautions.stale_source", title=source.title, day=source.review_by
        )
        yield Caution("stale_source", text, (citation,))
