"""What a rulebook that loads may still say otherwise than it is meant."""

from pathlib import Path
from shutil import copytree

import pytest

from eligibility import Rulebook
from eligibility.errors import Fault
from eligibility.inquiries.lints import lints
from tests.edited import BASE, HEAD, REQUIRES, VERSION, changed, requiring, versioned

HELP = "    help: {zh: 按人数算。, en: Counted by head.}"
WED = "    help: {zh: 看时间。, en: For the time.}"
BASE_LEFT = {"wed_on", "student", "children", "late_limit", "rumour"}
"""What the base declares and does not use."""
IDLE = {*BASE_LEFT, "city"}
"""And what it does not use once something else is required."""


def warned(folder: Path, files: dict[str, str]) -> list[Fault]:
    """What is odd about the base with these files in it, but for what is idle."""
    copytree(BASE, folder / "book")
    for name, text in files.items():
        (folder / "book" / name).write_text(text, encoding="utf-8")
    found = lints(Rulebook.load(str(folder / "book")))
    assert all(fault.place is not None for fault in found)
    return [
        fault
        for fault in found
        if not (fault.code.startswith("unused-") and fault.subject in IDLE)
    ]


def kinds(folder: Path, files: dict[str, str]) -> set[str]:
    return {fault.code for fault in warned(folder, files)}


def worded(zh: str, en: str, test: str) -> dict[str, str]:
    """The measure with one more test, in these words."""
    return requiring(
        f'        - id: also\n          text: {{zh: "{zh}", en: "{en}"}}\n'
        f"          test: {test}\n"
    )


def applying(name: str, only_if: str) -> dict[str, str]:
    """The facts, with a condition on when one of them applies."""
    line = {"children": HELP, "wed_on": WED}[name]
    return changed("facts.yaml", line, f"{line}\n    only_if: {only_if}")


def test_the_base_leaves_idle_what_it_does_not_use(tmp_path: Path) -> None:
    copytree(BASE, tmp_path / "book")
    found = lints(Rulebook.load(str(tmp_path / "book")))
    assert {fault.subject for fault in found} == BASE_LEFT
    assert {fault.code for fault in found} == {
        "unused-fact",
        "unused-parameter",
        "unused-source",
    }


LATER = "today >= wed_on + 2 * years"


@pytest.mark.parametrize(
    ("name", "test"), [("wed_on", LATER), ("children", "children <= 2")]
)
def test_whoever_a_fact_does_not_apply_to_is_not_refused_in_silence(
    tmp_path: Path, name: str, test: str
) -> None:
    files = applying(name, "student == true") | worded("条件", "Also", test)
    (fault,) = warned(tmp_path, files)
    assert fault.code == "refuses-unsaid"
    assert fault.place is not None
    assert str(fault.place).endswith("measures/allowance.yaml:12:11")


@pytest.mark.parametrize(
    "files",
    [
        applying("wed_on", "student == true")
        | requiring(
            "        - id: first\n          text: {zh: 在读, en: Student}\n"
            "          test: student == true\n"
            "        - id: also\n          text: {zh: 条件, en: Also}\n"
            f"          test: {LATER}\n"
        ),
        applying("wed_on", "student == true")
        | requiring(
            "        - id: also\n          text: {zh: 条件, en: Also}\n"
            "          any:\n            - id: one\n"
            "              text: {zh: 不在读, en: No student}\n"
            "              test: student == false\n"
            "            - id: two\n              text: {zh: 早, en: Long wed}\n"
            f"              test: {LATER}\n"
        ),
        # Nobody without children is surprised to be asked for two.
        applying("children", "student == true")
        | worded("条件", "Also", "children >= 2"),
        # Such a test says by itself that the fact applies.
        {
            "facts.yaml": applying("children", "student == true")["facts.yaml"].replace(
                WED, f"{WED}\n    only_if: student == true"
            )
        }
        | requiring(
            "        - id: some\n          text: {zh: 有孩子, en: Children}\n"
            "          test: children >= 1\n"
            "        - id: also\n          text: {zh: 条件, en: Also}\n"
            f"          test: {LATER}\n"
        ),
    ],
    ids=["said before", "an alternative", "none fails as well", "said by another"],
)
def test_a_fact_whose_use_is_said_is_no_surprise(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert kinds(tmp_path, files) == set()


@pytest.mark.parametrize(
    ("zh", "en", "test", "expected"),
    [
        ("满 16 岁", "Of age", "age(born) >= least_age", {"figure-in-words"}),
        ("满年龄", "At least 16", "age(born) >= least_age", {"figure-in-words"}),
        ("满 21 岁", "Of age", "age(born) >= least_age", {"other-figure"}),
        ("满 21 岁", "At least 21", "age(born) >= 18", {"other-figure"}),
        ("满 {least_age} 岁", "{least_age}", "age(born) >= least_age", set()),
        ("满 18 岁", "At least 18", "age(born) >= 18", set()),
        ("不满 18 岁", "17 or younger", "age(born) < 18", set()),
        ("24 个月", "24 months", "today >= wed_on + 2 * years", set()),
        ("3 个以内", "No more than 3", "1 <= children <= 7", set()),
    ],
)
def test_a_figure_stands_once(
    tmp_path: Path, zh: str, en: str, test: str, expected: set[str]
) -> None:
    assert kinds(tmp_path, worded(zh, en, test)) == expected


def test_a_figure_that_goes_by_the_city_may_be_said(tmp_path: Path) -> None:
    files = changed(
        "parameters.yaml",
        "    - {from: 2024-01-01, value: 3, cite: [{source: law, at: 第二条}]}\n",
        "    - {from: 2020-01-01, rows: [{when: {city: port}, value: 3}, {value: 4}], "
        "cite: [{source: law}]}\n",
    )
    limit = files["parameters.yaml"].replace(
        "限度, en: Later limit}\n", "限度, en: Later limit}\n  by: [city]\n"
    )
    said = worded("3 个以内", "No more than 3", "children <= late_limit")
    assert kinds(tmp_path, {"parameters.yaml": limit} | said) == set()


def test_what_is_declared_is_used(tmp_path: Path) -> None:
    text = (BASE / "definitions.yaml").read_text("utf-8")
    idle = "idle: {text: {zh: 甲, en: A}, cite: [{source: law}], test: student == true}"
    (fault,) = warned(tmp_path, {"definitions.yaml": f"{text}{idle}\n"})
    assert (fault.code, fault.subject) == ("unused-definition", "idle")


@pytest.mark.parametrize(
    ("zh", "en", "code"),
    [
        ("字" * 41, "Also", "too-long"),
        ("条件", "word " * 26, "too-long"),
        ("Also", "Also", "other-language"),
        ("条件", "Also 条件", "other-language"),
    ],
)
def test_words_are_short_and_in_their_own_language(
    tmp_path: Path, zh: str, en: str, code: str
) -> None:
    assert kinds(tmp_path, worded(zh, en, "student == true")) == {code}


def test_words_of_the_greatest_length_pass(tmp_path: Path) -> None:
    files = worded("字" * 40, ("word " * 25).strip(), "student == true")
    assert kinds(tmp_path, files) == set()


PLANNED = {
    "measures/later.yaml": HEAD.replace("id: allowance", "id: later")
    + "versions:\n  - {from: 2020-01-01, planned: {zh: 以后, en: Later}}\n",
}
BOTH = "measures: [allowance, later]"


@pytest.mark.parametrize(
    "files",
    [
        versioned("", "instead: [later]\n")
        | changed("rulebook.yaml", "measures: [allowance]", BOTH),
        changed(
            "rulebook.yaml",
            "measures: [allowance]",
            f"{BOTH}\nexclusive:\n  - {{id: one, text: {{zh: 一, en: One}}, "
            "measures: [allowance, later], cite: [{source: law}]}",
        ),
        changed("rulebook.yaml", "measures: [allowance]", BOTH)
        | {
            "coverage.yaml": "source: law\nsentences: {1: 1}\nplaces:\n"
            "  - {at: 1/1, says: {zh: 一, en: One}, measures: [later]}\n"
        },
    ],
    ids=["instead", "exclusive", "coverage"],
)
def test_a_measure_named_as_if_it_were_in_force_is(
    tmp_path: Path, files: dict[str, str]
) -> None:
    (fault,) = warned(tmp_path, PLANNED | files)
    assert (fault.code, fault.subject) == ("never-in-force", "later")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (versioned("", "instead: [later]\n"), {"never-in-force"}),
        (
            {
                "coverage.yaml": "source: law\nsentences: {1: 1}\nplaces:\n"
                "  - {at: 1/1, says: {zh: 一, en: One}, measures: [later]}\n"
            },
            set(),
        ),
    ],
    ids=["instead", "coverage"],
)
def test_what_only_informs_covers_a_sentence_and_is_no_alternative(
    tmp_path: Path, files: dict[str, str], expected: set[str]
) -> None:
    informing = {
        name: text.replace("planned:", "informs:") for name, text in PLANNED.items()
    }
    listed = changed("rulebook.yaml", "measures: [allowance]", BOTH)
    assert kinds(tmp_path, informing | listed | files) == expected


def test_a_test_that_nobody_can_meet_is_told(tmp_path: Path) -> None:
    assert kinds(tmp_path, worded("条件", "Also", "children < 0")) == {"never-met"}


TERM = "          deadline: true\n"
ANY_TIME = (
    "    apply:\n      where: {zh: 窗口, en: The counter}\n"
    "      within: {zh: 随时可以, en: At any time}\n"
)


def test_what_ends_is_not_there_at_any_time(tmp_path: Path) -> None:
    also = "        - id: also\n          text: {zh: 条件, en: Also}\n"
    ends = f"{also}          test: today <= born + 30 * years\n{TERM}"
    files = {"measures/allowance.yaml": HEAD + VERSION + REQUIRES + ends + ANY_TIME}
    assert kinds(tmp_path, files) == {"any-time"}


def test_what_does_not_end_is_there_at_any_time(tmp_path: Path) -> None:
    assert kinds(tmp_path, versioned(ANY_TIME)) == set()


@pytest.mark.parametrize("name", ["guangdong", "examples/library-card"])
def test_shipped_rulebooks_leave_no_warning_but_of_papers_to_bring(
    checkout: Path, name: str
) -> None:
    folder = name if name == "guangdong" else str(checkout / name)
    # Where the papers to bring are listed, there is no place for a citation yet.
    left = {fault.code for fault in lints(Rulebook.load(folder))}
    assert left <= {"unused-source"}
