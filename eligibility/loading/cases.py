"""Cases as written: a profile, a day, and what is expected of a measure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from eligibility.errors import RulebookError, nearest
from eligibility.law.conditions import labels_in
from eligibility.law.contents import Contents, Measure
from eligibility.law.facts import Fact
from eligibility.loading import source
from eligibility.loading.catalogue import key_place
from eligibility.loading.entries import Entries
from eligibility.loading.expectations import (
    EXPECTATIONS,
    Expectations,
    expectations,
)
from eligibility.loading.slips import explained
from eligibility.loading.source import Node, Scalar
from eligibility.places import Place
from eligibility.texts import Text

STATUSES = ("eligible", "ineligible", "undetermined", "not_in_force", "informational")
CASE_KEYS = ("like", "with", "without", "confirmed", *EXPECTATIONS)


@dataclass(frozen=True, slots=True)
class Case:
    """A test of the rules: `expected` is the status, `beside` what else is.

    `profile` holds facts as written, with their places. What is not `confirmed` was
    proposed by a program, and counts for nothing.
    """

    id: str
    measure: str
    why: Text
    day: date
    profile: Mapping[str, str]
    places: Mapping[str, Place]
    expected: str
    beside: Expectations
    place: Place
    confirmed: bool = True


def cases(
    folder: Path, contents: Contents, *, only: Collection[str] | None = None
) -> tuple[Case, ...]:
    """All cases of a rulebook's folder, or those in the files of some names alone;
    RulebookError with every fault in them.
    """
    entries = Entries()
    found: list[Case] = []
    for path in sorted((folder / "cases").glob("*.yaml")):
        if only is not None and path.stem not in only:
            continue
        document = source.read(path, folder, entries.faults)
        root = source.nodes(document, entries.faults) if document else None
        if root is not None:
            found += _file(root, contents, entries)
    if entries.faults:
        raise RulebookError(explained(entries.faults))
    return tuple(found)


def _file(root: Node, contents: Contents, entries: Entries) -> list[Case]:
    fields = entries.mapping(
        root, required=("measure", "cases"), optional=("profiles",)
    ).entries
    measure = entries.look_up(fields.get("measure"), contents.measures, "measure")
    profiles = {
        name: _facts(node, contents.facts, entries)
        for name, node in entries.named(fields.get("profiles")).items()
    }
    seen: dict[str, Place] = {}
    written = []
    for item in entries.items(fields.get("cases")):
        case = _case(item, measure, profiles, contents, entries)
        if case is None:
            continue
        if case.id in seen:
            entries.fault(
                "duplicate-id",
                case.place,
                Text(f"案例“{case.id}”写了两次", f'The case "{case.id}" stands twice'),
                other=(seen[case.id], Text("第一次在这里", "the first is here")),
            )
        seen[case.id] = case.place
        written.append(case)
    return written


def _facts(
    node: Node | None, known: Mapping[str, Fact], entries: Entries
) -> dict[str, Scalar]:
    facts = {}
    for name, value in entries.named(node).items():
        if name not in known:
            entries.unknown("fact", name, key_place(node, name), tuple(known))
        elif isinstance(value, Scalar):
            facts[name] = value
        else:
            entries.expected(value, "一个值", "one value")
    return facts


def _case(
    node: Node,
    measure: Measure | None,
    profiles: dict[str, dict[str, Scalar]],
    contents: Contents,
    entries: Entries,
) -> Case | None:
    fields = entries.mapping(
        node, required=("id", "why", "on", "expect"), optional=CASE_KEYS
    ).entries
    id_ = entries.word(fields.get("id"))
    why = entries.text(fields.get("why"))
    day = _day(fields.get("on"), contents, entries)
    expected = entries.one_of(fields.get("expect"), STATUSES, "status")
    profile: dict[str, Scalar] = {}
    if "like" in fields:
        alike = entries.look_up(fields["like"], profiles, "profile")
        profile = dict(alike or {})
    profile |= _facts(fields.get("with"), contents.facts, entries)
    for item in entries.items(fields.get("without")):
        name = entries.word(item)
        if name is not None and profile.pop(name, None) is None:
            entries.fault(
                "unknown-fact",
                item.place,
                Text(f"档案里没有“{name}”", f'The profile has no "{name}"'),
                hint=nearest(name, profile),
            )
    beside = expectations(fields, _conditions(measure), contents, entries)
    confirmed = entries.truth(fields.get("confirmed"), default=True)
    if id_ is None or why is None or day is None or expected is None:
        return None
    return Case(
        id_,
        measure.id if measure else "",
        why,
        day,
        {name: value.text for name, value in profile.items()},
        {name: value.place for name, value in profile.items()},
        expected,
        beside,
        node.place,
        confirmed,
    )


def _day(node: Node | None, contents: Contents, entries: Entries) -> date | None:
    """The day of a case: one that the rulebook answers for."""
    day, first, last = entries.day(node), contents.first_day, contents.last_day
    if day is not None and node is not None and not first <= day <= last:
        entries.fault(
            "out-of-range",
            node.place,
            Text(
                f"这套规则只回答 {first} 到 {last} 的日子",
                f"This rulebook answers for the days from {first} to {last}",
            ),
        )
    return day


def _conditions(measure: Measure | None) -> tuple[str, ...] | None:
    """The ids of the conditions of a measure, of whatever version."""
    if measure is None:
        return None
    requirements = [one.requirement for one in measure.versions if one.requirement]
    return tuple(
        dict.fromkeys(label.id for one in requirements for label in labels_in(one))
    )
