"""Sets of days: stretches, runs and turning points."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from eligibility.sets.days import Span, runs, stretch

SPAN = Span(date(2024, 2, 27), 40)


@given(days=st.integers(0, SPAN.whole))
def test_runs_put_together_are_the_set(days: int) -> None:
    assert sum(stretch(low, high) for low, high in runs(days)) == days


@given(low=st.integers(0, 39), count=st.integers(1, 40), turn=st.integers(-2, 42))
def test_what_turns_once_is_found(low: int, count: int, turn: int) -> None:
    high = min(40, low + count)
    border = SPAN.first + timedelta(turn)
    days = stretch(low, high)
    after = SPAN.turning(days, lambda day: day >= border)
    assert after == days & SPAN.between(border, None)
    assert SPAN.turning(days, lambda day: day < border) == days & ~after


def test_days_outside_the_span_are_left_out() -> None:
    assert SPAN.between(date(2020, 1, 1), date(2024, 2, 27)) == 1
    assert SPAN.between(date(2030, 1, 1), None) == 0
    assert SPAN.between(None, None) == SPAN.whole
