"""The PDF: it opens, it is in Chinese, and no text becomes markup."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import typst

from eligibility import CallError, Rulebook, Status, assess
from eligibility.keeping.formats import PDF
from eligibility.profiles import Profile
from eligibility.report import extra
from eligibility.report.looks import CHINESE
from eligibility.report.page import Page, page
from eligibility.report.parts import Line
from eligibility.report.pdf import inputs, pdf, template
from eligibility.telling.answer import done_now
from eligibility.texts import Language
from tests.people import drawn
from tests.report.conftest import DAY, advised

Pages = Callable[[str, Language], Page]
PEOPLE = ("graduate-food-delivery", "farm-restaurant", "over-retirement-age")
GRADUATE = PEOPLE[0]
HERE = CHINESE in typst.Fonts(include_embedded_fonts=False).families()
needs_font = pytest.mark.skipif(
    not HERE, reason=f"the font {CHINESE} (Debian: fonts-noto-cjk) is not installed"
)


def count(page: Page) -> int:
    """The number of sheets that a page takes."""
    made: Any = typst.compile(template(), format="svg", sys_inputs=inputs(page))
    return len(made) if isinstance(made, list) else 1


def headings(page: Page) -> list[str]:
    found = typst.query(template(), "heading", sys_inputs=inputs(page))
    return [words(one["body"]) for one in json.loads(found)]


def words(content: object) -> str:
    """The text in a typst value."""
    match content:
        case {"text": str(text)}:
            return text
        case dict():
            return "".join(words(one) for one in content.values())
        case list():
            return "".join(map(words, content))
        case _:
            return ""


@needs_font
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_written_without_a_warning(full_pages: Pages, language: Language) -> None:
    whole = full_pages(GRADUATE, language)
    made, warnings = typst.compile_with_warnings(
        template(), format="pdf", sys_inputs=inputs(whole)
    )
    assert [it.message for it in warnings] == []
    assert made.startswith(b"%PDF-")


@needs_font
def test_the_same_page_gives_the_same_file(pages: Pages) -> None:
    whole = pages(GRADUATE, "zh")
    assert pdf(whole) == pdf(whole)


@needs_font
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", PEOPLE)
def test_it_takes_two_sheets_at_most(
    pages: Pages, name: str, language: Language
) -> None:
    assert count(pages(name, language)) <= 2


@needs_font
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_takes_two_sheets_for_whoever_has_six_measures_open(
    book: Rulebook, language: Language
) -> None:
    people = islice(six_open(book), 2)
    sheets = [count(page(*advised(it, book), language)) for it in people]
    assert len(sheets) == 2
    assert max(sheets) <= 2


def six_open(book: Rulebook) -> Iterator[Profile]:
    """People to whom six measures are open that they have not got."""
    for profile in islice(drawn(book, DAY, 11), 4000):
        open_ = [
            one
            for one in assess(profile, book, on=DAY)
            if one.status is Status.ELIGIBLE and not done_now(one)
        ]
        if len(open_) == 6:
            yield profile


@needs_font
def test_the_appendix_begins_a_sheet(pages: Pages, full_pages: Pages) -> None:
    assert count(full_pages(GRADUATE, "zh")) > count(pages(GRADUATE, "zh")) + 3


@needs_font
def test_what_is_open_has_a_heading_each(pages: Pages) -> None:
    whole = pages(GRADUATE, "zh")
    told = headings(whole)
    titles = [item.title for part in whole.parts for item in part.items]
    assert titles
    for title in titles:
        assert any(title in heading for heading in told)


@needs_font
def test_no_text_becomes_markup(pages: Pages) -> None:
    evil = '#panic("x") *bold* $1/0$ @nowhere <label> \\ // "'
    whole = pages(GRADUATE, "en")
    (part, *_) = whole.parts
    item = replace(part.items[0], title=evil, until=evil, details=((evil, evil),))
    line = Line("evil", evil, evil)
    told = headings(
        replace(
            whole,
            parts=(replace(part, items=(item,), lines=(line,), folded=(evil,)),),
            plan=((evil, evil),),
        )
    )
    assert any(evil in heading for heading in told)


@needs_font
def test_a_reader_finds_chinese_and_page_numbers(pages: Pages, tmp_path: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (Debian: poppler-utils) is not installed")
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf(pages(GRADUATE, "zh")))
    shown = subprocess.run(
        [reader, file, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "灵活就业社会保险补贴" in shown
    assert "按 2021-07-27 的规定" in shown
    pages_ = re.findall(r"^(\d+) / (\d+)$", shown, re.MULTILINE)
    assert [int(at) for at, _ in pages_] == list(range(1, len(pages_) + 1))
    assert {int(of) for _, of in pages_} == {len(pages_)}


def test_without_the_font_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class NoFonts:
        def __init__(self, **_: object) -> None: ...

        def families(self) -> list[str]:
            return ["New Computer Modern"]

    monkeypatch.setattr(typst, "Fonts", NoFonts)
    with pytest.raises(CallError) as caught:
        extra.refuse_impossible(PDF)
    (fault,) = caught.value.faults
    assert CHINESE in fault.text.zh
    assert fault.hint is not None
    assert "fonts-noto-cjk" in fault.hint.en
    assert ".html" in fault.hint.zh
