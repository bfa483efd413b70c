"""docs/editor.md gives every schema to the files that it is of."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eligibility.editing.schemas import KINDS_OF_FILES, file_name

EXPECTED = {
    f"./schemas/{file_name(name)}": f"**/{kind.files}"
    for name, kind in KINDS_OF_FILES.items()
}


@pytest.fixture
def page(checkout: Path) -> str:
    return (checkout / "docs" / "editor.md").read_text(encoding="utf-8")


def block(page: str, language: str, heading: str) -> str:
    """The first block of a language beneath a heading."""
    section = page.partition(f"\n### {heading}\n")[2]
    found = re.search(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def test_the_setting_for_vs_code_has_every_kind_of_file(page: str) -> None:
    assert json.loads(block(page, "json", "VS Code"))["yaml.schemas"] == EXPECTED


def test_the_setting_for_helix_has_every_kind_of_file(page: str) -> None:
    server = tomllib.loads(block(page, "toml", "Helix"))["language-server"]
    schemas = server["yaml-language-server"]["config"]["yaml"]["schemas"]
    assert schemas == EXPECTED


def test_helix_starts_the_language_server_by_a_command_that_there_is(
    page: str, command: typer.Typer
) -> None:
    setting = tomllib.loads(block(page, "toml", "Helix and the language server"))
    server = setting["language-server"]["eligibility"]
    assert server["command"] == "eligibility"
    assert "eligibility" in setting["language"][0]["language-servers"]
    result = CliRunner().invoke(command, [*server["args"], "--help"])
    assert result.exit_code == 0, result.output
