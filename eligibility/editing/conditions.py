"""The shapes of conditions and of what is written beside them, in schemas.

A condition comes in four shapes: with words or plain (of facts alone), and dated or
not. An item of a list may have days of its own where the tree around it is dated.
"""

from eligibility.editing.shapes import (
    ADDRESS,
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
    one_of,
    with_days,
)
from eligibility.loading.catalogue import BASES
from eligibility.loading.conditions import NAMES, OPEN, SIDES, STRUCTURE

PLAIN_STRUCTURES = tuple(key for key in STRUCTURE if key not in OPEN)
CONTRADICTION = ("id", "text")
CITATION = closed(
    ("source",), ("at", "basis"), {"source": WORD, "at": WORD, "basis": one_of(BASES)}
)
CITATIONS = listed(CITATION, least=1)
CONTACTS = {"phone": WORD | PHONES, "url": ADDRESS}
CONTACT = closed((), ("phone", "url"), CONTACTS) | {"minProperties": 1}
APPLICATION = ("bring", "within", "contact", "automatic")
"""What may stand beside where to apply."""


def refer(name: str) -> Schema:
    """The shape of a name among `$defs`."""
    return {"$ref": f"#/$defs/{name}"}


PLAIN = refer("plain-or-test")
NAMED: Schema = {"anyOf": [{"required": ["id", "text"]}, {"required": ["use"]}]}
"""Where a condition must have an id and words: its own, or those of a definition."""
TOGETHER = {
    "id": ["text"],
    "text": ["id"],
    "denial": ["id", "text"],
    "deadline": ["id", "text"],
    "contested": ["id", "text", "decided_by"],
    "judged_by": ["id", "text"],
    "branches": ["by"],
}
"""What does not stand without the others."""


TEXTS = listed(refer("text-item"))
"""Texts of which each may come and go."""
DATED_TEXT = refer("dated-text")
DATED_WORD = refer("dated-word")
DATED_CITATIONS = refer("dated-citations")
DATED_APPLICATION = refer("dated-application")


def shapes() -> dict[str, Schema]:
    """All shapes that have names, as they stand among `$defs`."""
    return _texts() | _conditions()


def _texts() -> dict[str, Schema]:
    citation = closed(
        ("source",),
        ("at", "basis"),
        {"source": DATED_WORD, "at": DATED_WORD, "basis": dated(one_of(BASES))},
    )
    said = {key: dated(shape) for key, shape in CONTACTS.items()}
    contact = CONTACT | {"properties": said}
    application = closed(
        ("where",),
        APPLICATION,
        {
            "where": DATED_TEXT,
            "bring": TEXTS,
            "within": DATED_TEXT,
            "contact": dated(contact, with_days(contact)),
            "automatic": dated(TRUTH),
        },
    )
    return {
        "text-item": with_days(TEXT),
        "dated-text": dated(TEXT, refer("text-item")),
        "dated-word": dated(WORD),
        "dated-citations": listed(with_days(citation), least=1),
        "dated-application": dated(application, with_days(application)),
    }


def _conditions() -> dict[str, Schema]:
    worded = _condition(NAMES, tuple(STRUCTURE), "condition", days=True)
    plain = _condition((), PLAIN_STRUCTURES, "plain", days=False)
    moving = _condition((), PLAIN_STRUCTURES, "moving", days=True)
    said = _condition(CONTRADICTION, PLAIN_STRUCTURES, "plain", days=False)
    together = worded | {"dependentRequired": TOGETHER}
    parts = {"all": listed(refer("named-item"), least=1)}
    required = together | {"properties": {**worded["properties"], **parts}}
    one, item = refer("condition-alone"), refer("condition-item")
    return {
        "condition": dated(one, item),
        "condition-alone": together,
        "condition-item": with_days(together),
        "named": dated(one | NAMED, refer("named-item")),
        "named-item": item | NAMED,
        "requirement": dated(required, with_days(required)),
        "definition": worded | {"required": ["text"]},
        "plain": plain,
        "plain-item": refer("plain"),
        "plain-or-test": either("object", refer("plain"), WORD),
        "moving": dated(refer("moving-alone"), refer("moving-item")),
        "moving-alone": moving,
        "moving-item": with_days(moving),
        "moving-or-test": either(
            "object", refer("moving-alone"), dated(WORD, refer("moving-item"))
        ),
        "contradiction": said | {"required": list(CONTRADICTION)},
    }


def _condition(
    names: tuple[str, ...], structures: tuple[str, ...], inner: str, *, days: bool
) -> Schema:
    """A condition: one structure, what goes with it, and these names beside it."""
    entries = _entries(inner, days=days)
    extra = dict.fromkeys(key for one in structures for key in STRUCTURE[one])
    keys = (*names, *structures, *extra)
    shape = closed((), keys, {key: entries[key] for key in keys})
    alone = [
        {
            "if": {"required": [one]},
            "then": {
                "properties": {key: False for key in extra if key not in STRUCTURE[one]}
            },
        }
        for one in structures
    ]
    return shape | exactly_one(structures) | {"allOf": alone}


def _entries(inner: str, *, days: bool) -> dict[str, Schema]:
    """What stands under each key of a condition, whose own parts are of the shape
    `inner`; those that people are told of have words of their own.
    """
    text = DATED_TEXT if days else TEXT
    word = DATED_WORD if days else WORD
    part, item = refer(inner), refer(f"{inner}-item")
    words = inner == "condition"
    told, told_item = (refer("named"), refer("named-item")) if words else (part, item)
    values = either("array", listed(WORD, least=1), WORD)
    branch = closed(("is", "then"), (), {"is": values, "then": told})
    return {
        "id": word,
        "text": text,
        "denial": text,
        "cite": DATED_CITATIONS if days else CITATIONS,
        "deadline": dated(TRUTH) if days else TRUTH,
        "all": listed(item, least=1),
        "any": listed(told_item, least=1),
        "at_least": dated(WHOLE) if days else WHOLE,
        "not": part,
        "test": word,
        "use": word,
        "by": word,
        "branches": listed(with_days(branch) if days else branch, least=1),
        "otherwise": told,
        "contested": listed(told_item, least=SIDES),
        "decided_by": text,
        "judged_by": one_of(("office",)),
    }
