"""What is so once a measure is obtained: values its facts can have, and that apply."""

from collections.abc import Mapping

from eligibility.law.conditions import Condition
from eligibility.law.facts import Code, Fact, Kind
from eligibility.law.terms import Today
from eligibility.loading.agreeing import agreed
from eligibility.loading.catalogue import key_place, values_of
from eligibility.loading.entries import Entries
from eligibility.loading.source import Node, Scalar
from eligibility.periods import iso_day
from eligibility.texts import Text
from eligibility.truth import Truth

Granted = dict[str, Code | Today]
WHEN = "when"
"""What stands beside the facts, and says for whom they change."""


def grants(
    node: Node | None,
    required: Condition | None,
    facts: Mapping[str, Fact],
    entries: Entries,
) -> Granted:
    """The facts that become so for whoever meets what is required."""
    granted: Granted = {}
    written = {name: one for name, one in entries.named(node).items() if name != WHEN}
    if not written and node is not None:
        entries.expected(node, "至少一个事实", "at least one fact")
    for name, entry in written.items():
        if name not in facts:
            entries.unknown("fact", name, key_place(node, name), tuple(facts))
            continue
        value = _value(entry, facts[name], entries)
        if value is None:
            entries.unread(entry)
        else:
            granted[name] = value
    known = agreed(required, facts, granted)
    for name in granted:
        only_if = facts[name].only_if
        if only_if is None:
            continue
        if known.truth(only_if) is not Truth.TRUE:
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
