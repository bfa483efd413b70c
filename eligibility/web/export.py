"""A rulebook on a day as JSON, for a browser that decides by itself.

No answer then leaves the person's device. `evaluator.mjs` reads it; its answers are
tested equal to this engine's.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import version

from eligibility.document import cited, text
from eligibility.law.contents import WrittenCaution
from eligibility.law.facts import Fact
from eligibility.readings.evaluation import MeasurePlan, Plans, Program
from eligibility.readings.portable import portable
from eligibility.rulebook import Rulebook
from eligibility.sentences.filling import templates
from eligibility.telling.answer import WORTH, AnswerKind
from eligibility.telling.wording import BASIS, Wording

SENTENCES = ("answer", "cautions", "faults", "joins")
"""The files of sentences that the browser says as this engine does."""


def exported(book: Rulebook, day: date) -> dict[str, object]:
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
            "title": text(contents.title),
        },
        "on": day.isoformat(),
        "today": day.toordinal(),
        "facts": [_fact(fact, plans) for fact in book.facts.values()],
        "implied": _implied(plans),
        "contradictions": [
            {
                "id": one.id,
                "text": text(one.text),
                "steps": portable(plans.contradictions[one.id], book.facts),
            }
            for one in contents.contradictions
        ],
        "exclusive": [
            {
                "text": text(group.text),
                "measures": list(group.measures),
                "cite": cited(group.citations),
            }
            for group in contents.exclusive
        ],
        "review_by": {
            source.id: source.review_by.isoformat()
            for source in contents.sources.values()
        },
        "measures": [
            _measure(plan, book.facts, day) for plan in plans.measures.values()
        ],
        "words": {
            "headings": {kind.name.lower(): text(kind.heading) for kind in AnswerKind},
            "basis": {basis.id: text(words) for basis, words in BASIS.items()},
            "sentences": {
                id_: text(words)
                for file in SENTENCES
                for id_, words in templates(file).items()
            },
        },
    }


def _fact(fact: Fact, plans: Plans) -> dict[str, object]:
    found: dict[str, object] = {
        "id": fact.id,
        "kind": fact.kind.value,
        "heading": text(fact.heading),
        "question": text(fact.question),
        "help": text(fact.help),
        "sensitive": fact.sensitive,
    }
    if fact.values:
        found["values"] = [{"id": id_, **_words(fact, id_)} for id_ in fact.values]
    if fact.kind.ordered:
        found |= {
            "least": fact.least,
            "most": fact.most,
            "decimals": fact.decimals,
            "unit": text(fact.counted_in),
            "latest_is_today": fact.latest_is_today,
        }
    program = plans.applies.get(fact.id)
    if program is not None:
        found["applies"] = portable(program, plans.book.contents.facts)
    return found


def _words(fact: Fact, id_: str) -> dict[str, str]:
    return {"zh": fact.values[id_].zh, "en": fact.values[id_].en}


def _implied(plans: Plans) -> dict[str, dict[str, object]]:
    """Of each fact that says something, the values of others that are then certain."""
    found: dict[str, dict[str, object]] = {}
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
) -> dict[str, object]:
    measure, version_ = plan.bound.measure, plan.bound.version
    found: dict[str, object] = {
        "id": measure.id,
        "title": text(measure.title),
        "summary": text(measure.summary),
        "kind": measure.kind,
        "worth": WORTH.index(measure.kind),
    }
    if plan.condition is not None:
        found["steps"] = portable(plan.condition, facts)
    else:
        informs = version_ is not None and version_.informs is not None
        found["status"] = "informational" if informs else "not_in_force"
    if plan.held is not None:
        found["held"] = portable(plan.held, facts)
    found["cautions"] = list(_cautions(plan.cautions, facts))
    found["when"] = {
        "zh": Wording(facts, "zh").when_in_force(measure, day),
        "en": Wording(facts, "en").when_in_force(measure, day),
    }
    if version_ is None:
        return found
    found["cite"] = cited(version_.citations)
    if version_.planned or version_.informs:
        found["text"] = text(version_.planned or version_.informs)
    if version_.offer is not None:
        found["offer"] = text(version_.offer)
    if version_.application is not None:
        application = version_.application
        apply: dict[str, object] = {
            "where": text(application.where),
            "bring": [text(one) for one in application.bring],
        }
        if application.within:
            apply["within"] = text(application.within)
        found["apply"] = apply
    return found


def _cautions(
    cautions: Iterable[tuple[WrittenCaution, Program]], facts: Mapping[str, Fact]
) -> Iterable[dict[str, object]]:
    for caution, when in cautions:
        yield {
            "kind": caution.kind,
            "text": text(caution.text),
            "cite": cited(caution.citations),
            "when": portable(when, facts),
        }
