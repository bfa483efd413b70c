"""What every interface must say of a person: the engine's own answer, key for key."""

import json
from datetime import date
from typing import Any

from eligibility import Rulebook, assess
from eligibility.document import document, plain
from eligibility.profiles import Profile
from eligibility.service.problems import pointer


def told(profile: Profile, book: Rulebook) -> dict[str, object]:
    """A profile as JSON has it."""
    return {
        id_: plain(book.facts[id_].decode(code))
        for id_, code in profile.codes.items()
        if id_ not in profile.implied
    }


def expected(profile: Profile, book: Rulebook, day: date) -> dict[str, object]:
    """The engine's document, with what settles each outcome, and without amounts."""
    assessment = assess(profile, book, on=day)
    whole: Any = document(assessment)
    for one, found in zip(assessment, whole["determinations"], strict=True):
        found.pop("amount", None)
        if one.finding is not None:
            found["because"] = [
                {"condition": it.id, "truth": it.truth.value == "true"}
                for it in one.because
            ]
    plainly: dict[str, object] = json.loads(json.dumps(whole))
    return plainly


def difference(found: object, wanted: object, *at: str | int) -> str | None:
    """A JSON pointer to the first place where two documents differ, None for none.

    Stricter than `==`: 1, 1.0 and true are three values.

    >>> difference({"a": [1, {"b": None}]}, {"a": [1, {"b": False}]})
    '/a/1/b'
    >>> [difference(1, wanted) for wanted in (1, 1.0, True)], difference({}, {"a": 1})
    ([None, '', ''], '/a')
    """
    if isinstance(found, dict) and isinstance(wanted, dict):
        odd = sorted(found.keys() ^ wanted.keys())
        if odd:
            return pointer(*at, odd[0])
        pairs = ((key, found[key], wanted[key]) for key in wanted)
    elif isinstance(found, list) and isinstance(wanted, list):
        if len(found) != len(wanted):
            return pointer(*at, min(len(found), len(wanted)))
        pairs = (
            (key, *pair) for key, pair in enumerate(zip(found, wanted, strict=True))
        )
    else:
        same = type(found) is type(wanted) and found == wanted
        return None if same else pointer(*at)
    return next(
        (it for key, a, b in pairs if (it := difference(a, b, *at, key)) is not None),
        None,
    )
