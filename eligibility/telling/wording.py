"""Words for the parts of an answer, in one language."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from eligibility.assessment import Determination, Finding
from eligibility.law.contents import Measure
from eligibility.law.facts import Fact, Value
from eligibility.law.sources import Basis, Citation
from eligibility.particulars.amounts import Amount
from eligibility.readings.prose import shown
from eligibility.texts import Language, Text

BASIS = {
    Basis.OFFICIAL: Text("原文", "official text"),
    Basis.SECONDARY: Text("转载，未见原件", "reprint, original not seen"),
    Basis.GENERAL: Text("通识，未见原文", "general knowledge, text not seen"),
    Basis.UNVERIFIED: Text("未证实", "not confirmed"),
}

PER = {
    "once": Text("一次 {}", "{} once"),
    "month": Text("每月 {}", "{} a month"),
    "year": Text("每年 {}", "{} a year"),
}


def strongest(finding: Finding) -> list[Citation]:
    """The surest of the places that a condition is taken from."""
    best = min((place.basis for place in finding.citations), default=None)
    return [place for place in finding.citations if place.basis is best]


def held(determination: Determination) -> bool:
    """Whether the person has the measure already."""
    return any(one.kind == "already_held" for one in determination.cautions)


class Wording:
    """Says things about a rulebook's facts, conditions and sources in one language."""

    def __init__(self, facts: Mapping[str, Fact], language: Language) -> None:
        self.facts = facts
        self.language: Language = language

    def say(self, zh: str, en: str) -> str:
        """One of two texts."""
        return zh if self.language == "zh" else en

    def of(self, text: Text | None) -> str:
        """A text of the rulebook; nothing where there is none."""
        return text.in_language(self.language) if text else ""

    def joined(self, parts: Iterable[str], zh: str, en: str) -> str:
        """A list in one sentence."""
        return self.say(zh, en).join(parts)

    def remarked(self, text: str, remark: str) -> str:
        """A text with a remark in brackets, where there is one."""
        return self.say(f"{text}（{remark}）", f"{text} ({remark})") if remark else text

    def value(self, fact: Fact, value: Value) -> str:
        """A value as people read it."""
        return self.of(shown(fact, value))

    def amount(self, amount: Amount | None) -> str:
        """The figure, or that the place sets it; nothing where there is no figure."""
        if amount is None:
            return ""
        if amount.value is None:
            return self.say("按当地标准", "by local standard")
        told = self.say(f"{amount.value} 元", f"{amount.value} yuan")
        told = self.of(PER[amount.per]).format(told)
        if amount.months is not None:
            last = amount.months
            told += self.say(f"，还可以领 {last} 个月", f", for {last} more months")
        return self.remarked(
            told, self.of(BASIS[amount.basis]) if amount.basis is not None else ""
        )

    def met_each(self, findings: Iterable[Finding]) -> Iterator[str]:
        """Conditions that hold; a day or a number is told once."""
        told: set[str] = set()
        for finding in findings:
            yield self.met(finding, told)
            told.update(finding.facts)

    def met(self, finding: Finding, told: Collection[str] = ()) -> str:
        """A condition, with the days and numbers that decide it."""
        given = [
            f"{self.of(self.facts[id_].heading)} {self.value(self.facts[id_], value)}"
            for id_, value in finding.facts.items()
            if value is not None and id_ not in told
            if self.facts[id_].kind.ordered and finding.written
        ]
        return self.remarked(self.of(finding.text), self.joined(given, "，", ", "))

    def answers(self, finding: Finding) -> Iterator[str]:
        """What was answered for the facts of a condition."""
        unknown = self.say("还没有回答", "not answered")
        for id_, value in finding.facts.items():
            fact = self.facts[id_]
            said = unknown if value is None else self.value(fact, value)
            yield f"{self.of(fact.heading)}{self.say('：', ': ')}{said}"

    def cited(self, citations: Iterable[Citation]) -> list[str]:
        """Documents with their places and how surely each is known, each once."""
        places: dict[tuple[str, Basis], list[str]] = {}
        for citation in citations:
            source = citation.source
            name = source.number or self.of(source.title)
            found = places.setdefault((name, citation.basis), [])
            if citation.at and citation.at not in found:
                found.append(citation.at)
        return [
            self.remarked(
                f"{name} {self.joined(at, '、', ', ')}".rstrip(), self.of(BASIS[basis])
            )
            for (name, basis), at in places.items()
        ]

    def sourced(self, text: Text, citations: Iterable[Citation]) -> str:
        """A text with the documents it is taken from."""
        return "\n".join([self.of(text), *self.cited(citations)])

    def when_in_force(self, measure: Measure, day: date) -> str:
        """When a measure that is not in force on a day will be, or was."""
        coming = [
            one.start
            for one in measure.versions
            if one.start > day and one.planned is None
        ]
        if coming:
            return self.say(f"{min(coming)} 起实行", f"in force from {min(coming)}")
        ended = [one.end for one in measure.versions if one.end and one.end < day]
        if ended:
            return self.say(f"到 {max(ended)} 为止", f"ended on {max(ended)}")
        return ""
