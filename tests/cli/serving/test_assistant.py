"""The command `mcp`, as the client of a language model meets it: by a real client."""

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import Result

from tests.asking import STDIO, Ask, asked
from tests.running import WAIT, Running, running

Run = Callable[..., Result]
DAY = "2021-07-27"
KNOWN = {"birth_date": "1999-05-01", "employment_form": "platform", "sex": None}
HEADERS = {"Accept": "application/json, text/event-stream"}
HELLO = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


@pytest.fixture(scope="module")
def network() -> Iterator[Running]:
    """The tools over HTTP, which may be asked under one more name."""
    words = ("--port", "0", "--allow-host", "tools.example")
    with running("mcp", "--http", *words) as one:
        yield one


@pytest.fixture(scope="module", params=["stdio", "http"])
def ask(request: pytest.FixtureRequest, network: Running) -> Iterator[Ask]:
    """A client over standard input and output, and one over HTTP."""
    with asked(network.url if request.param == "http" else STDIO) as asking:
        yield asking


def test_an_assessment_is_that_of_check(ask: Ask, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "me.json"
    file.write_text(json.dumps(KNOWN), encoding="utf-8")
    printed = run("check", str(file), "--on", DAY, "--json", "--no-input")
    whole = json.loads(printed.stdout)
    asked = {"profile": KNOWN, "on": DAY}
    assert ask("assess", asked | {"detail": "full"}) == whole
    brief = ask("assess", asked)
    assert brief["plan"] == whole["plan"]
    assert len(json.dumps(brief)) * 5 < len(json.dumps(whole))
    assert [(one["measure"], one["status"]) for one in brief["determinations"]] == [
        (one["measure"], one["status"]) for one in whole["determinations"]
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_conversation_leads_from_nothing_to_a_cited_answer(
    ask: Ask, lang: str
) -> None:
    about: dict[str, Any] = {"measures": ["legal-aid"], "on": DAY}
    says = {"claim": "unpaid_wages", "rural_migrant_worker": True}
    profile: dict[str, object] = {}
    while (
        fact := ask("next_question", {"profile": profile, **about})["fact"]
    ) is not None:
        assert fact["question"][lang]
        assert fact["why"][0]["cite"]
        profile[fact["id"]] = says.get(fact["id"])
    found = ask("explain", {"profile": profile, "lang": lang, **about})
    (block,) = found["blocks"]
    assert block["kind"] == "now"
    assert block["entries"][0]["cite"]


def test_a_wrong_fact_is_told_to_the_model_with_a_hint(ask: Ask) -> None:
    told = ask("assess", {"profile": {"birth_date": "1999-5"}})
    (fault,) = json.loads(told)["errors"]
    assert fault["pointer"] == "/profile/birth_date"
    assert "2020-06-30" in fault["hint"]["en"]
    assert "1999-5" not in told


def greeted(network: Running, **headers: str) -> int:
    """The status of the answer to a greeting with some headers."""
    sent = {**HEADERS, **headers}
    http = httpx.Client(trust_env=False, timeout=WAIT)
    with http:
        return http.post(network.url, json=HELLO, headers=sent).status_code


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost"}, 200),
        ({"Host": "tools.example"}, 200),
        ({"Host": "tools.example:8001", "Origin": "https://tools.example"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "tools.example.evil.example"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_pages_of_other_origins_and_under_other_names_are_refused(
    network: Running, headers: dict[str, str], status: int
) -> None:
    assert greeted(network, **headers) == status


def test_a_large_body_is_refused(network: Running) -> None:
    with httpx.Client(trust_env=False, timeout=WAIT) as http:
        body = json.dumps(HELLO) + " " * 65_536
        sent = HEADERS | {"Content-Type": "application/json"}
        assert http.post(network.url, content=body, headers=sent).status_code == 413


def test_it_serves_until_sigterm_and_says_nothing_of_what_was_asked() -> None:
    odd = "Zqx4711"
    with running("mcp", "--http", "--port", "0", "--lang", "en") as one:
        assert one.url.endswith("/mcp")
        with asked(one.url) as ask:
            ask("assess", {"profile": {"sex": odd}, "horizon": odd})
            ask(odd, {"profile": {odd: odd}})
            with httpx.Client(trust_env=False, timeout=WAIT) as http:
                http.post(one.url, content=f'{{"{odd}', headers=HEADERS)
                http.post(one.url, json=HELLO | {"params": odd}, headers=HEADERS)
            one.process.send_signal(signal.SIGTERM)
            assert one.process.wait(WAIT) in {0, -signal.SIGTERM}
    assert "Traceback" not in one.rest
    assert odd not in one.rest


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--allow-host", "https://tools.example"), "tools.portal.example"),
        (("--allow-host", "*"), "tools.portal.example"),
        (("--host", "203.0.113.1"), "--port"),
        (("--rulebook", "guangdon"), "guangdong"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_served(
    run: Run, words: tuple[str, ...], hint: str
) -> None:
    result = run("mcp", "--http", *words)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert "Traceback" not in result.stderr


def test_help_says_how_it_is_reached_in_both_languages(run: Run) -> None:
    for language in ("zh", "en"):
        result = run("mcp", "--help", ELIGIBILITY_LANG=language)
        assert result.exit_code == 0
        for option in ("--http", "--allow-host", "--port"):
            assert option in result.stdout
