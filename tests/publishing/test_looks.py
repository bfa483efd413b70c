"""The site in a real browser: nothing keeps people from using it, at any width."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browsing import CHROMIUM, HEIGHT, NO_CHROMIUM, WIDTHS, chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason=NO_CHROMIUM),
]
PAGES = ("index", "social-insurance-subsidy", "platform-agreement", "legal-aid")
BEYOND = """() => {
  const wide = document.documentElement.clientWidth;
  const found = [...document.querySelectorAll("body *:not(.skip)")]
    .filter((one) => !one.closest("svg") && one.getBoundingClientRect().right > wide)
    .map((one) => `${one.tagName} ${one.className} “${one.textContent.slice(0, 40)}”`);
  const whole = document.documentElement.scrollWidth;
  return whole > wide ? [`page ${whole}`, ...found] : found;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": WIDTHS[0], "height": HEIGHT})
    yield opened
    opened.close()


def names(site: Path) -> list[Path]:
    found = [
        site / language / f"{name}.html" for language in ("zh", "en") for name in PAGES
    ]
    return [site / "index.html", *found]


def test_axe_finds_nothing_on_screen_and_in_print(page: Page, site: Path) -> None:
    for file in names(site):
        for medium in ("screen", "print"):
            page.emulate_media(media="print" if medium == "print" else "screen")
            page.goto(file.as_uri())
            found = Axe().run(page).response["violations"]
            told = [(one["id"], [it["html"] for it in one["nodes"]]) for one in found]
            assert told == [], (file, medium)


def test_nothing_lies_beyond_the_edge_at_any_width(page: Page, site: Path) -> None:
    for file in names(site):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.goto(file.as_uri())
            assert page.evaluate(BEYOND) == [], (file, width)


def test_no_request_leaves_the_site(page: Page, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for file in names(site):
        page.goto(file.as_uri())
    assert asked
    elsewhere = [it for it in asked if not it.startswith((site.as_uri(), "data:"))]
    assert elsewhere == []


def test_search_finds_by_every_word_and_says_how_many(page: Page, site: Path) -> None:
    page.goto((site / "en" / "index.html").as_uri())
    page.get_by_label("Search").fill("LOAN guaranteed")
    shown = page.locator("[data-words]:visible")
    assert shown.count() == 1
    assert "Start-up loan" in shown.inner_text()
    assert page.get_by_role("status").inner_text() == "Found: 1"
    assert page.locator("h2:visible").count() == 1
    page.get_by_label("Search").fill("zzzz")
    assert page.locator("[data-words]:visible").count() == 0
    assert "Nothing found" in page.get_by_role("status").inner_text()
    page.get_by_label("Search").fill("")
    assert page.locator("[data-words]:visible").count() > 10
    page.goto((site / "zh" / "index.html").as_uri())
    page.get_by_label("找一找").fill("身份证")
    assert page.locator("[data-words]:visible").count() > 0


def test_without_a_script_the_index_is_whole(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "zh" / "index.html").as_uri())
    assert page.locator("input:visible").count() == 0
    assert page.locator("[data-words]:visible").count() > 10
    context.close()
