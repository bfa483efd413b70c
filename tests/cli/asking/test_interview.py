"""The interview on a terminal, in plain lines, and key by key."""

import stat
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from eligibility.sentences.wrapping import cells

DAY = ("--on", "2021-07-27")
# Not all measures, so that the order of the questions does not change with each new
# one.
SOME = (
    *("--measure", "employment-registration"),
    *("--measure", "social-insurance-subsidy"),
    *("--measure", "work-injury-insurance"),
    *("--measure", "home-premises"),
    *("--measure", "online-premises"),
    *("--measure", "licence-exemption"),
)
Part = Callable[[str], ModuleType]
Sit = Callable[..., Any]


def kept(file: Path) -> dict[str, str]:
    found: dict[str, str] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it builds nothing but text
    return found


def test_answer_go_back_jump_change_and_save(sit_before: Sit, tmp_path: Path) -> None:
    screen = sit_before("check", *DAY, *SOME, "--save", "me.yaml")
    screen.wait_for("主要靠什么工作")
    screen.wait_for("q 保存后离开")
    screen.press("?")
    screen.wait_for("关系到")
    screen.wait_for("q 保存后离开")
    screen.press("5")
    assert "平台接单" in screen.wait_for("第 2 题")
    screen.wait_for("q 保存后离开")
    first = dict(kept(tmp_path / "me.yaml"))
    assert first == {"employment_form": "platform"}
    screen.press("0")
    assert "不清楚" in screen.wait_for("第 3 题")
    screen.wait_for("q 保存后离开")
    screen.press("b")
    screen.wait_for("第 2 题")
    screen.wait_for("q 保存后离开")
    screen.press("1")
    screen.wait_for("第 3 题")
    screen.wait_for("q 保存后离开")
    screen.press("l")
    screen.wait_for("工作方式：平台接单")
    screen.wait_for("b 回到问题")
    screen.press("1")
    screen.wait_for("主要靠什么工作")
    screen.wait_for("q 保存后离开")
    screen.press("\x1b[B\x1b[A2")
    screen.wait_for("在单位上班")
    screen.wait_for("q 保存后离开")
    screen.press("q")
    screen.wait_for("eligibility check me.yaml")
    assert screen.end() == 0
    found = kept(tmp_path / "me.yaml")
    assert found["employment_form"] == "employee"
    assert next(iter(found)) == "employment_form"
    assert len(found) == 2
    assert stat.S_IMODE((tmp_path / "me.yaml").stat().st_mode) == 0o600


def test_a_saved_interview_goes_on(sit_before: Sit, tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("work_city: guangzhou\nsex: null\n")
    screen = sit_before("check", "me.yaml", *DAY, "--measure", "home-premises")
    assert "还差几个回答" in screen.wait_for("[y/N]")
    screen.press("y\n")
    screen.wait_for("第 2 题")
    screen.wait_for("q 保存后离开")
    screen.press("2")
    screen.wait_for("不符合")
    assert screen.end() == 0
    assert list(kept(tmp_path / "me.yaml")) == ["work_city", "premises"]


def test_interrupted_it_keeps_what_was_answered(
    sit_before: Sit, tmp_path: Path
) -> None:
    screen = sit_before("check", *DAY, *SOME, "--save", "me.yaml", "--lang", "en")
    screen.wait_for("save and leave")
    screen.press("2")
    screen.wait_for("Question 2")
    screen.wait_for("save and leave")
    screen.press("\x03")
    assert screen.end() == 130
    assert kept(tmp_path / "me.yaml") == {"employment_form": "employee"}


def test_with_no_input_a_terminal_is_not_waited_for(sit_before: Sit) -> None:
    for arguments in (("--no-input",), ("-", "--no-input")):
        screen = sit_before("check", *arguments)
        assert screen.end() == 2


def test_no_input_offers_nothing_after_the_answer(
    sit_before: Sit, tmp_path: Path
) -> None:
    (tmp_path / "me.yaml").write_text("work_city: guangzhou\n")
    screen = sit_before("check", "me.yaml", *DAY, "--no-input")
    assert screen.end() == 0
    assert "[y/N]" not in screen.seen


def test_in_plain_lines_nothing_is_drawn_over(sit_before: Sit, tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("work_city: guangzhou\n")
    picked = ("--measure", "home-premises")
    screen = sit_before("check", *DAY, "--accessible", "--save", "me.yaml", *picked)
    screen.wait_for("请输入：")
    screen.press("99\n")
    screen.wait_for("没有这一项")
    screen.press("?\n")
    screen.wait_for("关系到")
    screen.wait_for("请输入：")
    screen.press("l\n")
    screen.wait_for("1. 工作的城市：广州")
    screen.wait_for("请输入：")
    screen.press("1\n")
    assert "现在的回答：广州" in screen.wait_for("请输入：")
    screen.press("深圳\n")
    screen.wait_for("在哪里做生意")
    screen.wait_for("请输入：")
    screen.press("2\n")
    screen.wait_for("不符合，1 项")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml") == {"work_city": "shenzhen", "premises": "own"}


class Told:
    """An asker who gives prepared decisions and notes what was asked."""

    def __init__(self, decisions: list[Any]) -> None:
        self.decisions = decisions
        self.asked: list[Any] = []
        self.notices: list[str] = []
        self.told: list[str] = []

    def ask(self, question: Any, notice: str = "") -> Any:
        """The next decision."""
        self.asked.append(question)
        self.notices.append(notice)
        return self.decisions.pop(0)

    def tell(self, text: str) -> None:
        """Note what stays on the screen."""
        self.told.append(text)


@pytest.fixture
def interview(part: Part) -> Callable[..., tuple[Any, Told]]:
    """An interview with prepared decisions, run to its end."""
    from datetime import date

    from eligibility import Rulebook

    def running(
        *decisions: tuple[str, str | None], **given: str | None
    ) -> tuple[Any, Told]:
        decide = part("asking.prompt").Decision
        asker = Told([*(decide(*one) for one in decisions), decide("quit")])
        view = part("options").View("zh")
        book = Rulebook.load()
        found = part("asking.interview").Interview(
            book, date(2021, 7, 27), view, asker, given
        )
        found.run()
        return found, asker

    return running


def test_a_value_that_cannot_be_is_refused_and_asked_again(
    interview: Callable[..., tuple[Any, Told]],
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
    interview: Callable[..., tuple[Any, Told]],
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
    interview: Callable[..., tuple[Any, Told]],
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


def test_what_an_answer_makes_certain_is_told_at_once(
    interview: Callable[..., tuple[Any, Told]],
) -> None:
    _, asker = interview(
        ("answer", "employee"), ("answer", "other"), seeking_work="true"
    )
    told = [text for text in asker.told if "已能确定" in text]
    assert told
    assert any("不符合：" in text for text in told)
    assert all(text.count("、") < 3 for text in told)


def test_going_back_keeps_the_other_answers(
    interview: Callable[..., tuple[Any, Told]],
) -> None:
    given = {"hukou": "guangdong", "hukou_city": "meizhou", "sex": "male"}
    found, _ = interview(("back", None), ("back", None), ("answer", "heyuan"), **given)
    assert found.given == {**given, "hukou_city": "heyuan"}


def test_going_back_from_the_first_question_is_told(
    interview: Callable[..., tuple[Any, Told]],
) -> None:
    _, asker = interview(("back", None))
    assert asker.notices[-1] == "这是第一题。"


def pressed(part: Part, keys: list[str], **question: Any) -> Any:
    ask = part("asking.prompt")
    standard = {"above": "", "text": "?", "choices": (), "below": "", "unsure": "0"}
    prompt = ask.Prompt(ask.Question(**standard | question), part("options").View("zh"))
    decisions = [prompt.press(key) for key in keys]
    return decisions[-1], prompt


MANY = tuple((f"city{n}", f"第{n}市") for n in range(1, 23))
FEW = (("a", "甲"), ("b", "乙"))


@pytest.mark.parametrize(
    ("keys", "choices", "value"),
    [
        (["2"], FEW, "b"),
        (["down", "enter"], FEW, "a"),
        (["up", "enter"], FEW, "b"),
        (["2", "1"], MANY, "city21"),
        (["2", "enter"], MANY, "city2"),
        (["9"], MANY, "city9"),
        (["/", "2", "2", "enter"], MANY, "city22"),
        (["第", "7", "enter"], MANY, "city7"),
        (["1", "backspace", "3"], MANY, "city3"),
        (["0"], FEW, None),
        (["x", "enter"], (), "x"),
        (["enter"], (), None),
    ],
)
def test_keys_lead_to_an_answer(
    part: Part, keys: list[str], choices: Any, value: str | None
) -> None:
    decision, _ = pressed(part, keys, choices=choices)
    assert decision is not None
    assert (decision.command, decision.value) == ("answer", value)


@pytest.mark.parametrize(
    ("key", "command"),
    [("b", "back"), ("l", "list"), ("?", "why"), ("？", "why"), ("q", "quit")],
)
def test_letters_are_commands(part: Part, key: str, command: str) -> None:
    for choices in ((), FEW, MANY):
        decision, _ = pressed(part, [key], choices=choices)
        assert decision.command == command


@pytest.mark.parametrize("key", ["3", "7", "enter", "x"])
def test_other_keys_decide_nothing(part: Part, key: str) -> None:
    decision, _ = pressed(part, [key], choices=FEW)
    assert decision is None


def test_the_prompt_fits_the_terminal(part: Part) -> None:
    _, prompt = pressed(part, ["down"], choices=MANY)
    for width, height in ((39, 24), (79, 12), (119, 40)):
        lines = prompt.lines(width, height)
        assert len(lines) < height
        for line in lines:
            assert sum(cells(text) for _, text in line) <= width
