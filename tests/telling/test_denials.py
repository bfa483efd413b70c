"""A no is told as sentences about the person, where the rulebook has them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from eligibility import Rulebook, assess
from eligibility.document import determined
from eligibility.telling.reasons import reason
from eligibility.telling.wording import Wording
from tests.edited import HEAD, VERSION, codes, loaded

MEASURE = (
    HEAD
    + VERSION
    + """\
    requires:
      all:
        - id: at-port
          text: {zh: 住港市, en: Lives at the port}
          denial: {zh: 不住港市, en: Lives inland}
          test: city == "port"
        - use: of-age
    excludes:
      - id: at-hill
        text: {zh: 住山城, en: Lives in the hills}
        denial: {zh: 没住山城, en: Does not live in the hills}
        test: city == "hill"
"""
)


@pytest.fixture
def book(tmp_path: Path) -> Rulebook:
    return loaded(tmp_path, {"measures/allowance.yaml": MEASURE})


def said(book: Rulebook, profile: Mapping[str, object]) -> dict[str, str]:
    """How each condition stands for a person, by its id."""
    words = Wording(book.facts, "en")
    (one,) = assess(profile, book, on="2024-01-01")
    assert one.finding is not None
    return {found.id: words.so(found) for found in one.finding.walk()}


def test_what_does_not_hold_is_told_as_it_is_for_the_person(book: Rulebook) -> None:
    assert said(book, {"city": "hill"})["at-port"] == "Lives inland"
    assert said(book, {"city": "port"})["at-port"] == "Lives at the port"
    assert said(book, {})["at-port"] == "Lives at the port"


def test_what_bars_and_is_not_so_is_told_as_its_denial(book: Rulebook) -> None:
    told = said(book, {"city": "port"})
    assert told["at-hill.absent"] == "Does not live in the hills"


def test_what_bars_and_is_so_is_told_in_its_own_words(book: Rulebook) -> None:
    told = said(book, {"city": "hill"})
    assert told["at-hill"] == told["at-hill.absent"] == "Lives in the hills"


def test_without_a_denial_a_no_says_not_met(tmp_path: Path, book: Rulebook) -> None:
    hill = {"city": "hill", "born": "1990-01-01"}
    bare = MEASURE.replace("          denial: {zh: 不住港市, en: Lives inland}\n", "")
    (tmp_path / "bare").mkdir()
    without = loaded(tmp_path / "bare", {"measures/allowance.yaml": bare})
    for one, told in ((book, "Lives inland"), (without, "not met: Lives at the port")):
        (found,) = assess(hill, one, on="2024-01-01")
        assert reason(found, Wording(one.facts, "en")).startswith(told)


def test_the_document_has_the_denials(book: Rulebook) -> None:
    (one,) = assess({"city": "hill"}, book, on="2024-01-01")
    whole = determined(one)["conditions"]
    assert isinstance(whole, dict)
    by = {part["id"]: part for part in whole["parts"]}
    assert by["at-port"]["denial"] == {"zh": "不住港市", "en": "Lives inland"}
    assert by["at-hill.absent"]["denial"] == {
        "zh": "住山城",
        "en": "Lives in the hills",
    }
    assert "denial" not in by["of-age"]


def test_a_use_with_words_of_its_own_keeps_the_denial_of_its_definition(
    tmp_path: Path,
) -> None:
    definition = (
        "in-town: {text: {zh: 在城里, en: In town}, denial: {zh: 在乡下, en: Rural},"
        ' cite: [{source: law, at: 第三条}], test: city == "port"}\n'
    )
    used = (
        HEAD
        + VERSION
        + "    requires:\n      all:\n        - id: here\n"
        + "          text: {zh: 在这里, en: Here}\n          use: in-town\n"
    )
    files = {"measures/allowance.yaml": used, "definitions.yaml": definition}
    told = said(loaded(tmp_path, files), {"city": "hill"})
    assert told["here"] == "Rural"


def test_a_denial_denies_words(tmp_path: Path) -> None:
    bare = MEASURE.replace("          text: {zh: 住港市, en: Lives at the port}\n", "")
    assert "missing-text" in codes(tmp_path, {"measures/allowance.yaml": bare})
    nameless = bare.replace(
        "        - id: at-port\n          denial", "        - denial"
    )
    files = {"measures/allowance.yaml": nameless}
    assert {"missing-id", "missing-text"} <= codes(tmp_path / "nameless", files)
