"""The report of a caseload: what it lists, how much of it, and that text stays text."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import typst

from eligibility import Rulebook
from eligibility.report import caseload as writing
from eligibility.report.caseload import Found, caseload, cut, ranges
from eligibility.report.html import html
from eligibility.report.listing import Caseload, Lot
from eligibility.report.looks import CHINESE
from eligibility.report.pdf import inputs, pdf, template
from eligibility.texts import Language
from tests.caseloads import PEOPLE, found, rulebook, task

HERE = CHINESE in typst.Fonts(include_embedded_fonts=False).families()
needs_font = pytest.mark.skipif(
    not HERE, reason=f"the font {CHINESE} (Debian: fonts-noto-cjk) is not installed"
)
EVIL = (
    "<script>alert(1)</script>",
    '=cmd()|"x"',
    '#panic("x") *bold* $1/0$',
    "</td></table>{{ 7 * 7 }}",
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return rulebook(tmp_path_factory.mktemp("town"))


def report(
    tmp_path: Path, book: Rulebook, language: Language = "en", **more: Any
) -> Caseload:
    return caseload(reported(tmp_path, book, **more), language)


def reported(tmp_path: Path, book: Rulebook, **more: Any) -> Found:
    return found(task(tmp_path, book, **more))


def rows(lot: Lot) -> list[str]:
    return [" ".join(one).strip() for one in lot.rows]


def test_the_head_adds_up(tmp_path: Path, book: Rulebook) -> None:
    page = report(tmp_path, book)
    assert [figure for _, figure in page.figures] == ["7", "6", "2", "1", "3", "2"]
    assert page.header == ("Rules of 2021-07-27", "Town", "people.csv")
    assert ("SHA-256", book.sha256) in page.identity


def test_the_totals_are_bars_and_figures(tmp_path: Path, book: Rulebook) -> None:
    page = report(tmp_path, book)
    card, grant = page.totals.pictures
    assert card.words.splitlines()[0] == "Card"
    assert "Eligible 3 · Undetermined 2 · Ineligible 1" in card.words
    assert "Eligible 4 · Undetermined 1 · Ineligible 1" in grant.words
    assert page.same == ("Not in force on the day: Later", "For information only: Talk")


def test_a_column_splits_the_totals(tmp_path: Path, book: Rulebook) -> None:
    page = report(tmp_path, book, by="town")
    card, _ = page.by
    assert card.columns == ("Which town", "Eligible", "Undetermined", "Ineligible")
    assert card.rows == (
        ("East", "2", "1", "0"),
        ("West", "1", "0", "1"),
        ("(empty)", "0", "1", "0"),
    )
    assert page.by_heading == 'By "Which town"'
    assert report(tmp_path, book).by == ()


def test_small_groups_are_counted_together(
    tmp_path: Path, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "GROUPS", 1)
    card, _ = report(tmp_path, book, by="town").by
    assert card.rows == (("East", "2", "1", "0"), ("2 others", "1", "1", "1"))


def test_the_lists_come_in_the_order_of_work(tmp_path: Path, book: Rulebook) -> None:
    due, closing, ask = report(tmp_path, book, label="name").listings
    assert [one.id for one in (due, closing, ask)] == ["due", "closing", "ask"]
    assert [(lot.lead, lot.title, lot.note) for lot in due.lots] == [
        ("2", "Card", ""),
        ("4", "Grant", "The table cannot tell who has it"),
    ]
    assert rows(due.lots[0]) == ["1 Ada", "3 Cy"]
    assert [(lot.lead, lot.title, lot.note) for lot in closing.lots] == [
        ("2021-07-27", "Grant", "this very day"),
        ("2021-08-15", "Grant", "19 days left"),
    ]
    assert rows(closing.lots[1]) == ["1 Ada", "7 Gus"]
    assert [(lot.lead, lot.title) for lot in ask.lots] == [("1", "Lives")]
    assert rows(ask.lots[0]) == ["4 Di", "7 Gus"]
    assert due.columns == ("Rows", "Measure", "Row numbers, name")


def test_without_a_column_rows_have_numbers_only(
    tmp_path: Path, book: Rulebook
) -> None:
    page = report(tmp_path, book)
    due, _, _ = page.listings
    assert rows(due.lots[1]) == ["1\u20133", "7"]
    written = html(page)
    assert not [name for name in ("Ada", "Gus") if name in written]


def test_lists_end_and_say_what_they_leave_out(
    tmp_path: Path, book: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LISTED", 2)
    due, closing, ask = report(tmp_path, book).listings
    assert [rows(lot) for lot in due.lots] == [["1"], ["1"]]
    assert [lot.more for lot in due.lots] == [
        "1 more, not listed",
        "3 more, not listed",
    ]
    assert [rows(lot) for lot in closing.lots] == [["3"], ["1"]]
    assert closing.more == "1 more, not listed"
    assert ask.more == ""


def test_an_empty_list_says_so(tmp_path: Path, book: Rulebook) -> None:
    page = report(tmp_path, book, people="lives\nno\n")
    assert [one.lots for one in page.listings][:2] == [(), ()]
    assert "There are none." in html(page)


def test_no_rows_make_a_report_too(tmp_path: Path, book: Rulebook) -> None:
    page = report(tmp_path, book, people="lives\n")
    assert page.figures[0] == ("Rows", "0")
    assert html(page)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_asks_for_nothing_and_runs_nothing(
    tmp_path: Path, book: Rulebook, language: Language
) -> None:
    written = html(report(tmp_path, book, language, by="town", label="name"))
    names = written.replace("http://www.w3.org/2000/svg", "")
    assert "://" not in names
    assert "url(" not in names
    assert not re.search(r"<script|\son\w+=|\ssrc=", names)
    assert "@page" in names
    ids = re.findall(r' id="([^"]*)"', names)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]*)"', names)) <= set(ids)


def test_what_stands_in_a_table_is_never_markup(tmp_path: Path, book: Rulebook) -> None:
    people = PEOPLE
    for name, evil in zip(("Ada", "Cy", "Di", "Gus"), EVIL, strict=True):
        people = people.replace(name, '"' + evil.replace('"', '""') + '"')
    page = report(tmp_path, book, people=people, label="name", by="name")
    written = html(page)
    assert "<script" not in written
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written
    assert "{{ 7 * 7 }}" in written
    assert written.count("</table>") == written.count("<table")


@needs_font
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_pdf_is_written_without_a_warning(
    tmp_path: Path, book: Rulebook, language: Language
) -> None:
    people = PEOPLE.replace("Ada", f'"{EVIL[2]}"'.replace('("x")', '(""x"")'))
    page = report(tmp_path, book, language, people=people, by="town", label="name")
    made, warnings = typst.compile_with_warnings(
        template(page.layout), format="pdf", sys_inputs=inputs(page)
    )
    assert [it.message for it in warnings] == []
    assert made.startswith(b"%PDF-")


@needs_font
def test_a_reader_finds_the_lists_in_the_pdf(tmp_path: Path, book: Rulebook) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (Debian: poppler-utils) is not installed")
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(report(tmp_path, book, "zh", label="name")))
    shown = subprocess.run(
        [reader, file, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "批量核对报告" in shown
    assert "2021-08-15" in shown
    assert "Gus" in shown


@pytest.mark.parametrize(
    ("numbers", "told"),
    [([], []), ([5], ["5"]), ([1, 2], ["1", "2"]), ([1, 2, 3, 9], ["1\u20133", "9"])],
)
def test_numbers_in_sequence_are_told_as_one(
    numbers: list[int], told: list[str]
) -> None:
    assert list(ranges(numbers)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("short", "short"),
        ("two\n lines", "two lines"),
        ("长" * 21, "长" * 19 + "…"),
        ("x" * 40, "x" * 40),
        ("x" * 41, "x" * 39 + "…"),
    ],
)
def test_long_values_lose_their_end(text: str, told: str) -> None:
    assert cut(text) == told
