"""Pictures: nothing beyond their edges,
every condition and measure in them, in words.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

import pytest

from eligibility import Assessment, Finding, Status, Truth
from eligibility.inquiries.advice import Advice
from eligibility.profiles import Profile
from eligibility.report import horizon, outline
from eligibility.report.page import Page
from eligibility.report.parts import Drawing
from eligibility.report.pictures import WIDTH, Picture, extent
from eligibility.sentences.spoken import spoken_day
from eligibility.telling.trees import Branch, branches
from eligibility.telling.wording import Wording
from eligibility.texts import Language

Plan = tuple[Assessment, Profile, dict[str, Advice]]
Pages = Callable[[str, Language], Page]
SVG = "{http://www.w3.org/2000/svg}"
PEOPLE = ("graduate-food-delivery", "farm-restaurant", "over-retirement-age")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def drawings(whole: Page) -> tuple[Drawing, ...]:
    assert whole.appendix is not None
    return (whole.appendix.timeline, *whole.appendix.conditions)


def parsed(picture: Picture) -> ET.Element:
    return ET.fromstring(picture.svg)  # noqa: S314 - made by this project


def said(picture: Picture) -> list[str]:
    return [one.attrib["aria-label"] for one in parsed(picture).iter(f"{SVG}g")]


def numbers(mark: ET.Element) -> Iterator[tuple[float, float]]:
    """The points of a mark."""
    match mark.tag.removeprefix(SVG):
        case "polyline":
            found = [float(it) for it in NUMBER.findall(mark.attrib["points"])]
            yield from zip(found[::2], found[1::2], strict=True)
        case "rect":
            at = {name: float(mark.attrib[name]) for name in ("x", "y")}
            yield at["x"], at["y"]
            yield (
                at["x"] + float(mark.attrib["width"]),
                at["y"] + float(mark.attrib["height"]),
            )
        case "circle":
            x, y, r = (float(mark.attrib[name]) for name in ("cx", "cy", "r"))
            yield x - r, y - r
            yield x + r, y + r
        case "text":
            x, y = float(mark.attrib["x"]), float(mark.attrib["y"])
            size = float(mark.attrib["font-size"])
            yield x, y - size
            yield x + extent("".join(mark.itertext()), size), y + size / 4
        case _:
            pass


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_is_drawn_beyond_the_edges(
    full_pages: Pages, name: str, language: Language
) -> None:
    for drawing in drawings(full_pages(name, language)):
        for picture in drawing.pictures:
            root = parsed(picture)
            assert root.attrib["viewBox"] == f"0 0 {WIDTH} {root.attrib['height']}"
            for mark in root.iter():
                for x, y in numbers(mark):
                    assert -0.1 <= x <= WIDTH + 0.1, (drawing.id, mark.attrib)
                    assert -2.6 <= y <= picture.height + 0.1, (drawing.id, mark.attrib)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_slice_is_short_enough_for_any_page(
    full_pages: Pages, language: Language
) -> None:
    for drawing in drawings(full_pages("farm-restaurant", language)):
        for picture in drawing.pictures:
            tallest = max(outline.HIGHEST, horizon.HIGHEST)
            assert picture.height <= tallest or len(said(picture)) == 1


def shape(branch: Branch) -> Iterator[str]:
    yield branch.text
    for part in branch.parts:
        yield from shape(part)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_condition_is_drawn_with_its_truth_in_words(
    plan: Callable[[str], Plan], language: Language
) -> None:
    assessment, _, _ = plan("farm-restaurant")
    words = Wording(assessment.book.facts, language)
    truths = [words.of(text) for text in outline.TRUTHS.values()]
    for determination in assessment:
        finding: Finding | None = determination.finding
        if finding is None:
            continue
        rows = [row for it in outline.outline(finding, words) for row in said(it)]
        texts = [text for one in branches(finding, words) for text in shape(one)]
        assert len(rows) == len(texts) + 1
        for row, text in zip(rows[1:], texts, strict=True):
            assert any(f" {truth}" in row for truth in truths)
            assert text.split()[0][:4] in row


def test_the_first_row_tells_the_whole_outcome(plan: Callable[[str], Plan]) -> None:
    assessment, _, _ = plan("graduate-food-delivery")
    words = Wording(assessment.book.facts, "zh")
    for determination in assessment:
        if determination.finding is not None:
            first = said(outline.outline(determination.finding, words)[0])[0]
            assert first.startswith(outline.TRUTHS[determination.finding.truth].zh)


def test_an_answer_is_told_once_in_a_tree(plan: Callable[[str], Plan]) -> None:
    assessment, _, _ = plan("graduate-food-delivery")
    words = Wording(assessment.book.facts, "zh")
    finding = assessment["startup-grant"].finding
    assert finding is not None
    shown = " ".join(it.words for it in outline.outline(finding, words))
    assert shown.count("出生日期：1998 年 3 月 12 日") == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_timeline_has_a_row_for_each_measure(
    plan: Callable[[str], Plan], full_pages: Pages, language: Language
) -> None:
    assessment, _, advice = plan("graduate-food-delivery")
    timeline, *_ = drawings(full_pages("graduate-food-delivery", language))
    pictures = timeline.pictures
    rows = [row for picture in pictures for row in said(picture)]
    assert len(rows) == len(assessment.determinations)
    told = " ".join(rows)
    for one in advice.values():
        for window in one.windows:
            assert spoken_day(window.start).in_language(language) in told


def test_each_outcome_has_a_shape_of_its_own() -> None:
    shapes = {
        status: re.sub(r"#[0-9a-f]{6}", "", "".join(horizon.bar(status, 0, 40, 0)))
        for status in Status
        if status is not Status.INFORMATIONAL
    }
    assert len(set(shapes.values())) == len(shapes)


def test_unknown_is_not_drawn_as_no() -> None:
    signs = {
        truth: re.sub(r"#[0-9a-f]{6}", "", "".join(outline.sign(truth, 9, 9)))
        for truth in Truth
    }
    assert len(set(signs.values())) == len(Truth)
