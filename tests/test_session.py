"""Sessions on the Guangdong rulebook: telling, withdrawing, obtaining, chaining."""

from datetime import date

import pytest

from eligibility import CallError, FactError, Rulebook, Session, Status, assess

BOOK = Rulebook.load("guangdong")
DAY = date(2021, 7, 27)
UNREGISTERED = {
    "birth_date": "1998-03-12",
    "sex": "female",
    "hukou": "other_province",
    "work_city": "foshan",
    "employment_form": "platform",
    "labour_relationship": False,
    "education": "university",
    "student": False,
    "graduated_on": "2020-06-30",
    "employment_registration": "none",
    "promise_signed": True,
    "pension_insured_as": "individual",
    "medical_insured_as": "individual",
    "subsidy_months_used": 0,
    "hardship_recognised": False,
    "receives_pension": False,
    "receives_unemployment_benefit": False,
}


def test_registering_first_opens_the_subsidy() -> None:
    session = Session(BOOK, on=DAY, profile=UNREGISTERED)
    assert session.status("social-insurance-subsidy") is Status.INELIGIBLE
    chain = session.chains()["social-insurance-subsidy"]
    assert chain == ("employment-registration",)
    assert "social-insurance-subsidy" in session.obtain("employment-registration")
    assert session.status("social-insurance-subsidy") is Status.ELIGIBLE


def test_what_is_held_already_is_not_obtained_again() -> None:
    late = {
        **UNREGISTERED,
        "employment_registration": "flexible",
        "employment_registered_on": "2019-03-01",
    }
    session = Session(BOOK, on=DAY, profile=late)
    assert "social-insurance-subsidy" not in session.chains()


def test_what_one_is_not_eligible_for_cannot_be_obtained() -> None:
    session = Session(BOOK, on=DAY, profile={**UNREGISTERED, "promise_signed": False})
    with pytest.raises(CallError):
        session.obtain("employment-registration")


def test_sessions_side_by_side_keep_apart() -> None:
    one, other = Session(BOOK, on=DAY), Session(BOOK, on=DAY)
    for fact, value in UNREGISTERED.items():
        one.tell({fact: value})
        other.tell({fact: value})
        other.withdraw(fact)
    assert one.statuses == {
        found.measure.id: found.status for found in assess(UNREGISTERED, BOOK, on=DAY)
    }
    assert other.statuses == {
        found.measure.id: found.status for found in assess({}, BOOK, on=DAY)
    }


def test_facts_that_cannot_be_so_change_nothing() -> None:
    session = Session(BOOK, on=DAY, profile={"employment_form": "none"})
    before = session.statuses
    with pytest.raises(FactError):
        session.tell({"platform": "meituan"})
    assert session.statuses == before
    assert set(session.profile.codes) == {"employment_form"}


def test_an_unknown_measure_is_named_with_the_nearest() -> None:
    with pytest.raises(CallError) as raised:
        Session(BOOK, on=DAY).status("employment-registraton")
    (fault,) = raised.value.faults
    assert fault.hint is not None
    assert "employment-registration" in fault.hint.en
