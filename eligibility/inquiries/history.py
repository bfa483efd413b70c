"""What changed in a measure, and when: its versions, and the figures it uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from eligibility.errors import CallError, Fault, nearest
from eligibility.law.applying import Contact
from eligibility.law.conditions import Condition, Test, parts_of, tests_in
from eligibility.law.contents import Contents, Measure, Version
from eligibility.law.facts import Code, Fact
from eligibility.law.parameters import Parameter, Table
from eligibility.law.terms import ParameterTerm, Term, leaves, parameters_in
from eligibility.loading.figures import spoken
from eligibility.readings.prose import shown
from eligibility.sentences.filling import joined, sentence
from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: `kind` says in which way, `subject` what it is, `before`
    and `after` how it stood. What a kind has no use for is None.
    """

    kind: str
    subject: Text | None = None
    before: Text | None = None
    after: Text | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which something changed, and all that did."""

    day: date
    changes: tuple[Change, ...]


def history(id_: str, contents: Contents) -> tuple[Turn, ...]:
    """The days on which a measure changed, from its beginning on.

    Raises CallError for a measure that there is not.
    """
    measure = contents.measures.get(id_)
    if measure is None:
        text = Text(f"没有叫“{id_}”的措施", f'There is no measure "{id_}"')
        hint = nearest(id_, contents.measures)
        raise CallError([Fault("unknown-measure", text, hint=hint, subject=id_)])
    turns = (
        Turn(day, tuple(_changes(measure, day, contents)))
        for day in sorted(_days(measure, contents))
    )
    return tuple(turn for turn in turns if turn.changes)


def _days(measure: Measure, contents: Contents) -> set[date]:
    days = set()
    for version in measure.versions:
        days.add(version.start)
        if version.end is not None:
            days.add(version.end + timedelta(1))
        for name in used(version):
            starts = {table.start for table in contents.parameters[name].tables}
            days |= {day for day in starts if version.covers(day)}
    return days


def _changes(measure: Measure, day: date, contents: Contents) -> Iterator[Change]:
    yesterday = day - timedelta(1)
    before, after = measure.on(yesterday), measure.on(day)
    if after is None:
        yield Change("ends")
    elif after.planned is not None or after.informs is not None:
        yield Change("told", after=after.planned or after.informs)
    elif before is None or before.requirement is None:
        yield Change("begins", after=after.offer or measure.summary)
    else:
        yield from reworded(before, after)
        for name in used(after):
            if name in used(before):
                parameter = contents.parameters[name]
                tables = parameter.on(yesterday), parameter.on(day)
                yield from figures(parameter, *tables, contents)
        yield from particulars(before, after)


def used(version: Version) -> tuple[str, ...]:
    """The parameters that a version rests on."""
    tests = tests_in(version.requirement) if version.requirement else ()
    found = dict.fromkeys(
        name for test in tests for name in parameters_in(test.comparison)
    )
    gives = version.gives
    terms: tuple[Term | None, ...] = (
        (gives.amount, gives.months, gives.claims) if gives else ()
    )
    for term in terms:
        if term is not None:
            found |= {
                leaf.parameter: None
                for leaf in leaves(term)
                if isinstance(leaf, ParameterTerm)
            }
    return tuple(found)


def reworded(before: Version, after: Version) -> Iterator[Change]:
    """What conditions a version has more or less than another, or judges otherwise."""
    old, new = (
        dict(_named(one.requirement)) if one.requirement is not None else {}
        for one in (before, after)
    )
    for id_, (text, _) in new.items():
        if id_ not in old:
            yield Change("condition_added", text)
    for id_, (text, _) in old.items():
        if id_ not in new:
            yield Change("condition_dropped", text)
    for id_, (text, condition) in new.items():
        if id_ not in old:
            continue
        words, earlier = old[id_]
        if words != text:
            yield Change("condition_reworded", None, words, text)
        elif _tests(earlier) != _tests(condition):
            yield Change("condition_changed", text)


def _named(node: Condition) -> Iterator[tuple[str, tuple[Text, Condition]]]:
    """The conditions with words of their own, from the top."""
    if node.label is not None and node.label.text is not None:
        yield node.label.id, (node.label.text, node)
    for part in parts_of(node):
        yield from _named(part)


def _tests(node: Condition) -> tuple[object, ...]:
    """What a condition compares itself, but for what named parts of it do."""
    if isinstance(node, Test):
        return (node.comparison,)
    return tuple(
        found
        for part in parts_of(node)
        if part.label is None or part.label.text is None
        for found in _tests(part)
    )


def figures(
    parameter: Parameter, old: Table | None, new: Table | None, contents: Contents
) -> Iterator[Change]:
    """How a parameter changed, for each choice for which it did."""
    if old is None or new is None or old is new:
        return
    by = [contents.facts[name] for name in parameter.by]
    changed: dict[tuple[Term | None, Term | None], list[tuple[Code, ...]]] = {}
    for codes in product(*(fact.domain for fact in by)):
        choices = dict(zip(parameter.by, codes, strict=True))
        pair = old.value(choices), new.value(choices)
        if pair[0] != pair[1]:
            changed.setdefault(pair, []).append(codes)
    for (was, now), chosen in changed.items():
        words = [
            None if value is None else spoken(value, parameter, contents.facts)
            for value in (was, now)
        ]
        unsaid = any(
            value is not None and word is None
            for value, word in zip((was, now), words, strict=True)
        )
        unknown = sentence("history.unknown")
        for block in _blocks(chosen):
            subject = _subject(parameter, by, block)
            if unsaid:
                yield Change("figure_changed", subject)
            else:
                told = [word or unknown for word in words]
                yield Change("figure", subject, told[0], told[1])


def _blocks(chosen: list[tuple[Code, ...]]) -> list[tuple[tuple[Code, ...], ...]]:
    """Choices as blocks that together are all of them: of each fact some values."""
    if not chosen or not chosen[0]:
        return [()] if chosen else []
    rests: dict[Code, list[tuple[Code, ...]]] = {}
    for first, *rest in chosen:
        rests.setdefault(first, []).append(tuple(rest))
    alike: dict[tuple[tuple[Code, ...], ...], list[Code]] = {}
    for first, left in rests.items():
        alike.setdefault(tuple(left), []).append(first)
    return [
        (tuple(firsts), *block)
        for left, firsts in alike.items()
        for block in _blocks(list(left))
    ]


def _subject(
    parameter: Parameter, by: list[Fact], block: tuple[tuple[Code, ...], ...]
) -> Text:
    """A parameter, with the values of each fact that it changed for, where not all."""
    said = [
        joined((shown(fact, fact.decode(code)) for code in codes), "joins.names")
        for fact, codes in zip(by, block, strict=True)
        if len(codes) < len(fact.domain)
    ]
    if not said:
        return parameter.title
    choices = joined(said, "joins.clauses")
    return sentence("history.of", title=parameter.title, choices=choices)


def particulars(before: Version, after: Version) -> Iterator[Change]:
    """What changed beside the conditions."""
    if before.offer != after.offer:
        yield Change("offer", None, before.offer, after.offer)
    sums = [
        (
            one.gives.amount,
            one.gives.per,
            one.gives.rounding,
            one.gives.months,
            one.gives.claims,
        )
        if one.gives
        else None
        for one in (before, after)
    ]
    if sums[0] != sums[1]:
        yield Change("amount")
    old, new = before.application, after.application
    yield from _listed("paper", old.bring if old else (), new.bring if new else ())
    for kind in ("where", "within"):
        was, now = (getattr(one, kind) if one else None for one in (old, new))
        if was != now:
            yield Change(kind, None, was, now)
    asked = [_asked(one.contact if one else None) for one in (old, new)]
    if asked[0] != asked[1]:
        yield Change("contact", None, *asked)
    yield from _listed("source", _sources(before), _sources(after))


def _asked(contact: Contact | None) -> Text | None:
    """Whom to ask, as numbers and addresses are written."""
    given = (contact.phone, contact.url) if contact is not None else ()
    words = joined((Text(one, one) for one in given if one), "joins.names")
    return words if words.zh else None


def _listed(
    kind: str, before: tuple[Text, ...], after: tuple[Text, ...]
) -> Iterator[Change]:
    yield from (Change(f"{kind}_added", one) for one in after if one not in before)
    yield from (Change(f"{kind}_dropped", one) for one in before if one not in after)


def _sources(version: Version) -> tuple[Text, ...]:
    """The documents that a version rests on."""
    found: Mapping[str, Text] = {
        citation.source.id: citation.source.title for citation in version.citations
    }
    return tuple(found.values())
