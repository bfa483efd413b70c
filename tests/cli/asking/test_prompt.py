"""A question on the terminal, key by key."""

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from eligibility.sentences.wrapping import cells

Part = Callable[[str], ModuleType]
KEYS = (("b", "back"), ("?", "why"), ("l", "list"), ("r", "result"), ("q", "leave"))
MANY = tuple((f"city{n}", f"第{n}市") for n in range(1, 23))
FEW = (("first", "甲"), ("second", "乙 pair"))


def begun(part: Part, *, one_key: bool = False, **question: Any) -> Any:
    standard = {
        "above": "",
        "text": "?",
        "choices": (),
        "keys": KEYS,
        "unsure": "later",
    }
    asked = part("asking.question").Question(**standard | question)
    view = part("options").View("zh")
    return part("asking.prompt").Prompt(asked, view, one_key=one_key)


def pressed(part: Part, pressing: list[str], **question: Any) -> tuple[Any, Any]:
    """The decision after the last key, and the prompt; none before it decides."""
    prompt = begun(part, **question)
    decisions = [prompt.press(key) for key in pressing]
    assert not any(decisions[:-1])
    return decisions[-1], prompt


def caret(prompt: Any, width: int = 79) -> str:
    """The line with the caret, which stands at `|`."""
    (line,) = (
        line for line in prompt.lines(width, 30) if ("caret", "") in map(tuple, line)
    )
    return "".join("|" if style == "caret" else text for style, text in line).strip()


@pytest.mark.parametrize(
    ("keys", "choices", "value"),
    [
        (["2", "enter"], FEW, "second"),
        (["1", "2", "enter"], FEW, "second"),
        (["２", "enter"], FEW, "second"),  # noqa: RUF001 - as an input method types it
        (["down", "enter"], FEW, "first"),
        (["up", "up", "enter"], FEW, "second"),
        (["2", "1", "enter"], MANY, "city21"),
        (["2", "enter"], MANY, "city2"),
        (["1", "backspace", "3", "enter"], MANY, "city3"),
        (["2", "5", "backspace", "enter"], MANY, "city2"),
        (["2", "right", "enter"], MANY, "city3"),
        (["甲", "enter"], FEW, "first"),
        ([*"SECOND", "enter"], FEW, "second"),
        ([*"乙 pair", "enter"], FEW, "second"),
        (["第", "7", "enter"], MANY, "city7"),
        (["第", "1", "市", "enter"], MANY, "city1"),
        (["第", "1", "down", "down", "enter"], MANY, "city10"),
        ([*"city22", "enter"], MANY, "city22"),
        (["0", "enter"], FEW, None),
        (["0", "enter"], MANY, None),
        (["up", "enter"], FEW, None),
        ([*"bei", "down", "enter"], FEW, "first"),
        (["3", "甲", "enter"], FEW, "first"),
        (["-", "enter"], FEW, None),
        (["-", "enter"], (), None),
        (["－", "enter"], (), None),  # noqa: RUF001 - as an input method types it
        ([*"不清楚", "enter"], (), None),
        (["x", "enter"], (), "x"),
        (["0", "enter"], (), "0"),
        ([*"2020", "backspace", "1", "enter"], (), "2021"),
    ],
)
def test_keys_lead_to_an_answer(
    part: Part, keys: list[str], choices: Any, value: str | None
) -> None:
    decision, _ = pressed(part, keys, choices=choices)
    assert decision is not None
    assert (decision.command, decision.value) == ("answer", value)


@pytest.mark.parametrize("choices", [(), FEW, MANY])
@pytest.mark.parametrize(
    ("key", "command"),
    [("b", "back"), ("l", "list"), ("r", "result"), ("q", "quit"), ("ｑ", "quit")],  # noqa: RUF001 - as an input method types it
)
def test_a_letter_is_a_command_once_enter_is_pressed(
    part: Part, key: str, command: str, choices: Any
) -> None:
    decision, prompt = pressed(part, [key, "enter"], choices=choices)
    assert decision.command == command
    prompt = begun(part, choices=choices)
    prompt.press(key)
    shown = "".join(text for line in prompt.lines(79, 30) for _, text in line)
    assert f"回车：{dict(KEYS)[key.replace('ｑ', 'q')]}" in shown  # noqa: RUF001 - as above


@pytest.mark.parametrize("choices", [(), FEW, MANY])
@pytest.mark.parametrize("key", ["?", "？"])
def test_a_question_mark_explains_and_leaves_what_was_begun(
    part: Part, key: str, choices: Any
) -> None:
    decision, _ = pressed(part, ["1", key], choices=choices)
    assert (decision.command, decision.begun) == ("why", "1")
    again = begun(part, choices=choices, begun="1")
    again.press("0")
    assert again.typed == "10"


@pytest.mark.parametrize("choices", [(), FEW, MANY])
@pytest.mark.parametrize(
    "keys",
    [
        ["enter"],
        ["enter", "enter"],
        [" ", "enter"],
        ["b", "escape", "enter"],
        ["escape", "left", "right", "escape", "enter"],
    ],
)
def test_nothing_typed_is_no_answer(part: Part, keys: list[str], choices: Any) -> None:
    decision, prompt = pressed(part, keys, choices=choices)
    assert decision is None
    assert prompt.notice


@pytest.mark.parametrize("choices", [FEW, MANY])
@pytest.mark.parametrize(
    "typed",
    [
        "bei",
        "lian",
        "qu",
        "ren",
        "2021",
        "20210727",
        "2020-06-30",
        "2020年",
        "99",
        "20",
    ],
)
def test_what_belongs_elsewhere_is_no_answer(
    part: Part, typed: str, choices: Any
) -> None:
    if choices is MANY and typed == "20":
        typed = "30"  # there is a twentieth
    decision, prompt = pressed(part, [*typed, "enter"], choices=choices)
    assert decision is None
    assert prompt.at is None


@pytest.mark.parametrize("keys", [[*"bei"], [*"bei", "enter"]])
def test_a_name_that_no_choice_has_is_told(part: Part, keys: list[str]) -> None:
    _, prompt = pressed(part, keys, choices=FEW)
    shown = [text for line in prompt.lines(79, 30) for _, text in line]
    assert "没有这个选项；按 Esc 清掉。" in shown
    prompt.press("down")
    assert prompt.typed == ""


def test_a_list_has_the_commands_it_shows(part: Part) -> None:
    keys = (("b", "back"),)
    for letter in "lrq0-":
        decision, _ = pressed(
            part, [letter, "enter"], choices=FEW, keys=keys, unsure=""
        )
        assert decision is None


def test_a_choice_goes_before_a_command(part: Part) -> None:
    decision, _ = pressed(part, ["b", "enter"], choices=(("a", "A"), ("b", "B")))
    assert (decision.command, decision.value) == ("answer", "b")


@pytest.mark.parametrize("refused", ["", "1999-13-01"])
def test_an_answer_given_before_is_kept_or_typed_anew(part: Part, refused: str) -> None:
    there = refused or "1999-05-01"
    given = {"current": "1999-05-01", "refused": refused}
    decision, _ = pressed(part, ["enter"], **given)
    assert decision.value == there
    decision, _ = pressed(part, ["2", "enter"], **given)
    assert decision.value == "2"
    decision, _ = pressed(part, ["backspace", "2", "enter"], **given)
    assert decision.value == there[:-1] + "2"
    decision, _ = pressed(part, ["q", "enter"], **given)
    assert decision.command == "quit"


@pytest.mark.parametrize(
    ("keys", "choices", "decided"),
    [
        (["2"], FEW, ("answer", "second")),
        (["0"], FEW, ("answer", None)),
        (["9"], MANY, ("answer", "city9")),
        (["2", "1"], MANY, ("answer", "city21")),
        (["2", "enter"], MANY, ("answer", "city2")),
        (["q"], FEW, ("quit", None)),
        (["3", "q"], FEW, ("quit", None)),
        (["甲", "enter"], FEW, ("answer", "first")),
        (["q", "enter"], (), ("quit", None)),
    ],
)
def test_with_one_key_numbers_and_letters_decide_at_once(
    part: Part, keys: list[str], choices: Any, decided: tuple[str, str | None]
) -> None:
    decision, _ = pressed(part, keys, choices=choices, one_key=True)
    assert (decision.command, decision.value) == decided


@pytest.mark.parametrize(
    ("keys", "choices"), [(["3"], FEW), (["甲", "q"], FEW), (["2", "5"], MANY)]
)
def test_with_one_key_other_keys_decide_nothing(
    part: Part, keys: list[str], choices: Any
) -> None:
    decision, _ = pressed(part, keys, choices=choices, one_key=True)
    assert decision is None


def test_what_is_pasted_decides_nothing(part: Part) -> None:
    prompt = begun(part, choices=FEW, one_key=True)
    prompt.paste("q\r2\n")
    assert prompt.typed == "q2"
    field = begun(part)
    field.paste("2020年\n6月")
    assert field.press("enter").value == "2020年6月"


@pytest.mark.parametrize(
    ("keys", "choices", "line"),
    [
        ([], (), "> |"),
        ([*"2020年"], (), "> 2020年|"),
        ([], FEW, "> |"),
        (["2"], FEW, "|>2 乙 pair"),
        (["down"], FEW, "|>1 甲"),
        (["0"], FEW, "|>0 later"),
        (["甲"], FEW, "> 甲|"),
        (["b"], FEW, "> b|"),
        (["9", "9"], MANY, "> 99|"),
    ],
)
def test_the_caret_stands_where_one_types_or_chooses(
    part: Part, keys: list[str], choices: Any, line: str
) -> None:
    prompt = begun(part, choices=choices)
    for key in keys:
        prompt.press(key)
    assert caret(prompt) == line


def test_the_caret_stands_in_a_column_of_many(part: Part) -> None:
    prompt = begun(part, choices=MANY)
    for key in "12":
        prompt.press(key)
    assert "|>12 第12市" in caret(prompt)


def test_the_cursor_of_the_terminal_is_the_caret(part: Part) -> None:
    terminal = part("asking.terminal").Terminal(part("options").View("zh"))
    prompt = begun(part, choices=FEW)
    prompt.press("2")
    control = terminal.application(prompt).layout.current_control
    content = control.create_content(79, None)
    assert (content.cursor_position.x, content.cursor_position.y) == (1, 3)
    assert content.show_cursor


def test_the_prompt_fits_the_terminal(part: Part) -> None:
    prompt = begun(part, choices=MANY)
    prompt.press("down")
    for width, height in ((39, 24), (79, 12), (119, 40)):
        lines = prompt.lines(width, height)
        assert len(lines) < height
        for line in lines:
            assert sum(cells(text) for _, text in line) <= width
