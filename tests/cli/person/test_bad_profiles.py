"""Each kind of bad profile ends in exit code 3, a sentence, and no value in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

DAY = "2021-07-27"
Run = Callable[..., Result]

BAD = {
    "unknown-key": (b"birth_dat: 1999-05-01\n", "birth_date"),
    "personal": ("姓名: 张三丰\n".encode(), "不需要姓名"),
    "wrong-type": (b"hours_per_week: lots-of-them\n", "应当是数字"),
    "wrong-value": (b"work_city: shanghai-pudong\n", "没有这个选项"),
    "no-such-month": (b"graduated_on: 2020-13\n", "没有这一天"),
    "no-such-day": (b"birth_date: 1999-02-30\n", "没有这一天"),
    "born-later": (b"birth_date: 2031-05-01\n", "晚于"),
    "contradiction": (
        (
            b"birth_date: 1999-05-01\neducation: university\nstudent: false\n"
            b"graduated_on: 1998-06-30\n"
        ),
        "矛盾",
    ),
    "does-not-apply": (
        b"employment_form: none\nplatform: meituan\n",
        "不能同时这样填",
    ),
    "twice": (b"sex: male\nsex: female\n", "写了两次"),
    "nested": (b"sex: {a: b}\n", "只有一个值"),
    "list": (b"- sex\n- male\n", "事实: 回答"),
    "not-yaml": (b"sex: [male\n", "YAML"),
    "not-utf8": ("work_city: 广州\n".encode("gb18030"), "UTF-8"),
    "empty": (b"", "空的"),
    "comments-only": (b"# nothing\n", "空的"),
    "control": (b"sex: \x1b[31mmale\n", "不能显示"),
    "large": (b"a: b\n" * 500_000, "太大"),
    "deep": (b"[" * 10_000, "嵌套太深"),
    "alias": (b"a: &x [y]\nb: *x\n", "引用"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_bad_profile_ends_in_a_sentence(
    run: Run, tmp_path: Path, name: str, way: str
) -> None:
    data, words = BAD[name]
    file = tmp_path / "me.yaml"
    file.write_bytes(data)
    if way == "file":
        result = run("check", str(file), "--on", DAY)
    else:
        result = run("check", "-", "--on", DAY, given=data)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr
    assert len(result.stderr) < 1000


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("hours_per_week", "lots-of-them"),
        ("birth_date", "2031-05-01"),
        ("work_city", "shanghai-pudong"),
    ],
)
def test_a_value_stands_in_the_quoted_line_only(
    run: Run, tmp_path: Path, fact: str, value: str
) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(f"{fact}: {value}\n")
    lines = run("check", str(file), "--on", DAY).stderr.splitlines()
    assert [line for line in lines if value in line] == [f"   1 | {fact}: {value}"]


def test_the_place_is_named_and_marked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("sex: male\ngraduated_on: 2020-6\n")
    first, quoted, carets, hint = run(
        "check", str(file), "--on", DAY
    ).stderr.splitlines()
    assert first.startswith(f"{file}:2:15: ")
    assert quoted == "   2 | graduated_on: 2020-6"
    assert carets == "     |               ^^^^^^"
    assert "2020-06-30" in hint


def test_carets_stand_under_chinese_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("{'工作': '广州'}\n", encoding="utf-8")
    lines = run("check", str(file), "--on", DAY).stderr.splitlines()
    assert lines[2] == "     |  ^^^^^^"


def test_all_faults_are_told_at_once(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("sexx: male\nsex: {a: b}\nbirth_date: 1999-13-01\nsex: male\n")
    stderr = run("check", str(file), "--on", DAY).stderr
    for place in (":1:1:", ":2:1:", ":3:13:", ":4:1:"):
        assert f"{file}{place}" in stderr
    assert "共 4 处" in stderr


def test_a_missing_file_and_a_folder_are_told(run: Run, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "me.yaml", tmp_path / "a\x00b"):
        result = run("check", str(path))
        assert result.exit_code == 3
        assert "Traceback" not in result.stderr


def test_faults_come_in_english_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("graduated_on: 2020-13\n")
    assert "there is no such day" in run("check", str(file), "--lang", "en").stderr
