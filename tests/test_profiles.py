"""Profiles: what is read, what is refused, and that nothing of it is shown."""

from datetime import date

import pytest

from eligibility import FactError, Rulebook, Status, assess

BOOK = Rulebook.load("guangdong")
DAY = date(2021, 7, 27)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"birth_dat": "1999-01-01"}, "unknown-fact"),
        ({"姓名": "x"}, "unknown-fact"),
        ({"birth_date": "2020-6"}, "day"),
        ({"birth_date": "2020-13"}, "no_such_day"),
        ({"birth_date": "2021-08"}, "after-today"),
        ({"birth_date": "2022"}, "after-today"),
        ({"birth_date": "1899"}, "greater_than_equal"),
        ({"birth_date": "2200-01"}, "less_than_equal"),
        ({"birth_date": 2020}, "day"),
        ({"birth_date": "1990-05", "graduated_on": "1990-04"}, "contradiction"),
        ({"birth_date": "1999-02-30"}, "no_such_day"),
        ({"birth_date": "1999/01/02"}, "day"),
        ({"birth_date": "2021-07-28"}, "after-today"),
        ({"birth_date": 19990101}, "day"),
        ({"sex": "woman"}, "literal_error"),
        ({"sex": True}, "literal_error"),
        ({"able_to_work": "yes"}, "bool"),
        ({"able_to_work": 1}, "bool"),
        ({"subsidy_months_used": "3.5"}, "integer"),
        ({"subsidy_months_used": 61}, "less_than_equal"),
        ({"subsidy_months_used": -1}, "greater_than_equal"),
        ({"other_loans": "lots"}, "number"),
        ({"other_loans": "1.005"}, "decimal_max_places"),
        ({"employment_form": "none", "platform": "meituan"}, "does-not-apply"),
    ],
)
def test_a_wrong_fact_is_refused(facts: dict[str, object], code: str) -> None:
    with pytest.raises(FactError) as raised:
        BOOK.profile(facts, DAY)
    assert [fault.code for fault in raised.value.faults] == [code]


def test_a_span_is_refused_only_where_all_its_days_would_be() -> None:
    told: tuple[dict[str, object], ...] = (
        {"birth_date": "2021-07"},
        {"birth_date": "2021"},
        {"birth_date": "1990-05", "graduated_on": "1990-05"},
        {"birth_date": "1990", "graduated_on": "1990-01-01"},
    )
    for facts in told:
        assert BOOK.profile(facts, DAY).codes


def test_a_day_known_to_the_month_says_that_it_makes_sense() -> None:
    profile = BOOK.profile({"unemployment_registered_on": "2020-06"}, DAY)
    assert profile.codes["unemployment_registered"] is True
    assert "unemployment_registered" in profile.implied


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(FactError) as raised:
        BOOK.profile({"sex": "x", "birth_date": "y", "nope": 1}, DAY)
    assert {fault.subject for fault in raised.value.faults} == {
        "sex",
        "birth_date",
        "nope",
    }


def test_no_value_stands_in_an_error_or_a_repr() -> None:
    born = "1984-12-31"
    profile = BOOK.profile({"birth_date": born}, DAY)
    assert "1984" not in repr(profile)
    with pytest.raises(FactError) as raised:
        BOOK.profile({"birth_date": born, "sex": "hermit-crab"}, DAY)
    told = str(raised.value) + repr(raised.value)
    assert "1984" not in told
    assert "hermit" not in told
    assert raised.value.__cause__ is None


def test_a_neutral_value_says_that_a_fact_does_not_apply() -> None:
    profile = BOOK.profile({"employment_form": "none", "injury": "none"}, DAY)
    assert profile.codes["injury"] == "none"


def test_what_one_cannot_tell_is_unknown_and_remembered() -> None:
    profile = BOOK.profile({"sex": None, "hukou": "guangdong"}, DAY)
    assert dict(profile.codes) == {"hukou": "guangdong"}
    assert profile.declined == {"sex"}


def test_a_contradiction_is_told_though_other_facts_are_unknown() -> None:
    with pytest.raises(FactError) as raised:
        BOOK.profile({"birth_date": "1999-01-01", "graduated_on": "1998-06-30"}, DAY)
    assert [fault.code for fault in raised.value.faults] == ["contradiction"]


def test_what_makes_sense_for_one_value_only_tells_that_value() -> None:
    profile = BOOK.profile({"platform": "meituan"}, DAY)
    assert profile.codes["employment_form"] == "platform"
    assert profile.implied == {"employment_form"}
    assert BOOK.profile({"injury": "none"}, DAY).implied == frozenset()


def test_two_facts_that_imply_different_values_contradict_each_other() -> None:
    with pytest.raises(FactError) as error:
        BOOK.profile({"hukou_city": "guangzhou", "residence_permit": True}, DAY)
    assert error.value.faults[0].code == "does-not-apply"
    assert "hukou_city" in error.value.faults[0].text.en
    assert "residence_permit" in error.value.faults[0].text.en


def test_what_makes_sense_for_some_values_bars_the_others() -> None:
    profile = BOOK.profile({"labour_relationship": True}, DAY)
    assert "employment_form" not in profile.codes
    found = assess(profile, BOOK, on=DAY, measures=["unemployment-registration"])
    assert found["unemployment-registration"].status is Status.INELIGIBLE
