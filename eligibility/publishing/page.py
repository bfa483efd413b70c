"""The page of a measure: who, what, how, until when, what changed, on what grounds."""

from collections.abc import Iterable, Iterator
from datetime import date

from eligibility.assessment import Determination, Status, assess
from eligibility.inquiries.chains import Chains
from eligibility.inquiries.history import history
from eligibility.law.contents import Measure, Version
from eligibility.law.sources import Basis, Citation
from eligibility.loading.cases import Case
from eligibility.offering import STATES, state
from eligibility.profiles import values_in
from eligibility.publishing.parts import Document, Example, Line, MeasurePage
from eligibility.report.graphs import tree
from eligibility.rulebook import Rulebook
from eligibility.telling.history import told
from eligibility.telling.links import named
from eligibility.telling.trees import about, conditions
from eligibility.telling.wording import BASIS, Wording
from eligibility.texts import Language, Text

OUTCOMES = {
    Status.ELIGIBLE: Text("符合", "Eligible"),
    Status.INELIGIBLE: Text("不符合", "Not eligible"),
    Status.UNDETERMINED: Text("还不能确定", "Not certain"),
    Status.NOT_IN_FORCE: Text("没有实行", "Not in force"),
    Status.INFORMATIONAL: Text("供参考", "For information"),
}
MOST = 4
"""So many examples of each outcome are enough to see how it is meant."""


def measure_page(
    measure: str, book: Rulebook, day: date, language: Language, led: Chains
) -> MeasurePage:
    """The page of a measure as it stands on a day, with the chains of that day."""
    words = Wording(book.facts, language)
    found = assess({}, book, on=day, measures=[measure])[measure]
    one, version = found.measure, found.version
    graph = tree(found, words, marked=False)
    topic = book.contents.topics.get(one.topic) if one.topic else None
    announced = version and (version.planned or version.informs)
    return MeasurePage(
        language,
        measure,
        words.of(one.title),
        words.of(one.summary),
        words.of(STATES[state(version)]),
        words.of(announced or None)
        or ("" if version else words.when_in_force(one, day)),
        words.of(topic),
        conditions(found, words),
        tuple(_what(version, words)),
        tuple(_how(version, words)),
        tuple(_cautions(version, day, words)),
        tuple(_period(each, words) for each in one.versions),
        tuple(_changes(measure, book, language)),
        tuple(_sources(found, words)),
        tuple(_examples(measure, book, words)),
        tuple(_onward(one, book, led, words)),
        graph.svg(words) if graph is not None else None,
    )


def _what(version: Version | None, words: Wording) -> Iterator[Line]:
    if version is not None and version.offer is not None:
        yield Line("", words.of(version.offer))


def _how(version: Version | None, words: Wording) -> Iterator[Line]:
    """When and where to apply, what to bring, whom to ask."""
    if version is None or version.application is None:
        return
    contact = version.application.contact
    addresses = {}
    if contact is not None and contact.phone is not None:
        addresses[words.sentence("answer.label.call")] = f"tel:{contact.phone}"
    if contact is not None and contact.url is not None:
        addresses[words.sentence("answer.label.online")] = contact.url
    offer = words.sentence("answer.label.offer")
    for label, text in about(version, words):
        if text and label != offer:
            yield Line(label, text, addresses.get(label))


def _cautions(version: Version | None, day: date, words: Wording) -> Iterator[str]:
    for caution in version.cautions_on(day) if version is not None else ():
        yield words.of(caution.text)


def _period(version: Version, words: Wording) -> tuple[str, str]:
    start, end = version.start, version.end
    span = (
        words.say(f"{start} 至 {end}", f"{start} to {end}")
        if end is not None
        else words.say(f"{start} 起", f"from {start}")
    )
    told_ = version.planned or version.informs
    if told_ is not None:
        return span, words.remarked(words.of(told_), words.of(STATES[state(version)]))
    return span, words.of(version.offer)


def _changes(
    measure: str, book: Rulebook, language: Language
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for turn in reversed(history(measure, book.contents)):
        said = dict.fromkeys(
            told(change).in_language(language) for change in turn.changes
        )
        yield turn.day.isoformat(), tuple(said)


def _sources(found: Determination, words: Wording) -> Iterator[Document]:
    """The documents that a version rests on, the surest first."""
    places: dict[tuple[str, Basis], list[Citation]] = {}
    for citation in _citations(found):
        places.setdefault((citation.source.id, citation.basis), []).append(citation)
    for (_, basis), cited in sorted(places.items(), key=lambda pair: pair[0][1]):
        source = cited[0].source
        name, title = named(source, words.language), words.of(source.title)
        yield Document(
            name,
            title if title != name else "",
            words.of(BASIS[basis]),
            words.say(
                f"{source.verified_on} 查过，{source.review_by} 前复核",
                f"checked {source.verified_on}, again by {source.review_by}",
            ),
            tuple(dict.fromkeys(one.at for one in cited if one.at)),
            source.address,
        )


def _citations(found: Determination) -> Iterable[Citation]:
    version = found.version
    if version is not None:
        yield from version.citations
        if version.gives is not None:
            yield from version.gives.citations
        for caution in version.cautions_on(found.day):
            yield from caution.citations
    if found.finding is not None:
        for finding in found.finding.walk():
            yield from finding.citations


def _examples(measure: str, book: Rulebook, words: Wording) -> Iterator[Example]:
    """Some cases of a measure with each outcome, the latest days first."""
    own = [case for case in book.cases if case.measure == measure]
    own.sort(key=lambda case: case.day, reverse=True)
    by_outcome: dict[str, list[Case]] = {status.value: [] for status in OUTCOMES}
    for case in own:
        by_outcome[case.expected].append(case)
    for case in (case for some in by_outcome.values() for case in some[:MOST]):
        yield Example(
            words.of(case.why),
            words.of(OUTCOMES[Status(case.expected)]),
            case.expected,
            case.day.isoformat(),
            tuple(_given(case, book, words)),
        )


def _given(case: Case, book: Rulebook, words: Wording) -> Iterator[tuple[str, str]]:
    """The facts of a case as they are read on whatever day: none is worked out."""
    values, _ = values_in(case.profile, book.facts, book.profile_model, case.places)
    for id_, value in values.items():
        fact = book.facts[id_]
        yield words.of(fact.heading), words.value(fact, value)


def _onward(
    measure: Measure, book: Rulebook, led: Chains, words: Wording
) -> Iterator[tuple[str, str]]:
    """The measures that come nearer with this one, and those that may fit instead."""
    onward = led.get(measure.id, ())
    for id_ in dict.fromkeys([*onward, *measure.instead]):
        yield id_, words.of(book.measures[id_].title)
