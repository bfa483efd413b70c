"""JSON Schemas (2020-12) of the files of a rulebook, for editors that read them.

They hold keys, types and closed lists. What one file says of another, such as the name
of a fact, is the loader's business.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from eligibility.editing.conditions import (
    CITATIONS,
    CONTACT,
    DATED_APPLICATION,
    DATED_CITATIONS,
    DATED_TEXT,
    DATED_WORD,
    PLAIN,
    refer,
    shapes,
)
from eligibility.editing.shapes import (
    DAY,
    OPEN,
    PHONES,
    TEXT,
    TRUTH,
    WHOLE,
    WORD,
    Schema,
    closed,
    dated,
    either,
    exactly_one,
    listed,
    named,
    one_of,
    with_days,
)
from eligibility.keeping.filing import together, told
from eligibility.loading import acts, cases, measures
from eligibility.loading.catalogue import BASES, FACT_KEYS, KINDS, TABLES, TEST
from eligibility.loading.entries import LANGUAGES
from eligibility.loading.expectations import NONE
from eligibility.loading.measures import PERIODS
from eligibility.loading.population import FEWEST
from eligibility.loading.types import PARAMETERS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SIDES = 2
READABLE = 0o644
"""Whoever else keeps the rules has an editor too."""
NOTHING: Schema = {"enum": [False, 0, "none"]}
STRUCTURES = ("requires", "planned", "informs")


class FileKind(NamedTuple):
    """A kind of file: which files of a rulebook's folder are so, and their shape."""

    files: str
    shape: Callable[[], Schema]


def schema(kind: str) -> Mapping[str, Any]:
    """The schema of a kind of file."""
    files, shape = KINDS_OF_FILES[kind]
    own, known = shape(), shapes()
    used: dict[str, Schema] = {}
    ahead = [*_referred(own)]
    while ahead:
        name = ahead.pop()
        if name not in used:
            used[name] = known[name]
            ahead += _referred(known[name])
    defined = {"$defs": {name: used[name] for name in sorted(used)}} if used else {}
    return {"$schema": DIALECT, "title": f"eligibility: {files}", **own, **defined}


def _referred(shape: object) -> Iterator[str]:
    """The names of the shapes that a shape refers to."""
    if isinstance(shape, dict):
        for key, inner in shape.items():
            if key == "$ref":
                yield str(inner).rpartition("/")[2]
            else:
                yield from _referred(inner)
    elif isinstance(shape, list):
        for inner in shape:
            yield from _referred(inner)


def _rulebook() -> Schema:
    exclusive = closed(
        ("id", "text", "measures", "cite"),
        (),
        {
            "id": WORD,
            "text": TEXT,
            "measures": listed(WORD, least=SIDES),
            "cite": CITATIONS,
        },
    )
    return closed(
        ("name", "version", "title", "first_day", "measures"),
        ("last_day", "timezone", "contacts", "exclusive", "topics"),
        {
            "name": WORD,
            "version": WORD,
            "title": TEXT,
            "first_day": DAY,
            "measures": listed(WORD),
            "last_day": DAY,
            "timezone": WORD,
            "contacts": named(TEXT, PHONES),
            "exclusive": listed(exclusive),
            "topics": named(TEXT),
        },
    )


def _facts() -> Schema:
    act = closed(
        acts.REQUIRED,
        acts.OPTIONAL,
        {
            "to": WORD,
            "text": TEXT,
            "with": named(WORD),
            "when": PLAIN,
            "where": TEXT,
            "bring": listed(TEXT),
            "contact": CONTACT,
            "waits": TRUTH,
            "cite": CITATIONS,
        },
    )
    act["anyOf"] = [{"required": ["where"]}, {"required": ["waits"]}]
    fact = closed(
        ("type", "heading", "question", "help"),
        FACT_KEYS,
        {
            "type": one_of(KINDS),
            "heading": TEXT,
            "question": TEXT,
            "help": TEXT,
            "values": named(TEXT),
            "only_if": PLAIN,
            "asked_if": PLAIN,
            "decimals": WHOLE,
            "least": WHOLE,
            "most": WHOLE,
            "unit": TEXT,
            "latest": one_of(("today",)),
            "sensitive": TRUTH,
            "act": act,
            "tells": named(named(NOTHING)),
        },
    )
    choice = {"properties": {"type": {"const": "choice"}}, "required": ["type"]}
    fact |= {"if": choice, "then": {"required": ["values"]}}
    return closed(
        ("facts",),
        ("contradictions",),
        {
            "facts": named(fact, {"pattern": r"^[^\W\d]\w*$"}),
            "contradictions": listed(refer("contradiction")),
        },
    )


def _parameters() -> Schema:
    value = either("array", listed(WORD, least=1), OPEN)
    staircase = closed(
        ("with", "from", "each", "by", "at_most"),
        (),
        {"with": WORD, "from": DAY, "each": WORD, "by": WORD, "at_most": WORD},
    )
    chosen = {
        "type": "object",
        "properties": {TEST: WORD},
        "additionalProperties": either("array", listed(WORD, least=1), WORD),
    }
    row = closed(
        ("value",),
        ("when", "rises", "cite"),
        {"value": value, "when": chosen, "rises": staircase, "cite": CITATIONS},
    )
    table = closed(
        ("from", "cite"),
        (*TABLES, "rises"),
        {
            "from": DAY,
            "cite": CITATIONS,
            "value": value,
            "rows": listed(row, least=1),
            "changes": listed(row, least=1),
            "rises": staircase,
        },
    )
    parameter = closed(
        ("title", "type", "values"),
        ("by", "of", "unit"),
        {
            "title": TEXT,
            "type": one_of((*PARAMETERS, "choices")),
            "values": listed(table | exactly_one(TABLES), least=1),
            "by": listed(WORD),
            "of": WORD,
            "unit": TEXT,
        },
    )
    choices = {"properties": {"type": {"const": "choices"}}, "required": ["type"]}
    return named(parameter | {"if": choices, "then": {"required": ["of"]}})


def _sources() -> Schema:
    return named(
        closed(
            ("title", "basis", "verified_on", "review_by"),
            ("number", "seen_at"),
            {
                "title": TEXT,
                "basis": one_of(BASES),
                "verified_on": DAY,
                "review_by": DAY,
                "number": WORD,
                "seen_at": WORD,
            },
        )
    )


def _definitions() -> Schema:
    return named(refer("definition"))


def _measure() -> Schema:
    return closed(
        ("id", "title", "summary", "kind", "audience", "versions"),
        measures.MEASURE_KEYS,
        {
            "id": WORD,
            "title": TEXT,
            "summary": TEXT,
            "kind": one_of(measures.KINDS),
            "audience": one_of(measures.AUDIENCES),
            "versions": listed(_version(), least=1),
            "held": PLAIN,
            "instead": listed(WORD),
            "topic": WORD,
            "concerns": PLAIN,
        },
    )


def _version() -> Schema:
    caution = closed(
        ("kind", "text"),
        ("from", "until", "when", "cite"),
        {
            "kind": one_of(measures.CAUTIONS),
            "text": DATED_TEXT,
            "from": DAY,
            "until": DAY,
            "when": refer("moving-or-test"),
            "cite": DATED_CITATIONS,
        },
    )
    gives = closed(
        ("text",),
        ("amount", "per", "rounding", "months", "claims", "cite"),
        {
            "text": DATED_TEXT,
            "amount": DATED_WORD,
            "per": dated(one_of(measures.PERIODS)),
            "rounding": dated(one_of(measures.ROUNDINGS)),
            "months": DATED_WORD,
            "claims": DATED_WORD,
            "cite": DATED_CITATIONS,
        },
    )
    amount = {key: ["amount"] for key in ("per", "rounding", "months", "claims")}
    gives |= {"dependentRequired": {"amount": ["per"], **amount}}
    granted = {
        "type": "object",
        "minProperties": 1,
        "properties": {"when": refer("moving-or-test")},
        "additionalProperties": DATED_WORD,
    }
    version = closed(
        (),
        measures.VERSION_KEYS,
        {
            "cite": DATED_CITATIONS,
            "requires": refer("requirement"),
            "planned": DATED_TEXT,
            "informs": DATED_TEXT,
            "excludes": listed(refer("named-item"), least=1),
            "cautions": listed(caution),
            "gives": dated(gives, with_days(gives)),
            "grants": dated(granted),
            "apply": DATED_APPLICATION,
        },
    )
    only = {key: ["requires"] for key in ("excludes", "gives", "grants")}
    return (
        with_days(version)
        | {"required": ["from"], "dependentRequired": only}
        | exactly_one(STRUCTURES)
    )


KLEENE: Schema = {"enum": [True, False, None]}
"""A truth as it may be expected."""


def _cases() -> Schema:
    profile = named(OPEN)
    case = closed(
        ("id", "why", "on", "expect"),
        cases.CASE_KEYS,
        {
            "id": WORD,
            "why": TEXT,
            "on": DAY,
            "expect": one_of(cases.STATUSES),
            "like": WORD,
            "with": profile,
            "without": listed(WORD),
            "confirmed": TRUTH,
            "missing": listed(WORD),
            "cautions": listed(_or_word(_expected_caution())),
            "conditions": named(KLEENE),
            "concerns": KLEENE,
            "amount": WORD,
            "per": one_of(PERIODS),
            "months": WORD,
            "claims": WORD,
            "by": {"anyOf": [DAY, {"const": NONE}]},
            "path": listed(_or_word(_expected_step("on"))),
            "plan": listed(_or_word(_expected_step("from", "by"))),
        },
    )
    return closed(
        ("measure", "cases"),
        ("profiles",),
        {"measure": WORD, "cases": listed(case), "profiles": named(profile)},
    )


def _or_word(shape: Schema) -> Schema:
    """A mapping, or what stands for the rest of it by its name alone."""
    return either("object", shape, WORD)


def _expected_caution() -> Schema:
    words = closed((), LANGUAGES, dict.fromkeys(LANGUAGES, WORD))
    return closed(("kind", "text"), (), {"kind": WORD, "text": words})


def _expected_step(*days: str) -> Schema:
    day: Schema = {"anyOf": [DAY, {"const": NONE}]}
    keys = ("measure", "act", *days)
    shapes = {"measure": WORD, "act": WORD, **dict.fromkeys(days, day)}
    return closed((), keys, shapes) | exactly_one(("measure", "act"))


def _population() -> Schema:
    shares = named({"type": "integer", "minimum": 0})
    return named(either("array", listed(WORD, least=FEWEST), shares))


def _coverage() -> Schema:
    place = closed(
        ("at", "says"),
        ("measures", "nothing"),
        {"at": WORD, "says": TEXT, "measures": listed(WORD, least=1), "nothing": TEXT},
    )
    return closed(
        ("source", "sentences", "places"),
        (),
        {
            "source": WORD,
            "sentences": named(WHOLE),
            "places": listed(place | exactly_one(("measures", "nothing"))),
        },
    )


KINDS_OF_FILES: Mapping[str, FileKind] = {
    "rulebook": FileKind("rulebook.yaml", _rulebook),
    "facts": FileKind("facts.yaml", _facts),
    "parameters": FileKind("parameters.yaml", _parameters),
    "sources": FileKind("sources.yaml", _sources),
    "definitions": FileKind("definitions.yaml", _definitions),
    "measure": FileKind("measures/*.yaml", _measure),
    "cases": FileKind("cases/*.yaml", _cases),
    "population": FileKind("population.yaml", _population),
    "coverage": FileKind("coverage.yaml", _coverage),
}
"""The kinds of files of a rulebook, by the names that callers use."""


def file_name(kind: str) -> str:
    """What the schema of a kind is called as a file."""
    return f"{kind}.schema.json"


def written(folder: Path, kinds: Iterable[str]) -> list[Path]:
    """The files that the schemas of some kinds were written to.

    CallError for a folder that cannot be written.
    """
    with told(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    places = []
    with together() as filing:
        for kind in kinds:
            place = folder / file_name(kind)
            text = json.dumps(schema(kind), ensure_ascii=False, indent=2)
            filing.publish(str(place), f"{text}\n".encode())
            places.append(place)
    return places
