"""Every sentence stands once, is said somewhere, and is whole in both languages."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from eligibility.sentences.filling import FOLDER, joined, said, sentence, templates
from eligibility.telling.wording import Wording
from eligibility.texts import Language, Text
from eligibility.web.export import SENTENCES

FILES = sorted(file.stem for file in FOLDER.glob("*.json"))
COMPONENT = "component."
"""How the words of the web component begin, which it brings with it."""
SOURCES = ("eligibility/**/*.py", "eligibility/**/*.mjs")
ID = re.compile(
    rf"""["'`]((?:{"|".join(FILES)})\.(?!html|pdf|ics)[\w.]+)(["'`]|\${{)"""
)
"""An id, or its first words where the last is a value, as in
`component.status.${status}`. A plan is also the name of a file.
"""
PLAIN = re.compile(r"(?:[^{}]|\{\w+\})*")
"""What a template may hold: words and names, no conversions and no logic."""
HAN = re.compile(r"[\u4e00-\u9fff]")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def rows(file: str) -> list[tuple[str, dict[str, str]]]:
    """The rows of a file, as they are written."""
    whole: list[tuple[str, dict[str, str]]] = json.loads(
        (FOLDER / f"{file}.json").read_text("utf-8"),
        object_pairs_hook=lambda pairs: pairs,
    )
    return [(id_, dict(row)) for id_, row in whole]


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def used(checkout: Path, *patterns: str) -> set[str]:
    """The ids that sources name, and all that begin as one with a value begins."""
    known = {id_ for id_, _ in every()}
    found: set[str] = set()
    for pattern in patterns:
        for file in checkout.glob(pattern):
            for named, end in ID.findall(file.read_text("utf-8")):
                alike = {id_ for id_ in known if id_.rpartition(".")[0] == named[:-1]}
                found |= alike if alike and end == "${" else {named}
    return found


def every() -> Iterator[tuple[str, dict[str, str]]]:
    for file in FILES:
        yield from rows(file)


def test_every_sentence_is_said_and_every_one_said_is_there(checkout: Path) -> None:
    assert used(checkout, *SOURCES) == {id_ for id_, _ in every()}


def test_what_the_browser_says_is_exported(checkout: Path) -> None:
    said_there = used(checkout, "eligibility/web/*.mjs")
    said_there = {id_ for id_ in said_there if not id_.startswith(COMPONENT)}
    assert said_there <= {id_ for file in SENTENCES for id_ in templates(file)}
    assert all(templates(file).keys() & said_there for file in SENTENCES)


def test_what_says_sentences_of_the_catalogue_has_no_words_of_its_own(
    checkout: Path,
) -> None:
    engine = checkout / "eligibility"
    files = [
        *engine.glob("telling/*.py"),
        *engine.glob("particulars/*.py"),
        engine / "readings" / "prose.py",
        engine / "web" / "conditions.mjs",
        engine / "web" / "evaluator.mjs",
        engine / "web" / "telling.mjs",
    ]
    assert len(files) > 8
    wordy = [file.name for file in files if HAN.search(file.read_text("utf-8"))]
    assert wordy == []


@pytest.mark.parametrize("file", FILES)
def test_an_id_stands_once_and_begins_with_the_name_of_its_file(file: str) -> None:
    counts = Counter(id_ for id_, _ in rows(file))
    assert set(counts.values()) == {1}
    assert {id_.partition(".")[0] for id_ in counts} == {file}


def test_both_languages_are_there_with_the_same_names() -> None:
    for id_, row in every():
        assert list(row) == ["zh", "en"], id_
        assert all(PLAIN.fullmatch(template) for template in row.values()), id_
        assert names(row["zh"]) == names(row["en"]), id_


def test_a_sentence_is_filled_by_name_in_both_languages() -> None:
    titles = joined([Text("甲", "A"), Text("乙", "B")], "joins.names")
    assert titles == Text("甲、乙", "A, B")
    assert sentence("answer.first.then", titles=titles, day=date(2021, 7, 27)) == Text(
        "先办：甲、乙；2021 年 7 月 27 日起可以办",
        "first: A, B; open from 27 July 2021",
    )


def test_words_in_a_value_are_not_taken_for_a_name() -> None:
    words = sentence("answer.footer", command="check {day} --why x")
    assert words.en == "Every condition:\ncheck {day} --why x"


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_language_alone_is_said_as_in_both(language: Language) -> None:
    values = {"titles": Text("甲", "A")}
    both = sentence("answer.first", **values)
    assert said("answer.first", language, values) == both.in_language(language)
    wording = Wording({}, language)
    assert wording.sentence("answer.first", **values) == both.in_language(language)


@pytest.mark.parametrize(
    "values", [{}, {"titles": "A"}, {"titles": "A", "day": 1, "more": 1}]
)
def test_a_name_missing_or_left_over_is_our_own_mistake(
    values: dict[str, object],
) -> None:
    with pytest.raises(AssertionError, match=r"answer\.first\.then"):
        sentence("answer.first.then", **values)


def test_a_sentence_that_is_not_there_is_our_own_mistake() -> None:
    with pytest.raises(AssertionError, match="answer\\.lost"):
        sentence("answer.lost")
