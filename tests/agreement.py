"""What the evaluator for browsers must say of a person: the engine's own answer."""

import json
from datetime import date
from typing import Any

from eligibility import Rulebook, assess
from eligibility.document import document, plain
from eligibility.profiles import Profile


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
