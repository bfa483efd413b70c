"""What schemas of rulebook files are made of: scalars, texts, lists, closed mappings.

YAML says `24`, `true` and `2020-01-01` as it likes; the loader takes each scalar as
text until a type is declared, and so do these shapes.
"""

from collections.abc import Collection, Mapping
from typing import Any

from eligibility.loading.amendments import DAYS, VALUE
from eligibility.loading.applying import PHONE, SCHEMES
from eligibility.loading.entries import LANGUAGES

Schema = dict[str, Any]

WORD: Schema = {"type": ["string", "number", "boolean"]}
"""Any scalar but nothing."""
OPEN: Schema = {"type": ["string", "number", "boolean", "null"]}
"""Any scalar; nothing says that it is not known."""
TRUTH: Schema = {"enum": [True, False]}
WHOLE: Schema = {"type": "integer"}
DAY: Schema = {
    "type": "string",
    "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
}
PHONES: Schema = {"pattern": f"^(?:{PHONE.pattern})$"}
ADDRESS: Schema = {"type": "string", "pattern": f"^({'|'.join(SCHEMES)})://"}


def one_of(names: Collection[str]) -> Schema:
    """A name out of a closed list."""
    return {"enum": list(names)}


def named(entry: Schema, names: Schema | None = None) -> Schema:
    """A mapping whose keys are names of the rulebook's own."""
    shape: Schema = {"type": "object", "additionalProperties": entry}
    return shape | ({"propertyNames": names} if names else {})


def listed(item: Schema, least: int = 0) -> Schema:
    """A list."""
    return {"type": "array", "items": item} | ({"minItems": least} if least else {})


def closed(
    required: Collection[str], optional: Collection[str], entries: Mapping[str, Schema]
) -> Schema:
    """A mapping with these keys and no others. AssertionError where an entry is missing
    for a key that the loader takes, or stands for one that it does not take.
    """
    keys = (*required, *optional)
    if set(keys) != set(entries):
        raise AssertionError(set(keys) ^ set(entries))
    return {
        "type": "object",
        "required": list(required),
        "properties": {key: entries[key] for key in keys},
        "additionalProperties": False,
    }


TEXT = closed(LANGUAGES, (), {language: {"type": "string"} for language in LANGUAGES})


def exactly_one(keys: Collection[str]) -> Schema:
    """That one of some keys is there."""
    return {"oneOf": [{"required": [key]} for key in keys]}


def either(kind: str, then: Schema, otherwise: Schema) -> Schema:
    """One shape for what is of a type, another for the rest.

    Said with `if`, so that what is wrong is told of the shape that was meant.
    """
    return {"if": {"type": kind}, "then": then, "else": otherwise}


def with_days(shape: Schema) -> Schema:
    """A closed mapping that may say from when until when it is there."""
    days = dict.fromkeys(DAYS, DAY)
    return shape | {"properties": {**days, **shape["properties"]}}


def dated(shape: Schema, item: Schema | None = None) -> Schema:
    """A shape, or alternatives to it with their days; `item` is the shape of one that
    stands beside its days, without `value`.
    """
    alternative = with_days(closed((VALUE,), (), {VALUE: shape}))
    if item is not None:
        alternative = {
            "if": {"required": [VALUE]},
            "then": alternative,
            "else": item,
        }
    some = {"anyOf": [{"required": [day]} for day in DAYS]}
    return either("array", listed(alternative | some, least=1), shape)
