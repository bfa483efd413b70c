"""What the interview asks, tells and takes, decision by decision."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from eligibility import Rulebook

Part = Callable[[str], ModuleType]
Run = Callable[..., tuple[Any, "Told"]]


class Told:
    """An asker who gives prepared decisions and notes what was asked."""

    def __init__(self, decisions: list[Any]) -> None:
        self.decisions = decisions
        self.asked: list[Any] = []
        self.notices: list[str] = []
        self.told: list[str] = []

    def sitting(self) -> AbstractContextManager[None]:
        """Nothing is to be prepared."""
        return nullcontext()

    def ask(self, question: Any, notice: str = "") -> Any:
        """The next decision."""
        self.asked.append(question)
        self.notices.append(notice)
        return self.decisions.pop(0)

    def tell(self, text: str) -> None:
        """Note what stays on the screen."""
        self.told.append(text)


@pytest.fixture
def interview(part: Part) -> Run:
    """An interview with prepared decisions, run to its end."""

    def running(*decisions: Any, **given: str | None) -> tuple[Any, Told]:
        decide = part("asking.question").Decision
        made = [decide(*one) if isinstance(one, tuple) else one for one in decisions]
        asker = Told([*made, decide("quit")])
        view = part("options").View("zh")
        book = Rulebook.load()
        found = part("asking.interview").Interview(
            book, date(2021, 7, 27), view, asker, given
        )
        found.run()
        return found, asker

    return running


def test_a_value_that_cannot_be_is_refused_and_asked_again(
    interview: Run,
) -> None:
    found, asker = interview(
        ("list", None),
        ("answer", "birth_date"),
        ("answer", "2031-01-01"),
        birth_date="1999-05-01",
    )
    assert "晚于 2021-07-27" in asker.notices[-1]
    assert "birth_date" not in asker.notices[-1]
    assert asker.asked[-1].text == "您是哪一天出生的？"
    assert found.given == {"birth_date": "1999-05-01"}


def test_answers_that_contradict_each_other_are_told_at_once(
    interview: Run,
) -> None:
    given = {
        "education": "university",
        "student": "false",
        "graduated_on": "2020-06-30",
        "birth_date": "1999-05-01",
    }
    found, asker = interview(
        ("list", None), ("answer", "birth_date"), ("answer", "2021-01-01"), **given
    )
    assert "矛盾" in asker.notices[-1]
    assert found.given == given


def test_changing_an_answer_drops_what_no_longer_applies(
    interview: Run,
) -> None:
    given = {"employment_form": "platform", "platform": "meituan", "sex": "male"}
    found, asker = interview(
        ("list", None),
        ("answer", "employment_form"),
        ("answer", "self_employed"),
        **given,
    )
    assert found.given == {"employment_form": "self_employed", "sex": "male"}
    assert any("接单的平台" in text for text in asker.told)


def test_what_an_answer_opens_is_told_at_once(interview: Run) -> None:
    given = {"birth_date": "1999-05-01", "seeking_work": "false"}
    _, asker = interview(
        ("list", None), ("answer", "seeking_work"), ("answer", "true"), **given
    )
    opened = [text for text in asker.told if "已能确定" in text]
    assert len(opened) == 1
    assert "可以办：" in opened[0]
    assert "公共就业服务" in opened[0]
    assert "已能确定：2 项可以办" in asker.asked[-1].above


def test_a_value_that_cannot_be_is_put_back_to_be_mended(interview: Run) -> None:
    _, asker = interview(
        ("list", None),
        ("answer", "birth_date"),
        ("answer", "30/6/1999"),
        birth_date="1999-05-01",
    )
    assert asker.asked[-1].refused == "30/6/1999"
    assert "先写年" in asker.notices[-1]


def test_what_was_begun_stays_when_it_is_explained(interview: Run, part: Part) -> None:
    begun = part("asking.question").Decision("why", begun="1999-")
    _, asker = interview(
        ("list", None), ("answer", "birth_date"), begun, birth_date="1999-05-01"
    )
    assert asker.asked[-1].begun == "1999-"


def test_a_person_may_leave_the_list_of_answers(interview: Run) -> None:
    found, asker = interview(("list", None), sex="male")
    assert len(asker.asked) == 2
    assert found.given == {"sex": "male"}


def test_going_back_from_the_list_leads_to_the_question(interview: Run) -> None:
    listed = (("list", None), ("answer", "sex"), ("list", None), ("back", None))
    _, asker = interview(*listed, sex="male")
    assert asker.asked[-1].text == asker.asked[2].text
    assert asker.asked[-1].text != asker.asked[0].text


def test_what_one_does_not_get_is_not_told_before_the_end(interview: Run) -> None:
    _, asker = interview(
        ("answer", "employee"), ("answer", "other"), seeking_work="true"
    )
    said = [*asker.told, *(question.above for question in asker.asked)]
    assert not any("不符合" in text for text in said)


def test_going_back_keeps_the_other_answers(
    interview: Run,
) -> None:
    given = {"hukou": "guangdong", "hukou_city": "meizhou", "sex": "male"}
    found, _ = interview(("back", None), ("back", None), ("answer", "heyuan"), **given)
    assert found.given == {**given, "hukou_city": "heyuan"}


def test_going_back_from_the_first_question_is_told(
    interview: Run,
) -> None:
    _, asker = interview(("back", None))
    assert asker.notices[-1] == "这是第一题。"
