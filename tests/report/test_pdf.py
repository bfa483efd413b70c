"""The PDF: it opens, it is in Chinese, and no text becomes markup."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import typst

from eligibility import CallError
from eligibility.keeping.formats import PDF
from eligibility.report import extra
from eligibility.report.looks import CHINESE
from eligibility.report.page import Page
from eligibility.report.pdf import inputs, pdf, template
from eligibility.texts import Language

Pages = Callable[[str, Language], Page]
GRADUATE = "graduate-food-delivery"
HERE = CHINESE in typst.Fonts(include_embedded_fonts=False).families()
needs_font = pytest.mark.skipif(
    not HERE, reason=f"the font {CHINESE} (Debian: fonts-noto-cjk) is not installed"
)


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
def test_it_is_written_without_a_warning(pages: Pages, language: Language) -> None:
    whole = pages(GRADUATE, language)
    made, warnings = typst.compile_with_warnings(
        template(), format="pdf", sys_inputs=inputs(whole)
    )
    assert [it.message for it in warnings] == []
    assert made.startswith(b"%PDF-")


@needs_font
def test_the_same_page_gives_the_same_file(pages: Pages) -> None:
    whole = replace(pages(GRADUATE, "zh"), conditions=())
    assert pdf(whole) == pdf(whole)


@needs_font
def test_every_measure_has_a_heading(pages: Pages) -> None:
    whole = pages(GRADUATE, "zh")
    told = headings(whole)
    for part in whole.parts:
        for item in part.items:
            assert any(item.title in heading for heading in told)


@needs_font
def test_no_text_becomes_markup(pages: Pages) -> None:
    evil = '#panic("x") *bold* $1/0$ @nowhere <label> \\ // "'
    whole = pages(GRADUATE, "en")
    (part, *_) = whole.parts
    item = replace(
        part.items[0], title=evil, remark=evil, until=evil, details=((evil, evil),)
    )
    told = headings(
        replace(
            whole,
            parts=(replace(part, items=(item,)),),
            first=evil,
            conditions=(),
            answers=replace(whole.answers, rows=((evil, evil),)),
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
