"""The interview over HTTP: the next question as a form needs it, and what an answer
does.

The service remembers nobody: the caller holds the answers and sends them all each time.
"""

from collections.abc import Collection, Mapping
from datetime import date

from eligibility.assessment import Determination
from eligibility.document import identity, plain, text
from eligibility.errors import CallError, FactError
from eligibility.inquiries.interview import Stand, answered, decided_by, stand, written
from eligibility.law.facts import Fact, as_written
from eligibility.rulebook import Rulebook
from eligibility.service.answers import measures_in
from eligibility.service.problems import Problem, error, errors_of, pointer
from eligibility.telling.answer import AnswerKind, apart, kind_of
from eligibility.telling.wording import held
from eligibility.texts import Text


def next_question(
    values: Mapping[str, object],
    book: Rulebook,
    day: date,
    *,
    measures: Collection[str] | None,
) -> dict[str, object]:
    """What to ask next and why, how much is left, and what is certain."""
    given = _given(values, book, day)
    return _standing(stand(given, book, day, measures=measures_in(book, measures)))


def after_answer(  # noqa: PLR0913 - an interview, and what is told in it
    values: Mapping[str, object],
    fact: str,
    value: object,
    book: Rulebook,
    day: date,
    *,
    measures: Collection[str] | None,
) -> dict[str, object]:
    """The answers with one more or one changed, those dropped, and what follows."""
    asked = measures_in(book, measures)
    given = _given(values, book, day)
    if fact not in book.facts:
        known = Text("没有这个事实", "There is no such fact")
        raise Problem(422, None, [error("unknown-fact", "/fact", known)])
    try:
        told = None if value is None else written(book.facts[fact], as_written(value))
        change = answered(given, fact, told, book, day)
    except FactError as failure:
        errors = errors_of(failure, "profile")
        at = pointer("profile", fact)
        moved = (
            one | {"pointer": "/value"} if one["pointer"] == at else one
            for one in errors
        )
        raise Problem(422, None, moved) from None
    return {
        "profile": dict(change.given),
        "dropped": list(change.dropped),
    } | _standing(stand(change.given, book, day, measures=asked))


def described(fact: Fact) -> dict[str, object]:
    """A fact as a form needs it: its words, and the values it may have."""
    description: dict[str, object] = {
        "id": fact.id,
        "type": fact.kind.value,
        "heading": text(fact.heading),
        "question": text(fact.question),
        "help": text(fact.help),
        "sensitive": fact.sensitive,
    }
    if fact.choices:
        description["values"] = [
            {"value": value, "text": text(words)} for value, words in fact.choices
        ]
    else:
        if fact.counted_in is not None:
            description["unit"] = text(fact.counted_in)
        description["least"] = str(plain(fact.decode(fact.least)))
        description["most"] = str(plain(fact.decode(fact.most)))
        description["decimals"] = fact.decimals
    return description


def _standing(now: Stand) -> dict[str, object]:
    return {
        "rulebook": identity(now.assessment.book),
        "fact": _asked(now),
        "topic": now.topic,
        "remaining": {
            "at_least": now.at_least,
            "at_most": now.at_most,
            "about": now.about,
            "about_here": now.about_here,
        },
        "settled": [
            {
                "measure": one.measure.id,
                "status": one.status.value,
                "kind": settled_kind(one).name.lower(),
            }
            for one in now.assessment
            if not one.missing
        ],
    }


def settled_kind(determination: Determination) -> AnswerKind:
    """The block in which a measure will stand as far as no advice moves it."""
    if held(determination):
        return AnswerKind.DONE
    return AnswerKind.APART if apart(determination) else kind_of(determination)


def _asked(now: Stand) -> dict[str, object] | None:
    if now.fact is None:
        return None
    why = [
        {
            "measure": determination.measure.id,
            "title": text(determination.measure.title),
            "conditions": [{"id": one.id, "text": text(one.text)} for one in findings],
        }
        for determination, findings in decided_by(now.fact.id, now.assessment)
    ]
    return described(now.fact) | {"why": why}


def _given(
    values: Mapping[str, object], book: Rulebook, day: date
) -> dict[str, str | None]:
    """The answers as they stand in a file; Problem 422 for those that cannot be so."""
    try:
        book.profile(values, day)
    except FactError as failure:
        raise Problem(422, None, errors_of(failure, "profile")) from None
    except CallError as failure:
        raise Problem(422, None, errors_of(failure)) from None
    return {
        id_: None if value is None else as_written(value)
        for id_, value in values.items()
    }
