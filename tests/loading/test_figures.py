"""A figure stands once: words that name a parameter say its value of the day."""

from pathlib import Path
from shutil import copytree

import pytest

from eligibility import Rulebook, assess
from tests.edited import BASE, changed, codes, requiring, versioned

LIMIT = "    - {from: 2024-01-01, value: 3, cite: [{source: law, at: 第二条}]}\n"
RAISED = (
    "    - {from: 2020-01-01, value: 2, cite: [{source: law, at: 第二条}]}\n"
    "    - {from: 2024-01-01, value: 3000, cite: [{source: law, at: 第二条}]}\n"
)
SAID = requiring(
    "        - id: few\n"
    '          text: {zh: "至多 {late_limit} 个", en: "At most {late_limit}"}\n'
    "          test: children <= late_limit\n"
)


def said(folder: Path, files: dict[str, str], *days: str) -> list[str]:
    copytree(BASE, folder / "book")
    for name, text in files.items():
        (folder / "book" / name).write_text(text, encoding="utf-8")
    book = Rulebook.load(str(folder / "book"))
    found = []
    for day in days:
        whole = assess({}, book, on=day)["allowance"].finding
        assert whole is not None
        found += [one.text.en for one in whole.walk() if one.id == "few"]
    return found


def test_words_change_with_their_figure_on_its_day(tmp_path: Path) -> None:
    files = changed("parameters.yaml", LIMIT, RAISED) | SAID
    told = said(tmp_path, files, "2023-12-31", "2024-01-01")
    assert told == ["At most 2", "At most 3,000"]


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("integer", "28", "At most 28"),
        ("number", "7.50", "At most 7.5"),
        ("money", "150000", "At most 150,000 yuan"),
        ("money", "99.90", "At most 99.90 yuan"),
        ("duration", "24 * months", "At most 24 months"),
        ("duration", "2 * years", "At most 2 years"),
        ("duration", "1 * years", "At most 1 year"),
        ("duration", "1 * days", "At most 1 day"),
        ("date", "2024-05-01", "At most 1 May 2024"),
    ],
)
def test_a_figure_is_said_with_its_unit(
    tmp_path: Path, kind: str, value: str, words: str
) -> None:
    limit = (
        f"  type: {kind}\n  values:\n    - {{from: 2020-01-01, value: {value}, "
        "cite: [{source: law, at: 第二条}]}\n"
    )
    files = changed("parameters.yaml", "  type: integer\n  values:\n" + LIMIT, limit)
    lines = SAID["measures/allowance.yaml"].replace("children <= late_limit", "student")
    files["measures/allowance.yaml"] = lines.replace(
        "test: student", "test: student == true"
    )
    assert said(tmp_path, files, "2021-01-01") == [words]


def test_a_number_may_say_what_it_counts(tmp_path: Path) -> None:
    files = changed(
        "parameters.yaml",
        "  type: integer\n  values:\n" + LIMIT,
        "  type: integer\n  unit: {zh: 个孩子, en: children}\n  values:\n" + RAISED,
    )
    assert said(tmp_path, files | SAID, "2021-01-01") == ["At most 2 children"]


def test_what_one_gets_and_what_to_mind_say_figures_too(tmp_path: Path) -> None:
    files = versioned(
        '    gives: {text: {zh: "{least_age}", en: "Up to {least_age}"}}\n'
        "    cautions:\n      - kind: remark\n"
        '        text: {zh: "{least_age}", en: "Not before {least_age}"}\n'
    )
    copytree(BASE, tmp_path / "book")
    for name, text in files.items():
        (tmp_path / "book" / name).write_text(text, encoding="utf-8")
    (version,) = Rulebook.load(str(tmp_path / "book")).measures["allowance"].versions
    assert version.offer is not None
    assert version.offer.en == "Up to 16"
    assert [one.text.en for one in version.cautions] == ["Not before 16"]


BY_CITY = changed(
    "parameters.yaml",
    "  type: integer\n  values:\n" + LIMIT,
    "  type: integer\n  by: [city]\n  values:\n    - {from: 2020-01-01, rows: "
    "[{when: {city: port}, value: 1}, {value: 2}], cite: [{source: law}]}\n",
)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (SAID, "no-figure"),  # it has no value before 2024
        (BY_CITY | SAID, "no-figure"),  # it is not the same for everybody
        (
            {
                name: text.replace("{late_limit}", "{late_limt}")
                for name, text in SAID.items()
            },
            "unknown-parameter",
        ),
    ],
)
def test_words_say_only_what_is_one_figure(
    tmp_path: Path, files: dict[str, str], code: str
) -> None:
    assert code in codes(tmp_path, files)
