"""The calendar file: the days of the advice, read back, and nothing of the person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from eligibility import Assessment, Status
from eligibility.inquiries.advice import Advice
from eligibility.inquiries.windows import Window
from eligibility.profiles import Profile
from eligibility.report.calendar import calendar
from eligibility.report.dates import Event, Occasion, events
from eligibility.telling.answer import done_now

Plan = tuple[Assessment, Profile, dict[str, Advice]]
GRADUATE = "graduate-food-delivery"
DAY = date(2021, 7, 27)


def read(made: bytes | None) -> list[Any]:
    assert made is not None
    whole = icalendar.Calendar.from_ical(made)
    assert whole.errors == []
    return list(whole.walk("VEVENT"))


def test_the_last_days_are_those_of_the_advice(plan: Callable[[str], Plan]) -> None:
    assessment, _, advice = plan(GRADUATE)
    expected = {
        one.apply_by
        for one in advice.values()
        if one.apply_by and not done_now(one.determination)
    }
    assert expected
    told = read(calendar(assessment, advice, "zh"))
    due = {one.decoded("dtstart") for one in told if "最晚" in one["summary"]}
    assert due == expected


def test_days_on_which_measures_open_are_told(with_path: Plan) -> None:
    found = events(with_path[2])
    assert Event(date(2021, 9, 1), Occasion.OPENS, "hardship-recognition") in found
    assert [it.day for it in found] == sorted(it.day for it in found)
    assert all(it.day > DAY for it in found)


def test_a_window_to_come_has_a_first_and_a_last_day(with_path: Plan) -> None:
    one = with_path[2]["startup-loan"]
    coming = Window(Status.ELIGIBLE, date(2022, 1, 1), date(2022, 3, 31))
    found = events({"startup-loan": replace(one, windows=(*one.windows, coming))})
    assert [(it.day, it.occasion) for it in found] == [
        (date(2022, 1, 1), Occasion.OPENS),
        (date(2022, 3, 31), Occasion.APPLY_BY),
    ]


def test_every_event_takes_a_whole_day(with_path: Plan) -> None:
    for one in read(calendar(with_path[0], with_path[2], "en")):
        start, end = one.decoded("dtstart"), one.decoded("dtend")
        assert not isinstance(start, datetime)
        assert end - start == timedelta(days=1)
        assert one["transp"] == "TRANSPARENT"
        assert one["categories"]


def test_every_event_is_called_to_mind_in_time(with_path: Plan) -> None:
    for one in read(calendar(with_path[0], with_path[2], "en")):
        alarms = one.walk("VALARM")
        assert alarms
        for alarm in alarms:
            assert alarm["action"] == "DISPLAY"
            assert alarm["description"]
            day = one.decoded("dtstart")
            at = datetime.combine(day, datetime.min.time()) + alarm.decoded("trigger")
            assert DAY <= at.date() <= day


def test_a_day_close_by_is_called_to_mind_that_morning(with_path: Plan) -> None:
    assessment, _, advice = with_path
    soon = replace(advice["gig-market-placement"], apply_by=DAY)
    (event,) = read(calendar(assessment, {"gig-market-placement": soon}, "en"))
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)


def test_the_file_is_one_that_every_calendar_reads(with_path: Plan) -> None:
    made = calendar(with_path[0], with_path[2], "zh")
    assert made is not None
    whole = icalendar.Calendar.from_ical(made)
    assert whole["version"] == "2.0"
    assert str(whole["prodid"]).startswith("-//eligibility//")
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert made.count(b"\n") == made.count(b"\r\n")
    for event in whole.walk("VEVENT"):
        assert event.decoded("dtstamp") == datetime(2021, 7, 27, tzinfo=UTC)


def test_names_are_stable_and_say_nothing_of_the_person(
    plan: Callable[[str], Plan], with_path: Plan
) -> None:
    assessment, _, advice = plan(GRADUATE)
    uids = [one["uid"] for one in read(calendar(assessment, advice, "zh"))]
    assert len(uids) == len(set(uids))
    assert uids == [one["uid"] for one in read(calendar(assessment, advice, "en"))]
    later = replace(assessment, day=date(2021, 8, 1))
    assert uids == [one["uid"] for one in read(calendar(later, advice, "zh"))]
    others = {one["uid"] for one in read(calendar(with_path[0], with_path[2], "zh"))}
    assert set(uids) <= others


def test_no_answer_is_in_it(plan: Callable[[str], Plan]) -> None:
    assessment, _, advice = plan(GRADUATE)
    made = calendar(assessment, advice, "zh")
    assert made is not None
    text = made.replace(b"\r\n ", b"").decode()
    for answer in ("1998-03-12", "19980312", "2020-06-30", "美团", "meituan"):
        assert answer not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_day_there_is_no_calendar(
    plan: Callable[[str], Plan], language: Any
) -> None:
    assessment, _, advice = plan(GRADUATE)
    none = {"home-premises": replace(advice["home-premises"], windows=())}
    assert calendar(assessment, none, language) is None


def test_a_day_says_whom_to_ask_and_leads_to_the_page(
    plan: Callable[[str], Plan],
) -> None:
    assessment, _, advice = plan(GRADUATE)
    told = read(calendar(assessment, advice, "zh"))
    assert any("问谁：12333 人力资源和社会保障热线" in it["description"] for it in told)
    assert {it.get("url") for it in told} == {"https://www.gdzwfw.gov.cn/", None}
