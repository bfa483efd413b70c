"""The whole interview by keys alone, and what a voice is told on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import HEIGHT, WIDTHS, Visit
from tests.serving import Served
from tests.touring import DAY, WORDS, Lang

pytestmark = pytest.mark.browser

GoTo = Callable[..., Visit]
Person = Callable[[str], dict[str, str | None]]
MOST_TABS = 60
FOCUSED = """() => {
  let one = document.activeElement;
  while (one && one.shadowRoot) one = one.shadowRoot.activeElement;
  if (!one) return {};
  const box = one.getBoundingClientRect();
  const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return { tag: one.tagName, text: one.textContent.trim(), value: one.value, seen };
}"""


def focused(page: Page) -> dict[str, Any]:
    """What is in focus; it must be in sight."""
    found: dict[str, Any] = page.evaluate(FOCUSED)
    assert found["seen"], found
    return found


def press_until(page: Page, key: str, **wanted: str) -> None:
    """Press a key until what is in focus is as wanted."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        found = focused(page)
        if all(found[name] == value for name, value in wanted.items()):
            return
    raise AssertionError(f"{wanted} cannot be reached by {key}")


def answer(visit: Visit, value: str | None, lang: Lang) -> None:
    """Answer the question on the screen, by keys alone."""
    page = visit.page
    expect(visit.heading).to_be_focused()
    if value is None:
        press_until(page, "Tab", text=WORDS["unknown"][lang])
    elif visit.page.locator("[data-fact] input").count():
        press_until(page, "Tab", tag="INPUT")
        for number, part in enumerate(
            value.split("-") if visit.kind() == "date" else [value]
        ):
            if number:
                page.keyboard.press("Tab")
            page.keyboard.type(part)
    else:
        # The first choice by Tab, the others by arrows.
        page.keyboard.press("Tab")
        if focused(page)["value"] != value:
            press_until(page, "ArrowDown", value=value)
    page.keyboard.press("Enter")
    visit.settle()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_whole_interview_and_its_result_can_be_reached_by_keys_alone(
    visit: GoTo, web_service: Served, person: Person, lang: Lang, width: int
) -> None:
    found = visit(f"{web_service.url}/#on={DAY}", lang=lang)
    page, answers = found.page, person("market-stall")
    page.set_viewport_size({"width": width, "height": HEIGHT})
    press_until(page, "Tab", text=WORDS["begin"][lang])
    page.keyboard.press("Enter")
    found.settle()
    expect(found.heading).to_be_focused()
    press_until(page, "Tab", tag="INPUT")
    press_until(page, "Tab", text=WORDS["all topics"][lang])
    page.keyboard.press("Enter")
    found.settle()
    while (fact := found.asked()) is not None:
        answer(found, answers.get(fact), lang)
    expect(found.heading).to_have_text(WORDS["result"][lang])
    expect(found.heading).to_be_focused()
    sent = {"profile": found.result["profile"], "on": DAY}
    said = web_service.http.post("/v1/assess", json=sent).json()
    assert found.result["assessment"] == said
    press_until(page, "Tab", tag="SUMMARY")
    page.keyboard.press("Enter")
    expect(page.locator(".tree").first).to_be_visible()
    press_until(page, "Shift+Tab", text=WORDS["keep it"][lang])
    page.keyboard.press("Enter")
    press_until(page, "Tab", text=WORDS["answers"][lang])
    page.keyboard.press("Enter")
    for _ in range(2):  # what one came for, then the first answer
        press_until(page, "Tab", tag="BUTTON")
    page.keyboard.press("Enter")
    press_until(page, "Tab", text=WORDS["keep"][lang])
    page.keyboard.press("Enter")
    found.settle()
    expect(found.heading).to_have_text(WORDS["result"][lang])
    assert found.origins == {web_service.url}
    assert found.complaints == []


def test_a_voice_is_told_what_is_asked_and_what_is_wrong(
    visit: GoTo, web_service: Served
) -> None:
    found = visit(f"{web_service.url}/#on={DAY}", lang="en")
    page = found.page
    found.begin()
    question = found.heading.inner_text()
    choices = page.get_by_role("group", name=question)
    expect(choices).to_have_accessible_description(page.locator("#help").inner_text())
    expect(page.get_by_role("status")).to_contain_text("Question 1")
    while found.asked() != "birth_date":
        found.press(WORDS["unknown"]["en"])
    year = page.get_by_role("group", name="Date of birth").get_by_label("Year")
    found.press("Next")
    told = page.get_by_role("alert").inner_text()
    assert told
    expect(year).to_be_focused()
    expect(year).to_have_attribute("aria-invalid", "true")
    expect(year).to_have_accessible_description(f"For example 2020, 6, 30 {told}")
