"""examples/django-portal: it asks, answers, and keeps nothing."""

import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from eligibility import Rulebook, Session, advise, answer, assess
from eligibility.texts import Language

DAY = date(2021, 7, 27)
BOOK = Rulebook.load("guangdong")
Client = Any
"""Django's test client: Django ships no types."""


class Page(HTMLParser):
    """What a page would post: its hidden fields, and the values one can choose."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.status = response.status_code
        self.text: str = response.content.decode("utf-8")
        self.hidden: dict[str, str] = {}
        self.choices: list[str] = []
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the fields."""
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given["type"] == "hidden":
            self.hidden[given["name"]] = given["value"]
        if tag == "input" and given["type"] == "radio":
            self.choices.append(given["value"])

    @property
    def fact(self) -> str | None:
        """The fact asked for."""
        return self.hidden.get("fact")

    @property
    def answers(self) -> Mapping[str, str | None]:
        """The answers that it holds."""
        held: dict[str, str | None] = json.loads(self.hidden["answers"])
        return held

    def titles(self) -> list[str]:
        """The measures of a result, in order."""
        return [unescape(one) for one in re.findall(r"<h2>(.*?)</h2>", self.text)]


@pytest.fixture(scope="module")
def folder(checkout: Path) -> Path:
    """Where it lies."""
    return checkout / "examples" / "django-portal"


@pytest.fixture(scope="module")
def django(folder: Path) -> Iterator[None]:
    """Django, set up as manage.py sets it up."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        patch.setenv("DJANGO_SETTINGS_MODULE", "portal.settings")
        import_module("django").setup()
        environment = import_module("django.test.utils")
        environment.setup_test_environment()
        yield
        environment.teardown_test_environment()


@pytest.fixture
def client(django: None, monkeypatch: pytest.MonkeyPatch) -> Client:  # noqa: ARG001 - it must be set up
    """Somebody with a browser, on a day of 2021."""
    from django.test import Client as Browser

    views = import_module("portal.views")
    monkeypatch.setattr(views.timezone, "localdate", lambda: DAY)
    return Browser(enforce_csrf_checks=True)


def opened(client: Client, lang: str = "zh") -> Page:
    """The first page."""
    return Page(client.get("/", {"lang": lang}))


def sent(client: Client, page: Page, action: str, **fields: str) -> Page:
    """The page that follows when a button is pressed."""
    return Page(client.post("/", page.hidden | fields | {"action": action}))


def person(checkout: Path) -> dict[str, str]:
    """An example's answers, as text."""
    text = (checkout / "examples" / "graduate-food-delivery.yaml").read_text("utf-8")
    found: dict[str, str] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_person_comes_from_the_first_page_to_the_whole_answer(
    client: Client, checkout: Path, lang: Language
) -> None:
    told = person(checkout)
    page = sent(client, opened(client, lang), "begin")
    session = Session(BOOK, on=DAY)
    while page.fact:
        assert session.question is not None
        assert page.fact == session.question.id
        assert unescape(page.text).count(session.question.question.in_language(lang))
        if page.fact in told:
            session.answer(told[page.fact])
            page = sent(client, page, "answer", value=told[page.fact])
        else:
            session.answer(None)
            page = sent(client, page, "unknown")
        assert page.answers == session.answers
    found = assess(session.profile, BOOK, on=DAY)
    advice = advise(found, session.profile)
    said = answer(found, session.profile, advice, lang)
    expected = [entry.title for block in said.blocks for entry in block.entries]
    assert len(expected) == len(BOOK.measures)
    assert page.titles() == expected
    for block in said.blocks:
        assert block.kind.heading.in_language(lang) in unescape(page.text)


def test_a_question_offers_the_values_of_its_fact(client: Client) -> None:
    page = sent(client, opened(client), "begin")
    assert page.fact == "employment_form"
    assert page.choices == list(BOOK.facts["employment_form"].values)


def test_what_cannot_be_read_is_asked_again_with_a_hint(client: Client) -> None:
    page = sent(client, opened(client, "en"), "begin")
    for value, told in (("2020-13", "no such day"), ("", "Choose or write")):
        again = sent(client, page, "answer", fact="birth_date", value=value)
        assert again.fact == "birth_date"
        assert told in again.text
        assert again.answers == {}


def test_an_answer_may_be_taken_back(client: Client) -> None:
    first = sent(client, opened(client), "begin")
    second = sent(client, first, "answer", value="platform")
    third = sent(client, second, "unknown")
    assert list(third.answers.values()) == ["platform", None]
    back = sent(client, third, "back")
    assert (back.fact, back.answers) == (second.fact, second.answers)
    assert sent(client, back, "back").fact == first.fact
    assert sent(client, back, "restart").answers == {}


def test_answers_that_make_no_sense_any_more_are_told(client: Client) -> None:
    page = sent(client, opened(client, "en"), "begin")
    held = json.dumps({"employment_form": "platform", "platform": "didi"})
    page.hidden["answers"] = held
    after = sent(client, page, "answer", fact="employment_form", value="none")
    assert after.answers == {"employment_form": "none"}
    assert "make no sense any more: Platform" in after.text


def test_the_language_changes_where_one_is(client: Client) -> None:
    page = sent(client, opened(client), "begin")
    other = sent(client, page, "en")
    assert '<html lang="en">' in other.text
    assert other.fact == page.fact
    result = sent(client, other, "result")
    assert sent(client, result, "zh").titles()


def test_forged_requests_are_refused(client: Client) -> None:
    page = opened(client)
    del page.hidden["csrfmiddlewaretoken"]
    assert sent(client, page, "begin").status == 403


@pytest.mark.parametrize(
    "fields",
    [
        {"answers": '{"birth_date": "1987-06-05'},
        {"answers": '{"birth_date": "1987-06-05x"}'},
        {"answers": "[1987]"},
        {"answers": "[" * 9000 + "]" * 9000},
        {"answers": '{"platform": "didi", "employment_form": "none"}'},
        {"action": "answer", "fact": "nothing", "value": "1987-06-05"},
        {"lang": "xx"},
    ],
)
def test_what_no_page_has_sent_is_refused_and_told_nowhere(
    client: Client, fields: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    page = opened(client)
    refused = sent(client, page, fields.pop("action", "begin"), **fields)
    assert refused.status == 400
    assert "1987" not in refused.text + caplog.text


def test_nothing_of_a_person_is_kept(client: Client) -> None:
    page = sent(client, opened(client), "begin")
    posted = page.hidden | {"action": "answer", "value": "platform"}
    response = client.post("/", posted)
    assert "no-store" in response.headers["Cache-Control"]
    assert list(client.cookies) == ["csrftoken"]
    cookie = client.cookies["csrftoken"]
    assert cookie["httponly"]
    assert not cookie["expires"]
    assert "platform" not in str(cookie)
    settings = import_module("django.conf").settings
    assert not settings.DATABASES["default"]["NAME"]
    assert not settings.DEBUG


def test_an_error_report_shows_nothing_of_what_was_posted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.test import override_settings

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(import_module("portal.views"), "advise", broken)
    client.raise_request_exception = False
    page = opened(client)
    page.hidden["answers"] = '{"birth_date": "1987-06-05"}'
    with override_settings(ADMINS=[("Admin", "admin@portal.example")]):
        assert sent(client, page, "result").status == 500
    (report,) = import_module("django.core.mail").outbox
    assert "RuntimeError" in report.body
    assert "answers" in report.body
    assert "1987" not in report.body


def test_its_pages_may_load_only_their_look(client: Client) -> None:
    response = client.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'")
    assert "<script" not in response.content.decode()
    assert client.get("/portal.css").headers["Content-Type"].startswith("text/css")


def test_its_commands_find_nothing_wrong(folder: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
