"""The page in a browser: whole in one file, for every eye, and nothing runs in it."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from eligibility import Assessment, Rulebook, assess
from eligibility.inquiries.advice import Advice
from eligibility.inquiries.advising import advise
from eligibility.profiles import Profile
from eligibility.report.html import html
from eligibility.report.page import Page, page
from eligibility.texts import Language

Plan = tuple[Assessment, Profile, dict[str, Advice]]
Pages = Callable[[str, Language], Page]
GRADUATE = "graduate-food-delivery"
VOID = {"meta", "input", "br", "link", "img"}
DAY = date(2024, 5, 2)
LIBRARY = Path(__file__).parent.parent.parent / "examples" / "library-card"


class Seen(HTMLParser):
    """What stands in a page; unbalanced tags are an AssertionError."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a tag that opens."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a tag that is complete."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Take in a tag that closes."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Take in text."""
        if self._open and self._open[-1] != "style":
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(params=["zh", "en", "zh in full", "en in full"])
def written(pages: Pages, full_pages: Pages, request: pytest.FixtureRequest) -> str:
    language, _, full = request.param.partition(" ")
    return html((full_pages if full else pages)(GRADUATE, language))


def test_it_says_its_language(pages: Pages) -> None:
    for language, tag in (("zh", "zh-CN"), ("en", "en")):
        seen = Seen(html(pages(GRADUATE, language)))  # type: ignore[arg-type]  # one of two
        assert seen.all("html") == [{"lang": tag}]


def test_it_asks_the_network_for_nothing(written: str) -> None:
    # A link is followed by whoever reads it, not by the page.
    unlinked = re.sub(r"<a href=[^>]*>.*?</a>", "", written)
    assert "://" not in unlinked.replace("http://www.w3.org/2000/svg", "")
    assert "@import" not in written
    assert "url(" not in written
    for tag, attributes in Seen(written).tags:
        assert "src" not in attributes
        href = attributes.get("href")
        assert href is None or tag == "a" or href.startswith("#"), (tag, href)


def test_nothing_runs_in_it(written: str) -> None:
    seen = Seen(written)
    assert seen.all("script") == []
    assert not [name for _, it in seen.tags for name in it if name.startswith("on")]


def test_each_measure_has_one_place(plan: Callable[[str], Plan], written: str) -> None:
    assessment, _, _ = plan(GRADUATE)
    seen = Seen(written)
    ids = Counter(it.get("id") for tag in ("article", "li") for it in seen.all(tag))
    folded = {one.measure.id for one in assessment if not ids[one.measure.id]}
    assert {
        ids[one.measure.id] for one in assessment if one.measure.id not in folded
    } == {1}
    # Titles of which no more is said stand in a line together.
    plain = unescape(written)
    titles = [assessment[id_].measure.title for id_ in folded]
    assert all(title.zh in plain or title.en in plain for title in titles)
    assert len(folded) < len(ids)


def test_the_conditions_and_the_answers_are_in_the_appendix_only(
    pages: Pages, full_pages: Pages
) -> None:
    short, full = (html(one(GRADUATE, "zh")) for one in (pages, full_pages))
    assert len(short) < len(full) / 4
    for text in ("<svg", 'id="appendix"', "出生日期"):
        assert text not in short
        assert text in full


def test_headings_go_down_one_level_at_a_time(written: str) -> None:
    levels = [int(tag[1]) for tag, _ in Seen(written).tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_leads_to_a_place_on_the_page_or_elsewhere(written: str) -> None:
    seen = Seen(written)
    ids = [it["id"] for _, it in seen.tags if "id" in it]
    assert len(ids) == len(set(ids))
    links = [str(it["href"]) for it in seen.all("a")]
    within = {link[1:] for link in links if link.startswith("#")}
    assert within
    assert within <= set(ids)
    beyond = {link for link in links if not link.startswith("#")}
    assert all(link.startswith(("tel:", "http://", "https://")) for link in beyond)
    named = [it["aria-labelledby"] for it in seen.all("section")]
    assert set(named) <= set(ids)


def test_tables_have_headed_columns_and_rows(written: str) -> None:
    seen = Seen(written)
    assert seen.all("table")
    assert {it.get("scope") for it in seen.all("th")} == {"col", "row"}


def test_every_box_to_tick_has_a_label(written: str) -> None:
    seen = Seen(written)
    boxes = [it["id"] for it in seen.all("input")]
    assert boxes
    assert boxes == [it["for"] for it in seen.all("label")]


def test_it_is_made_for_paper_and_for_a_phone(written: str) -> None:
    assert "@page" in written
    assert "@media print" in written
    assert "color-scheme: light" in written
    assert "width=device-width" in written


def test_days_and_numbers_of_documents_stay_in_one_line(full_pages: Pages) -> None:
    text = html(full_pages(GRADUATE, "zh"))
    whole = set(re.findall(r'<span class="whole">([^<]*)</span>', text))
    assert any(re.search(r"\d{4}-\d{2}-\d{2}", it) for it in whole)
    assert any("\u3014" in it and it.endswith("号") for it in whole)


def test_the_same_page_is_written_the_same(pages: Pages) -> None:
    assert html(pages(GRADUATE, "zh")) == html(pages(GRADUATE, "zh"))


def test_text_is_never_markup(tmp_path: Path) -> None:
    evil = '<script>alert("x")</script> & </svg> {{ 7 * 7 }}'
    folder = tmp_path / "library-card"
    shutil.copytree(LIBRARY, folder)
    for file in (folder / "measures" / "book-money.yaml", folder / "facts.yaml"):
        text = file.read_text(encoding="utf-8")
        changed = text
        for words in ("Book money", "Occupation", "Income within the limit"):
            changed = changed.replace(f"en: {words}}}", f"en: '{evil}'}}")
        assert changed != text
        file.write_text(changed, encoding="utf-8")
    book = Rulebook.load(str(folder))
    values: dict[str, object] = {"occupation": "pupil", "has_card": True}
    profile = book.profile(values, DAY)
    assessment = assess(profile, book, on=DAY)
    written = html(
        page(assessment, profile, advise(assessment, profile), "en", full=True)
    )
    seen = Seen(written)
    assert seen.all("script") == []
    assert seen.text.count(evil) >= 3


def test_lines_pages_and_documents_are_links(full_pages: Pages) -> None:
    seen = Seen(html(full_pages(GRADUATE, "zh")))
    found = {attributes["href"] for tag, attributes in seen.tags if tag == "a"}
    assert {"tel:12333", "https://www.gdzwfw.gov.cn/"} <= found
    assert (
        "http://taobao833.com/swlufeng/zdly/jycyxxgg/zczy2/content/post_645460.html"
        in found
    )


def test_a_number_within_a_longer_one_is_no_line(pages: Pages) -> None:
    one = replace(pages(GRADUATE, "zh"), plan=(("112333、12333、123334、a<b", ""),))
    first = html(one).partition("<strong>")[2].partition("</strong>")[0]
    assert first.count("12333") == 4
    assert first.count("<a ") == 1
    assert '<a href="tel:12333" rel="noreferrer">' in first
    assert "a&lt;b" in first
