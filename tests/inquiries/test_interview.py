"""Which question comes next, and what an answer changes."""

from datetime import date

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from eligibility import Assessment, FactError, Rulebook, Status
from eligibility.inquiries.interview import Given, answered, decided_by, stand, written
from eligibility.inquiries.obtaining import obtaining
from eligibility.inquiries.windows import HORIZON
from eligibility.law.facts import Fact, Kind
from eligibility.truth import Truth

BOOK = Rulebook.load()
DAY = date(2021, 7, 27)
DAYS = ["1962-01-01", "1999-05-01", "2020-06-30", "2021-03-01"]


def values(fact: Fact) -> list[str]:
    match fact.kind:
        case Kind.BOOL:
            return ["true", "false"]
        case Kind.CHOICE:
            return list(fact.values)
        case Kind.DATE:
            return DAYS
        case _:
            return ["0", "3", "20"]


@settings(max_examples=25)
@examples(st.data())
def test_every_interview_ends_and_asks_only_what_matters(data: st.DataObject) -> None:
    given: Given = {}
    left = len(BOOK.facts) + 1
    while (now := stand(given, BOOK, DAY)).fact is not None:
        fact = now.fact
        assert fact.id not in given
        assert fact.id in mattering(now.assessment)
        assert 1 <= now.at_least <= now.at_most < left
        left = now.at_most
        applies = BOOK.plans(DAY).applies.get(fact.id)
        assert applies is None or applies.truth(now.profile.codes).known
        value = data.draw(st.sampled_from([*values(fact), None]), label=fact.id)
        try:
            given = answered(given, fact.id, value, BOOK, DAY).given
        except FactError:
            given = answered(given, fact.id, None, BOOK, DAY).given
    assert now.at_most == 0
    declined = {id_ for id_, value in given.items() if value is None}
    for determination in now.assessment:
        if not declined:
            assert not determination.missing


def mattering(assessment: Assessment) -> set[str]:
    """What may bear on an outcome, on whom a measure concerns, or on a way to one."""
    ground = BOOK.once(DAY, obtaining(HORIZON))
    concerning = [it for it in assessment if it.concerning is not Truth.FALSE]
    ways = (ground.bearing(one.measure.id) for one in concerning)
    gates = (one.gates for one in concerning)
    return set(assessment.weights).union(*ways, *gates)


def test_a_fact_is_not_asked_before_that_on_which_it_hangs() -> None:
    given: Given = {"work_city": "guangzhou"}
    for _ in range(60):
        now = stand(given, BOOK, DAY)
        if now.fact is None:
            break
        if now.fact.id == "platform":
            assert given["employment_form"] == "platform"
        given = {**given, now.fact.id: None}
    assert "platform" not in given


def test_only_the_measures_asked_for_are_asked_about() -> None:
    now = stand({}, BOOK, DAY, measures=["licence-exemption"])
    assert set(now.assessment.weights) < set(BOOK.facts)
    assert [one.measure.id for one in now.assessment] == ["licence-exemption"]


def test_an_answer_keeps_its_place_when_it_changes() -> None:
    given: Given = {"work_city": "guangzhou", "sex": "male", "hukou": "guangdong"}
    change = answered(given, "sex", "female", BOOK, DAY)
    assert list(change.given.items())[1] == ("sex", "female")
    assert change.dropped == ()


def test_what_hangs_on_a_dropped_answer_is_dropped_as_well() -> None:
    given: Given = {"education": "university", "student": "false"}
    given = {**given, "graduated_on": "2020-06-30"}
    change = answered(given, "education", "none", BOOK, DAY)
    assert change.given == {"education": "none"}
    assert set(change.dropped) == {"student", "graduated_on"}


def test_a_wrong_value_leaves_the_answers_as_they_were() -> None:
    given: Given = {"sex": "male"}
    with pytest.raises(FactError):
        answered(given, "birth_date", "1999-02-30", BOOK, DAY)
    assert given == {"sex": "male"}


def test_an_answer_that_does_not_apply_is_refused() -> None:
    with pytest.raises(FactError):
        answered({"sex": "male"}, "retirement_category", "cadre", BOOK, DAY)


def test_what_a_question_decides_is_known() -> None:
    now = stand({}, BOOK, DAY)
    found = {
        determination.measure.id: [one.id for one in conditions]
        for determination, conditions in decided_by("premises", now.assessment)
    }
    assert "home-premises" in found
    assert "employment-registration" not in found
    assert all(found.values())


def test_what_a_question_decides_is_told_in_the_words_of_the_rulebook() -> None:
    told = 0
    for fact in BOOK.facts:
        for _, conditions in decided_by(fact, stand({}, BOOK, DAY).assessment):
            told += len(conditions)
            assert all(one.written for one in conditions)
            assert len({one.text for one in conditions}) == len(conditions)
    assert told


def test_the_settled_measures_are_counted() -> None:
    given: Given = {"work_city": "other"}
    settled = stand(given, BOOK, DAY).settled
    assert settled[Status.INELIGIBLE] >= 1


@pytest.mark.parametrize(
    ("fact", "typed", "text"),
    [
        ("birth_date", "1999/5/1", "1999-05-01"),
        ("birth_date", "1999年5月1日", "1999-05-01"),
        ("birth_date", "１９９９-０５-０１", "1999-05-01"),  # noqa: RUF001 - as an input method types them
        ("birth_date", "1999-05", "1999-05"),
        ("birth_date", "1999年5月", "1999-05"),
        ("birth_date", "1999/5", "1999-05"),
        ("birth_date", "1999 年", "1999"),
        ("birth_date", "1999", "1999"),
        ("birth_date", "1999.5.1", "1999-05-01"),
        ("birth_date", "1999。5。1", "1999-05-01"),
        ("birth_date", "1999年5月1号", "1999-05-01"),
        ("birth_date", "19990501", "1999-05-01"),
        ("birth_date", "19991301", "1999-13-01"),
        ("birth_date", "05/06/1999", "05/06/1999"),
        ("birth_date", "199905", "199905"),
        ("hours_per_week", " 40.5 ", "40.5"),
        ("contribution_months", "007", "7"),
        ("contribution_months", "0", "0"),
        ("hours_per_day", "8小时", "8"),
        ("hours_per_day", "８ 小时", "8"),  # noqa: RUF001 - as an input method types them
        ("hours_per_day", "1 Hour", "1"),
        ("hours_per_day", "8年", "8年"),
        ("hours_per_day", "8千", "8千"),
        ("hours_per_day", "8小时小时", "8小时小时"),
        ("contribution_months", "3 个月", "3"),
        ("contribution_months", "3 months", "3"),
        ("contribution_months", "-3", "-3"),
        ("online_turnover", "100,000", "100000"),
        ("online_turnover", "30000元", "30000"),
        ("online_turnover", "3万", "30000"),
        ("online_turnover", "３ 万元", "30000"),  # noqa: RUF001 - as above
        ("online_turnover", "1.5万", "15000"),
        ("online_turnover", "1。5万", "15000"),
        ("online_turnover", "5千块", "5000"),
        ("online_turnover", "￥ 3,000.50", "3000.50"),
        ("online_turnover", "3万5", "3万5"),
        ("online_turnover", "30,00", "30,00"),
        ("online_turnover", "1,5", "1,5"),
        ("online_turnover", "0", "0"),
    ],
)
def test_what_people_type_is_read_as_meant(fact: str, typed: str, text: str) -> None:
    assert written(BOOK.facts[fact], typed) == text
