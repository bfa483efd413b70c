"""A measure's conditions as a tree of lines,
for the terminal and for screen readers.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from eligibility.assessment import Determination, Finding
from eligibility.law.conditions import AnyOf, Bound, Contested
from eligibility.law.contents import Version
from eligibility.telling.answer import kind_of
from eligibility.telling.wording import Wording
from eligibility.truth import Truth


@dataclass(frozen=True, slots=True)
class Branch:
    """One condition: whether it holds (None: not asked), its words, what is beneath.

    `nature` says how its parts go together, where that is not plain.
    """

    truth: Truth | None
    text: str
    nature: str = ""
    answers: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    parts: "tuple[Branch, ...]" = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """All that is said beneath it, before its parts."""
        return (*((self.nature,) if self.nature else ()), *self.answers, *self.grounds)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with labelled lines, titles with remarks, or conditions beneath it."""

    heading: str
    details: tuple[tuple[str, str], ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    branches: tuple[Branch, ...] = ()


def explained(determination: Determination, words: Wording) -> Section:
    """Every condition of a determination, its truth, the answers and the sources."""
    title, word = determination.measure.title, kind_of(determination).word
    heading = words.labelled(words.of(title), words.of(word))
    cautions = tuple(
        (
            words.sentence("answer.label.note"),
            words.sourced(caution.text, caution.citations),
        )
        for caution in determination.cautions
    )
    version = determination.version
    if determination.finding is None:
        announced = version and (version.planned or version.informs)
        text = words.of(announced or None) or words.when_in_force(
            determination.measure, determination.day
        )
        return Section(heading, ((words.sentence("trees.about"), text), *cautions))
    return Section(
        heading, cautions, branches=_branches(determination.finding.parts, words)
    )


def conditions(determination: Determination, words: Wording) -> tuple[Branch, ...]:
    """The conditions of a version, without anybody's answers."""
    whole = determination.finding
    return _branches(whole.parts, words, asked=False) if whole else ()


def branches(finding: Finding, words: Wording) -> tuple[Branch, ...]:
    """The conditions that one is made of, with the answers that they rest on."""
    return _branches(finding.parts, words)


def _branches(
    findings: Iterable[Finding], words: Wording, *, asked: bool = True
) -> tuple[Branch, ...]:
    return tuple(_branch(finding, words, asked=asked) for finding in findings)


def _branch(finding: Finding, words: Wording, *, asked: bool) -> Branch:
    parts = finding.parts
    if not finding.written and len(parts) == 1:
        # What bars is told as one line: that it is not so.
        inner = _branch(parts[0], words, asked=asked)
        truth = finding.truth if asked else None
        return replace(inner, truth=truth, text=words.of(finding.text))
    return Branch(
        finding.truth if asked else None,
        words.of(finding.text),
        nature(finding.condition, words),
        tuple(words.answers(finding)) if asked else (),
        tuple(
            words.sentence("trees.ground", document=document)
            for document in words.cited(finding.citations)
        ),
        _branches(parts, words, asked=asked),
    )


def nature(condition: Bound, words: Wording) -> str:
    """How the parts of a condition go together; nothing where that is plain."""
    match condition:
        case AnyOf(at_least=count) if count > 1:
            return words.sentence("trees.some", count=count)
        case AnyOf(parts=parts) if len(parts) > 1:
            return words.sentence("trees.any")
        case Contested(office=True, decided_by=office):
            return words.sentence("trees.judged", office=office)
        case Contested(decided_by=office):
            return words.sentence("trees.contested", office=office)
        case _:
            return ""


def about(version: Version, words: Wording) -> Iterator[tuple[str, str]]:
    """What a version gives, and how to apply."""
    how = version.application
    yield words.sentence("answer.label.offer"), words.of(version.offer)
    if how is not None:
        yield words.sentence("answer.label.when"), words.of(how.within)
        yield words.sentence("answer.label.where"), words.of(how.where)
        bring = words.listed(map(words.of, how.bring), "joins.things")
        yield words.sentence("answer.label.bring"), bring
        yield from words.contacts(how)
