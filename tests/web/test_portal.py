"""The component on a portal of another origin: by a script tag, and in a frame."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import Visit
from tests.serving import Served

pytestmark = pytest.mark.browser

GoTo = Callable[..., Visit]
UNKNOWN = "不清楚，以后再说"
LEGAL_AID: dict[str, str | None] = {
    "claim": "unpaid_wages",
    "economic_hardship": "false",
    "rural_migrant_worker": "true",
}


def test_a_script_tag_asks_the_service_that_the_script_came_from(
    visit: GoTo, web_service: Served, portal: str
) -> None:
    page = visit(f"{portal}script.html")
    page.begin()
    page.go_through(LEGAL_AID, UNKNOWN)
    detail = page.result
    sent = {"profile": detail["profile"], "measures": ["legal-aid"]}
    answer = web_service.http.post("/v1/assess", json=sent)
    assert detail["assessment"] == answer.json()
    assert detail["assessment"]["determinations"][0]["status"] == "eligible"
    assert page.origins == {web_service.url, portal.rstrip("/")}
    assert page.complaints == []


def test_where_the_page_asks_answers_last_as_long_as_its_tab(
    visit: GoTo, portal: str
) -> None:
    page = visit(f"{portal}script.html")
    page.begin()
    page.tell("unpaid_wages", UNKNOWN)
    asked = page.asked()
    page.page.reload()
    page.settle()
    page.press("接着上次回答")
    assert page.asked() == asked
    page.press("上一题")
    assert page.page.locator("[data-fact] small").text_content() == "原来的回答"
    page.press(UNKNOWN)
    page.press("看已答的")
    page.press("从头开始")
    assert "unpaid_wages" not in page.page.evaluate("JSON.stringify(sessionStorage)")


def test_another_rulebook_than_the_page_wants_is_told(visit: GoTo, portal: str) -> None:
    page = visit(f"{portal}script.html")
    page.page.evaluate(
        "document.querySelector('eligibility-check').setAttribute('rulebook', 'hunan')"
    )
    page.begin()
    assert page.screen == "error"
    assert "规则集 hunan" in page.page.locator(".error").inner_text()
    calls = [url.partition("/v1/")[2] for _, url in page.requests if "/v1/" in url]
    assert calls == ["next-question"]


def test_a_page_can_change_its_look(visit: GoTo, portal: str) -> None:
    page = visit(f"{portal}script.html").page
    page.add_style_tag(
        content="eligibility-check { --eligibility-accent: rgb(1, 2, 3) }"
        "eligibility-check::part(heading) { color: rgb(4, 5, 6) }"
    )
    colours = page.evaluate(
        """() => {
          const root = document.querySelector("eligibility-check").shadowRoot;
          const style = (name) => getComputedStyle(root.querySelector(name));
          return [style(".main").backgroundColor, style("h2").color];
        }"""
    )
    assert colours == ["rgb(1, 2, 3)", "rgb(4, 5, 6)"]


def test_a_frame_shows_the_interview_where_the_operator_allows_it(
    browser: Browser, web_service: Served, portal: str
) -> None:
    assert web_service.url
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(f"{portal}frame.html")
        frame = page.frame_locator("iframe")
        frame.get_by_role("button", name="Start").click()
        expect(frame.locator("[data-fact]")).to_have_attribute("data-fact", "claim")
    finally:
        context.close()
