"""A rulebook's days: its first, its last, and the one that it is where it holds."""

from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree
from zoneinfo import ZoneInfo

import pytest

from eligibility import CallError, EligibilityError, Rulebook, RulebookError, assess
from tests.edited import BASE

ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles")


def book(folder: Path, **head: str) -> Rulebook:
    copytree(BASE, folder / "book")
    file = folder / "book" / "rulebook.yaml"
    lines = [
        line
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.partition(":")[0] not in head
    ]
    lines += [f"{key}: {value}" for key, value in head.items()]
    file.write_text("\n".join(lines), encoding="utf-8")
    return Rulebook.load(str(folder / "book"))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("reader", ZONES)
def test_today_is_the_rulebooks_today_wherever_one_asks(
    tmp_path: Path, zone: str, reader: str
) -> None:
    here = book(tmp_path, timezone=zone)
    midnight = datetime(2026, 7, 27, tzinfo=ZoneInfo(zone))
    before, after = midnight.replace(day=26, hour=23, minute=59), midnight
    days = [
        here.today(moment.astimezone(ZoneInfo(reader)))
        for moment in (before, after.replace(minute=1))
    ]
    assert days == [date(2026, 7, 26), date(2026, 7, 27)]


def test_the_morning_in_guangdong_is_not_yesterday() -> None:
    guangdong = Rulebook.load("guangdong")
    moment = datetime(2026, 7, 26, 16, 1, tzinfo=UTC)
    assert guangdong.today(moment) == date(2026, 7, 27)


def test_a_moment_without_a_zone_is_no_moment(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="2026"):
        book(tmp_path).today(datetime(2026, 7, 27))  # noqa: DTZ001 - that is the test


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2019-12-31", "too-early"),
        ("2020-01-01", None),
        ("2030-06-30", None),
        ("2030-07-01", "too-late"),
        ("9999-12-31", "too-late"),
        ("2026-W01-1", "bad-day"),
        ("2026-1-1", "bad-day"),
        ("２026-01-01", "bad-day"),
        (datetime(2026, 1, 1, tzinfo=UTC), "bad-day"),
        (20260101, "bad-day"),
    ],
)
def test_a_day_is_one_that_the_rulebook_answers_for(
    tmp_path: Path, day: str, code: str | None
) -> None:
    here = book(tmp_path, last_day="2030-06-30")
    if code is None:
        assert assess({}, here, on=day).day == date.fromisoformat(day)
        return
    with pytest.raises(EligibilityError) as error:
        assess({}, here, on=day)
    assert isinstance(error.value, CallError)
    assert [fault.code for fault in error.value.faults] == [code]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ({"timezone": "Asia/Canton"}, "unknown-timezone"),
        ({"timezone": "../../etc/passwd"}, "unknown-timezone"),
        ({"last_day": "2019-12-31"}, "out-of-range"),
        ({"last_day": "2200-01-01"}, "out-of-range"),
        ({"last_day": "later"}, "wrong-type"),
    ],
)
def test_a_wrong_zone_or_last_day_is_refused(
    tmp_path: Path, head: dict[str, str], code: str
) -> None:
    with pytest.raises(RulebookError) as error:
        book(tmp_path, **head)
    (fault,) = error.value.faults
    assert fault.code == code
    assert fault.place is not None
