"""The pictures in the docs show each screen as it is; the flag takes them anew."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser

from tests.browsing import Answers, visited
from tests.conftest import REWRITE
from tests.serving import Served
from tests.touring import DAY, WORDS, Lang

pytestmark = pytest.mark.browser

MOST_BYTES = 1_500_000
HEIGHT = {320: 720, 1280: 800}


class Look(NamedTuple):
    """Who looks: a language, a width, a scheme."""

    lang: Lang
    width: int
    scheme: Any = "light"

    def file(self, screen: str) -> str:
        """The name of a picture."""
        dark = "-dark" if self.scheme == "dark" else ""
        return f"{screen}-{self.lang}-{self.width}{dark}.png"


LOOKS = (Look("zh", 320), Look("en", 1280), Look("zh", 320, "dark"))
SCREENS = ("start", "question", "why", "so-far", "result")
PERSON = "graduate-food-delivery"
SOON = 10
"""After so many answers the result so far is looked at."""


@pytest.fixture(scope="module")
def pictures(checkout: Path) -> Path:
    """The folder with the pictures."""
    return checkout / "docs" / "pictures"


@pytest.fixture(scope="module", autouse=True)
def taken(
    pytestconfig: pytest.Config,
    browser: Browser,
    web_service: Served,
    pictures: Path,
    person: Callable[[str], Answers],
) -> None:
    """Take all of them, if that is wanted."""
    if not pytestconfig.getoption(REWRITE):
        return
    for old in pictures.glob("*.png"):
        old.unlink()
    for look in LOOKS:
        take(browser, web_service.url, look, person(PERSON), pictures)


def take(
    browser: Browser, url: str, look: Look, answers: Answers, folder: Path
) -> None:
    """Go through an interview and take a picture of each screen."""
    lang, width, scheme = look
    unknown = WORDS["unknown"][lang]
    with visited(browser, f"{url}/#on={DAY}", lang=lang, scheme=scheme) as visit:
        page = visit.page
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})

        def picture(screen: str) -> None:
            page.screenshot(path=folder / look.file(screen))

        picture("start")
        visit.begin()
        picture("question")
        for _ in range(SOON):
            visit.tell(answers.get(visit.asked() or ""), unknown)
        page.locator("summary").click()
        page.locator(".why li").last.scroll_into_view_if_needed()
        picture("why")
        visit.press(WORDS["so far"][lang])
        picture("so-far")
        visit.press(WORDS["go on"][lang])
        visit.go_through(answers, unknown)
        picture("result")


def test_there_is_a_picture_of_each_screen_and_no_other(pictures: Path) -> None:
    found = {file.name for file in pictures.iterdir()}
    assert found == {look.file(screen) for look in LOOKS for screen in SCREENS}


def test_together_they_are_small(pictures: Path) -> None:
    assert sum(file.stat().st_size for file in pictures.iterdir()) < MOST_BYTES


def test_the_guide_shows_each_picture(pictures: Path) -> None:
    guide = (pictures.parent / "embedding.md").read_text(encoding="utf-8")
    missing = [file.name for file in pictures.iterdir() if file.name not in guide]
    assert missing == []
