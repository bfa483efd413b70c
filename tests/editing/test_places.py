"""Where a position lies, read from lines that are seldom YAML while one types."""

import pytest

from eligibility.editing.places import (
    character,
    keys,
    kind_of,
    spot,
    units,
    values,
    word,
)

TEXT = """\
id: x
versions:
  - from: 2020-01-01
    requires:
      all:
        - use: of-age
        - id: at-port
          text: {zh: 在港市, en: At the port}
          by: city
          branches:
            - is: [port]
              then: {id: a, text: {zh: 甲, en: A}, test: |
            - is: [hill]
              then:
                any:
                - id: b
                  test: |
    excludes:
    - id: c
      cite: [{source: law, at: 1}, {source: |
    apply: {where: {zh: |
  - from: 2024-01-01
    |
|
instead: [one, |
held:
  |
"""
WHOLE = ("versions", "requires", "all")


@pytest.mark.parametrize(
    ("number", "path", "before", "at_key"),
    [
        (0, (*WHOLE, "branches", "then", "test"), "", False),
        (1, (*WHOLE, "branches", "then", "any", "test"), "", False),
        (2, ("versions", "excludes", "cite", "source"), "", False),
        (3, ("versions", "apply", "where", "zh"), "", False),
        (4, ("versions",), "", True),
        (5, (), "", True),
        (6, ("instead",), "[one, ", False),
        (7, ("held",), "", True),
    ],
)
def test_a_position_lies_beneath_its_keys(
    number: int, path: tuple[str, ...], before: str, at_key: bool
) -> None:
    lines = TEXT.splitlines()
    at = [line for line, text in enumerate(lines) if text.endswith("|")][number]
    clean = [line.removesuffix("|") for line in lines]
    found = spot(clean, at, len(clean[at]))
    assert (found.path, found.before, found.at_key) == (path, before, at_key)


def test_keys_and_values_are_those_of_the_schema() -> None:
    assert set(keys("measure", WHOLE)) >= {"id", "text", "use", "from", "at_least"}
    assert "requires" not in keys("measure", WHOLE)
    assert set(keys("measure", ("versions", "apply"))) >= {"where", "bring", "contact"}
    assert keys("facts", ("facts", "born", "act"))[:2] == ("to", "text")
    assert keys("cases", ("cases", "with")) == ()
    assert values("cases", ("cases", "expect"))[0] == "eligible"
    assert values("facts", ("facts", "born", "sensitive")) == ("true", "false")
    assert values("cases", ("cases", "conditions", "x")) == ("true", "false", "null")
    assert keys("measure", ("no", "such")) == ()


def test_kinds_of_files_are_told_by_their_names() -> None:
    assert kind_of("rulebook.yaml") == "rulebook"
    assert kind_of("measures/a.yaml") == "measure"
    assert kind_of("cases/a.yaml") == "cases"
    assert kind_of("profiles/a.yaml") is None
    assert kind_of("other.yaml") is None


def test_words_and_columns_are_counted_both_ways() -> None:
    assert word("test: of-age >= 16", 8) == (6, "of-age")
    assert word("test: of-age >= 16", 12) == (6, "of-age")
    assert word("a  b", 2) is None
    text = "甲𠮷乙"
    assert [units(text, at) for at in range(4)] == [0, 1, 3, 4]
    assert [character(text, at) for at in (0, 1, 3, 4, 9)] == [0, 1, 2, 3, 3]
