"""The Guangdong rulebook: its cases, and the laws that hold of every profile in it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import Rulebook, Session, Status, assess
from eligibility.inquiries.trials import trial
from eligibility.loading.cases import Case
from tests.people import people

BOOK = Rulebook.load("guangdong")
DAYS = (
    date(2020, 1, 1),
    date(2021, 7, 27),
    date(2022, 7, 1),
    date(2024, 2, 29),
    date(2025, 7, 1),
    date(2026, 11, 23),
)


@pytest.mark.parametrize(
    "case", BOOK.cases, ids=lambda case: f"{case.measure}:{case.id}"
)
def test_the_case_is_answered_as_the_regulation_says(case: Case) -> None:
    faults = trial(case, BOOK).faults
    assert not faults, "\n".join(fault.message("en") for fault in faults)


@pytest.mark.parametrize("measure", BOOK.measures)
def test_each_measure_has_cases_of_yes_no_and_unknown(measure: str) -> None:
    expected = {case.expected for case in BOOK.cases if case.measure == measure}
    judged = any(one.requirement for one in BOOK.measures[measure].versions)
    assert not judged or expected >= {"eligible", "ineligible", "undetermined"}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_session_answers_as_the_reference_does(day: date) -> None:
    session = Session(BOOK, on=day)

    @given(people(BOOK, day))
    def agree(profile: object) -> None:
        codes = profile.codes  # type: ignore[attr-defined]
        values = {id_: BOOK.facts[id_].decode(code) for id_, code in codes.items()}
        session.withdraw(*BOOK.facts)
        session.tell(values)
        found = assess(values, BOOK, on=day)
        assert session.statuses == {one.measure.id: one.status for one in found}

    agree()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_telling_more_never_reverses_a_definite_answer(day: date) -> None:
    @given(people(BOOK, day), st.data())
    def keep(profile: object, data: st.DataObject) -> None:
        codes = profile.codes  # type: ignore[attr-defined]
        values = {id_: BOOK.facts[id_].decode(code) for id_, code in codes.items()}
        kept = data.draw(st.sets(st.sampled_from(sorted(values) or ["birth_date"])))
        less = {id_: value for id_, value in values.items() if id_ in kept}
        more = assess(values, BOOK, on=day)
        for before in assess(less, BOOK, on=day):
            after = more[before.measure.id]
            if (
                before.status in {Status.ELIGIBLE, Status.INELIGIBLE}
                or not before.missing
            ):
                assert after.status is before.status

    keep()


def test_a_thousand_sessions_leave_nothing_behind() -> None:
    day = date(2021, 7, 27)
    first = Session(BOOK, on=day, profile={"employment_form": "platform"})
    kept = len(vars(first._engine))  # noqa: SLF001 - what the engine keeps is the matter
    for _ in range(1000):
        Session(BOOK, on=day, profile={"employment_form": "platform", "sex": "female"})
    host = first._engine._host  # noqa: SLF001
    assert len(vars(first._engine)) == kept  # noqa: SLF001
    assert host.get_pending_events("measures") == []
    assert host.get_facts("measures") == []
