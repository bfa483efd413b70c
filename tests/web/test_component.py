"""The web component in Chromium: the whole interview,
and the same answer as elsewhere.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from playwright.sync_api import Route, expect
from typer.testing import CliRunner

from tests.browsing import Visit
from tests.serving import Served
from tests.touring import WORDS

pytestmark = pytest.mark.browser

GoTo = Callable[..., Visit]
Person = Callable[[str], dict[str, str | None]]
UNKNOWN, ANSWERS, SO_FAR = (WORDS[name] for name in ("unknown", "answers", "so far"))
EXAMPLE = "graduate-food-delivery"


def told_by(service: Served, path: str, body: dict[str, Any]) -> Any:
    """What the service itself says."""
    answer = service.http.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def printed(command: typer.Typer, profile: dict[str, Any], folder: Path) -> Any:
    """What the terminal says."""
    file = folder / "me.yaml"
    file.write_text(yaml.safe_dump(profile), encoding="utf-8")
    result = CliRunner().invoke(command, ["check", str(file), "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def unbroken(text: str) -> str:
    return "".join(text.split())


def assert_well_behaved(visit: Visit, service: Served) -> None:
    """Nothing asked elsewhere, no answer in an address, nothing refused by the CSP."""
    assert visit.origins == {service.url}
    assert all("?" not in url for _, url in visit.requests)
    calls = {(method, url) for method, url in visit.requests if "/v1/" in url}
    got = {url for method, url in calls if method != "POST"}
    assert got <= {f"{service.url}/v1/measures"}
    assert visit.complaints == []


@pytest.mark.parametrize(
    ("language", "name"), [("zh", "market-stall"), ("en", "shenzhen-rider")]
)
def test_the_interview_ends_in_the_answer_of_the_service_and_of_the_terminal(  # noqa: PLR0913, PLR0917 - three voices, and a person
    visit: GoTo,
    web_service: Served,
    command: typer.Typer,
    tmp_path: Path,
    person: Person,
    language: str,
    name: str,
) -> None:
    page = visit(lang=language)
    page.begin()
    page.go_through(person(name), UNKNOWN[language])
    profile = page.result["profile"]
    assert page.result["complete"]
    said = told_by(web_service, "/v1/assess", {"profile": profile})
    assert page.result["assessment"] == said
    assert said == printed(command, profile, tmp_path)
    words = told_by(web_service, "/v1/words", {"profile": profile, "lang": language})
    assert words["plan"]
    page.page.locator(".apart summary").click()
    shown = unbroken(page.page.locator(".frame").inner_text())
    for text in texts(words):
        assert unbroken(text) in shown
    assert_well_behaved(page, web_service)
    calls = [url.partition("/v1/")[2] for _, url in page.requests if "/v1/" in url]
    answers = ["answer"] * len(profile)
    assert calls == ["measures", "next-question", *answers, "words"]


def texts(words: Any) -> Iterator[str]:
    """Every text of an answer in words."""
    yield from words["header"]
    for step in words["plan"]:
        yield from (step[it] for it in ("text", "when", "where", "bring", "pays"))
        yield from step["notes"]
        contact = step.get("contact", {})
        yield from (contact[it] for it in ("phone", "url") if it in contact)
    for block in words["blocks"]:
        yield block["heading"]
        for find in block["finds"]:
            yield from (text for name, text in find.items() if name != "fact")
        for entry in block["entries"]:
            yield entry["title"]
            yield entry["remark"]
            for detail in entry["details"]:
                yield from detail.values()


def test_only_what_one_came_for_is_asked_about(
    visit: GoTo, web_service: Served
) -> None:
    page = visit(f"{web_service.url}/#on=2021-07-27", lang="en")
    page.press(WORDS["begin"]["en"])
    page.page.get_by_label("A dispute about work").check()
    page.press(WORDS["topics"]["en"])
    assert page.asked() == "claim"
    told = page.page.get_by_role("status").inner_text()
    assert told == "A dispute about work · Question 1 · about 2 more"
    page.tell("unpaid_wages", "")
    page.press(SO_FAR["en"])
    sent = {"profile": {"claim": "unpaid_wages"}, "on": "2021-07-27"}
    assert page.result["assessment"] == told_by(
        web_service, "/v1/assess", {**sent, "topics": ["dispute"]}
    )
    page.press(ANSWERS["en"])
    came_for = page.page.locator(".given li").first
    assert came_for.inner_text().startswith("What do you come for?: A dispute about")
    came_for.get_by_role("button").click()
    assert page.page.get_by_label("A dispute about work").is_checked()
    page.press(WORDS["all topics"]["en"])
    page.press(SO_FAR["en"])
    assert page.result["assessment"] == told_by(web_service, "/v1/assess", sent)


def test_a_page_that_names_a_topic_asks_for_none(
    visit: GoTo, web_service: Served
) -> None:
    page = visit(f"{web_service.url}/#lang=en&topic=dispute")
    page.press(WORDS["begin"]["en"])
    assert page.asked() == "claim"
    page.go(f"{web_service.url}/#lang=en&topic=dispute&measure=legal-aid")
    page.press(WORDS["begin"]["en"])
    assert page.screen == "error"
    assert "both measures and topics" in page.page.locator(".error").inner_text()


def test_what_is_left_is_told_about_and_by_part(visit: GoTo) -> None:
    page = visit(lang="en")
    page.begin()
    left = re.compile(r" · Question 1 · about (\d+) more, (\d+) in this part$")
    found = left.search(page.page.get_by_role("status").inner_text().split("\n")[0])
    assert found
    assert int(found[1]) > int(found[2]) > 0


@pytest.mark.parametrize(
    "quick", ["click", "Enter", " "], ids=["mouse", "Enter", "space"]
)
def test_twice_at_once_is_one_answer(visit: GoTo, quick: str) -> None:
    page = visit()
    page.begin()
    first = page.asked()
    choice = page.page.locator("[data-fact] button[value]").first
    if quick == "click":
        choice.click(trial=True)
        for _ in range(2):
            # The second finds the first choice of the next screen beneath it.
            box = choice.bounding_box()
            assert box
            page.page.mouse.click(box["x"] + 9, box["y"] + 9)
            page.settle()
    else:
        choice.focus()
        for _ in range(2):
            page.page.keyboard.press(quick)
            page.settle()
    answers = [detail["fact"] for name, detail in page.told if name == "answer"]
    assert answers == [first]
    assert page.asked() not in (first, None)


def test_going_back_changes_that_answer_only(visit: GoTo) -> None:
    page = visit()
    page.begin()
    page.tell("platform", "")
    for _ in range(2):
        page.press(UNKNOWN["zh"])
    before = page.told[-1][1]["profile"]
    first, second, third = before
    page.press("上一题")
    page.press("上一题")
    assert page.asked() == second
    page.press("上一题")
    assert page.asked() == first
    assert page.page.locator("[data-fact] small").text_content() == "原来的回答"
    page.tell("part_time", "")
    assert page.told[-1][1]["profile"] == {
        first: "part_time",
        second: None,
        third: None,
    }


def test_an_answer_that_no_longer_applies_is_dropped_and_that_is_said(
    visit: GoTo,
) -> None:
    page = visit()
    page.begin()
    page.tell("platform", "")
    while page.asked() != "platform":
        page.press(UNKNOWN["zh"])
    page.tell("meituan", "")
    page.press(ANSWERS["zh"])
    page.page.locator(".given button").nth(1).click()
    page.tell("none", "")
    assert page.told[-1][1]["dropped"] == ["platform"]
    assert "接单的平台" in page.page.locator(".said").inner_text()


def test_the_result_so_far_can_be_seen_at_any_time(
    visit: GoTo, web_service: Served
) -> None:
    page = visit(lang="en")
    page.begin()
    page.tell("platform", "")
    asked = page.asked()
    page.press(SO_FAR["en"])
    assert not page.result["complete"]
    assert page.result["assessment"] == told_by(
        web_service, "/v1/assess", {"profile": {"employment_form": "platform"}}
    )
    page.press("Go on with the questions")
    assert page.asked() == asked


def test_a_service_out_of_reach_is_told_and_can_be_asked_again(visit: GoTo) -> None:
    page = visit()
    page.begin()

    def refuse(route: Route) -> None:
        route.abort()

    page.page.route("**/v1/**", refuse)
    page.tell("platform", "")
    assert page.screen == "error"
    assert "连不上服务" in page.page.locator(".error").inner_text()
    page.page.unroute("**/v1/**", refuse)
    page.press("再试一次")
    assert page.screen == "question"
    assert page.told[-1][1]["profile"] == {"employment_form": "platform"}


def test_an_answer_that_cannot_be_is_refused_beside_its_field(visit: GoTo) -> None:
    page = visit(lang="en")
    page.begin()
    while page.asked() != "birth_date":
        page.press(UNKNOWN["en"])
    page.tell("1999-02-30", "")
    error = page.page.locator(".error")
    assert error.get_attribute("role") == "alert"
    assert "birth_date" not in error.inner_text()
    assert error.inner_text()
    expect(page.page.locator("#year")).to_be_focused()
    page.tell("1999-2-28", "")
    assert page.told[-1][1]["value"] == "1999-02-28"


def test_nothing_outlasts_the_tab(visit: GoTo) -> None:
    page = visit()
    page.begin()
    page.tell("platform", "")
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert page.page.evaluate(kept) == [0, 1, ""]


def test_a_change_of_language_keeps_the_answers(visit: GoTo) -> None:
    page = visit()
    page.begin()
    page.tell("platform", "")
    fact = page.asked()
    page.press("English")
    assert page.asked() == fact
    assert page.page.locator("html").get_attribute("lang") == "en"
    expect(page.page.get_by_role("button", name="English")).to_be_focused()
    page.press("Back")
    assert page.heading.inner_text() == "How do you mainly work now?"


def test_a_result_can_be_read_in_the_other_language(
    visit: GoTo, web_service: Served, person: Person
) -> None:
    page = visit(f"{web_service.url}/#on=2021-07-27")
    page.begin()
    for _ in range(3):
        page.tell(person(EXAMPLE).get(page.asked() or ""), UNKNOWN["zh"])
    page.press(SO_FAR["zh"])
    sent = {"profile": page.result["profile"], "on": "2021-07-27"}
    for language, name in (("en", "English"), ("zh", "中文")):
        page.press(name)
        expect(page.page.get_by_role("button", name=name)).to_be_focused()
        words = told_by(web_service, "/v1/words", {**sent, "lang": language})
        page.page.locator(".apart summary").click()
        shown = unbroken(page.page.locator(".frame").inner_text())
        assert all(unbroken(text) in shown for text in texts(words))
    assert_well_behaved(page, web_service)


def test_the_report_and_the_calendar_are_downloaded(
    visit: GoTo, web_service: Served, person: Person
) -> None:
    page = visit(f"{web_service.url}/#on=2021-07-27")
    page.begin()
    page.go_through(person(EXAMPLE), UNKNOWN["zh"])
    for words, name, begins in (
        ("下载报告（网页）", "plan.html", b"<!doctype html>"),
        ("下载日历", "plan.ics", b"BEGIN:VCALENDAR"),
    ):
        with page.page.expect_download() as waiting:
            page.press(words)
        assert waiting.value.suggested_filename == name
        data = Path(waiting.value.path()).read_bytes()
        assert data.lower().startswith(begins.lower())
    assert_well_behaved(page, web_service)


def test_the_browsers_own_back_leads_to_the_screen_before(visit: GoTo) -> None:
    page = visit()
    page.begin()
    first = page.asked()
    page.tell("platform", "")
    second = page.asked()
    page.press(SO_FAR["zh"])
    for fact in (second, first):
        page.page.go_back()
        page.settle()
        assert page.asked() == fact
    assert page.page.locator("[data-fact] small").text_content() == "原来的回答"
    page.tell("part_time", "")
    assert page.told[-1][1]["profile"] == {first: "part_time"}
    page.page.go_back()
    page.page.go_back()
    page.settle()
    assert page.screen == "topics"
    page.page.go_back()
    page.settle()
    assert page.screen == "start"
    assert page.page.evaluate("history.state") == {"screens": 0}


def test_from_the_top_of_the_result_every_part_of_it_can_be_reached(
    visit: GoTo,
) -> None:
    page = visit(lang="en")
    page.begin()
    page.tell("platform", "")
    page.press(SO_FAR["en"])
    headings = page.page.locator("section h3")
    for heading in headings.all():
        page.press(heading.inner_text())
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport()
    page.press("Print, download")
    expect(page.page.locator(".actions")).to_be_focused()


def test_what_is_chinese_on_an_english_screen_says_so(visit: GoTo) -> None:
    page = visit(lang="en")
    page.begin()
    page.press(UNKNOWN["en"])
    page.press(SO_FAR["en"])
    for one in page.page.locator(".entry summary").all():
        one.click()
    unmarked = page.page.evaluate(UNMARKED)
    assert unmarked == []
    assert page.page.locator('.cite [lang="zh-CN"]').count()


UNMARKED = r"""() => {
  const root = document.querySelector("eligibility-check").shadowRoot;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (/[一-鿿]/.test(data) && parentElement.closest("[lang]").lang !== "zh-CN") {
      found.push(data);
    }
  }
  return found;
}"""


def test_on_paper_there_is_the_answer_alone_in_dark_on_white(visit: GoTo) -> None:
    page = visit(lang="en", scheme="dark")
    page.begin()
    page.press(UNKNOWN["en"])
    page.press(SO_FAR["en"])
    page.page.emulate_media(media="print")
    assert page.page.locator("section .entry").first.is_visible()
    visible = page.page.locator("button, summary").filter(visible=True)
    assert visible.count() == 0
    colours = page.page.locator("eligibility-check").evaluate(
        "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
    )
    assert colours == ["rgb(28, 33, 38)", "rgb(255, 255, 255)"]


def test_lines_pages_and_documents_of_the_result_are_links(
    visit: GoTo, person: Person
) -> None:
    page = visit(lang="zh")
    page.begin()
    page.go_through(person("market-stall"), UNKNOWN["zh"])
    found = page.page.locator(".entry a").evaluate_all(
        "all => all.map((one) => [one.getAttribute('href'), one.textContent, one.rel])"
    )
    links = {href: (text, rel) for href, text, rel in found}
    assert links["tel:12345"] == ("12345", "noreferrer")
    assert links["https://www.gdzwfw.gov.cn/"][0] == "https://www.gdzwfw.gov.cn/"
    pages = {href for href in links if not href.startswith("tel:")}
    assert all(href.startswith(("http://", "https://")) for href in pages)


def test_answers_outlast_a_reload_unless_the_page_forbids_it(visit: GoTo) -> None:
    page = visit()
    page.begin()
    page.tell("platform", "")
    page.page.reload()
    page.settle()
    told = 'document.querySelector("eligibility-check").profile'
    assert page.page.evaluate(told) == {"employment_form": "platform"}
    page.page.evaluate("""() => {
      const one = document.querySelector("eligibility-check");
      one.setAttribute("keep", "none");
      one.setAttribute("measure", "legal-aid");
    }""")
    page.begin()
    page.tell("none", "")
    kept = 'Object.keys(sessionStorage).filter((it) => it.includes("legal-aid"))'
    assert page.page.evaluate(kept) == []


def test_two_elements_on_a_page_keep_their_answers_apart(visit: GoTo) -> None:
    page = visit()
    page.begin()
    page.tell("platform", "")
    other = """() => {
      const one = document.createElement("eligibility-check");
      one.id = "second";
      document.body.append(one);
      return one.profile;
    }"""
    assert page.page.evaluate(other) == {}


def test_an_answer_that_comes_late_is_not_shown(visit: GoTo) -> None:
    page = visit(lang="en")
    held: list[Route] = []
    page.page.route("**/v1/answer", lambda route: held.append(route))  # noqa: PLW0108 - Playwright looks into it
    page.begin()
    page.page.locator("[data-fact] button[value=platform]").click()
    page.page.wait_for_function("() => true")
    while not held:
        page.page.wait_for_timeout(20)
    page.page.evaluate(
        'document.querySelector("eligibility-check").setAttribute("measure", "legal-aid")'
    )
    page.settle()
    assert page.screen == "start"
    held[0].continue_()
    page.page.wait_for_timeout(500)
    assert page.screen == "start"
    assert (
        page.page.evaluate('document.querySelector("eligibility-check").profile') == {}
    )
    page.page.unroute("**/v1/answer")
    page.begin()
    assert page.asked() == "claim"


def test_an_answer_that_stalls_after_its_headers_can_be_asked_for_again(
    visit: GoTo,
) -> None:
    page = visit(lang="en")
    page.begin()
    # A body that never ends: only the clock of the page can end the wait.
    page.page.evaluate("""() => {
      const whole = window.fetch;
      window.fetch = (url, call) => {
        if (!String(url).includes("v1/answer")) return whole(url, call);
        const body = new ReadableStream({
          start(stalled) {
            call.signal.addEventListener("abort", () => stalled.error(new Error()));
          },
        });
        window.fetch = whole;
        return Promise.resolve(new Response(body, { status: 200 }));
      };
    }""")
    page.page.clock.install()
    page.page.locator("[data-fact] button[value=platform]").click()
    page.page.clock.run_for(31_000)
    page.settle()
    assert page.screen == "error"
    page.press("Try again")
    assert page.screen == "question"
