"""The site: a page for each measure in two languages, whole, linked and safe."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from eligibility import CallError, Rulebook, assess
from eligibility.inquiries.history import history
from eligibility.publishing.site import write
from eligibility.telling.history import told
from eligibility.texts import Language
from tests.publishing.conftest import DAY

LINK = re.compile(r'(?:href|src)="([^"]*)"')
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def read(file: Path) -> str:
    return unescape(file.read_text(encoding="utf-8"))


def pages(site: Path) -> Iterator[Path]:
    yield from site.rglob("*.html")


def test_each_measure_has_a_page_in_both_languages(book: Rulebook, site: Path) -> None:
    for language in LANGUAGES:
        files = {file.stem for file in (site / language).glob("*.html")}
        assert files == {"index", *book.measures}
        listed = read(site / language / "index.html")
        for measure in book.measures.values():
            assert f'href="{measure.id}.html"' in listed
            assert measure.title.in_language(language) in listed
        for topic in book.contents.topics.values():
            assert topic.in_language(language) in listed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_who_what_how_until_when_and_why(
    book: Rulebook, site: Path, language: Language
) -> None:
    id_ = "social-insurance-subsidy"
    page = read(site / language / f"{id_}.html")
    found = assess({}, book, on=DAY, measures=[id_])[id_]
    version = found.version
    assert version is not None
    assert found.finding is not None
    how = version.application
    assert how is not None
    for text in (
        found.measure.title,
        found.measure.summary,
        version.offer,
        how.where,
        *how.bring,
        *(part.text for part in found.finding.parts if part.written),
        *(caution.text for caution in version.cautions_on(DAY)),
        *(told(it) for turn in history(id_, book.contents) for it in turn.changes),
    ):
        assert text is not None
        assert text.in_language(language) in page, text
    sources = {one.source for one in version.citations}
    assert sources
    for source in sources:
        assert (source.number or source.title.in_language(language)) in page
        assert str(source.verified_on) in page
        assert source.address is None or f'href="{source.address}"' in page
    days = re.findall(r"<dt>(\d{4}-\d\d-\d\d)</dt>", page)
    assert len(days) > 1
    assert days == sorted(days, reverse=True)
    listed = (site / language / "index.html").read_text(encoding="utf-8")
    words = re.search(rf'data-words="([^"]*)"><a href="{id_}.html"', listed)
    assert words is not None
    below = next(part for part in found.finding.parts if part.parts)
    text = below.parts[0].text
    assert text.in_language(language).lower() in unescape(words[1])
    assert "<svg " in page
    assert f'lang="{"zh-CN" if language == "zh" else "en"}"' in page


def test_cases_stand_as_examples_of_each_outcome(book: Rulebook, site: Path) -> None:
    id_ = "social-insurance-subsidy"
    page = read(site / "en" / f"{id_}.html")
    expected = {case.expected for case in book.cases if case.measure == id_}
    assert set(re.findall(r'class="tag (\w+)"', page)) == expected
    why = {case.why.en for case in book.cases if case.measure == id_}
    assert set(re.findall(r"<h3>(.*)</h3>", page)) <= why
    assert "City of work: Shenzhen" in page


def test_a_measure_that_is_not_in_force_says_so(book: Rulebook, tmp_path: Path) -> None:
    early = book.contents.first_day
    write(book, early, tmp_path)
    page = read(tmp_path / "en" / "pension-enrolment.html")
    assert "Not in force" in page
    assert "<svg " not in page


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    for page in pages(site):
        for link in LINK.findall(page.read_text(encoding="utf-8")):
            if link.startswith(("https:", "http:", "tel:", "data:")):
                continue
            if link.startswith("#"):
                assert f'id="{link[1:]}"' in page.read_text(encoding="utf-8")
            else:
                assert (page.parent / link).exists(), (page, link)


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    fetched = re.compile(
        r'(?:<(?:script|img|link|iframe|source)[^>]*(?:src|href)=|url\(|@import )"?http'
    )
    for file in site.rglob("*"):
        if file.is_file():
            assert not fetched.search(file.read_text(encoding="utf-8")), file


def test_no_text_of_a_rulebook_becomes_markup(
    checkout: Path, tmp_path: Path, site: Path
) -> None:
    assert "<b>" not in (site / "zh" / "index.html").read_text("utf-8")
    copy = tmp_path / "book"
    for file in (checkout / "examples" / "library-card").rglob("*.yaml"):
        target = copy / file.relative_to(checkout / "examples" / "library-card")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file.read_text("utf-8"), encoding="utf-8")
    card = copy / "measures" / "library-card.yaml"
    text = card.read_text("utf-8")
    evil = re.sub(r"(?m)^title:.*$", 'title: {zh: "<b>", en: \'<b>"x\'}', text, count=1)
    evil = re.sub(r"(?m)^title: (.*)\n(  .*\n)+", r"title: \1\n", evil, count=1)
    card.write_text(evil, encoding="utf-8")
    write(Rulebook.load(str(copy)), DAY, tmp_path / "out")
    page = (tmp_path / "out" / "en" / "index.html").read_text("utf-8")
    assert "&lt;b&gt;&#34;x" in page
    assert "<b>" not in page


def test_the_site_of_a_day_outside_is_refused(book: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(CallError):
        write(book, DAY.replace(year=1999), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_writing_again_writes_over_and_a_server_can_read_it(
    book: Rulebook, site: Path
) -> None:
    again = write(book, DAY, site)
    files = [file for file in site.rglob("*") if file.is_file()]
    assert again.files == len(files)
    assert again.size == sum(file.stat().st_size for file in files)
    assert all(file.stat().st_mode & 0o044 == 0o044 for file in files)
