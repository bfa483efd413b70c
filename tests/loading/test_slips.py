"""What a Chinese keyboard slips in is named where it stands, with what was meant."""

from pathlib import Path

import pytest

from eligibility.errors import Fault
from tests.edited import HEAD, REQUIRES, VERSION, changed, faults, versioned, with_test


def slip(folder: Path, files: dict[str, str]) -> Fault:
    found = faults(folder, files)
    assert [fault.code for fault in found] == ["slip"], found
    return found[0]


@pytest.mark.parametrize(
    ("test", "written", "meant"),
    [
        ("children ≥ 3", "≥", ">="),
        ("children ＞ 3", "＞", ">"),
        ("children = 3", "=", "=="),
        ("children => 3", "=>", ">="),
        ("children >= ３", "３", "3"),
        ("age（born） >= 3", "（", "("),
        ("city in ['port'，'hill']", "，", ","),
        ("children\xa0>= 3", "\xa0", "a plain space"),
        ("children\u3000>= 3", "\u3000", "a plain space"),
        ("city == “port”", "“", '"'),
        ("children > 1 && student == true", "&&", "two conditions under `all`"),
    ],
)
def test_a_slip_in_a_test_is_named(
    tmp_path: Path, test: str, written: str, meant: str
) -> None:
    fault = slip(tmp_path, with_test(test))
    assert fault.subject == written
    assert fault.hint is not None
    assert fault.hint.en == f"Type instead: {meant}"
    assert fault.place is not None
    line = fault.place.document.lines[fault.place.line - 1]
    assert line[fault.place.column - 1 :].startswith(written)


@pytest.mark.parametrize(
    ("files", "written", "line"),
    [
        (versioned("", "held：student == true\n"), "：", 6),
        (versioned("", "held:student == true\n"), ":", 6),
        (versioned("", "\u3000held: student == true\n"), "\u3000", 6),
        (versioned("", "held:\u3000student == true\n"), "\u3000", 6),
        (versioned("", "\theld: student == true\n"), "\t", 6),
        (
            {
                "measures/allowance.yaml": HEAD.replace(
                    "summary: {zh: 一笔钱。, en:", "summary: {zh: 一笔钱。， en："
                )
                + VERSION
                + REQUIRES
            },
            "，",
            3,
        ),
        (
            {
                "measures/allowance.yaml": (HEAD + VERSION + REQUIRES).replace(
                    "from: 2020-01-01", "from: ２０20-01-01"
                )
            },
            "２",
            7,
        ),
        (
            {
                "measures/allowance.yaml": (HEAD + VERSION + REQUIRES).replace(
                    "cite: [{source: law, at: 第三条}]",
                    "cite: 【{source: law, at: 第三条}】",
                )
            },
            "【",
            8,
        ),
        (
            changed("rulebook.yaml", "measures: [allowance]", "measures：[allowance]"),
            "：",
            5,
        ),
    ],
)
def test_a_slip_in_the_layout_is_named(
    tmp_path: Path, files: dict[str, str], written: str, line: int
) -> None:
    fault = slip(tmp_path, files)
    assert fault.subject == written
    assert fault.place is not None
    assert fault.place.line == line


def test_chinese_punctuation_in_a_text_is_no_slip(tmp_path: Path) -> None:
    lines = (
        "        - id: also\n"
        "          text: {zh: 条件：甲，乙（丙）“丁”３, en: Also}\n"
        "          test: studen == true\n"
    )
    found = faults(
        tmp_path, {"measures/allowance.yaml": HEAD + VERSION + REQUIRES + lines}
    )
    assert [fault.code for fault in found] == ["unknown-name"]
