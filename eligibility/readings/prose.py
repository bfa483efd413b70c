"""A bound condition in words, in both languages, where the rulebook leaves it none."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import assert_never

from eligibility.law.conditions import (
    AllOf,
    Among,
    AnyOf,
    Bound,
    Contested,
    Not,
    Relation,
    Role,
    Stairs,
    Within,
    facts_of,
    implied,
    options,
)
from eligibility.law.facts import Code, Fact, Kind, Value
from eligibility.periods import SomeDay
from eligibility.sentences.filling import joined, sentence
from eligibility.sentences.spoken import spoken_day, spoken_sum
from eligibility.texts import Text

YES = sentence("prose.yes")
NO = sentence("prose.no")


def prose(node: Bound, facts: Mapping[str, Fact]) -> Text:
    """The condition's own words, or words made from its test."""
    if node.label is not None and node.label.text is not None:
        return node.label.text
    match node:
        case AllOf(parts=parts, role=role):
            required = parts[1:] if role is Role.BRANCH else parts
            return _listed(required, facts, "joins.clauses") or sentence("prose.always")
        case AnyOf(at_least=count) if count > 1:
            words = _listed(options(node), facts, "joins.clauses")
            return sentence(
                "prose.some", count=count, conditions=words or sentence("prose.never")
            )
        case AnyOf(parts=parts):
            return _listed(parts, facts, "prose.either") or sentence("prose.never")
        case Not(part=part):
            denied = denial(part)
            return denied or sentence("prose.not", condition=prose(part, facts))
        case Among(fact, values):
            return _among(facts[fact], values)
        case Within(fact, least, most):
            return _within(facts[fact], least, most)
        case Stairs() | Relation():
            headings = [facts[fact].heading for fact in facts_of(node)]
            return sentence("prose.related", facts=joined(headings, "prose.both"))
        case Contested(label=label):
            return label.text or sentence("prose.always")
        case _:
            assert_never(node)


def denial(node: Bound) -> Text | None:
    """What is said of a person for whom a condition does not hold; None where the
    rulebook has no words for it.
    """
    if node.label is not None and node.label.denial is not None:
        return node.label.denial
    if isinstance(node, Not) and node.part.label is not None:
        return node.part.label.text
    return None


def shown(fact: Fact, value: Value | SomeDay) -> Text:
    """A value as people read it."""
    match value:
        case bool():
            return YES if value else NO
        case str():
            return fact.values.get(value, Text(value, value))
        case date():
            return spoken_day(value)
        case SomeDay(year, None):
            return sentence("prose.some_year", year=year)
        case SomeDay(year, month):
            return sentence("prose.some_month", year=year, month=month)
        case int() | Decimal():
            money = fact.kind is Kind.MONEY
            figure = spoken_sum(value) if money else _plain(value)
            unit = fact.counted_in or Text("", "")
            one = unit.en.removesuffix("s") if figure == "1" else unit.en
            return Text(f"{figure} {unit.zh}".rstrip(), f"{figure} {one}".rstrip())


def _plain(value: int | Decimal) -> str:
    """A number without zeros at its end."""
    return f"{Decimal(value).normalize():f}"


def _listed(
    parts: tuple[Bound, ...], facts: Mapping[str, Fact], between: str
) -> Text | None:
    """The parts in words, each once, but for those implied; None where none is left."""
    words = dict.fromkeys(prose(part, facts) for part in parts if not implied(part))
    return joined(words, between) if words else None


def _among(fact: Fact, values: frozenset[Code]) -> Text:
    inside = [code for code in fact.domain if code in values]
    outside = [code for code in fact.domain if code not in values]
    if fact.kind is Kind.CHOICE and len(inside) > len(outside):
        words = joined((shown(fact, code) for code in outside), "joins.names")
        return sentence("prose.outside", fact=fact.heading, values=words)
    words = joined((shown(fact, code) for code in inside), "joins.names")
    return sentence("prose.among", fact=fact.heading, values=words)


def _within(fact: Fact, least: int | None, most: int | None) -> Text:
    low = shown(fact, fact.decode(least)) if least is not None else None
    high = shown(fact, fact.decode(most)) if most is not None else None
    heading, dated = fact.heading, fact.kind is Kind.DATE
    if low and high:
        return sentence("prose.between", fact=heading, least=low, most=high)
    if low and dated:
        return sentence("prose.not_before", fact=heading, least=low)
    if low:
        return sentence("prose.at_least", fact=heading, least=low)
    if high and dated:
        return sentence("prose.not_after", fact=heading, most=high)
    if high:
        return sentence("prose.at_most", fact=heading, most=high)
    return sentence("prose.always")
