"""What a rulebook offers, as plain JSON values: topics, and measures on a day."""

from datetime import date

from eligibility.assessment import assess
from eligibility.document import determined, identity, text
from eligibility.law.contents import Measure, Version
from eligibility.readings.portable import cited
from eligibility.rulebook import Rulebook
from eligibility.texts import Text

IN_FORCE = Text("在实行", "In force")
PLANNED = Text("还没有实行", "Planned")
INFORMS = Text("供参考", "For information")
NOT_IN_FORCE = Text("没有实行", "Not in force")
STATES = {
    "in_force": IN_FORCE,
    "planned": PLANNED,
    "informational": INFORMS,
    "not_in_force": NOT_IN_FORCE,
}


def state(version: Version | None) -> str:
    """Whether a measure is in force, by its version on a day."""
    if version is None:
        return "not_in_force"
    if version.planned is not None:
        return "planned"
    return "informational" if version.informs is not None else "in_force"


def every_measure(book: Rulebook, day: date) -> dict[str, object]:
    """The measures on a day, in the rulebook's order."""
    book.on(day)  # refuses a day before the first
    topics = [
        {"id": id_, "title": text(words)} for id_, words in book.contents.topics.items()
    ]
    listed = [_summary(one, day) for one in book.measures.values()]
    return _read(book, day) | {"topics": topics, "measures": listed}


def one_measure(id_: str, book: Rulebook, day: date) -> dict[str, object]:
    """One measure on a day; its conditions are those of `check --json`, all unknown.

    CallError for a measure that the rulebook does not have.
    """
    nobody = assess({}, book, on=day, measures=[id_])
    measure, version = nobody[id_].measure, nobody[id_].version
    told = determined(nobody[id_])
    kept = {key: told[key] for key in ("conditions", "apply") if key in told}
    detail: dict[str, object] = {
        "gives": text(version.offer) if version else None,
        "grants": sorted(version.grants) if version else [],
        "cite": cited(version.citations) if version else [],
        "cautions": [
            {"kind": it.kind, "text": text(it.text), "cite": cited(it.citations)}
            for it in (version.cautions_on(nobody.day) if version else ())
        ],
        "versions": [
            {
                "from": it.start.isoformat(),
                "until": it.end.isoformat() if it.end else None,
                "state": state(it),
            }
            for it in measure.versions
        ],
    }
    whole = _summary(measure, nobody.day) | kept | detail
    return _read(book, day) | {"measure": whole}


def _read(book: Rulebook, day: date) -> dict[str, object]:
    return {"rulebook": identity(book), "on": day.isoformat()}


def _summary(measure: Measure, day: date) -> dict[str, object]:
    version = measure.on(day)
    found: dict[str, object] = {
        "id": measure.id,
        "title": text(measure.title),
        "summary": text(measure.summary),
        "kind": measure.kind,
        "audience": measure.audience,
        "state": state(version),
    }
    if measure.topic is not None:
        found["topic"] = measure.topic
    if version is not None and (version.planned or version.informs):
        found["text"] = text(version.planned or version.informs)
    return found
