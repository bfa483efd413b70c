"""The days to remember as a calendar file (RFC 5545), for a phone.

Nothing of the person is in it: an event's UID is made from the rulebook, the measure,
the day and its occasion, so that a calendar written again takes the place of the old.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from eligibility.assessment import Assessment
from eligibility.inquiries.advice import Advice
from eligibility.keeping.formats import ICS
from eligibility.law.contents import Version
from eligibility.report.dates import Event, Occasion, ended_by, events
from eligibility.sentences.spoken import spoken_day
from eligibility.telling.wording import Wording, surest
from eligibility.texts import Language

PRODUCT = "-//eligibility//calendar//EN"
MORNING = timedelta(hours=9)
REMINDERS = {
    Occasion.APPLY_BY: (14, 3),
    Occasion.CLAIM: (1,),
    Occasion.OPENS: (1,),
    Occasion.ENDS: (14, 3),
}
"""How many days before a day it is called to mind."""


def calendar(
    assessment: Assessment, advice: Mapping[str, Advice], language: Language
) -> bytes | None:
    """The calendar; None where there is no day to remember.

    Raises CallError where the library for it is not installed.
    """
    with ICS.needed():
        import icalendar
    found = events(assessment, advice)
    if not found:
        return None
    words = Wording(assessment.book.facts, language)
    whole = icalendar.Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    for event in found:
        entry = icalendar.Event()
        for name, value in _properties(event, _Told(assessment, advice, words)):
            entry.add(name, value)
        for before in _reminders(event, assessment.day):
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _summary(event, assessment, words))
            alarm.add("trigger", MORNING - timedelta(days=before))
            entry.add_component(alarm)
        whole.add_component(entry)
    made: bytes = whole.to_ical()
    return made


@dataclass(frozen=True, slots=True)
class _Told:
    """Of whom events are told, and in which words."""

    assessment: Assessment
    advice: Mapping[str, Advice]
    words: Wording


def _properties(event: Event, told: _Told) -> Iterator[tuple[str, Any]]:
    words = told.words
    yield "uid", _uid(event, told.assessment)
    yield "dtstamp", datetime.combine(told.assessment.day, time(), UTC)
    yield "dtstart", event.day
    yield "dtend", event.day + timedelta(days=1)
    yield "summary", _summary(event, told.assessment, words)
    yield "description", "\n".join(filter(None, _description(event, told)))
    yield "categories", [words.say("办事", "Eligibility"), event.occasion.name]
    yield "transp", "TRANSPARENT"
    leads_to = address(_version(event, told.assessment))
    if leads_to is not None:
        yield "url", leads_to


def _uid(event: Event, assessment: Assessment) -> str:
    named = (
        assessment.book.name,
        event.measure,
        event.day.isoformat(),
        event.occasion.name,
    )
    digest = hashlib.sha256("\n".join(named).encode()).hexdigest()
    return f"{digest[:32]}@eligibility"


def _summary(event: Event, assessment: Assessment, words: Wording) -> str:
    title = words.of(assessment.book.measures[event.measure].title)
    return f"{title}{words.say('：', ': ')}{words.of(event.occasion.value)}"


def _version(event: Event, assessment: Assessment) -> Version | None:
    """The measure as it stands on the day."""
    return assessment.book.measures[event.measure].on(event.day)


def address(version: Version | None) -> str | None:
    """The page that leads on from a measure: its counter on the web, else the surest of
    its sources that is a page.
    """
    if version is None:
        return None
    contact = version.application.contact if version.application is not None else None
    if contact is not None and contact.url is not None:
        return contact.url
    seen = (place.source.address for place in surest(version.citations))
    return next((it for it in seen if it is not None), None)


def _description(event: Event, told: _Told) -> Iterator[str]:
    """What it is about, when, where and with what, what ends it; and that it is no
    decision.
    """
    words, version = told.words, _version(event, told.assessment)
    how = version.application if version is not None else None
    advice = told.advice.get(event.measure)
    if event.occasion is Occasion.ENDS and advice is not None:
        ending = map(words.of, ended_by(event, told.assessment, advice))
        rules = words.listed(ending, "joins.clauses")
        label = words.say("过了这天就不再满足", "No longer met after it")
        yield words.labelled(label, rules) if rules else ""
    if version is not None and version.offer is not None:
        offer = words.sentence("answer.label.offer")
        yield words.labelled(offer, words.of(version.offer))
    if how is not None:
        bring = words.listed(map(words.of, how.bring), "joins.things")
        for label, text in (
            ("answer.label.when", words.of(how.within)),
            ("answer.label.where", words.of(how.where)),
            ("answer.label.bring", bring),
        ):
            yield words.labelled(words.sentence(label), text) if text else ""
        for label, said in words.contacts(how):
            yield words.labelled(label, said)
    day = spoken_day(told.assessment.day)
    yield words.say(
        f"按 {day.zh}的规定算出，只供参考，不是决定。",
        f"By the rules of {day.en}. Information, no decision.",
    )


def _reminders(event: Event, today: date) -> tuple[int, ...]:
    """Those of its reminders that are still to come; else the morning of the day."""
    left = (event.day - today).days
    coming = tuple(it for it in REMINDERS[event.occasion] if it <= left)
    return coming or (0,)
