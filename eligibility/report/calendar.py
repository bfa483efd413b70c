"""The days to remember as a calendar file (RFC 5545), for a phone.

Nothing of the person is in it: an event's UID is made from the rulebook, the measure,
the day and its occasion, so that a calendar written again takes the place of the old.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from eligibility.assessment import Assessment
from eligibility.inquiries.advice import Advice
from eligibility.keeping.formats import ICS
from eligibility.law.contents import Application
from eligibility.report.dates import Event, Occasion, events
from eligibility.sentences.spoken import spoken_day
from eligibility.telling.wording import Wording
from eligibility.texts import Language

PRODUCT = "-//eligibility//calendar//EN"
MORNING = timedelta(hours=9)
REMINDERS = {Occasion.APPLY_BY: (14, 3), Occasion.OPENS: (1,)}
"""How many days before a day it is called to mind."""


def calendar(
    assessment: Assessment, advice: Mapping[str, Advice], language: Language
) -> bytes | None:
    """The calendar; None where there is no day to remember.

    Raises CallError where the library for it is not installed.
    """
    with ICS.needed():
        import icalendar
    found = events(advice)
    if not found:
        return None
    words = Wording(assessment.book.facts, language)
    whole = icalendar.Calendar()
    whole.add("prodid", PRODUCT)
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    for event in found:
        entry = icalendar.Event()
        for name, value in _properties(event, assessment, words):
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


def _properties(
    event: Event, assessment: Assessment, words: Wording
) -> Iterator[tuple[str, Any]]:
    yield "uid", _uid(event, assessment)
    yield "dtstamp", datetime.combine(assessment.day, time(), UTC)
    yield "dtstart", event.day
    yield "dtend", event.day + timedelta(days=1)
    yield "summary", _summary(event, assessment, words)
    yield "description", _description(event, assessment, words)
    yield "categories", [words.say("办事", "Eligibility"), event.occasion.name]
    yield "transp", "TRANSPARENT"
    how = _application(event, assessment)
    if how is not None and how.contact is not None and how.contact.url is not None:
        yield "url", how.contact.url


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


def _application(event: Event, assessment: Assessment) -> Application | None:
    """How to get the measure on the day itself."""
    version = assessment.book.measures[event.measure].on(event.day)
    return version.application if version else None


def _description(event: Event, assessment: Assessment, words: Wording) -> str:
    """Where to go, what to bring, and that it is no decision."""
    how = _application(event, assessment)
    lines = []
    if how is not None:
        lines.append(words.say("去哪里：", "Where: ") + words.of(how.where))
        bring = words.joined(map(words.of, how.bring), "、", "; ")
        lines.append(words.say(f"要带：{bring}", f"Bring: {bring}") if bring else "")
        lines += (words.labelled(label, said) for label, said in words.contacts(how))
    day = spoken_day(assessment.day)
    lines.append(
        words.say(
            f"按 {day.zh}的规定算出，只供参考，不是决定。",
            f"By the rules of {day.en}. Information, no decision.",
        )
    )
    return "\n".join(line for line in lines if line)


def _reminders(event: Event, today: date) -> tuple[int, ...]:
    """Those of its reminders that are still to come; else the morning of the day."""
    left = (event.day - today).days
    coming = tuple(it for it in REMINDERS[event.occasion] if it <= left)
    return coming or (0,)
