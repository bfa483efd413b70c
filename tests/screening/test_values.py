"""One cell's text, read: each way of writing, each refusal,
and agreement with profiles.
"""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import FactError, Rulebook
from eligibility.law.facts import Code, Fact, Kind
from eligibility.periods import SomeDay
from eligibility.screening.values import Reader
from eligibility.texts import Text

DAY = date(2026, 7, 27)
EPOCH = date(1899, 12, 30)
BOOK = Rulebook.load("guangdong")


def wide(text: str) -> str:
    """A text in full-width letters and digits."""
    return "".join(chr(ord(one) + 0xFEE0) for one in text)


def read(
    fact: str, text: str, epoch: date | None = None
) -> Code | SomeDay | Text | None:
    return Reader(BOOK.facts[fact], DAY, epoch).read(text)


def refusal(fact: str, text: str, epoch: date | None = None) -> str:
    found = read(fact, text, epoch)
    assert isinstance(found, Text), found
    assert found.zh.endswith("。")
    return found.en


@pytest.mark.parametrize(
    "text",
    [
        *("2020-06-30", "2020/6/30", "2020.6.30", "2020年6月30日", "20200630"),
        *(wide("2020-06-30"), " 2020-06-30\u3000", "\ufeff2020-06-30"),
        *("2020-06-30 00:00:00", "2020-06-30T00:00:00.000", "2020/6/30 0:00"),
    ],
)
def test_a_day_may_be_written_in_many_ways(text: str) -> None:
    assert read("graduated_on", text) == date(2020, 6, 30).toordinal()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("202013", "not readable"),
        ("2020-13", "no such day"),
        ("1899", "lies between 1900-01-01 and 2199-12-31"),
        ("03/04/2020", "cannot be told apart"),
        ("30-06-20", "cannot be told apart"),
        ("2021-02-29", "no such day"),
        ("20210229", "no such day"),
        ("2020-06-30 08:30", "without a time"),
        ("43831", "day's number in Excel"),
        ("1899-12-31", "lies between 1900-01-01 and 2199-12-31"),
        ("soon", "not readable"),
        ("#N/A", "an error"),
    ],
)
def test_a_day_that_could_be_another_is_refused(text: str, why: str) -> None:
    assert why in refusal("graduated_on", text)


def test_a_day_still_to_come_is_refused_where_it_cannot_be() -> None:
    assert "Later than 2026-07-27" in refusal("birth_date", "2026-07-28")
    assert read("birth_date", "2026-07-27") == DAY.toordinal()


@given(st.dates(date(1927, 5, 19), date(2172, 1, 1)))
def test_a_serial_number_of_a_workbook_is_its_day(day: date) -> None:
    assert read("graduated_on", str((day - EPOCH).days), EPOCH) == day.toordinal()
    since = date(1904, 1, 1)
    if (day - since).days >= 10_000:
        number = str((day - since).days)
        assert read("graduated_on", number, since) == day.toordinal()


def test_the_first_serial_numbers_follow_the_calendar_that_excel_has() -> None:
    assert read("graduated_on", "1", EPOCH) == date(1900, 1, 1).toordinal()
    assert read("graduated_on", "59", EPOCH) == date(1900, 2, 28).toordinal()
    assert "no such day" in refusal("graduated_on", "60", EPOCH)
    assert read("graduated_on", "61", EPOCH) == date(1900, 3, 1).toordinal()
    assert read("graduated_on", "20200630", EPOCH) == date(2020, 6, 30).toordinal()


def test_a_serial_number_that_may_be_a_year_is_refused() -> None:
    assert "may be a year" in refusal("graduated_on", "1990", EPOCH)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        *((one, SomeDay(2020, 6)) for one in ("2020-06", "2020/6", "2020年6月")),
        *((one, SomeDay(2020, 6)) for one in ("202006", wide("2020-06"))),
        *((one, SomeDay(2020)) for one in ("2020", "2020年", wide("2020"))),
    ],
)
def test_a_day_may_be_known_to_the_month_or_the_year(text: str, span: SomeDay) -> None:
    assert read("graduated_on", text) == span
    if text not in {"2020", wide("2020")}:
        assert read("graduated_on", text, EPOCH) == span


def test_a_month_still_to_come_is_refused_where_it_cannot_be() -> None:
    assert "Later than 2026-07-27" in refusal("birth_date", "2026-08")
    assert read("birth_date", "2026-07") == SomeDay(2026, 7)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("true", True), ("TRUE", True), ("是", True), ("Yes", True), ("1", True)),
        *(("1.0", True), ("√", True), ("有", True), (wide("1"), True), (" y ", True)),
        *(("false", False), ("否", False), ("no", False), ("0", False)),
        *(("没有", False), ("", None), ("\u3000", None), ("\u200b", None)),
    ],
)
def test_a_truth_has_several_words(text: str, code: Code | None) -> None:
    assert read("veteran", text) == code


@pytest.mark.parametrize(
    "text", ["无", "-", "N/A", "\N{MULTIPLICATION SIGN}", "X", "2", "null", "未知"]
)
def test_a_word_that_may_say_no_or_nothing_is_refused(text: str) -> None:
    assert "mapping" in refusal("veteran", text)


@pytest.mark.parametrize("text", ["male", "MALE", "男", "Male", " 男 ", wide("male")])
def test_a_choice_is_its_id_or_its_label(text: str) -> None:
    assert read("sex", text) == "male"


def test_an_unknown_choice_is_told_what_is_possible() -> None:
    assert "Possible: male, female" in refusal("sex", "M")


@pytest.mark.parametrize(
    ("fact", "text", "code"),
    [
        ("monthly_contribution", "1,234.50", 123450),
        ("monthly_contribution", "1200元", 120000),
        ("monthly_contribution", wide("1,200.50") + " 元", 120050),
        ("monthly_contribution", "12.1000", 1210),
        ("contribution_months", "12 个月", 12),
        ("contribution_months", "12 months", 12),
        ("contribution_months", "012", 12),
        ("contribution_months", "3.0", 3),
        ("hours_per_day", "8", 80),
        ("hours_per_day", "7.5小时", 75),
    ],
)
def test_a_number_may_have_separators_and_its_unit(
    fact: str, text: str, code: int
) -> None:
    assert read(fact, text) == code


@pytest.mark.parametrize(
    ("fact", "text", "why"),
    [
        ("monthly_contribution", "1e5", "number is expected"),
        ("monthly_contribution", "1,5", "odd place"),
        ("monthly_contribution", "12.155", "at most 2 decimal"),
        ("monthly_contribution", "-1", "lies between"),
        ("monthly_contribution", "1.2万元", "number is expected"),
        ("monthly_contribution", "nan", "number is expected"),
        ("contribution_months", "3.5", "whole number is expected"),
        ("contribution_months", "601", "lies between 0 and 600"),
        ("contribution_months", "12年", "whole number is expected"),
        ("hours_per_day", "25", "It lies between 0.0 and 24.0"),
    ],
)
def test_a_number_that_is_not_the_facts_is_refused(
    fact: str, text: str, why: str
) -> None:
    assert why.lower() in refusal(fact, text).lower()


def test_what_a_mapping_says_comes_before_everything_else() -> None:
    reader = Reader(BOOK.facts["veteran"], DAY, meanings={"无": False, "是": None})
    assert reader.read("无") is False
    assert reader.read("是") is None


@st.composite
def written_values(draw: st.DrawFn) -> tuple[Fact, str]:
    """A fact, and something that may stand in a cell of its column."""
    fact = BOOK.facts[draw(st.sampled_from(sorted(BOOK.facts)))]
    junk = st.text(max_size=8) | st.from_regex(r"[0-9 ./,年-]{1,10}", fullmatch=True)
    likely: st.SearchStrategy[str]
    match fact.kind:
        case Kind.BOOL:
            likely = st.sampled_from(("true", "false"))
        case Kind.CHOICE:
            likely = st.sampled_from(tuple(fact.values))
        case Kind.DATE:
            likely = st.dates().map(str)
        case Kind.INTEGER:
            likely = st.integers(-5, 2000).map(str)
        case Kind.NUMBER | Kind.MONEY:
            likely = st.decimals(-5, 2000, places=3).map(str)
    return fact, draw(likely | junk)


@given(written_values())
def test_what_a_profile_accepts_a_table_reads_alike(case: tuple[Fact, str]) -> None:
    fact, text = case
    try:
        code = BOOK.profile({fact.id: text}, DAY).codes[fact.id]
    except FactError as error:
        found = Reader(fact, DAY).read(text)
        told = error.faults[0].text.en.removeprefix(f"{fact.id}: ")
        if isinstance(found, Text) and fact.kind is Kind.CHOICE:
            assert told[1:] in found.en
        return
    assert Reader(fact, DAY).read(text) == code


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_form_of_a_day_is_that_day(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for form in (
        f"{day}",
        f"{year}/{month}/{number}",
        f"{year}.{month:02}.{number:02}",
        f"{year}年{month}月{number}日",
        f"{day:%Y%m%d}",
        f"{day} 00:00:00",
    ):
        assert read("graduated_on", form) == day.toordinal()
        assert read("graduated_on", form, EPOCH) == day.toordinal()


@given(st.decimals(0, 10**6, places=2))
def test_every_form_of_an_amount_is_that_amount(amount: Decimal) -> None:
    for form in (f"{amount}", f"{amount:,}", f"{amount:,}元", f" {amount} "):
        assert read("monthly_contribution", form) == int(amount * 100)


def test_a_cell_stands_for_itself_whatever_stands_beside_it() -> None:
    # A reader keeps nothing of what it has read.
    reader = Reader(BOOK.facts["graduated_on"], DAY, EPOCH)
    first = reader.read("43831")
    reader.read("2020-01-02")
    assert reader.read("43831") == first == (EPOCH + timedelta(43831)).toordinal()
