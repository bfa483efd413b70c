"""Tools for language models answer as the terminal does."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.server.mcpserver import MCPServer

from eligibility import Rulebook
from eligibility.service.tools import tools

DAY = "2021-07-27"
BOOK = Rulebook.load("guangdong")
SERVER = tools(BOOK, lambda: date(2021, 7, 27))
Server = MCPServer | StdioServerParameters
KNOWN: dict[str, object] = {"birth_date": "1999-05-01", "employment_form": "platform"}


def called(name: str, arguments: dict[str, object], server: Server = SERVER) -> Any:
    """What a tool answers: its values, or the text of its error."""

    async def call() -> Any:
        async with Client(server) as client:
            answer = await client.call_tool(name, arguments)
            if answer.is_error:
                return "".join(getattr(one, "text", "") for one in answer.content)
            return answer.structured_content

    return anyio.run(call)


def test_a_model_is_told_what_there_is_and_how_to_behave() -> None:
    async def told() -> tuple[set[str], str | None]:
        async with Client(SERVER) as client:
            listed = await client.list_tools()
            return {one.name for one in listed.tools}, client.instructions

    names, instructions = anyio.run(told)
    assert names == {
        "assess",
        "explain",
        "explain_measure",
        "list_measures",
        "next_question",
    }
    assert "Never guess" in str(instructions)


def test_an_assessment_is_that_of_the_terminal(command: Any, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    file = tmp_path / "me.json"
    file.write_text(json.dumps(KNOWN), encoding="utf-8")
    words = ["check", str(file), "--on", DAY, "--json", "--no-input"]
    wanted = json.loads(CliRunner().invoke(command, words).stdout)
    assert called("assess", {"profile": KNOWN, "day": DAY}) == wanted
    assert called("assess", {"profile": KNOWN}) == wanted


def test_questions_lead_to_an_answer_in_words() -> None:
    first = called("next_question", {"profile": {}})
    assert first["fact"]["question"]["en"]
    found = called("explain", {"profile": KNOWN, "lang": "en"})
    assert found["lang"] == "en"
    assert found["blocks"]


def test_measures_come_with_their_sources() -> None:
    listed = called("list_measures", {})
    ids = [one["id"] for one in listed["measures"]]
    assert ids == list(BOOK.measures)
    told = called("explain_measure", {"measure": ids[0]})
    assert told["measure"]["conditions"]["parts"]


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("assess", {"profile": {"birth_date": "1999-05-99"}}, "/profile/birth_date"),
        ("assess", {"profile": {}, "measures": ["none"]}, "none"),
        ("assess", {"profile": {}, "day": "July"}, "day"),
        ("explain_measure", {"measure": "none"}, "none"),
    ],
)
def test_what_is_wrong_is_told_without_the_value(
    name: str, arguments: dict[str, object], said: str
) -> None:
    found = called(name, arguments)
    assert isinstance(found, str)
    assert said in found
    assert "1999-05-99" not in found


def test_it_is_served_over_standard_input_and_output() -> None:
    script = "import sys; sys.argv = ['eligibility', 'mcp']; "
    script += "from eligibility.cli.main import main; main()"
    server = StdioServerParameters(command=sys.executable, args=["-c", script])
    found = called("list_measures", {"day": DAY}, server)
    assert len(found["measures"]) == len(BOOK.measures)
