"""The names of a rulebook for an editor: words, the value today, the place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from eligibility.law.conditions import Condition
from eligibility.law.contents import Contents, Measure
from eligibility.law.facts import Fact
from eligibility.law.parameters import Parameter, Row
from eligibility.law.sources import Source
from eligibility.loading.figures import spoken
from eligibility.loading.folder import FIRST
from eligibility.loading.source import Mapping as MappingNode
from eligibility.loading.source import Node
from eligibility.offering import STATES, state
from eligibility.places import Place
from eligibility.telling.wording import BASIS, Wording
from eligibility.texts import Language

FILES = {
    "fact": "facts.yaml",
    "parameter": "parameters.yaml",
    "definition": "definitions.yaml",
    "source": "sources.yaml",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name: what it is of, its words, what more there is to say, where it stands."""

    name: str
    kind: str
    title: str
    details: tuple[str, ...]
    place: Place | None


def names(
    contents: Contents, roots: Mapping[str, Node], day: date, language: Language
) -> tuple[Name, ...]:
    """All names of a rulebook, as it stands on a day."""
    return tuple(_names(contents, roots, day, Wording(contents.facts, language)))


def _names(
    contents: Contents, roots: Mapping[str, Node], day: date, words: Wording
) -> Iterator[Name]:
    def place(kind: str, name: str) -> Place | None:
        return _place(roots, kind, name)

    for id_, fact in contents.facts.items():
        title, details = words.of(fact.heading), tuple(_fact(fact, words))
        yield Name(id_, "fact", title, details, place("fact", id_))
    for id_, parameter in contents.parameters.items():
        if id_ == parameter.written:
            title, told = words.of(parameter.title), _today(parameter, day, words)
            yield Name(id_, "parameter", title, tuple(told), place("parameter", id_))
    for id_, condition in contents.definitions.items():
        title, details = _definition(condition, words)
        yield Name(id_, "definition", title, details, place("definition", id_))
    for id_, source in contents.sources.items():
        title, details = words.of(source.title), tuple(_source(source, words))
        yield Name(id_, "source", title, details, place("source", id_))
    for id_, measure in contents.measures.items():
        title, details = words.of(measure.title), tuple(_measure(measure, day, words))
        yield Name(id_, "measure", title, details, measure.place)
    for id_, topic in contents.topics.items():
        yield Name(id_, "topic", words.of(topic), (), place("topic", id_))


def _place(roots: Mapping[str, Node], kind: str, name: str) -> Place | None:
    """Where a name is declared; None where it stands nowhere."""
    root = roots.get(FILES.get(kind, FIRST))
    if kind in {"fact", "topic"} and isinstance(root, MappingNode):
        root = root.entries.get(f"{kind}s")
    return root.keys.get(name) if isinstance(root, MappingNode) else None


def _fact(fact: Fact, words: Wording) -> Iterator[str]:
    yield words.of(fact.question)
    yield words.labelled(words.say("类型", "Type"), fact.kind.value)
    for value, text in fact.values.items():
        yield f"- `{value}` {words.of(text)}"


def _today(parameter: Parameter, day: date, words: Wording) -> Iterator[str]:
    """The value of a parameter on a day, a line for each row."""
    yield words.labelled(words.say("类型", "Type"), parameter.kind)
    table = parameter.on(day)
    if table is None:
        yield words.say(f"{day} 还没有值", f"No value yet on {day}")
        return
    since = words.say(
        f"{day} 的值（{table.start} 起）", f"On {day} (since {table.start})"
    )
    for row in table.rows:
        said = words.labelled(since, _value(row, parameter, words))
        yield words.remarked(said, _choices(row, words))


def _value(row: Row, parameter: Parameter, words: Wording) -> str:
    if row.value is None:
        return words.say("不知道", "not known")
    found = spoken(row.value, parameter, words.facts)
    return words.of(found) if found else words.say("看人而定", "by the person's facts")


def _choices(row: Row, words: Wording) -> str:
    """For whom a row is; nothing where it is for all that are left."""
    told = [
        f"{id_}: {', '.join(map(str, sorted(codes, key=str)))}"
        for id_, codes in row.when.items()
    ]
    if row.test is not None:
        told.append(words.say("另有一个判断", "and a test"))
    return "; ".join(told)


def _definition(condition: Condition, words: Wording) -> tuple[str, tuple[str, ...]]:
    label = condition.label
    if label is None:
        return "", ()
    return words.of(label.text), tuple(words.cited(label.citations))


def _source(source: Source, words: Wording) -> Iterator[str]:
    if source.number:
        yield source.number
    yield words.of(BASIS[source.basis])
    yield words.say(
        f"{source.verified_on} 查过，{source.review_by} 前复核",
        f"checked {source.verified_on}, again by {source.review_by}",
    )


def _measure(measure: Measure, day: date, words: Wording) -> Iterator[str]:
    yield words.of(measure.summary)
    status = words.of(STATES[state(measure.on(day))])
    yield words.remarked(status, day.isoformat())
