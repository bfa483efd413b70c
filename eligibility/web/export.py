"""A rulebook on a day as JSON, for a browser that decides by itself.

No answer then leaves the person's device. `evaluator.mjs` reads it; its answers are
tested equal to this engine's. Its types are also written for JavaScript, as
`nodes.d.ts`.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import version
from typing import assert_never

from eligibility.inquiries.plan import WORTH
from eligibility.law.applying import Application as WrittenApplication
from eligibility.law.applying import Contact as WrittenContact
from eligibility.law.contents import WrittenCaution
from eligibility.law.facts import Code, Fact, as_written
from eligibility.law.facts import Kind as FactKind
from eligibility.readings.evaluation import MeasurePlan, Plans, Program
from eligibility.readings.portable import cited, portable, worded
from eligibility.rulebook import Rulebook
from eligibility.sentences.filling import templates
from eligibility.telling.answer import AnswerKind
from eligibility.telling.wording import BASIS, Wording
from eligibility.texts import Text
from eligibility.web.shapes import (
    Application,
    Contact,
    Decision,
    Exported,
    ExportedCaution,
    ExportedFact,
    ExportedMeasure,
    ExportedValue,
    OrderedFact,
    OrderedKind,
)

SENTENCES = ("answer", "cautions", "faults", "joins", "prose", "unmet", "values")
"""The files of sentences that the browser says as this engine does."""


def exported(book: Rulebook, day: date) -> Exported:
    """The rulebook as it stands on a day.

    Raises CallError for a day before its first, and for a rulebook in which some test
    cannot be decided without a calendar.
    """
    plans = book.plans(day)
    contents = book.contents
    return {
        "engine": {"version": version("eligibility")},
        "rulebook": {
            "name": book.name,
            "version": book.version,
            "sha256": book.sha256,
            "title": worded(contents.title),
        },
        "on": day.isoformat(),
        "today": day.toordinal(),
        "facts": [_fact(fact, plans) for fact in book.facts.values()],
        "implied": _implied(plans),
        "contradictions": [
            {
                "id": one.id,
                "text": worded(one.text),
                "steps": portable(plans.contradictions[one.id], book.facts),
            }
            for one in contents.contradictions
        ],
        "exclusive": [
            {
                "text": worded(group.text),
                "measures": list(group.measures),
                "cite": cited(group.citations),
            }
            for group in contents.exclusive
        ],
        "review_by": {
            source.id: source.review_by.isoformat()
            for source in contents.sources.values()
        },
        "topics": [
            {"id": id_, "title": worded(words)}
            for id_, words in contents.topics.items()
        ],
        "measures": [
            _measure(plan, book.facts, day) for plan in plans.measures.values()
        ],
        "words": {
            "headings": {
                kind.name.lower(): worded(kind.heading) for kind in AnswerKind
            },
            "basis": {basis.id: worded(words) for basis, words in BASIS.items()},
            "sentences": {
                id_: worded(words)
                for file in SENTENCES
                for id_, words in templates(file).items()
            },
        },
    }


def _fact(fact: Fact, plans: Plans) -> ExportedFact:
    found = _declared(fact)
    asked = plans.asked.get(fact.id)
    if asked is not None:
        found["asked"] = portable(asked, plans.book.contents.facts)
    program = plans.applies.get(fact.id)
    if program is not None:
        found["applies"] = portable(program, plans.book.contents.facts)
    if fact.tells:
        found["tells"] = {
            as_written(code): dict(others) for code, others in fact.tells.items()
        }
    return found


def _declared(fact: Fact) -> ExportedFact:
    match fact.kind:
        case FactKind.BOOL:
            return {
                "id": fact.id,
                "kind": "bool",
                "heading": worded(fact.heading),
                "question": worded(fact.question),
                "help": worded(fact.help),
                "sensitive": fact.sensitive,
                "movable": fact.movable,
            }
        case FactKind.CHOICE:
            return {
                "id": fact.id,
                "kind": "choice",
                "heading": worded(fact.heading),
                "question": worded(fact.question),
                "help": worded(fact.help),
                "sensitive": fact.sensitive,
                "movable": fact.movable,
                "values": [_value(id_, words) for id_, words in fact.values.items()],
            }
        case FactKind.DATE:
            return _ordered(fact, "date")
        case FactKind.INTEGER:
            return _ordered(fact, "integer")
        case FactKind.NUMBER:
            return _ordered(fact, "number")
        case FactKind.MONEY:
            return _ordered(fact, "money")
        case _:
            assert_never(fact.kind)


def _ordered(fact: Fact, kind: OrderedKind) -> OrderedFact:
    return {
        "id": fact.id,
        "kind": kind,
        "heading": worded(fact.heading),
        "question": worded(fact.question),
        "help": worded(fact.help),
        "sensitive": fact.sensitive,
        "movable": fact.movable,
        "least": fact.least,
        "most": fact.most,
        "decimals": fact.decimals,
        "unit": worded(fact.counted_in) if fact.counted_in is not None else None,
        "latest_is_today": fact.latest_is_today,
    }


def _value(id_: str, words: Text) -> ExportedValue:
    return {"id": id_, "zh": words.zh, "en": words.en}


def _implied(plans: Plans) -> dict[str, dict[str, Code]]:
    """Of each fact that says something, the values of others that are then certain."""
    found: dict[str, dict[str, Code]] = {}
    for teller, others in plans.book.implied.items():
        certain = {
            id_: code
            for id_, left in others.items()
            if isinstance(left, frozenset) and len(left) == 1
            for code in left
        }
        if certain:
            found[teller] = dict(certain)
    return found


def _measure(
    plan: MeasurePlan, facts: Mapping[str, Fact], day: date
) -> ExportedMeasure:
    measure, version_ = plan.bound.measure, plan.bound.version
    described: ExportedMeasure = {
        "id": measure.id,
        "title": worded(measure.title),
        "summary": worded(measure.summary),
        "kind": measure.kind,
        "worth": WORTH.index(measure.kind),
        **_decision(plan, facts),  # type: ignore[typeddict-item]  # the rest follows
        "cautions": list(_cautions(plan.cautions, facts)),
        "when": {
            "zh": Wording(facts, "zh").when_in_force(measure, day),
            "en": Wording(facts, "en").when_in_force(measure, day),
        },
    }
    if measure.topic is not None:
        described["topic"] = measure.topic
    if version_ is None:
        return described
    described["cite"] = cited(version_.citations)
    told = version_.planned or version_.informs
    if told:
        described["text"] = worded(told)
    if version_.offer is not None:
        described["offer"] = worded(version_.offer)
    if version_.application is not None:
        described["apply"] = _application(version_.application)
    return described


def _decision(plan: MeasurePlan, facts: Mapping[str, Fact]) -> Decision:
    found: Decision = {}
    version_ = plan.bound.version
    if plan.condition is not None:
        found["steps"] = portable(plan.condition, facts)
    else:
        informs = version_ is not None and version_.informs is not None
        found["status"] = "informational" if informs else "not_in_force"
    if plan.held is not None:
        found["held"] = portable(plan.held, facts)
    if plan.concerns is not None:
        found["concerns"] = portable(plan.concerns, facts)
    return found


def _application(application: WrittenApplication) -> Application:
    found: Application = {
        "where": worded(application.where),
        "bring": [worded(one) for one in application.bring],
    }
    if application.within:
        found["within"] = worded(application.within)
    if application.contact:
        found["contact"] = _contact(application.contact)
    return found


def _contact(contact: WrittenContact) -> Contact:
    found: Contact = {}
    if contact.phone is not None:
        found["phone"] = contact.phone
    if contact.name is not None:
        found["name"] = worded(contact.name)
    if contact.url is not None:
        found["url"] = contact.url
    return found


def _cautions(
    cautions: Iterable[tuple[WrittenCaution, Program]], facts: Mapping[str, Fact]
) -> Iterable[ExportedCaution]:
    for caution, when in cautions:
        yield {
            "kind": caution.kind,
            "text": worded(caution.text),
            "cite": cited(caution.citations),
            "when": portable(when, facts),
        }
