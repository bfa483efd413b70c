"""Every screen, in both languages: for every eye, at every width, in every scheme."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browsing import Visit, visited
from tests.serving import Served
from tests.touring import PERSON, SCREENS, Lang, tour

pytestmark = pytest.mark.browser

SCHEMES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
# Where colours are forced, backgrounds are gone: what can be used has an edge, and what
# matters most a wider one.
EDGELESS = """() => {
  const root = document.querySelector("eligibility-check").shadowRoot;
  const edge = (one) =>
    parseFloat(getComputedStyle(one.closest("label") || one).borderTopWidth);
  const all = [...root.querySelectorAll("button, input, .note, .entry")];
  const found = all.filter((one) => !one.closest("nav") && !edge(one));
  const strong = [...root.querySelectorAll(".main, [aria-pressed=true]")];
  return [...found, ...strong.filter((one) => edge(one) < 3)].map((one) => one.outerHTML);
}"""


@dataclass
class Seen:
    """What was wrong on the screens of a tour, by screen."""

    screens: set[str] = field(default_factory=set)
    axe: dict[str, Any] = field(default_factory=dict)
    cut: dict[str, Any] = field(default_factory=dict)
    edgeless: dict[str, Any] = field(default_factory=dict)
    origins: set[str] = field(default_factory=set)


@pytest.fixture(scope="module", params=["zh", "en"])
def seen(
    request: pytest.FixtureRequest,
    browser: Browser,
    web_service: Served,
    person: Callable[[str], dict[str, str | None]],
) -> Seen:
    """A tour in one language."""
    lang: Lang = request.param
    found = Seen()
    # Without its CSP, which lets no test run scripts of its own.
    with visited(browser, f"{web_service.url}/", lang=lang, loose=True) as visit:
        tour(
            visit,
            web_service.url,
            person(PERSON),
            lang,
            lambda screen: look(visit, screen, found),
        )
        found.origins = visit.origins
    return found


def look(visit: Visit, screen: str, found: Seen) -> None:
    """Look at a screen at every width and in every scheme."""
    assert screen not in found.screens
    found.screens.add(screen)
    cut = visit.cut()
    if cut:
        found.cut[screen] = cut
    for scheme in ("light", "dark"):
        visit.page.emulate_media(**SCHEMES[scheme])
        violations = visit.barriers()
        if violations:
            found.axe[f"{screen}, {scheme}"] = violations
    # Colours are the device's there, which axe-core does not see: edges are looked at.
    visit.page.emulate_media(**SCHEMES["forced"])
    edgeless = visit.page.evaluate(EDGELESS)
    if edgeless:
        found.edgeless[screen] = edgeless
    visit.page.emulate_media(**SCHEMES["light"])


def test_the_tour_shows_every_screen(seen: Seen) -> None:
    assert seen.screens == SCREENS


def test_axe_finds_nothing_in_light_and_in_dark(seen: Seen) -> None:
    assert seen.axe == {}


def test_nothing_is_cut_from_320_pixels_on(seen: Seen) -> None:
    assert seen.cut == {}


def test_in_forced_colours_what_can_be_used_has_an_edge(seen: Seen) -> None:
    assert seen.edgeless == {}


def test_no_screen_asks_anybody_else(seen: Seen, web_service: Served) -> None:
    assert seen.origins == {web_service.url}
