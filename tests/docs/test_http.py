"""docs/http.md: its curl commands are run as they stand, and its figures are true."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from eligibility.profiles import MOST_TOLD
from eligibility.service.server import HEAD, IDLE_SECONDS, STOP_SECONDS
from eligibility.service.settings import DEFAULTS, KIB, Settings
from tests.serving import served

FILE = re.compile(r'^```json title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
CURL = re.compile(r"^curl .*$", re.MULTILINE)
HERE = "http://127.0.0.1:8000"


@pytest.fixture(scope="module")
def page(checkout: Path) -> str:
    """The page."""
    return (checkout / "docs" / "http.md").read_text(encoding="utf-8")


def test_every_command_does_what_is_said(page: str, tmp_path: Path) -> None:
    for name, text in FILE.findall(page):
        (tmp_path / name).write_text(text, encoding="utf-8")
    commands = CURL.findall(page)
    assert len(commands) >= 14
    with served(Settings()) as running:
        for command in commands:
            words = shlex.split(command.replace(HERE, running.url))
            done = subprocess.run(
                [*words, "--fail-with-body", "--noproxy", "*"],
                cwd=tmp_path,
                check=False,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, (command, done.stdout, done.stderr)
            assert done.stdout or "-o" in words
            if "screen" in command:
                first, second = map(json.loads, done.stdout.splitlines())
                assert first["determinations"]
                assert second["errors"][0]["pointer"] == "/birth_date"
    assert "<html" in (tmp_path / "plan.html").read_text(encoding="utf-8")


def test_the_limits_are_those_of_the_program(page: str) -> None:
    for told in (
        f"{DEFAULTS.rate:g} a second in the long run, {DEFAULTS.burst} at once",
        f"in each process | {DEFAULTS.in_flight} |",
        f"unfinished ones included | {DEFAULTS.open} |",
        f"{MOST_TOLD}, the rest are counted",
        f"{DEFAULTS.least:g} bytes a second or more",
        f"answer | {DEFAULTS.patience:g} s | `--patience`",
        f"size of a body | {DEFAULTS.body // KIB} KiB",
        f"any number | {DEFAULTS.line // KIB // KIB} MiB",
        f"size of a head | {HEAD // KIB} KiB",
        f"without a call | {IDLE_SECONDS} s",
        f"have {STOP_SECONDS} s to end",
    ):
        assert told in page
