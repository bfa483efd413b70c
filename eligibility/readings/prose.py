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
)
from eligibility.law.facts import Code, Fact, Kind, Value
from eligibility.texts import Text

ALWAYS = Text("总是成立", "Always so")
NEVER = Text("从不成立", "Never so")
YES = Text("是", "yes")
NO = Text("否", "no")


def prose(node: Bound, facts: Mapping[str, Fact]) -> Text:
    """The condition's own words, or words made from its test."""
    if node.label is not None and node.label.text is not None:
        return node.label.text
    match node:
        case AllOf(parts=parts, role=role):
            told = parts[1:] if role is Role.BRANCH else parts
            each = [prose(part, facts) for part in told if not implied(part)]
            return _joined(each, Text("；", "; "), ALWAYS)
        case AnyOf(parts=parts):
            told = tuple(part for part in parts if not implied(part))
            each = [prose(part, facts) for part in told]
            return _joined(each, Text("，或者", ", or "), NEVER)
        case Not(part=part):
            words = prose(part, facts)
            return Text(f"没有这种情况：{words.zh}", f"Not so: {words.en}")
        case Among(fact, values):
            return _among(facts[fact], values)
        case Within(fact, least, most):
            return _within(facts[fact], least, most)
        case Stairs() | Relation():
            both = [facts[fact].heading for fact in facts_of(node)]
            met = Text("合乎要求", "as required")
            return Text(
                f"{'和'.join(word.zh for word in both)}之间{met.zh}",
                f"{' and '.join(word.en for word in both)} {met.en}",
            )
        case Contested(label=label):
            return label.text or ALWAYS
        case _:
            assert_never(node)


def shown(fact: Fact, value: Value) -> Text:
    """A value as people read it."""
    match value:
        case bool():
            return YES if value else NO
        case str():
            return fact.values.get(value, Text(value, value))
        case date():
            return Text(value.isoformat(), value.isoformat())
        case int() | Decimal():
            figure = f"{value}" if fact.kind is Kind.MONEY else _plain(value)
            unit = fact.counted_in or Text("", "")
            return Text(f"{figure} {unit.zh}".rstrip(), f"{figure} {unit.en}".rstrip())


def _plain(value: int | Decimal) -> str:
    """A number without zeros at its end."""
    return f"{Decimal(value).normalize():f}"


def _joined(words: list[Text], between: Text, empty: Text) -> Text:
    if not words:
        return empty
    distinct = list(dict.fromkeys(words))
    return Text(
        between.zh.join(word.zh for word in distinct),
        between.en.join(word.en for word in distinct),
    )


def _among(fact: Fact, values: frozenset[Code]) -> Text:
    inside = [code for code in fact.domain if code in values]
    outside = [code for code in fact.domain if code not in values]
    heading = fact.heading
    if fact.kind is Kind.CHOICE and len(inside) > len(outside):
        words = [shown(fact, code) for code in outside]
        return Text(
            f"{heading.zh}：不是{'、'.join(word.zh for word in words)}",
            f"{heading.en}: not {', '.join(word.en for word in words)}",
        )
    words = [shown(fact, code) for code in inside]
    return Text(
        f"{heading.zh}:{'、'.join(word.zh for word in words)}",
        f"{heading.en}: {', '.join(word.en for word in words)}",
    )


def _within(fact: Fact, least: int | None, most: int | None) -> Text:
    low = shown(fact, fact.decode(least)) if least is not None else None
    high = shown(fact, fact.decode(most)) if most is not None else None
    heading, dated = fact.heading, fact.kind is Kind.DATE
    if low and high:
        return Text(
            f"{heading.zh}在 {low.zh} 到 {high.zh} 之间",
            f"{heading.en} from {low.en} to {high.en}",
        )
    if low:
        word = Text("不早于", "not before") if dated else Text("至少", "at least")
        return Text(
            f"{heading.zh}{word.zh} {low.zh}", f"{heading.en} {word.en} {low.en}"
        )
    if high:
        word = Text("不晚于", "not after") if dated else Text("至多", "at most")
        return Text(
            f"{heading.zh}{word.zh} {high.zh}", f"{heading.en} {word.en} {high.en}"
        )
    return ALWAYS
