"""A case tells what is otherwise than expected, and the leaf that did it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from eligibility import Rulebook, RulebookError
from eligibility.errors import Fault
from eligibility.inquiries.trials import trials
from tests.edited import loaded

PAYS = """\
id: allowance
title: {zh: 津贴, en: Allowance}
summary: {zh: 一笔钱。, en: Some money.}
kind: subsidy
audience: person
concerns: {test: student == false}
versions:
  - from: 2020-01-01
    until: 2021-12-31
    cite: [{source: law, at: 第三条}]
    requires:
      all:
        - use: of-age
        - id: at-port
          text: {zh: 在港市, en: At the port}
          test: city == "port"
    cautions:
      - {kind: remark, text: {zh: 每天都一样。, en: The same each day.}}
      - {kind: remark, when: {test: children >= 1}, text: {zh: 有孩子的另算。, en: Children count apart.}}
    gives:
      text: {zh: 一笔钱。, en: Some money.}
      amount: 100 * children
      per: month
      months: 6 * children
      claims: 3
    apply:
      where: {zh: 窗口, en: The counter}
"""
CASE = """\
measure: allowance
cases:
  - id: one
    why: {zh: 一个, en: One}
    on: 2021-07-27
    with: {born: 1990-01-01, city: port, children: 2, student: false}
    expect: eligible
"""
EXPECTED = """\
    cautions:
      - {kind: remark, text: {zh: 每天, en: each day}}
      - {kind: remark, text: {en: Children count}}
    concerns: true
    amount: 200.00
    per: month
    months: 12
    claims: 3
    by: 2021-12-31
    path: [{measure: allowance, on: 2021-07-27}]
    plan: [{measure: allowance, from: 2021-07-27, by: 2021-12-31}]
"""


def book(folder: Path, case: str) -> Rulebook:
    found = loaded(folder, {"measures/allowance.yaml": PAYS})
    (found.folder / "cases").mkdir(exist_ok=True)
    (found.folder / "cases" / "allowance.yaml").write_text(case, encoding="utf-8")
    return Rulebook.load(str(found.folder))


def faults(folder: Path, expected: str) -> Iterator[Fault]:
    for trial in trials(book(folder, CASE + expected)):
        yield from trial.faults


def test_all_that_an_answer_tells_can_be_expected(tmp_path: Path) -> None:
    assert list(faults(tmp_path, EXPECTED)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("each day", "every day", "cautions"),
        ("      - {kind: remark, text: {en: Children count}}\n", "", "cautions"),
        ("concerns: true", "concerns: false", "concerns"),
        ("amount: 200.00", "amount: 200.01", "amount"),
        ("per: month", "per: year", "per"),
        ("months: 12", "months: 13", "months"),
        ("months: 12", "months: none", "months"),
        ("claims: 3", "claims: 6", "claims"),
        ("by: 2021-12-31\n    path", "by: 2021-12-30\n    path", "by"),
        ("by: 2021-12-31\n    path", "by: none\n    path", "by"),
        ("on: 2021-07-27}", "on: 2021-07-28}", "path"),
        ("path: [{measure: allowance, on: 2021-07-27}]", "path: []", "path"),
        ("by: 2021-12-31}", "by: 2021-12-30}", "plan"),
        ("from: 2021-07-27,", "from: 2021-07-28,", "plan"),
    ],
)
def test_each_difference_is_told_with_both_sides(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    assert EXPECTED.count(old) == 1
    (fault,) = faults(tmp_path, EXPECTED.replace(old, new))
    assert f"“one”的 {told}：应为" in fault.text.zh
    assert "expected" in fault.text.en
    assert "found" in fault.text.en


@pytest.mark.parametrize(
    ("old", "new", "leaf", "line"),
    [
        # Either condition alone would have given the no.
        ("expect: eligible", "expect: ineligible", '"of-age" did it, and 1 more', 1),
        ("city: port", "city: hill", '"at-port" did it', 14),
        ("born: 1990-01-01", "born: 2010-01-01", '"of-age" did it', 1),
        (
            "expect: eligible\n",
            "expect: eligible\n    conditions: {at-port: false}\n",
            '"at-port" did it',
            14,
        ),
        ("city: port, ", "", '"at-port" did it', 14),
        ("expect: eligible", "expect: eligible\n    missing: [city]", '"at-port"', 14),
    ],
)
def test_the_leaf_that_did_it_is_named_with_its_place(
    old: str, new: str, leaf: str, line: int, tmp_path: Path
) -> None:
    assert CASE.count(old) == 1
    found = [
        fault
        for trial in trials(book(tmp_path, CASE.replace(old, new)))
        for fault in trial.faults
    ]
    assert len(found) == 1
    assert found[0].other is not None
    place, words = found[0].other
    assert leaf in words.en
    assert place.line == line
    assert place.column > 0


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        (
            "kind: remark, text: {en:",
            "kind: remrk, text: {en:",
            "unknown-kind",
            "10:16",
        ),
        ("text: {en: Children count}", "text: {}", "wrong-type", "10:30"),
        ("text: {en: Children count}", "text: {fr: Enfants}", "unknown-key", "10:31"),
        ("concerns: true", "concerns: maybe", "wrong-type", "11:15"),
        ("amount: 200.00", "amount: 200", "wrong-type", "12:13"),
        ("per: month", "per: week", "unknown-value", "13:10"),
        ("months: 12", "months: 0", "wrong-type", "14:13"),
        ("by: 2021-12-31\n    path", "by: soon\n    path", "wrong-type", "16:9"),
        ("[{measure: allowance, on:", "[{measure: alowance, on:", None, "17:22"),
        ("[{measure: allowance, on:", "[{act: student, on:", None, "17:18"),
        ("[{measure: allowance, on:", "[{on:", "one-step", "17:12"),
        ("path: [{measure: allowance, on: 2021-07-27}]", "path: [rent]", None, "17:12"),
        ("from: 2021-07-27,", "on: 2021-07-27,", "unknown-key", "18:33"),
    ],
)
def test_a_wrong_expectation_is_one_fault_with_its_place(
    old: str, new: str, code: str | None, at: str, tmp_path: Path
) -> None:
    assert EXPECTED.count(old) == 1
    with pytest.raises(RulebookError) as error:
        _ = book(tmp_path, CASE + EXPECTED.replace(old, new)).cases
    (fault,) = error.value.faults
    assert code in {None, fault.code}
    assert fault.place is not None
    assert f"{fault.place.line}:{fault.place.column}" == at


def test_what_nobody_confirmed_counts_for_nothing(tmp_path: Path) -> None:
    wrong = CASE.replace("expect: eligible", "expect: ineligible\n    confirmed: false")
    assert list(trials(book(tmp_path, wrong))) == []


def test_measures_of_which_one_may_be_drawn_warn_of_each_other(tmp_path: Path) -> None:
    found = book(tmp_path, CASE + "    cautions: [remark]\n")
    head = found.folder / "rulebook.yaml"
    other = PAYS.replace("id: allowance", "id: bonus")
    (found.folder / "measures" / "bonus.yaml").write_text(other, encoding="utf-8")
    text = head.read_text("utf-8").replace("[allowance]", "[allowance, bonus]")
    group = (
        "exclusive:\n  - {id: one, text: {zh: 只领一个。, en: One only.}, "
        "measures: [allowance, bonus], cite: [{source: law, at: 第四条}]}\n"
    )
    head.write_text(text + group, encoding="utf-8")
    cases = found.folder / "cases" / "allowance.yaml"
    said = "    cautions:\n" + "".join(
        f"      - {{kind: remark, text: {{en: {words}}}}}\n"
        for words in ("each day", "Children", "One only")
    )
    cases.write_text(CASE + said, encoding="utf-8")
    (trial,) = trials(Rulebook.load(str(found.folder)))
    assert trial.faults == ()
