"""What is written means something, and what a test takes for granted is so."""

from pathlib import Path

import pytest

from tests.edited import changed, codes, faults, requiring, versioned, with_test

LAW = "cite: [{source: law, at: 第三条}]"
NAMED = "id: also, text: {zh: 条件, en: Also}"


@pytest.mark.parametrize(
    "condition",
    [
        "        - judged_by: office\n",
        f"        - {{{NAMED}, not: {{judged_by: office}}}}\n",
        f"        - {{{NAMED}, all: [{{all: [{{judged_by: office}}]}}]}}\n",
        (
            "        - contested:\n"
            "            - {id: one, text: {zh: 甲, en: A}, test: student == true}\n"
            "            - {id: two, text: {zh: 乙, en: B}, test: student == false}\n"
            "          decided_by: {zh: 法院, en: the court}\n"
        ),
    ],
    ids=["under all", "under not", "nested", "contested"],
)
def test_what_an_office_judges_is_never_nothing(tmp_path: Path, condition: str) -> None:
    assert codes(tmp_path, requiring(condition)) >= {"missing-id", "missing-text"}


@pytest.mark.parametrize(
    "files",
    [
        versioned("", "held: {judged_by: office}\n"),
        versioned(
            "    cautions:\n      - kind: remark\n        text: {zh: 注意, en: Mind}\n"
            "        when: {judged_by: office}\n"
        ),
        changed(
            "facts.yaml",
            "    help: {zh: 按人数算。, en: Counted by head.}",
            "    help: {zh: 按人数算。, en: Counted.}\n    only_if: {judged_by: office}",
        ),
        changed(
            "facts.yaml",
            "    help: {zh: 按人数算。, en: Counted by head.}",
            "    help: {zh: 按人数算。, en: Counted.}\ncontradictions:\n"
            "  - {id: no, text: {zh: 不, en: No}, judged_by: office}",
        ),
    ],
    ids=["held", "a caution", "only_if", "a contradiction"],
)
def test_no_office_judges_where_facts_decide(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert "not-open" in codes(tmp_path, files)


GIVES = "    gives:\n      text: {zh: 钱, en: Money}\n"


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (versioned(GIVES + "      amount: [100]\n      per: once\n"), "wrong-type"),
        (
            versioned(
                GIVES + "      amount: 9\n      per: once\n      months: {a: 1}\n"
            ),
            "wrong-type",
        ),
        (versioned(GIVES + "      amount: 100\n"), "missing-key"),
        (versioned(GIVES + "      per: once\n"), "beside"),
        (versioned(GIVES + "      claims: 3\n"), "beside"),
        (
            versioned(
                GIVES + "      amount: 9\n      per: once\n      claims: 3 * months\n"
            ),
            "wrong-type",
        ),
        (versioned("    excludes: []\n"), "wrong-type"),
        (
            {
                "measures/allowance.yaml": versioned("    grants: {student: true}\n")[
                    "measures/allowance.yaml"
                ].replace(
                    "    requires:\n      all:\n        - use: of-age\n",
                    "    informs: {zh: 知道, en: Known}\n",
                )
            },
            "beside",
        ),
        (
            {
                "measures/allowance.yaml": versioned(
                    "    excludes:\n      - {id: x, text: {zh: 甲, en: A}, "
                    "test: student == true}\n"
                )["measures/allowance.yaml"].replace(
                    "    requires:\n      all:\n        - use: of-age\n",
                    "    informs: {zh: 知道, en: Known}\n",
                )
            },
            "beside",
        ),
        (
            requiring(
                "        - id: also\n          text: {zh: 条件, en: Also}\n"
                "          by: city\n          branches:\n"
                "            - is: []\n              then: {id: a, text: {zh: 甲, en: A}, "
                "test: student == true}\n"
                "          otherwise: {id: b, text: {zh: 乙, en: B}, "
                "test: student == false}\n"
            ),
            "wrong-type",
        ),
        (
            requiring(
                "        - id: also\n          text: {zh: 条件, en: Also}\n"
                "          by: city\n          branches: []\n"
                "          otherwise: {id: b, text: {zh: 乙, en: B}, "
                "test: student == false}\n"
            ),
            "wrong-type",
        ),
        (
            requiring(
                '        - {id: also, text: {zh: 条件, en: ""}, test: student == true}\n'
            ),
            "wrong-type",
        ),
        (with_test('city in ["port", "port"]'), "duplicate-value"),
        (
            changed(
                "sources.yaml",
                "  basis: official\n  verified_on: 2026-01-01\n  review_by: 2099-01-01",
                "  basis: official\n  verified_on: 2026-01-01\n  review_by: 2025-01-01",
            ),
            "unordered",
        ),
        (
            changed(
                "parameters.yaml",
                "  type: integer\n  values:\n    - {from: 2024-01-01, value: 3, ",
                "  type: integer\n  by: [city]\n  values:\n    - {from: 2024-01-01, "
                "rows: [{value: 3}, {when: {city: port}, value: 4}], ",
            ),
            "unreached",
        ),
        (
            changed(
                "parameters.yaml",
                "  type: integer\n  values:\n    - {from: 2024-01-01, value: 3, ",
                "  type: integer\n  by: [city]\n  values:\n    - {from: 2024-01-01, "
                "rows: [{when: {city: [port, port]}, value: 4}, {value: 3}], ",
            ),
            "duplicate-value",
        ),
    ],
)
def test_what_is_written_is_read_or_refused(
    tmp_path: Path, files: dict[str, str], code: str
) -> None:
    assert codes(tmp_path, files) == {code}


def test_a_deadline_has_words(tmp_path: Path) -> None:
    part = "        - {all: [{test: student == true, deadline: true}]}\n"
    assert codes(tmp_path, requiring(part)) >= {"missing-id", "missing-text"}


@pytest.mark.parametrize(
    ("test", "code"),
    [
        ("(children - 3) * children < 0", "not-monotone"),
        ("children * children + (1 - 3) * children + 1 <= 0.5", "not-monotone"),
        ("age(born) * children > 3", "not-monotone"),
        ("today <= born + 1.5 * years", "not-whole"),
        ("today <= born + (children / 2) * years", "not-whole"),
        ("children * months < 45 * days", "months-and-days"),
        ("60 <= children < 18", "never-so"),
        ("18 > children >= 60", "never-so"),
        ("age(born) > 1e999", "not-plain"),
        ("age(born) > 1e2", "not-plain"),
    ],
)
def test_a_test_that_cannot_be_searched_or_met_is_refused(
    tmp_path: Path, test: str, code: str
) -> None:
    assert codes(tmp_path, with_test(test)) == {code}


@pytest.mark.parametrize(
    "test",
    [
        "children * children <= 9",
        "(children + 1) * children > 3",
        "today <= born + (children + 1) * months",
        "today <= born + 9000 * years",
        "children * months < 45 * months",
        "10 * days <= 3 * days + 40 * days",
        "18 <= children < 60",
        "60 > children >= 60 - 42",
        "children / 3 * 3 == 100",
    ],
)
def test_a_test_that_can_be_searched_loads(tmp_path: Path, test: str) -> None:
    assert faults(tmp_path, with_test(test)) == ()


@pytest.mark.parametrize(
    ("granted", "code"),
    [
        ("{children: 1000001}", "out-of-range"),
        ("{children: -1}", "out-of-range"),
        ("{children: [1, 2]}", "wrong-type"),
        ("{student: [true, false]}", "wrong-type"),
        ("{wed_on: 1850-01-01}", "out-of-range"),
        ("{wed_on: 2026-W01-1}", "wrong-type"),
        ("{city: harbour}", "unknown-value"),
    ],
)
def test_a_grant_is_a_value_that_the_fact_can_have(
    tmp_path: Path, granted: str, code: str
) -> None:
    assert codes(tmp_path, versioned(f"    grants: {granted}\n")) == {code}


APPLIES = changed(
    "facts.yaml",
    "    help: {zh: 按人数算。, en: Counted by head.}",
    "    help: {zh: 按人数算。, en: Counted by head.}\n    only_if: student == true",
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("    grants: {children: 1}\n", {"does-not-apply"}),
        ("    grants: {children: 1, student: false}\n", {"does-not-apply"}),
        ("    grants: {children: 1, student: true}\n", set()),
        (
            (
                "        - {id: s, text: {zh: 在读, en: Student}, test: student == true}\n"
                "    grants: {children: 1}\n"
            ),
            set(),
        ),
    ],
)
def test_what_is_granted_applies(
    tmp_path: Path, lines: str, expected: set[str]
) -> None:
    assert codes(tmp_path, APPLIES | versioned(lines)) == expected


LATE = "children >= late_limit"


@pytest.mark.parametrize(
    "files",
    [
        with_test(LATE),
        versioned("", f"held: {LATE}\n"),
        versioned(
            "    cautions:\n      - kind: remark\n        text: {zh: 注意, en: Mind}\n"
            f"        when: {LATE}\n"
        ),
        changed(
            "facts.yaml",
            "    help: {zh: 按人数算。, en: Counted by head.}",
            "    help: {zh: 按人数算。, en: Counted.}\ncontradictions:\n"
            f"  - {{id: no, text: {{zh: 不, en: No}}, test: {LATE}}}",
        ),
    ],
    ids=["required", "held", "a caution", "a contradiction"],
)
def test_a_parameter_has_a_value_on_each_day_it_is_read(
    tmp_path: Path, files: dict[str, str]
) -> None:
    assert codes(tmp_path, files) == {"no-value"}


def test_a_caution_is_read_from_its_own_first_day(tmp_path: Path) -> None:
    caution = (
        "    cautions:\n      - kind: remark\n        from: 2024-01-01\n"
        f"        text: {{zh: 注意, en: Mind}}\n        when: {LATE}\n"
    )
    assert faults(tmp_path, versioned(caution)) == ()


def test_definitions_that_double_are_refused_at_once(tmp_path: Path) -> None:
    lines = [
        "d0: {text: {zh: 甲, en: A}, cite: [{source: law}], test: student == true}"
    ]
    for n in range(1, 40):
        parts = f"[{{use: d{n - 1}}}, {{use: d{n - 1}}}]"
        lines.append(f"d{n}: {{text: {{zh: 甲, en: A}}, all: {parts}}}")
    base = (Path(__file__).parents[1] / "errors/base/definitions.yaml").read_text(
        "utf-8"
    )
    files = {"definitions.yaml": base + "\n".join(lines)}
    assert codes(tmp_path, files) == {"too-large"}


def test_definitions_in_a_long_row_are_refused(tmp_path: Path) -> None:
    lines = [
        "d0: {text: {zh: 甲, en: A}, cite: [{source: law}], test: student == true}"
    ]
    lines += [
        f"d{n}: {{text: {{zh: 甲, en: A}}, not: {{use: d{n - 1}}}}}"
        for n in range(1, 400)
    ]
    base = (Path(__file__).parents[1] / "errors/base/definitions.yaml").read_text(
        "utf-8"
    )
    files = {"definitions.yaml": base + "\n".join(reversed(lines))}
    assert codes(tmp_path, files) == {"too-deep"}


@pytest.mark.parametrize(
    ("broken", "uses"),
    [
        ("    type: bool\n", "facts.yaml"),
        ("    type: integer\n", "facts.yaml"),
    ],
)
def test_a_broken_fact_is_told_once_where_it_is_declared(
    tmp_path: Path, broken: str, uses: str
) -> None:
    files = changed(uses, broken, "    type: truth\n")
    files |= with_test("student == true") | requiring(
        f"        - {{{NAMED}, all: [{{test: student == true}}, "
        "{test: children > 1}]}\n"
    )
    assert codes(tmp_path, files) == {"unknown-type"}
