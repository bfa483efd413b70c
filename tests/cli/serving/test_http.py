"""The command `serve`, from its first word to SIGTERM."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from typer.testing import Result

pytestmark = pytest.mark.wire

Run = Callable[..., Result]
WAIT = 60


@pytest.mark.parametrize("workers", [1, 2])
def test_it_serves_until_it_is_told_to_stop_and_ends_what_is_under_way(
    workers: int,
) -> None:
    command = Path(sys.executable).parent / "eligibility"
    words = ["serve", "--port", "0", "--workers", str(workers), "--lang", "en"]
    server = subprocess.Popen([command, *words], stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    try:
        told = server.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert found is not None, told
        http = httpx.Client(base_url=found[0], timeout=WAIT, trust_env=False)
        until = time.monotonic() + WAIT
        while http.get("/readyz").status_code != 200:
            assert time.monotonic() < until
        sent = {"profile": {"birth_date": "1999-05-01"}}
        with http.stream("POST", "/v1/assess", json=sent) as answer:
            server.send_signal(signal.SIGTERM)
            assert answer.status_code == 200
            assert len(answer.read()) > 10_000
        assert server.wait(WAIT) in {0, -signal.SIGTERM}
        with pytest.raises(httpx.HTTPError):
            http.get("/healthz")
    finally:
        server.kill()
        rest = server.communicate()[1]
    assert "Traceback" not in rest
    assert "1999-05-01" not in rest


def test_processes_add_their_counts_up() -> None:
    command = Path(sys.executable).parent / "eligibility"
    server = subprocess.Popen(
        [command, "serve", "--port", "0", "--workers", "2", "--rate", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stderr.readline())
        assert found is not None
        for _ in range(20):  # each over a connection of its own
            httpx.get(f"{found[0]}/healthz", timeout=WAIT, trust_env=False)
        told = httpx.get(f"{found[0]}/metrics", timeout=WAIT, trust_env=False).text
    finally:
        server.terminate()
        server.communicate(timeout=WAIT)
    counted = re.search(r'route="/healthz",status="200"\} (\S+)', told)
    assert counted is not None, told
    assert float(counted[1]) == 20


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--allow-origin", "*"), "https://portal.example"),
        (("--allow-origin", "https://portal.example/path"), "https://portal.example"),
        (("--allow-frame", "portal.example; script-src *"), "https://portal.example"),
        (("--port", "70000"), "--help"),
        (("--workers", "0"), "--help"),
        (("--rulebook", "guangdon"), "guangdong"),
        (("--host", "203.0.113.1"), "--port"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_served(
    run: Run, words: tuple[str, ...], hint: str
) -> None:
    result = run("serve", *words)
    assert result.exit_code == 2
    assert hint in result.stderr
    assert "Traceback" not in result.stderr


def test_a_key_that_can_be_guessed_is_refused(run: Run) -> None:
    result = run("serve", ELIGIBILITY_API_KEY="short")
    assert result.exit_code == 2
    assert "16" in result.stderr
    assert "short" not in result.stderr.replace("too short", "")


def test_help_names_what_is_off_by_default(run: Run) -> None:
    for language in ("zh", "en"):
        result = run("serve", "--help", ELIGIBILITY_LANG=language)
        assert result.exit_code == 0
        for option in ("--allow-origin", "--rate", "--workers", "--access-log"):
            assert option in result.stdout
