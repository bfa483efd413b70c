"""What a rulebook says it covers: the sentences of a document,
and what became of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eligibility.errors import RulebookError
from eligibility.loading import source
from eligibility.loading.entries import Entries
from eligibility.loading.slips import explained
from eligibility.loading.source import Node, Scalar
from eligibility.places import Place
from eligibility.texts import Text

FILE = "coverage.yaml"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A place in the document, its gist, and the measures that encode it; or else why
    there is nothing to judge.
    """

    at: str
    says: Text
    measures: tuple[str, ...]
    nothing: Text | None


def sentences(
    folder: Path, measures: tuple[str, ...], sources: tuple[str, ...]
) -> tuple[Sentence, ...] | None:
    """The sentences of a rulebook's coverage.yaml; None where it has none.

    Raises RulebookError with every fault: a sentence that is missing or stands twice, a
    place that the document does not have, one without measures and without a reason.
    """
    file = folder / FILE
    if not file.exists():
        return None
    entries = Entries()
    document = source.read(file, folder, entries.faults)
    root = source.nodes(document, entries.faults) if document else None
    found = _sentences(root, measures, sources, entries) if root is not None else ()
    if entries.faults:
        raise RulebookError(explained(entries.faults))
    return found


def _sentences(
    root: Node,
    measures: tuple[str, ...],
    sources: tuple[str, ...],
    entries: Entries,
) -> tuple[Sentence, ...]:
    fields = entries.mapping(root, required=("source", "sentences", "places")).entries
    entries.one_of(fields.get("source"), sources, "source")
    counts = {
        part: entries.whole(count, 0)
        for part, count in entries.named(fields.get("sentences")).items()
    }
    expected = {
        f"{part}/{n}" for part, most in counts.items() for n in range(1, most + 1)
    }
    stated: list[Sentence] = []
    seen: dict[str, Place] = {}
    for item in entries.items(fields.get("places")):
        sentence = _sentence(item, measures, entries)
        if sentence is None:
            continue
        if sentence.at not in expected:
            entries.unknown("place", sentence.at, item.place, sorted(expected))
        if sentence.at in seen:
            entries.fault(
                "duplicate-id",
                item.place,
                Text(f"“{sentence.at}”写了两次", f'"{sentence.at}" stands twice'),
                other=(seen[sentence.at], Text("第一次在这里", "the first is here")),
            )
        seen[sentence.at] = item.place
        stated.append(sentence)
    _refuse_gaps(expected - set(seen), fields, entries)
    return tuple(stated)


def _sentence(
    node: Node, measures: tuple[str, ...], entries: Entries
) -> Sentence | None:
    fields = entries.mapping(
        node, required=("at", "says"), optional=("measures", "nothing")
    ).entries
    at = entries.word(fields.get("at"))
    says = entries.text(fields.get("says"))
    named = tuple(
        name
        for item in entries.items(fields.get("measures"))
        if (name := entries.one_of(item, measures, "measure")) is not None
    )
    nothing = entries.text(fields.get("nothing"))
    if bool(fields.get("measures")) == ("nothing" in fields):
        entries.fault(
            "one-structure",
            node.place,
            Text(
                "要有 measures 或 nothing，只要一个",
                "Give either `measures` or `nothing`",
            ),
        )
    return Sentence(at, says, named, nothing) if at and says else None


def _refuse_gaps(
    missing: set[str], fields: Mapping[str, Node], entries: Entries
) -> None:
    at = fields.get("sentences")
    for place in sorted(missing):
        if at is not None and not isinstance(at, Scalar):
            entries.fault(
                "missing-sentence",
                at.place,
                Text(
                    f"没有写“{place}”由哪些措施落实，或为什么不用判断",
                    f'"{place}" has neither measures nor a reason',
                ),
                subject=place,
            )
