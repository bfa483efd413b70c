"""Every screen of the web component, one after another, for whoever wants to look."""

from collections.abc import Callable, Mapping
from typing import Literal

from playwright.sync_api import Route

from tests.browsing import Answers, Visit

Look = Callable[[str], None]
Lang = Literal["zh", "en"]
WORDS = {
    "unknown": {"zh": "不清楚，以后再说", "en": "I don't know"},
    "answers": {"zh": "看已答的", "en": "My answers"},
    "so far": {"zh": "停在这里，看结果", "en": "Stop and see the result so far"},
    "go on": {"zh": "继续回答", "en": "Go on with the questions"},
    "keep": {"zh": "保持不变", "en": "Keep this answer"},
    "keep it": {"zh": "打印、下载", "en": "Print, download"},
    "calendar": {"zh": "下载日历", "en": "Download the calendar"},
    "language": {"zh": "中文", "en": "English"},
    "result": {"zh": "您的结果", "en": "Your result"},
    "back": {"zh": "上一题", "en": "Back"},
    "begin": {"zh": "开始", "en": "Start"},
    "topics": {"zh": "就这些，开始", "en": "That is all, begin"},
    "all topics": {"zh": "都看看", "en": "All of it"},
}
"""What buttons and headings say."""
DAY = "2021-07-27"
PERSON = "farm-restaurant"
"""Somebody who is asked nearly every kind of question."""
RARE: Mapping[str, tuple[str, Answers]] = {
    "number": ("part-time-contract", {"employment_form": "part_time"}),
    "money": ("startup-loan", {"employment_form": "self_employed"}),
}
"""The measures that ask questions of the other kinds, and of whom."""
KINDS = {"bool", "choice", "many choices", "date", "integer", "money", "number"}
SCREENS = {
    "start",
    "topics",
    "topics, error",
    *KINDS,
    *(f"{kind}, error" for kind in ("date", "integer", "money", "number")),
    "why",
    "result so far",
    "result",
    "conditions",
    "downloaded",
    "answers",
    "change",
    "unreachable",
    "refused",
}
"""The screens that a tour shows."""


def tour(visit: Visit, url: str, answers: Answers, lang: Lang, look: Look) -> None:
    """Show each screen, and look at it."""
    unknown = WORDS["unknown"][lang]
    seen = set[str]()
    visit.go(f"{url}/#lang={lang}&on={DAY}")
    look("start")
    visit.press(WORDS["begin"][lang])
    look("topics")
    visit.press(WORDS["topics"][lang])
    look("topics, error")
    visit.press(WORDS["all topics"][lang])
    for _ in range(3):
        visit.tell(answers.get(visit.asked() or ""), unknown)
    visit.page.locator("summary").click()
    look("why")
    visit.press(WORDS["so far"][lang])
    look("result so far")
    visit.press(WORDS["go on"][lang])
    visit.press(WORDS["answers"][lang])
    visit.page.locator(".given button").nth(1).click()
    visit.tell(answers.get(visit.asked() or ""), unknown)
    visit.go_through(answers, unknown, lambda: _question(visit, look, seen))
    look("result")
    _result(visit, lang, look)
    _rare(visit, url, lang, look, seen)
    visit.go(f"{url}/#lang={lang}&measure=no-such-measure")
    visit.begin()
    look("refused")


def _question(visit: Visit, look: Look, seen: set[str]) -> None:
    """A question of a kind that was not seen yet, and what is said of no answer."""
    kind = visit.kind()
    if kind in seen:
        return
    seen.add(kind)
    look(kind)
    if visit.page.locator("[data-fact] input").count():
        visit.page.locator("[data-fact] .main").click()
        look(f"{kind}, error")


def _result(visit: Visit, lang: Lang, look: Look) -> None:
    for one in visit.page.locator(".entry summary").all()[:3]:
        one.click()
    look("conditions")
    with visit.page.expect_download():
        visit.press(WORDS["calendar"][lang])
    look("downloaded")
    visit.press(WORDS["answers"][lang])
    look("answers")
    visit.page.locator(".given button").nth(1).click()
    look("change")

    def refuse(route: Route) -> None:
        route.abort()

    visit.page.route("**/v1/**", refuse)
    visit.press(WORDS["keep"][lang])
    look("unreachable")
    visit.page.unroute("**/v1/**", refuse)


def _rare(visit: Visit, url: str, lang: Lang, look: Look, seen: set[str]) -> None:
    """Those kinds of question that few people meet."""
    for kind, (measure, answers) in RARE.items():
        visit.go(f"{url}/#lang={lang}&on={DAY}&measure={measure}")
        visit.begin()
        while visit.asked() and visit.kind() != kind:
            visit.tell(answers.get(visit.asked() or ""), WORDS["unknown"][lang])
        _question(visit, look, seen)
