"""What the service answers with: the engine's own values, as JSON, words and files.

Everything here is reckoned, nothing read from or written to a connection.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from eligibility.assessment import Assessment, Determination, assess, chosen
from eligibility.document import asking, did, document, identity
from eligibility.errors import CallError, FactError
from eligibility.inquiries.advice import Advised
from eligibility.inquiries.advising import advise
from eligibility.keeping.formats import Format
from eligibility.profiles import Profile
from eligibility.rulebook import Rulebook
from eligibility.service.problems import Problem, errors_of
from eligibility.telling.answer import answer
from eligibility.texts import Language, Text


@dataclass(frozen=True, slots=True)
class Person:
    """One person's assessment with its advice."""

    profile: Profile = field(repr=False)
    assessment: Assessment = field(repr=False)
    advice: Advised = field(repr=False)
    years: int


def profile_in(values: Mapping[str, object], book: Rulebook, day: date) -> Profile:
    """A person's profile; Problem 422 with every fault, each with its pointer."""
    try:
        return book.profile(values, day)
    except FactError as failure:
        raise Problem(422, None, errors_of(failure, "profile")) from None
    except CallError as failure:
        raise Problem(422, None, errors_of(failure)) from None


class Asking(Protocol):
    """A call that is about some measures."""

    measures: list[str] | None
    topics: list[str] | None


def asked(call: Asking, book: Rulebook) -> tuple[str, ...]:
    """The measures that a call is about, by their ids or by their topics; Problem 422
    for one that there is not, and where both are named.
    """
    return measures_in(book, call.measures, call.topics)


def measures_in(
    book: Rulebook,
    measures: Collection[str] | None,
    topics: Collection[str] | None = None,
) -> tuple[str, ...]:
    """The measures of some ids or topics; Problem 422 as `asked` has it."""
    try:
        return chosen(book, measures, topics=topics)
    except CallError as failure:
        raise Problem(422, None, errors_of(failure)) from None


def advised(
    values: Mapping[str, object],
    book: Rulebook,
    day: date,
    *,
    measures: Collection[str] | None,
    years: int,
) -> Person:
    """A person's assessment with its advice; Problem 422 for what cannot be so."""
    wanted = measures_in(book, measures)
    profile = profile_in(values, book, day)
    found = assess(profile, book, on=day, measures=wanted)
    return Person(profile, found, advise(found, profile, years=years), years)


def assessed(found: Person) -> dict[str, object]:
    """The document of `check --json`."""
    return document(found.assessment, found.advice)


def brief(found: Assessment) -> dict[str, object]:
    """Of each measure what a row of a screened table has, and no advice."""
    return {
        "rulebook": identity(found.book),
        "on": found.day.isoformat(),
        "determinations": [in_brief(one) for one in found],
    }


def in_brief(one: Determination) -> dict[str, object]:
    """A determination as a row of a screened table has it."""
    return {
        "measure": one.measure.id,
        "status": one.status.value,
        "because": [finding.id for finding in one.because],
        "missing": list(one.missing),
    }


def told(
    found: Person, language: Language, *, whole: bool = False
) -> dict[str, object]:
    """The answer of `check` in words: blocks of entries, each with its details; `whole`
    puts the document beside them.
    """
    said = answer(found.assessment, found.profile, found.advice, language)
    beside = {"assessment": assessed(found)} if whole else {}
    return {
        "lang": language,
        "header": list(said.header),
        "plan": [
            {
                "do": did(step),
                "text": line.text,
                "when": line.when,
                "where": line.where,
                "bring": line.bring,
                "pays": line.pays,
                "notes": list(line.notes),
                **asking(step),
            }
            for step, line in zip(found.advice.plan, said.plan, strict=True)
        ],
        "blocks": [
            {
                "kind": block.kind.name.lower(),
                "heading": block.kind.heading.in_language(language),
                "entries": [
                    {
                        "measure": entry.measure,
                        "title": entry.title,
                        "remark": entry.remark,
                        "details": [
                            {"label": label, "text": text}
                            for label, text in entry.details
                        ],
                    }
                    for entry in block.entries
                ],
                "finds": [
                    {
                        "fact": find.fact,
                        "question": find.question,
                        "where": find.where,
                        "bears": find.bears,
                    }
                    for find in block.finds
                ],
            }
            for block in said.blocks
        ],
        "footer": said.footer,
        **beside,
    }


def reported(found: Person, language: Language, plan: Format) -> bytes:
    """The plan of `check --report`; Problem 501 where it cannot be made here."""
    from eligibility.report.page import page
    from eligibility.report.written import written

    years = found.years
    whole = page(found.assessment, found.profile, found.advice, language, years=years)
    try:
        return written(whole, plan)
    except CallError as failure:
        raise _not_here(failure) from None


def dated(found: Person, language: Language) -> bytes | None:
    """The calendar of `check --calendar`, None where there is no day to remember;
    Problem 501 where it cannot be made here.
    """
    from eligibility.report.calendar import calendar

    try:
        return calendar(found.assessment, found.advice, language)
    except CallError as failure:
        raise _not_here(failure) from None


def _not_here(failure: CallError) -> Problem:
    first = failure.faults[0]
    hint = first.hint or Text("", "")
    detail = Text(f"{first.text.zh}。{hint.zh}", f"{first.text.en}. {hint.en}")
    return Problem(501, detail)
