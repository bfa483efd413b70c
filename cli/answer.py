"""An assessment as what a person reads: blocks of entries, the answer first.

Nothing here knows a terminal. Every determination stands in exactly one block.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from eligibility.assessment import Assessment, Determination, Finding, Status
from eligibility.facts import Fact
from eligibility.profiles import Profile
from eligibility.readings.prose import shown
from eligibility.sources import Basis, Citation
from eligibility.texts import Language, Text
from eligibility.truth import Truth


class Kind(Enum):
    """Which answer a block gives: its heading, and the word for each of its measures."""

    NOW = (Text("现在可以办", "Open to you now"), Text("可以办", "open to you"))
    OPEN = (Text("还差几个回答", "A few answers short"), Text("还不能确定", "open"))
    OFFICE = (
        Text("要由办事部门判断", "For an office to judge"),
        Text("由办事部门判断", "for an office to judge"),
    )
    NO = (Text("不符合", "Not for you"), Text("不符合", "not for you"))
    LATER = (
        Text("当天没有实行", "Not in force on that day"),
        Text("当天没有实行", "not in force"),
    )
    TOLD = (Text("供您参考", "For information"), Text("供参考", "for information"))

    @property
    def heading(self) -> Text:
        """The words above the block."""
        return self.value[0]

    @property
    def word(self) -> Text:
        """The status of one measure, in words."""
        return self.value[1]


BASIS = {
    Basis.OFFICIAL: Text("原文", "official text"),
    Basis.SECONDARY: Text("转载，未见原件", "reprint, original not seen"),
    Basis.GENERAL: Text("通识，未见原文", "general knowledge, text not seen"),
    Basis.UNVERIFIED: Text("未证实", "not confirmed"),
}
HELD = Text("已经办了", "done already")


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure: its title, a remark beside it, and labelled details beneath it."""

    measure: str
    title: str
    remark: str = ""
    details: tuple[tuple[str, str], ...] = ()
    held: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Measures with the same kind of answer."""

    kind: Kind
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is said to one person."""

    header: tuple[str, ...]
    blocks: tuple[Block, ...]


def answer(assessment: Assessment, profile: Profile, language: Language) -> Answer:
    """The whole answer in one language."""
    words = _Words(assessment.book.facts, language)
    entries: dict[Kind, list[Entry]] = {kind: [] for kind in Kind}
    for determination in assessment:
        kind = kind_of(determination)
        entries[kind].append(words.entry(kind, determination))
    return Answer(
        tuple(words.header(assessment, profile)),
        tuple(Block(kind, tuple(found)) for kind, found in entries.items() if found),
    )


def kind_of(determination: Determination) -> Kind:
    """The block in which a determination stands."""
    match determination.status:
        case Status.ELIGIBLE:
            return Kind.NOW
        case Status.INELIGIBLE:
            return Kind.NO
        case Status.UNDETERMINED:
            return Kind.OPEN if determination.missing else Kind.OFFICE
        case Status.NOT_IN_FORCE:
            return Kind.LATER
        case Status.INFORMATIONAL:
            return Kind.TOLD


def cited(citations: Iterable[Citation], language: Language) -> list[str]:
    """Documents with their places and how surely each is known, each document once."""
    places: dict[tuple[str, Basis], list[str]] = {}
    for citation in citations:
        source = citation.source
        name = source.number or source.title.in_language(language)
        found = places.setdefault((name, citation.basis), [])
        if citation.at and citation.at not in found:
            found.append(citation.at)
    zh = language == "zh"
    return [
        f"{name} {'、'.join(at)}（{BASIS[basis].zh}）"
        if zh
        else f"{name} {', '.join(at)} ({BASIS[basis].en})"
        for (name, basis), at in places.items()
    ]


def strongest(finding: Finding) -> list[Citation]:
    """The surest of the places that a condition is taken from."""
    best = min((place.basis for place in finding.citations), default=None)
    return [place for place in finding.citations if place.basis is best]


class _Words:
    """The words of one language for the parts of an answer."""

    def __init__(self, facts: Mapping[str, Fact], language: Language) -> None:
        self.facts = facts
        self.language: Language = language
        self.zh = language == "zh"

    def say(self, zh: str, en: str) -> str:
        return zh if self.zh else en

    def of(self, text: Text | None) -> str:
        return text.in_language(self.language) if text else ""

    def header(self, assessment: Assessment, profile: Profile) -> Iterator[str]:
        given, declined = len(profile.codes), len(profile.declined)
        yield self.say(
            f"按 {assessment.day} 的规定", f"By the rules of {assessment.day}"
        )
        yield self.say(f"您回答了 {given} 项", f"you gave {given} answers")
        if declined:
            yield self.say(f"{declined} 项不清楚", f"{declined} you could not tell")

    def entry(self, kind: Kind, determination: Determination) -> Entry:
        measure = determination.measure
        kinds = {caution.kind for caution in determination.cautions}
        held = "already_held" in kinds
        remarks = {
            Kind.NOW: lambda: self.of(HELD) if held else "",
            Kind.OPEN: lambda: self.missing(determination),
            Kind.OFFICE: lambda: "",
            Kind.NO: lambda: self.reason(determination),
            Kind.LATER: lambda: self.in_force(determination),
            Kind.TOLD: lambda: self.informs(determination),
        }
        details: Iterable[tuple[str, str]] = ()
        if kind is Kind.NOW:
            details = self.details(determination, held=held)
        elif kind is Kind.OFFICE:
            details = self.disputes(determination)
        return Entry(
            measure.id,
            self.of(measure.title),
            remarks[kind](),
            tuple((label, text) for label, text in details if text),
            held,
        )

    def details(
        self, determination: Determination, *, held: bool
    ) -> Iterator[tuple[str, str]]:
        version = determination.version
        if version is None:
            return
        true = [one for one in determination.because if one.truth is Truth.TRUE]
        why = self.say("；", "; ").join(self.reasons(true))
        how = version.application
        yield self.say("可以得到", "What"), self.of(version.gives)
        yield self.say("为什么", "Why"), why
        if how is not None and not held:
            yield self.say("什么时候", "When"), self.of(how.within)
            yield self.say("去哪里", "Where"), self.of(how.where)
            bring = self.say("、", "; ").join(self.of(one) for one in how.bring)
            yield self.say("要带", "Bring"), bring
        for caution in determination.cautions:
            if caution.kind != "already_held":
                yield self.say("请注意", "Note"), self.of(caution.text)
        rests_on = [place for finding in true for place in strongest(finding)]
        yield (
            self.say("依据", "Ground"),
            "\n".join(cited(rests_on or version.citations, self.language)),
        )

    def reasons(self, findings: Iterable[Finding]) -> Iterator[str]:
        """Conditions that hold; a day or a number is told once."""
        told: set[str] = set()
        for finding in findings:
            yield self.met(finding, told)
            told.update(finding.facts)

    def met(self, finding: Finding, told: Collection[str] = ()) -> str:
        """A condition that holds, with the days and numbers that make it so."""
        given = [
            self.fact(id_, value)
            for id_, value in finding.facts.items()
            if value is not None and id_ not in told
            if self.facts[id_].kind.ordered and finding.written
        ]
        text = self.of(finding.text)
        if not given:
            return text
        return self.say(f"{text}（{'，'.join(given)}）", f"{text} ({', '.join(given)})")

    def fact(self, id_: str, value: object) -> str:
        fact = self.facts[id_]
        heading = self.of(fact.heading)
        return f"{heading} {self.of(shown(fact, value))}"  # type: ignore[arg-type]

    def missing(self, determination: Determination) -> str:
        headings = [self.of(self.facts[id_].heading) for id_ in determination.missing]
        count = len(headings)
        if self.zh:
            return f"差 {count} 项：{'、'.join(headings)}"
        noun = "answer" if count == 1 else "answers"
        return f"{count} {noun} missing: {', '.join(headings)}"

    def disputes(self, determination: Determination) -> Iterator[tuple[str, str]]:
        open_law = [
            caution
            for caution in determination.cautions
            if caution.kind in {"contested", "judged_by_office"}
        ]
        for caution in open_law:
            yield self.say("说法", "Readings"), self.of(caution.text)
        if not open_law:
            told = "几处规定都不清楚，请问经办机构。"
            yield (
                self.say("说法", "Readings"),
                self.say(told, "Several passages are unclear; ask the office."),
            )
        where = determination.version.application if determination.version else None
        if where is not None:
            yield self.say("去哪里问", "Ask"), self.of(where.where)
        places = [place for caution in open_law for place in caution.citations]
        yield self.say("依据", "Ground"), "\n".join(cited(places, self.language))

    def reason(self, determination: Determination) -> str:
        """The one condition that settles a no."""
        whole = determination.finding
        if whole is None:
            return ""
        finding = _common(whole, {one.id for one in determination.because})
        text = self.met(finding)
        if finding.truth is Truth.TRUE:
            return self.say(f"因为：{text}", f"since this is so: {text}")
        return self.say(f"没有满足：{text}", f"not met: {text}")

    def in_force(self, determination: Determination) -> str:
        version, day = determination.version, determination.day
        if version is not None and version.planned:
            return self.of(version.planned)
        versions = determination.measure.versions
        coming = [one.start for one in versions if one.start > day and one.requirement]
        if coming:
            return self.say(f"{min(coming)} 起", f"from {min(coming)}")
        ended = [one.end for one in versions if one.end and one.end < day]
        if ended:
            return self.say(f"到 {max(ended)} 为止", f"until {max(ended)}")
        return ""

    def informs(self, determination: Determination) -> str:
        version = determination.version
        return self.of(version.informs) if version is not None else ""


def _common(whole: Finding, settling: set[str]) -> Finding:
    """The narrowest condition that holds all that settles the outcome."""
    for part in whole.parts:
        if settling and settling <= _ids(part):
            return _common(part, settling)
    return whole


def _ids(finding: Finding) -> set[str]:
    found = {finding.id}
    for part in finding.parts:
        found |= _ids(part)
    return found
