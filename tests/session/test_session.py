"""Sessions on the Guangdong rulebook: asking, telling,
withdrawing, obtaining, chaining.
"""

from datetime import date

import pytest

from eligibility import CallError, FactError, Rulebook, Session, Status, assess
from eligibility.inquiries.interview import stand

BOOK = Rulebook.load("guangdong")
DAY = date(2021, 7, 27)
UNREGISTERED: dict[str, str | bool | int] = {
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


def test_the_interview_leads_to_what_assessing_the_answers_gives() -> None:
    session = Session(BOOK, on=DAY, profile={"work_city": "foshan"})
    asked = []
    while (fact := session.question) is not None:
        asked.append(fact.id)
        session.answer(UNREGISTERED.get(fact.id))
    assert len(asked) == len(set(asked)) > 10
    assert session.remaining == (0, 0, 0, 0)
    assert session.why == {}
    told = {id_: UNREGISTERED[id_] for id_ in asked if id_ in UNREGISTERED}
    found = assess({"work_city": "foshan", **told}, BOOK, on=DAY)
    assert session.statuses == {one.measure.id: one.status for one in found}


def test_a_session_asks_what_the_interview_asks() -> None:
    session = Session(BOOK, on=DAY, measures=["legal-aid", "startup-grant"])
    for value in ("unpaid_wages", None, None, None):
        now = stand(session.answers, BOOK, DAY, measures=["legal-aid", "startup-grant"])
        assert session.question == now.fact
        left = (now.at_least, now.at_most, now.about, now.about_here)
        assert session.remaining == left
        session.answer(value if session.question == BOOK.facts["claim"] else None)


def test_why_names_the_measures_that_wait_for_the_answer() -> None:
    session = Session(BOOK, on=DAY, measures=["legal-aid"])
    assert session.question == BOOK.facts["claim"]
    assert set(session.why) == {"legal-aid"}
    covered, unchecked = session.why["legal-aid"]
    assert (covered.id, list(covered.facts)) == ("covered-claim", ["claim"])
    # What the rulebook has no words for is told by what stands around it.
    assert (unchecked.id, unchecked.written) == ("unchecked-migrant-worker", True)
    assert any("claim" in part.facts for part in unchecked.parts)


def test_whoever_cannot_tell_is_not_asked_again() -> None:
    session = Session(BOOK, on=DAY, measures=["legal-aid"])
    session.answer(None)
    assert session.answers == {"claim": None}
    assert session.question != BOOK.facts["claim"]


def test_going_back_leads_to_how_it_was_before_each_step() -> None:
    session = Session(BOOK, on=DAY, profile={"work_city": "foshan"})
    steps = [(session.answers, session.question, session.statuses)]
    session.answer("platform", fact="employment_form")
    steps.append((session.answers, session.question, session.statuses))
    session.tell({"platform": "meituan", "claim": "none"})
    steps.append((session.answers, session.question, session.statuses))
    assert session.answer("none", fact="employment_form").dropped == ("platform",)
    steps.append((session.answers, session.question, session.statuses))
    session.withdraw("claim")
    for before in reversed(steps):
        session.back()
        assert (session.answers, session.question, session.statuses) == before
    assert session.back() == frozenset()
    assert session.answers == {"work_city": "foshan"}


def test_a_step_that_is_refused_cannot_be_taken_back() -> None:
    session = Session(BOOK, on=DAY)
    session.answer("none", fact="employment_form")
    for value, fact in (("meituan", "platform"), ("2020-13", "birth_date")):
        with pytest.raises(FactError):
            session.answer(value, fact=fact)
    assert session.answers == {"employment_form": "none"}
    session.back()
    assert session.answers == {}


def test_answers_go_on_in_another_session() -> None:
    given: dict[str, object] = {**UNREGISTERED, "hours_per_day": 7.5, "claim": None}
    first = Session(BOOK, on=DAY, profile=given)
    answers = first.answers
    assert list(answers) == list(given)
    assert answers["graduated_on"] == "2020-06-30"
    assert answers["student"] == "false"
    assert answers["hours_per_day"] == "7.5"
    assert answers["claim"] is None
    second = Session(BOOK, on="2021-07-27", profile=answers)
    assert second.profile == first.profile
    assert second.question == first.question


def test_an_answer_may_be_typed_or_written_as_people_write() -> None:
    wide = "1998-03-12".translate({code: code + 0xFEE0 for code in range(0x2D, 0x3A)})
    for value in (date(1998, 3, 12), "1998-03-12", "1998年3月12日", wide):
        session = Session(BOOK, on=DAY)
        session.answer(value, fact="birth_date")
        assert session.answers == {"birth_date": "1998-03-12"}


def test_without_a_question_there_is_nothing_to_answer() -> None:
    session = Session(BOOK, on=DAY, profile={"claim": "none"}, measures=["legal-aid"])
    assert session.question is None
    with pytest.raises(CallError):
        session.answer("none")
    with pytest.raises(FactError):
        session.answer("none", fact="no-such-fact")


def test_a_session_is_refused_for_a_measure_or_a_day_that_there_is_not() -> None:
    with pytest.raises(CallError):
        Session(BOOK, on=DAY, measures=["legal-ade"])
    with pytest.raises(CallError):
        Session(BOOK, on="2021-07")


def test_a_session_may_be_about_topics() -> None:
    of = [id_ for id_, one in BOOK.measures.items() if one.topic == "dispute"]
    named = Session(BOOK, on=DAY, measures=of)
    session = Session(BOOK, on=DAY, topics=["dispute"])
    assert (session.question, session.remaining) == (named.question, named.remaining)
    assert session.topic == "dispute"
    assert session.remaining.about_here == session.remaining.about
    for topics, measures in ((["disputes"], None), (["dispute"], of)):
        with pytest.raises(CallError):
            Session(BOOK, on=DAY, topics=topics, measures=measures)
