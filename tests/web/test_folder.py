"""The folder that decides on the device:
what is in it, and what it says in Chromium.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from eligibility import CallError, Rulebook
from eligibility.web.folder import write
from tests.agreement import expected, told
from tests.browsing import Visit, folder_served
from tests.people import drawn
from tests.touring import WORDS, Lang

pytestmark = pytest.mark.browser

GoTo = Callable[..., Visit]
Person = Callable[[str], dict[str, str | None]]
FIRST, DAYS, LAST = date(2026, 11, 23), 2, date(2026, 11, 24)
PEOPLE = 50
UNKNOWN = "不清楚，以后再说"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    """The rulebook in the folder."""
    return Rulebook.load("guangdong")


@pytest.fixture(scope="module")
def folder(book: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two days."""
    folder = tmp_path_factory.mktemp("web") / "site"
    write(book, FIRST, DAYS, folder)
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    """The folder on a plain web server."""
    with folder_served(folder) as url:
        yield url


def test_the_folder_holds_the_component_and_a_file_a_day(folder: Path) -> None:
    assert {file.name for file in folder.iterdir()} == {
        "2026-11-23.json",
        "2026-11-24.json",
        "days.json",
        "device.mjs",
        "embed.html",
        "embed.js",
        "clauses.mjs",
        "conditions.mjs",
        "evaluator.mjs",
        "filling.mjs",
        "icon.svg",
        "index.html",
        "reasons.mjs",
        "sentences.mjs",
        "spoken.mjs",
        "style.css",
        "telling.mjs",
        "asking.mjs",
    }
    assert json.loads((folder / "days.json").read_bytes()) == {
        "rulebook": "guangdong",
        "first": "2026-11-23",
        "last": "2026-11-24",
        "timezone": "Asia/Shanghai",
    }


def test_others_may_read_the_folder(folder: Path) -> None:
    assert all(file.stat().st_mode & 0o044 for file in folder.iterdir())


def test_the_command_says_until_when_the_folder_answers(
    command: typer.Typer, tmp_path: Path
) -> None:
    words = ("export-web", "--out", str(tmp_path / "site"), "--days", "1")
    result = CliRunner().invoke(command, [*words, "--on", str(FIRST), "--lang", "en"])
    assert result.exit_code == 0
    assert f"After {FIRST} the page answers no more" in result.stderr


def test_days_before_the_rulebook_are_refused(book: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(CallError):
        write(book, date(2019, 12, 31), 1, tmp_path / "site")


def test_days_beyond_the_calendar_are_refused(book: Rulebook, tmp_path: Path) -> None:
    with pytest.raises(CallError):
        write(book, date(9999, 12, 31), 2, tmp_path / "site")


def on(visit: GoTo, site: str, day: date, **how: Any) -> Visit:
    """A visit on a day."""
    page = visit(site, **how)
    page.page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 12))  # noqa: DTZ001 - the browser's own time
    return page


def test_in_the_browser_it_answers_as_the_engine_does(
    visit: GoTo, site: str, book: Rulebook, person: Person
) -> None:
    page = on(visit, site, LAST)
    page.begin()
    page.go_through(person("market-stall"), UNKNOWN)
    detail = page.result
    profile = book.profile(detail["profile"], LAST)
    assert detail["assessment"] == expected(profile, book, LAST)
    shown = page.page.locator(".frame").inner_text()
    assert "这个页面不连服务器" in shown
    assert page.page.get_by_role("button", name="下载").count() == 0
    for one in detail["assessment"]["determinations"]:
        assert page.page.locator(f'[data-measure="{one["measure"]}"]').count() == 1
    assert page.origins == {site.rstrip("/")}
    assert {method for method, _ in page.requests} == {"GET"}
    assert page.complaints == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_nothing_on_the_screens_of_the_folder(
    visit: GoTo, site: str, lang: Lang
) -> None:
    page = on(visit, site, LAST, lang=lang, loose=True)
    found = [page.barriers()]
    page.begin()
    page.page.locator("summary").click()
    found.append(page.barriers())
    page.press(WORDS["unknown"][lang])
    page.press(WORDS["so far"][lang])
    for one in page.page.locator(".entry summary").all():
        one.click()
    found.append(page.barriers())
    assert found == [[], [], []]
    assert page.origins == {site.rstrip("/")}


def test_in_the_browser_many_people_get_the_answers_of_the_engine(
    visit: GoTo, site: str, book: Rulebook
) -> None:
    people = list(islice(drawn(book, LAST, seed=5), PEOPLE))
    page = visit(site).page
    text: str = page.evaluate(
        """async ([day, profiles]) => {
          const { assess, loaded } = await import("./evaluator.mjs");
          const book = loaded(await (await fetch(`${day}.json`)).json());
          const people = profiles.map((one) => new Map(Object.entries(one)));
          return JSON.stringify(people.map((profile) => assess(book, profile)));
        }""",
        [str(LAST), [told(one, book) for one in people]],
    )
    assert json.loads(text) == [expected(one, book, LAST) for one in people]


def test_what_cannot_be_is_refused_on_the_device_too(visit: GoTo, site: str) -> None:
    page = on(visit, site, LAST)
    page.begin()
    while page.asked() != "birth_date":
        page.press(UNKNOWN)
    page.tell("1999-02-30", UNKNOWN)
    assert page.page.locator(".error").inner_text()
    page.tell("1999-2-3", UNKNOWN)
    assert page.told[-1][1]["value"] == "1999-02-03"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 25), "只到 2026 年 11 月 24 日"),
        (date(2026, 11, 22), "没有要看的那一天"),
    ],
)
def test_beyond_its_days_it_refuses_to_answer(
    visit: GoTo, site: str, day: date, words: str
) -> None:
    page = on(visit, site, day)
    page.begin()
    assert page.screen == "error"
    assert words in page.page.locator(".error").inner_text()
