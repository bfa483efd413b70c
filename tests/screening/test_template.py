"""An empty workbook asks for every fact, takes what the rulebook takes, and no more."""

from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from eligibility import Rulebook
from eligibility.law.facts import Fact, Kind
from eligibility.screening.example import example
from eligibility.screening.template import write_template
from eligibility.texts import Language

DAY = date(2021, 7, 27)
BOOK = Rulebook.load()
FACTS = tuple(BOOK.facts.values())
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    """Each language."""
    found: Language = request.param
    return found


@pytest.fixture(scope="module")
def workbook(language: Language, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The workbook, read back."""
    file = tmp_path_factory.mktemp("template") / "applicants.xlsx"
    write_template(BOOK, str(file), day=DAY, language=language)
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    return openpyxl.load_workbook(file)


def limits(workbook: Any) -> list[Any]:
    return list(workbook.worksheets[0].data_validations.dataValidation)


def choices(workbook: Any, rule: Any) -> list[str]:
    """The values that a list offers, inline or on the sheet that it names."""
    if rule.formula1.startswith('"'):
        return list(rule.formula1.strip('"').split(","))
    sheet, _, cells = rule.formula1.rpartition("!")
    found = workbook[sheet.strip("'")][cells.replace("$", "")]
    return [row[0].value for row in found]


def test_each_fact_has_a_column_in_the_rulebook_s_order(
    workbook: Any, language: Language
) -> None:
    (heading,) = workbook.worksheets[0].iter_rows(values_only=True)
    assert list(heading) == [one.heading.in_language(language) for one in FACTS]


def test_the_applicants_sheet_comes_first_and_has_no_rows(workbook: Any) -> None:
    assert workbook.active is workbook.worksheets[0]
    assert workbook.worksheets[0].max_row == 1
    assert workbook.worksheets[0].freeze_panes == "A2"


def test_each_heading_says_what_is_asked(workbook: Any, language: Language) -> None:
    for cell, fact in zip(workbook.worksheets[0][1], FACTS, strict=True):
        for text in (fact.question, fact.help):
            assert text.in_language(language) in cell.comment.text
        assert fact.id in cell.comment.text


def test_a_list_offers_all_values_in_words(workbook: Any, language: Language) -> None:
    for rule, fact in zip(limits(workbook), FACTS, strict=True):
        if fact.kind is Kind.BOOL:
            yes_and_no = ["是", "否"] if language == "zh" else ["yes", "no"]
            assert choices(workbook, rule) == yes_and_no
        elif fact.kind is Kind.CHOICE:
            words = [one.in_language(language) for one in fact.values.values()]
            assert choices(workbook, rule) == words


def test_days_and_numbers_are_held_to_what_they_may_be(workbook: Any) -> None:
    kinds = {Kind.DATE: "date", Kind.INTEGER: "whole"}
    for rule, fact in zip(limits(workbook), FACTS, strict=True):
        if fact.kind.ordered:
            assert rule.type == kinds.get(fact.kind, "decimal")
            assert rule.allow_blank
        if fact.kind.ordered and fact.kind is not Kind.DATE:
            found = [float(rule.formula1), float(rule.formula2)]
            assert found == [
                float(str(fact.decode(it))) for it in (fact.least, fact.most)
            ]
        if fact.latest_is_today:
            assert rule.formula2 == "TODAY()"


def test_what_is_written_beside_a_cell_is_as_long_as_excel_allows(
    workbook: Any, language: Language
) -> None:
    for rule, fact in zip(limits(workbook), FACTS, strict=True):
        assert fact.question.in_language(language) in rule.prompt
        assert len(rule.prompt) <= 255
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.error) <= 255


def test_no_cell_is_a_formula(workbook: Any) -> None:
    cells = [one for sheet in workbook for row in sheet.iter_rows() for one in row]
    assert "f" not in {one.data_type for one in cells}


def read(fact: Fact, written: object, language: Language) -> object:
    """What stands in a cell as a value."""
    match fact.kind:
        case Kind.BOOL:
            return written in {"是", "yes"}
        case Kind.CHOICE:
            words = {one.in_language(language): id_ for id_, one in fact.values.items()}
            return words[str(written)]
        case Kind.DATE:
            assert isinstance(written, datetime)
            return written.date()
        case _:
            return written


def test_the_example_can_be_read_and_may_be_so(
    workbook: Any, language: Language
) -> None:
    rows = workbook.worksheets[-1].iter_rows(values_only=True)
    shown = {row[5]: row[4] for row in rows if row[5] in BOOK.facts}
    assert list(shown) == [one.id for one in FACTS]
    values = {
        id_: read(BOOK.facts[id_], written, language)
        for id_, written in shown.items()
        if written is not None
    }
    assert len(values) > 20
    profile = BOOK.profile(values, DAY)
    assert profile.codes == BOOK.profile(example(BOOK, DAY), DAY).codes


@pytest.mark.parametrize(
    "day", [date(2021, 1, 1), date(2024, 2, 29), date(2030, 6, 30)]
)
def test_the_example_may_be_so_on_each_day(day: date) -> None:
    assert len(example(BOOK, day)) > 20
    BOOK.profile(example(BOOK, day), day)
