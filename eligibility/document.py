"""The contract's document: an assessment as plain JSON values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib.metadata import version

from eligibility.assessment import Assessment, Determination, Finding
from eligibility.inquiries.advice import Advice, Advised, Planned
from eligibility.inquiries.paths import Step
from eligibility.law.applying import Contact
from eligibility.law.facts import Value
from eligibility.particulars.amounts import CURRENCY, Amount
from eligibility.periods import SomeDay
from eligibility.readings.portable import cited
from eligibility.rulebook import Rulebook
from eligibility.texts import Text
from eligibility.truth import Truth

NONE: Mapping[str, Advice] = {}
TRUTHS = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def document(
    assessment: Assessment, advice: Mapping[str, Advice] = NONE
) -> dict[str, object]:
    """The document of `check --json`, as docs/json.md describes it; what advice there
    is stands with its measure.
    """
    book = assessment.book
    whole: dict[str, object] = {
        "engine": {"version": version("eligibility")},
        "rulebook": identity(book),
        "on": assessment.day.isoformat(),
    }
    if isinstance(advice, Advised):
        whole["plan"] = [_planned(step) for step in advice.plan]
    return whole | {
        "determinations": [
            determined(one, advice.get(one.measure.id)) for one in assessment
        ],
    }


def _planned(step: Planned) -> dict[str, object]:
    """A step of the plan."""
    return {
        "do": did(step),
        "text": text(step.text),
        "where": text(step.where),
        "bring": [text(one) for one in step.bring],
        "from": plain(step.start),
        "by": plain(step.by),
        "for": list(step.serves),
        "ends": list(step.ends),
        "rivals": list(step.rivals),
        **asking(step),
    }


def asking(step: Planned) -> dict[str, object]:
    """Whom to ask about a step, where somebody is written down."""
    return {} if step.contact is None else {"contact": contacted(step.contact)}


def identity(book: Rulebook) -> dict[str, object]:
    """Which rules were read."""
    return {"name": book.name, "version": book.version, "sha256": book.sha256}


def determined(
    determination: Determination, advice: Advice | None = None
) -> dict[str, object]:
    """One determination, as it stands in the document."""
    row: dict[str, object] = {
        "measure": determination.measure.id,
        "status": determination.status.value,
        "missing": list(determination.missing),
    }
    if determination.finding is not None:
        row["conditions"] = _finding(determination.finding)
    row["cautions"] = [
        {"kind": caution.kind, "text": text(caution.text)}
        | ({"cite": cited(caution.citations)} if caution.citations else {})
        for caution in determination.cautions
    ]
    if determination.concerning is Truth.FALSE:
        row["concerns"] = False
    if determination.basis is not None:
        row["basis"] = determination.basis.id
    version_ = determination.version
    if version_ is not None and version_.gives and version_.gives.amount is not None:
        row["amount"] = _amount(determination.amount)
    if version_ is not None and (version_.planned or version_.informs):
        row["text"] = text(version_.planned or version_.informs)
    if version_ is not None and version_.application is not None:
        application = version_.application
        apply: dict[str, object] = {
            "where": text(application.where),
            "bring": [text(one) for one in application.bring],
        }
        if application.within:
            apply["within"] = text(application.within)
        if application.contact:
            apply["contact"] = contacted(application.contact)
        if advice is not None and advice.apply_by is not None:
            apply["by"] = plain(advice.apply_by)
            apply["holds_until"] = plain(advice.holds_until)
        row["apply"] = apply
    if advice is not None:
        row |= _advised(advice)
    return row


def _advised(advice: Advice) -> dict[str, object]:
    return {
        "reasons": [
            {"condition": one.id, "truth": TRUTHS[one.truth]} for one in advice.reasons
        ],
        "windows": [
            {
                "status": one.status.value,
                "from": plain(one.start),
                "until": plain(one.until),
            }
            for one in advice.windows
        ],
        "changes": [
            {
                "set": {id_: plain(value) for id_, value in change.values.items()},
                "drop": list(change.dropped),
                "through": list(change.through),
            }
            for change in advice.changes
        ],
        "path": [{**did(step), "on": plain(step.day)} for step in advice.path],
        "instead": [one.id for one in advice.instead],
    }


def did(step: Step | Planned) -> dict[str, object]:
    """What is done in a step: a measure is obtained, or a fact made so by an act."""
    return {"act": step.act} if step.act is not None else {"measure": step.measure}


def _amount(amount: Amount | None) -> dict[str, object] | None:
    if amount is None or amount.value is None:
        return None
    return {
        "value": str(amount.value),
        "currency": CURRENCY,
        "per": amount.per,
        "months": amount.months,
        "basis": amount.basis.id if amount.basis is not None else None,
    }


def _finding(finding: Finding) -> dict[str, object]:
    denial = finding.denial
    return {
        "id": finding.id,
        "truth": TRUTHS[finding.truth],
        "text": text(finding.text),
        **({"denial": text(denial)} if denial is not None else {}),
        "facts": {id_: plain(value) for id_, value in finding.facts.items()},
        "cite": cited(finding.citations),
        "parts": [_finding(part) for part in finding.parts],
    }


def text(words: Text | None) -> dict[str, str] | None:
    """A text in both languages."""
    return {"zh": words.zh, "en": words.en} if words else None


def contacted(contact: Contact) -> dict[str, object]:
    """Whom to ask, with what is known of it."""
    known = {
        "phone": contact.phone,
        "name": text(contact.name),
        "url": contact.url,
    }
    return {key: value for key, value in known.items() if value is not None}


def plain(value: Value | SomeDay | None) -> object:
    """A fact's value: days in ISO form, amounts and numbers as text."""
    match value:
        case date():
            return value.isoformat()
        case Decimal() | SomeDay():
            return str(value)
        case _:
            return value
