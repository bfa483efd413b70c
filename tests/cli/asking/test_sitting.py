"""The interview as one sits before it: on a terminal, and in plain lines."""

import json
import shlex
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

DAY = ("--on", "2021-07-27")
# Not all measures, so that the order of the questions does not change with each new
# one.
SOME = (
    *("--measure", "employment-registration"),
    *("--measure", "work-injury-insurance"),
    *("--measure", "home-premises"),
    *("--measure", "online-premises"),
    *("--measure", "licence-exemption"),
)
SERVICES = ("--measure", "public-employment-services")
SEEKING = {"seeking_work": "true"}
"""After this answer, it is the day of birth that the services ask for."""
READY = "q 保存后离开"
Sit = Callable[..., Any]


def go_on(screen: Any, keys: str, told: str) -> None:
    """Press keys, and wait for what they lead to, and for the next question."""
    screen.press(keys)
    screen.wait_for(told)
    screen.wait_for(READY)


def kept(file: Path) -> dict[str, str]:
    found: dict[str, str] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it builds nothing but text
    return found


def test_answer_go_back_jump_change_and_save(sit_before: Sit, tmp_path: Path) -> None:
    screen = sit_before("check", *DAY, *SOME, "--save", "me.yaml")
    screen.wait_for("主要靠什么工作")
    screen.wait_for(READY)
    go_on(screen, "?", "关系到")
    screen.press("5\r")
    assert "平台接单" in screen.wait_for("第 2 题")
    screen.wait_for(READY)
    first = dict(kept(tmp_path / "me.yaml"))
    assert first == {"employment_form": "platform"}
    screen.press("0\r")
    assert "不清楚" in screen.wait_for("第 3 题")
    screen.wait_for(READY)
    go_on(screen, "b\r", "第 2 题")
    go_on(screen, "1\r", "第 3 题")
    go_on(screen, "l\r", "工作方式：平台接单")
    go_on(screen, "1\r", "主要靠什么工作")
    go_on(screen, "\x1b[B\x1b[A2\r", "在单位上班")
    screen.press("q\r")
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
    assert "要先弄清" in screen.wait_for("[y/N]")
    go_on(screen, "y\n", "第 2 题")
    go_on(screen, "3\r", "第 3 题")
    screen.press("2\r")
    screen.wait_for("和您无关")
    screen.wait_for("离开，按回车")
    screen.press("\n")
    screen.wait_for("回答存在 me.yaml")
    assert screen.end() == 0
    told = ["work_city", "employment_form", "premises"]
    assert list(kept(tmp_path / "me.yaml")) == told


@pytest.mark.parametrize(
    ("measures", "told"), [(SOME, "请先选一项"), (SERVICES, "这里还没有填")]
)
def test_enter_alone_answers_nothing(
    sit_before: Sit, tmp_path: Path, measures: tuple[str, ...], told: str
) -> None:
    (tmp_path / "me.yaml").write_text("seeking_work: true\n")
    screen = sit_before("check", *DAY, *measures, "--save", "me.yaml")
    screen.wait_for(READY)
    go_on(screen, "\r", told)
    screen.press("\r")
    screen.press("\x04")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml") == SEEKING


@pytest.mark.parametrize(
    ("measures", "told"), [(SOME, "没有这个选项"), (SERVICES, "看不懂这个日期")]
)
def test_a_word_in_pinyin_neither_answers_nor_leaves(
    sit_before: Sit, tmp_path: Path, measures: tuple[str, ...], told: str
) -> None:
    (tmp_path / "me.yaml").write_text("seeking_work: true\n")
    screen = sit_before("check", *DAY, *measures, "--save", "me.yaml")
    screen.wait_for(READY)
    for letter in "lqbr2020nian":
        screen.press(letter)
    screen.press("\r")
    screen.wait_for(told)
    screen.press("\x04")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml") == SEEKING


def test_what_is_typed_before_a_question_stands_answers_nothing(
    sit_before: Sit, tmp_path: Path
) -> None:
    screen = sit_before("check", *DAY, *SOME, "--save", "me.yaml")
    screen.wait_for(READY)
    go_on(screen, "5\r2\r2\r2\r", "第 2 题")
    assert kept(tmp_path / "me.yaml") == {"employment_form": "platform"}
    screen.press("\x04")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml") == {"employment_form": "platform"}


def test_a_line_typed_before_its_question_answers_nothing(
    sit_before: Sit, tmp_path: Path
) -> None:
    screen = sit_before("check", *DAY, *SOME, "--save", "me.yaml", "--accessible")
    screen.wait_for("请输入：")
    screen.press("5\n2\n2\n")
    screen.wait_for("第 2 题")
    screen.wait_for("请输入：")
    screen.press("\x04")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml") == {"employment_form": "platform"}


def test_with_one_key_a_number_answers_and_a_letter_leaves(
    sit_before: Sit, tmp_path: Path
) -> None:
    screen = sit_before("check", *DAY, *SOME, "--save", "me.yaml", "--one-key")
    screen.wait_for(READY)
    go_on(screen, "5", "第 2 题")
    time.sleep(0.5)
    screen.press("q")
    screen.wait_for("eligibility check me.yaml")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml") == {"employment_form": "platform"}


def test_with_one_key_a_key_pressed_twice_counts_once(
    sit_before: Sit, tmp_path: Path
) -> None:
    screen = sit_before("check", *DAY, *SOME, "--save", "me.yaml", "--one-key")
    screen.wait_for(READY)
    for _ in range(3):
        screen.press("2")
        time.sleep(0.07)
    screen.wait_for("第 2 题")
    screen.wait_for(READY)
    screen.press("\x04")
    screen.wait_for("eligibility check me.yaml")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml") == {"employment_form": "employee"}


@pytest.mark.parametrize("option", ["--json", "--no-color"])
def test_the_result_so_far_is_not_part_of_the_answer(
    sit_before: Sit, tmp_path: Path, option: str
) -> None:
    out = tmp_path / "answer"
    screen = sit_before("check", *DAY, *SOME, option, out=out)
    screen.wait_for(READY)
    go_on(screen, "2\r", "第 2 题")
    screen.press("r\r")
    assert "您回答了 1 项" in screen.wait_for("第 2 题")
    screen.wait_for(READY)
    screen.press("\x04")
    screen.wait_for("保存回答吗")
    answer = out.read_text(encoding="utf-8")
    if option == "--json":
        assert len(json.loads(answer)["determinations"]) == len(SOME) / 2
    else:
        assert answer.count("您回答了 1 项") == 1


def test_an_answer_for_programs_is_given_once(sit_before: Sit) -> None:
    screen = sit_before("check", *DAY, "--measure", "legal-aid", "--json")
    screen.wait_for(READY)
    screen.press("\x1b[B\x1b[A\r")
    assert "离开，按回车" not in screen.wait_for("保存回答吗")
    screen.press("n\n")
    screen.wait_for("没有存下回答")
    assert screen.end() == 0


@pytest.mark.parametrize("leaving", ["q\r", "\x04"])
def test_leaving_shows_the_result_so_far_and_how_to_go_on(
    sit_before: Sit, tmp_path: Path, leaving: str
) -> None:
    screen = sit_before("check", *DAY, *SOME)
    screen.wait_for(READY)
    go_on(screen, "2\r", "第 2 题")
    screen.press(leaving)
    assert "要先弄清" in screen.wait_for("保存回答吗")
    screen.press("y\n")
    screen.wait_for("回答存在 me.yaml")
    screen.wait_for("下次接着答：")
    assert screen.end() == 0
    *start, file = shlex.split(screen.seen.splitlines()[0])[:3]
    assert start == ["eligibility", "check"]
    assert kept(tmp_path / file) == {"employment_form": "employee"}


def test_leaving_at_the_first_question_says_how_to_begin(sit_before: Sit) -> None:
    screen = sit_before("check", *DAY, *SERVICES)
    screen.wait_for(READY)
    screen.press("q\r")
    screen.wait_for("还没有回答")
    screen.wait_for("eligibility check --save me.yaml --on 2021-07-27 --measure")
    assert screen.end() == 0


def test_the_end_of_the_input_leaves_too(sit_before: Sit) -> None:
    screen = sit_before("check", *DAY, *SOME, "--accessible")
    screen.wait_for("请输入：")
    screen.press("2\n")
    screen.wait_for("请输入：")
    screen.press("\x04")
    assert "您回答了 1 项" in screen.wait_for("保存回答吗")
    screen.press("\x04")
    screen.wait_for("没有存下回答")
    screen.wait_for("eligibility check --save me.yaml")
    assert screen.end() == 0


@pytest.mark.parametrize("saved", [True, False])
def test_interrupted_it_says_where_the_answers_are(
    sit_before: Sit, tmp_path: Path, saved: bool
) -> None:
    save = ("--save", "me too.yaml") if saved else ()
    measure = ("--measure", "legal-aid")
    screen = sit_before("check", *DAY, *measure, *save, "--lang", "en")
    screen.wait_for("save and leave")
    screen.press("1\r")
    screen.wait_for("To leave, Enter")
    screen.interrupt()
    if saved:
        screen.wait_for("Your answers are in me too.yaml.")
        command = "eligibility check 'me too.yaml'"
    else:
        screen.wait_for("No answers were kept.")
        command = "eligibility check --save me.yaml"
    screen.wait_for(f"{command} {' '.join((*DAY, *measure))} --lang en")
    assert screen.end() == 130
    assert (tmp_path / "me too.yaml").exists() is saved


def test_interrupted_in_a_question_it_keeps_what_was_answered(
    sit_before: Sit, tmp_path: Path
) -> None:
    screen = sit_before("check", *DAY, *SOME, "--save", "me.yaml", "--lang", "en")
    screen.wait_for("save and leave")
    screen.press("2\r")
    screen.wait_for("Question 2")
    screen.wait_for("save and leave")
    screen.press("\x03")
    screen.wait_for("To go on: eligibility check me.yaml --on 2021-07-27")
    assert screen.end() == 130
    assert kept(tmp_path / "me.yaml") == {"employment_form": "employee"}


def test_an_answer_is_changed_after_the_result(sit_before: Sit, tmp_path: Path) -> None:
    (tmp_path / "me.yaml").write_text("premises: own\nwork_city: guangzhou\n")
    screen = sit_before("check", "me.yaml", *DAY, "--measure", "home-premises")
    assert "和您无关" in screen.wait_for("离开，按回车")
    go_on(screen, "l\n", "工作的城市：广州")
    screen.press("b\r")
    assert "和您无关" not in screen.wait_for("离开，按回车")
    go_on(screen, "l\n", "工作的城市：广州")
    go_on(screen, "1\r", "在哪里做生意")
    screen.press("3\r")
    assert "和您无关" in screen.wait_for("离开，按回车")
    screen.press("\n")
    screen.wait_for("回答存在 me.yaml")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml")["premises"] == "rented"


def test_a_file_with_answers_is_left_as_it_was(sit_before: Sit, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("# mine\npremises: own\n")
    screen = sit_before("check", "me.yaml", *DAY, "--measure", "home-premises")
    screen.wait_for("离开，按回车：")
    screen.press("\n")
    assert screen.end() == 0
    assert not screen.seen.strip()
    assert file.read_text() == "# mine\npremises: own\n"


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
    screen.press("\n")
    screen.wait_for("请先选一项")
    screen.press("?\n")
    screen.wait_for("关系到")
    screen.wait_for("请输入：")
    screen.press("l\n")
    screen.wait_for("1. 工作的城市：广州")
    screen.wait_for("请输入：")
    screen.press("1\n")
    assert "现在的回答：广州" in screen.wait_for("请输入：")
    screen.press("深圳\n")
    screen.wait_for("主要靠什么工作")
    screen.wait_for("请输入：")
    screen.press("3\n")
    screen.wait_for("在哪里做生意")
    screen.wait_for("请输入：")
    screen.press("２\n")  # noqa: RUF001 - as an input method types it
    screen.wait_for("和您无关，1 项")
    screen.wait_for("离开，按回车")
    screen.press("q\n")
    assert screen.end() == 0
    assert kept(tmp_path / "me.yaml") == {
        "work_city": "shenzhen",
        "employment_form": "self_employed",
        "premises": "own",
    }


def test_in_plain_lines_a_field_is_left_open_by_its_sign_alone(
    sit_before: Sit, tmp_path: Path
) -> None:
    (tmp_path / "me.yaml").write_text("seeking_work: true\n")
    screen = sit_before("check", *DAY, *SERVICES, "--accessible", "--save", "me.yaml")
    assert "输入减号（-）" in screen.wait_for("请输入：")
    screen.press("\n")
    screen.wait_for("这里还没有填")
    screen.press("-\n")
    screen.wait_for("离开，按回车")
    assert kept(tmp_path / "me.yaml") == {**SEEKING, "birth_date": "null"}


def test_answers_from_standard_input_are_kept_under_a_name_only(
    sit_before: Sit, tmp_path: Path
) -> None:
    screen = sit_before("check", "-", *DAY, "--measure", "home-premises")
    screen.press("work_city: guangzhou\n\x04")
    screen.wait_for("[y/N]")
    screen.press("maybe\n")
    screen.wait_for("没有这一项")
    screen.wait_for("[y/N]")
    go_on(screen, "y\n", "第 2 题")
    go_on(screen, "3\r", "第 3 题")
    screen.press("2\r")
    screen.wait_for("离开，按回车")
    screen.press("q\n")
    screen.wait_for("保存回答吗")
    screen.press("mine.yaml\n")
    screen.wait_for("eligibility check mine.yaml")
    assert screen.end() == 0
    assert [one.name for one in tmp_path.iterdir()] == ["mine.yaml"]


def test_an_enter_too_many_does_not_leave_the_result(sit_before: Sit) -> None:
    screen = sit_before("check", *DAY, "--measure", "legal-aid", "--accessible")
    screen.wait_for("请输入：")
    screen.press("1\n\n\n")
    screen.wait_for("离开，按回车：")
    screen.press("l\n")
    screen.wait_for("1. 想解决的纠纷")
    screen.wait_for("请输入：")
    screen.press("\x04")
    screen.wait_for("保存回答吗")
    screen.press("n\n")
    assert screen.end() == 0
