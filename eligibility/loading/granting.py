"""What is so once a measure is obtained: values that its facts can have, and that apply."""

from collections.abc import Iterator, Mapping

from eligibility.law.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Contested,
    Not,
    Test,
)
from eligibility.law.facts import Code, Fact, Kind
from eligibility.law.terms import Comparison, Today, facts_in, holds
from eligibility.loading.catalogue import key_place, values_of
from eligibility.loading.entries import Entries
from eligibility.loading.source import Node, Scalar
from eligibility.periods import FIRST_DAY, iso_day
from eligibility.texts import Text
from eligibility.truth import Truth, conjunction, disjunction, negation

Granted = dict[str, Code | Today]


def grants(
    node: Node | None,
    required: Condition | None,
    facts: Mapping[str, Fact],
    entries: Entries,
) -> Granted:
    """The facts that a version grants to whoever meets what it requires."""
    granted: Granted = {}
    for name, entry in entries.named(node).items():
        if name not in facts:
            entries.unknown("fact", name, key_place(node, name), tuple(facts))
            continue
        value = _value(entry, facts[name], entries)
        if value is None:
            entries.unread(entry)
        else:
            granted[name] = value
    agreed = frozenset(_agreed(required)) if required is not None else frozenset()
    for name in granted:
        only_if = facts[name].only_if
        if only_if is None:
            continue
        if _truth(only_if, granted, agreed, facts) is not Truth.TRUE:
            place = key_place(node, name)
            entries.fault(
                "does-not-apply",
                place,
                Text(
                    f"“{name}”不一定适用：它的 only_if 不一定成立",
                    f'"{name}" need not apply: its `only_if` need not be met',
                ),
                hint=Text(
                    "把它适用的条件也写进 grants，或者写进 requires。",
                    "Grant what it applies by as well, or require it.",
                ),
                subject=name,
            )
    return granted


def _value(node: Node, fact: Fact, entries: Entries) -> Code | Today | None:
    if not isinstance(node, Scalar):
        entries.expected(node, "一个值", "one value")
        return None
    if not fact.kind.ordered:
        codes = values_of(node, fact, entries)
        return codes[0] if codes else None
    if fact.kind is Kind.DATE:
        if node.text == "today":
            return Today()
        day = iso_day(node.text)
        if day is None:
            entries.expected(node, "today 或日期", "today or a day")
            return None
        code = day.toordinal()
    else:
        code = entries.whole(node, 0) * 10**fact.decimals
    if not fact.least <= code <= fact.most:
        least, most = fact.ends
        entries.fault(
            "out-of-range",
            node.place,
            Text(
                f"“{fact.id}”只能在 {least} 到 {most} 之间",
                f'"{fact.id}" lies between {least} and {most}',
            ),
            other=(fact.place, Text("声明在这里", "declared here"))
            if fact.place
            else None,
        )
        return None
    return code


def _agreed(node: Condition) -> Iterator[Comparison]:
    """The comparisons that hold wherever a condition does."""
    match node:
        case AllOf(parts=parts):
            for part in parts:
                yield from _agreed(part)
        case Test(comparison):
            yield comparison
        case AnyOf() | Not() | Contested():
            return


def _truth(
    node: Condition,
    granted: Granted,
    agreed: frozenset[Comparison],
    facts: Mapping[str, Fact],
) -> Truth:
    """Whether a condition is settled by what is granted and by what was required."""
    match node:
        case AllOf(parts=parts):
            return conjunction(_truth(one, granted, agreed, facts) for one in parts)
        case AnyOf(parts=parts):
            return disjunction(_truth(one, granted, agreed, facts) for one in parts)
        case Not(part=part):
            return negation(_truth(part, granted, agreed, facts))
        case Test(comparison):
            names = facts_in(comparison)
            if all(name in granted for name in names):
                known = {
                    name: FIRST_DAY
                    if isinstance(code := granted[name], Today)
                    else facts[name].decode(code)
                    for name in names
                }
                return Truth.of(holds(comparison, known, FIRST_DAY))
            return Truth.TRUE if comparison in agreed else Truth.UNKNOWN
        case Contested():
            return Truth.UNKNOWN
