"""The page on the narrowest phone: nothing is cut, and nothing scrolls sideways."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from eligibility.report.html import html
from eligibility.report.page import Page
from eligibility.texts import Language
from tests.browsing import CHROMIUM, HEIGHT, NO_CHROMIUM, WIDTHS, chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
]

Pages = Callable[[str, Language], Page]
BEYOND = """() => {
  const wide = document.documentElement.clientWidth;
  const found = [...document.querySelectorAll("body *")]
    .filter((one) => !one.closest("svg") && one.getBoundingClientRect().right > wide)
    .map((one) => `${one.tagName} ${one.className} “${one.textContent.slice(0, 40)}”`);
  const whole = document.documentElement.scrollWidth;
  return whole > wide ? [`page ${whole}`, ...found] : found;
}"""
SMALLEST = """() => Math.min(
  ...[...document.querySelectorAll("p, dd, dt, li, td, th, a, h1, h2, h3, h4")]
    .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["graduate-food-delivery", "farm-restaurant"])
def test_nothing_lies_beyond_the_edge(  # noqa: PLR0913, PLR0917 - its fixtures
    browser: Browser,
    full_pages: Pages,
    tmp_path: Path,
    name: str,
    language: Language,
    width: int,
) -> None:
    file = tmp_path / "plan.html"
    file.write_text(html(full_pages(name, language)), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": HEIGHT})
    page.goto(file.as_uri())
    assert page.evaluate(BEYOND) == []
    assert page.evaluate(SMALLEST) >= 14
    page.close()
