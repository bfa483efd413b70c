"""Words for the parts of an answer, in one language."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from eligibility.assessment import Determination, Finding
from eligibility.law.applying import Application
from eligibility.law.contents import Measure
from eligibility.law.facts import Fact, Value
from eligibility.law.sources import Basis, Citation
from eligibility.particulars.amounts import Amount
from eligibility.periods import SomeDay
from eligibility.readings.prose import shown
from eligibility.sentences.filling import said, sentence
from eligibility.sentences.spoken import spoken_sum
from eligibility.telling.links import named
from eligibility.texts import Language, Text
from eligibility.truth import Truth

BASIS = {
    Basis.OFFICIAL: sentence("wording.basis.official"),
    Basis.SECONDARY: sentence("wording.basis.secondary"),
    Basis.GENERAL: sentence("wording.basis.general"),
    Basis.UNVERIFIED: sentence("wording.basis.unverified"),
}
PER = {
    "once": "wording.amount.once",
    "month": "wording.amount.month",
    "year": "wording.amount.year",
}
"""What says an amount, by how often it is paid."""


def strongest(finding: Finding) -> list[Citation]:
    """The surest of the places that a condition is taken from."""
    return surest(finding.citations)


def surest(citations: Collection[Citation]) -> list[Citation]:
    """Of some places, those whose text is known most surely."""
    best = min((place.basis for place in citations), default=None)
    return [place for place in citations if place.basis is best]


def held(determination: Determination) -> bool:
    """Whether the person has the measure already."""
    return any(caution.kind == "already_held" for caution in determination.cautions)


def unconfirmed(determination: Determination) -> bool:
    """Whether the text that an answer rests on has run out, as far as is known."""
    kinds = {caution.kind for caution in determination.cautions}
    return "renewal_unconfirmed" in kinds


class Wording:
    """Says things about a rulebook's facts, conditions and sources in one language."""

    def __init__(self, facts: Mapping[str, Fact], language: Language) -> None:
        self.facts = facts
        self.language: Language = language

    def say(self, zh: str, en: str) -> str:
        """One of two texts."""
        return zh if self.language == "zh" else en

    def sentence(self, id_: str, /, **values: object) -> str:
        """A sentence of the catalogue, filled by name."""
        return said(id_, self.language, values)

    def of(self, text: Text | None) -> str:
        """A text of the rulebook; nothing where there is none."""
        return text.in_language(self.language) if text else ""

    def joined(self, parts: Iterable[str], zh: str, en: str) -> str:
        """A list in one sentence."""
        return self.say(zh, en).join(parts)

    def listed(self, parts: Iterable[str], between: str) -> str:
        """The same, with what stands between the parts given by its id."""
        return self.sentence(between).join(parts)

    def standing(self, determination: Determination) -> str:
        """What must stand right beside a title: that its text may have ended."""
        return self.sentence("answer.unconfirmed") if unconfirmed(determination) else ""

    def remarked(self, text: str, remark: str) -> str:
        """A text with a remark in brackets, where there is one."""
        if not remark:
            return text
        return self.sentence("joins.remarked", text=text, remark=remark)

    def labelled(self, label: str, text: str) -> str:
        """A text after what it is."""
        return self.sentence("joins.labelled", label=label, text=text)

    def value(self, fact: Fact, value: Value | SomeDay) -> str:
        """A value as people read it."""
        return self.of(shown(fact, value))

    def amount(self, amount: Amount | None, measure: Measure) -> str:
        """The figure, or that the place sets it; nothing where there is no figure. What
        is lent is so much at most.
        """
        if amount is None:
            return ""
        if amount.value is None:
            return self.sentence("wording.amount.local")
        lent = measure.kind == "loan"
        text = self.sentence(
            "wording.amount.lent" if lent else PER[amount.per],
            figure=spoken_sum(amount.value),
        )
        if amount.months is not None:
            text = self.sentence(
                "wording.amount.lasting", amount=text, months=amount.months
            )
        return self.remarked(
            text, self.of(BASIS[amount.basis]) if amount.basis is not None else ""
        )

    def met_each(self, findings: Iterable[Finding]) -> Iterator[str]:
        """How conditions stand; a day or a number is told once."""
        mentioned: set[str] = set()
        for finding in findings:
            yield self.met(finding, mentioned)
            mentioned.update(finding.facts)

    def met(self, finding: Finding, mentioned: Collection[str] = ()) -> str:
        """A condition, with the days and numbers that decide it."""
        given = [
            f"{self.of(self.facts[id_].heading)} {self.value(self.facts[id_], value)}"
            for id_, value in finding.facts.items()
            if value is not None and id_ not in mentioned
            if self.facts[id_].kind.ordered and finding.written
        ]
        return self.remarked(self.so(finding), self.listed(given, "joins.values"))

    def so(self, finding: Finding) -> str:
        """A condition as it is for the person: its words, or those that deny it."""
        denied = finding.denial if finding.truth is Truth.FALSE else None
        return self.of(denied or finding.text)

    def answers(self, finding: Finding) -> Iterator[str]:
        """What was answered for the facts of a condition."""
        for id_, value in finding.facts.items():
            fact = self.facts[id_]
            yield self.labelled(
                self.of(fact.heading),
                self.sentence("wording.unanswered")
                if value is None
                else self.value(fact, value),
            )

    def cited(self, citations: Iterable[Citation]) -> list[str]:
        """Documents with their places and how surely each is known, each once."""
        places: dict[tuple[str, Basis], list[str]] = {}
        for citation in citations:
            source = citation.source
            name = named(source, self.language)
            within = places.setdefault((name, citation.basis), [])
            if citation.at and citation.at not in within:
                within.append(citation.at)
        return [
            self.remarked(
                f"{name} {self.listed(within, 'joins.names')}".rstrip(),
                self.of(BASIS[basis]),
            )
            for (name, basis), within in places.items()
        ]

    def contacts(self, how: Application | None) -> Iterator[tuple[str, str]]:
        """Whom to ask, and where on the web, each after its label."""
        contact = how.contact if how is not None else None
        if contact is None:
            return
        if contact.phone is not None:
            named = f"{contact.phone} {self.of(contact.name)}".rstrip()
            yield self.sentence("answer.label.call"), named
        if contact.url is not None:
            yield self.sentence("answer.label.online"), contact.url

    def sourced(self, text: Text, citations: Iterable[Citation]) -> str:
        """A text with the documents it is taken from."""
        return "\n".join([self.of(text), *self.cited(citations)])

    def when_in_force(self, measure: Measure, day: date) -> str:
        """When a measure that is not in force on a day will be, or was."""
        coming = [
            version.start
            for version in measure.versions
            if version.start > day and version.planned is None
        ]
        if coming:
            return self.sentence("wording.in_force", day=min(coming))
        ended = [
            version.end
            for version in measure.versions
            if version.end and version.end < day
        ]
        return self.sentence("wording.ended", day=max(ended)) if ended else ""
