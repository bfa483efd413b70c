"""The calendar, with dateutil as the oracle and the rules of month ends as examples."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from eligibility import periods
from eligibility.periods import Period

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, st.integers(-600, 600), st.integers(-400, 400))
def test_a_period_ends_where_dateutil_says(start: date, months: int, days: int) -> None:
    expected = start + relativedelta(months=months) + relativedelta(days=days)
    assert periods.day_after(start, Period(months, days)) == expected


@given(DAYS, DAYS)
def test_full_months_are_the_most_that_fit(start: date, end: date) -> None:
    months = periods.full_months(start, end)
    assert periods.day_after(start, Period(months)) <= end
    assert periods.day_after(start, Period(months + 1)) > end


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2004, 2, 29), date(2020, 2, 28), 15),
        (date(2004, 2, 29), date(2020, 2, 29), 16),
        (date(2004, 2, 29), date(2021, 2, 27), 16),
        (date(2004, 2, 29), date(2021, 2, 28), 17),
        (date(2004, 3, 1), date(2021, 2, 28), 16),
        (date(2004, 12, 31), date(2020, 12, 31), 16),
    ],
)
def test_an_age_is_reached_on_the_birthday(born: date, today: date, years: int) -> None:
    assert periods.age(born, today) == years
