"""docs/mcp.md: what it tells to do is done as it stands, and its figures are true."""

import json
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from mcp import StdioServerParameters

from eligibility.service.assistant import AT_ONCE, PROMPT, STOP_SECONDS
from eligibility.service.settings import DEFAULTS, KIB
from eligibility.service.tools import TOOLS
from tests.asking import asked
from tests.running import COMMAND, running

FILE = re.compile(r'^```json title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SERVE = re.compile(r"^eligibility (mcp .*)$", re.MULTILINE)
CURL = re.compile(r"^curl .*$", re.MULTILINE)
ROW = re.compile(r"^\| `(\w+)` \| (.*?) \|", re.MULTILINE)
HERE = "http://127.0.0.1:8001"


@pytest.fixture(scope="module")
def page(checkout: Path) -> str:
    """The page."""
    return (checkout / "docs" / "mcp.md").read_text(encoding="utf-8")


def test_a_client_that_reads_the_file_reaches_the_tools(page: str) -> None:
    servers = json.loads(dict(FILE.findall(page))["client.json"])["mcpServers"]
    (one,) = servers.values()
    assert one["command"] == Path(COMMAND).name
    with asked(StdioServerParameters(command=COMMAND, args=one["args"])) as ask:
        assert ask("list_measures", {})["measures"]


def test_each_way_to_serve_begins_and_answers_the_call_shown(
    page: str, tmp_path: Path
) -> None:
    for name, text in FILE.findall(page):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (curl,) = CURL.findall(page)
    ways = SERVE.findall(page)
    assert len(ways) == 2
    for way in ways:
        words = shlex.split(way.replace("8001", "0"))
        with running(*words) as one:
            there = one.url.removesuffix("/mcp").replace("0.0.0.0", "127.0.0.1")  # noqa: S104 - as it is told
            done = subprocess.run(
                [*shlex.split(curl.replace(HERE, there)), "--noproxy", "*"],
                cwd=tmp_path,
                check=True,
                capture_output=True,
                text=True,
            )
        answer = json.loads(done.stdout)["result"]["structuredContent"]
        assert answer["fact"]["why"][0]["cite"]


def test_the_tools_and_what_they_take_are_those_listed(page: str) -> None:
    listed = {
        name: set(re.findall(r"`(\w+)`", takes)) for name, takes in ROW.findall(page)
    }
    assert listed == {name: set(tool.call.model_fields) for name, tool in TOOLS.items()}


def test_the_limits_are_those_of_the_program(page: str) -> None:
    for told in (
        f"a body may have {DEFAULTS.body // KIB} KiB",
        f"have {STOP_SECONDS} s to end",
        f"`{PROMPT}`",
    ):
        assert told in page
    assert AT_ONCE == 2
    assert "Two calls are reckoned at a time" in page
