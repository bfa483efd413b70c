"""The calendar file: the days of the advice, read back, and nothing of the person."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from eligibility import Assessment, Rulebook, Status
from eligibility.inquiries.advice import Advice
from eligibility.inquiries.windows import Window
from eligibility.law.sources import Basis, Citation
from eligibility.loading import answers
from eligibility.profiles import Profile
from eligibility.report.calendar import address, calendar
from eligibility.report.dates import Event, Occasion, ended_by, events
from eligibility.telling.answer import done_now
from tests.report.conftest import EXAMPLES, advised

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
    found = events(with_path[0], with_path[2])
    assert Event(date(2021, 9, 1), Occasion.OPENS, "startup-jobs-subsidy") in found
    assert [it.day for it in found] == sorted(it.day for it in found)
    assert all(it.day > DAY for it in found)


def test_a_window_to_come_has_a_first_and_a_last_day(with_path: Plan) -> None:
    assessment, _, advice = with_path
    one = advice["startup-loan"]
    before = Window(Status.UNDETERMINED, date(2021, 12, 1), date(2021, 12, 31))
    coming = Window(Status.ELIGIBLE, date(2022, 1, 1), date(2022, 3, 31))
    opening = replace(one, windows=(*one.windows, before, coming))
    found = events(assessment, {"startup-loan": opening})
    assert [(it.day, it.occasion) for it in found] == [
        (date(2022, 1, 1), Occasion.OPENS),
        (date(2022, 3, 31), Occasion.APPLY_BY),
    ]


def test_later_windows_are_no_days_to_remember(with_path: Plan) -> None:
    assessment, _, advice = with_path
    one = advice["startup-loan"]
    coming = tuple(
        Window(Status.ELIGIBLE, date(year, 1, 1), date(year, 3, 31))
        for year in (2022, 2023)
    )
    found = events(
        assessment, {"startup-loan": replace(one, windows=(*one.windows, *coming))}
    )
    assert {it.day.year for it in found} == {2022}


def test_what_is_open_has_no_first_day_to_come(plan: Callable[[str], Plan]) -> None:
    assessment, _, advice = plan(GRADUATE)
    one = advice["gig-market-placement"]
    again = Window(Status.ELIGIBLE, date(2022, 1, 1), None)
    found = events(
        assessment,
        {"gig-market-placement": replace(one, windows=(*one.windows, again))},
    )
    assert found == ()


def test_what_ends_for_whoever_has_it_is_told_with_the_rule_that_ends_it(
    plan: Callable[[str], Plan],
) -> None:
    assessment, _, advice = plan(GRADUATE)
    ends = Event(date(2022, 6, 30), Occasion.ENDS, "social-insurance-subsidy")
    assert ends in events(assessment, advice)
    (rule,) = ended_by(ends, assessment, advice[ends.measure])
    assert rule.en == "Within two years of graduating"
    told = read(calendar(assessment, advice, "en"))
    (event,) = (it for it in told if it.decoded("dtstart") == ends.day)
    assert "No longer met after it: Within two years" in event["description"]


def test_the_age_that_ends_what_is_open_is_told(book: Rulebook) -> None:
    given = answers.from_file(str(EXAMPLES / f"{GRADUATE}.yaml")).values
    older = {**given, "birth_date": "1966-03-02", "sex": "male"}
    del older["retirement_category"]
    assessment, _, advice = advised(book.profile(older, DAY), book)
    ends = Event(date(2026, 7, 1), Occasion.ENDS, "employment-registration")
    assert ends in events(assessment, advice)
    (rule,) = ended_by(ends, assessment, advice[ends.measure])
    assert "retirement" in rule.en


def claims(values: Mapping[str, object], book: Rulebook) -> list[date]:
    assessment, _, advice = advised(book.profile(values, DAY), book)
    found = events(assessment, advice)
    return [it.day for it in found if it.occasion is Occasion.CLAIM]


def test_each_later_claim_is_told_where_the_city_asks_for_it(book: Rulebook) -> None:
    given = answers.from_file(str(EXAMPLES / f"{GRADUATE}.yaml")).values
    quarters = [date(2021, 10, 1), date(2022, 1, 1), date(2022, 4, 1), date(2022, 7, 1)]
    assert claims(given, book) == quarters
    assert claims({**given, "work_city": "foshan"}, book) == []


def test_no_more_claims_are_told_than_are_paid(book: Rulebook) -> None:
    given = answers.from_file(str(EXAMPLES / f"{GRADUATE}.yaml")).values
    used = {**given, "subsidy_months_used": 28}
    assert claims(used, book) == [date(2021, 10, 1), date(2022, 1, 1)]


def test_what_is_done_has_no_last_day_to_apply(plan: Callable[[str], Plan]) -> None:
    assessment, _, advice = plan(GRADUATE)
    done = advice["employment-registration"]
    assert done_now(done.determination)
    last = replace(done, apply_by=date(2022, 1, 1), holds_until=date(2022, 1, 1))
    assert events(assessment, {"employment-registration": last}) == ()


def test_what_is_only_uncertain_later_has_no_last_day(book: Rulebook) -> None:
    values: dict[str, object] = {
        "birth_date": "1964-03-02",
        "sex": "male",
        "work_city": "guangzhou",
        "employment_form": "platform",
        "labour_relationship": False,
        "promise_signed": True,
    }
    assessment, _, advice = advised(book.profile(values, DAY), book)
    one = advice["employment-registration"]
    last = one.holds_until
    assert last is not None
    assert [it.status for it in one.windows[:2]] == [
        Status.ELIGIBLE,
        Status.UNDETERMINED,
    ]
    apart = replace(one, apply_by=date(2021, 8, 1))
    found = events(assessment, {"employment-registration": apart})
    assert [it.occasion for it in found] == [Occasion.APPLY_BY]


def test_an_event_is_understood_alone(plan: Callable[[str], Plan]) -> None:
    assessment, _, advice = plan(GRADUATE)
    for event in read(calendar(assessment, advice, "zh")):
        assert "：" in event["summary"]
        for label in ("可以得到", "去哪里", "要带"):
            assert f"{label}：" in event["description"]
        assert "不是决定" in event["description"]


def test_an_event_leads_to_the_counter_or_the_surest_source(book: Rulebook) -> None:
    version = book.measures["social-insurance-subsidy"].versions[-1]
    (place, *_) = version.citations
    official = replace(place.source, seen_at="https://www.gov.cn/a")
    reprint = replace(place.source, seen_at="https://example.org/b")
    paper = replace(place.source, seen_at="regulations.md")
    places = (
        Citation(reprint, "", Basis.SECONDARY),
        Citation(paper, "", Basis.OFFICIAL),
        Citation(official, "", Basis.OFFICIAL),
    )
    assert address(replace(version, citations=places)) == "https://www.gdzwfw.gov.cn/"
    bare = replace(version, application=None)
    assert address(replace(bare, citations=places)) == "https://www.gov.cn/a"
    assert address(replace(bare, citations=places[1:2])) is None
    assert address(None) is None


def test_the_link_of_an_event_is_an_address(
    plan: Callable[[str], Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment, _, advice = plan(GRADUATE)
    monkeypatch.setattr(
        "eligibility.report.calendar.address", lambda _: "https://www.gov.cn/a"
    )
    for event in read(calendar(assessment, advice, "zh")):
        assert event["url"] == "https://www.gov.cn/a"


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
    assert "https://www.gdzwfw.gov.cn/" in {it.get("url") for it in told}
