"""The READMEs show what the command really prints."""

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

EXAMPLE = "examples/graduate-food-delivery.yaml"
BLOCK = re.compile(r"(<!-- output -->\n).*?(<!-- /output -->)", re.DOTALL)


@pytest.mark.parametrize(
    ("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")]
)
def test_the_picture_of_the_output_is_real(  # noqa: PLR0913, PLR0917 - its fixtures
    name: str,
    language: str,
    command: typer.Typer,
    checkout: Path,
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(checkout)
    words = ["check", EXAMPLE, "--on", "2021-07-27", "--lang", language, "--no-color"]
    result = CliRunner(env={"COLUMNS": "80"}).invoke(command, words)
    assert result.exit_code == 0, result.output
    shown = " ".join(["eligibility", *words[:-1]]).replace(" --no-color", "")
    picture = f"\n```text\n$ {shown}\n{result.stdout.rstrip()}\n```\n\n"
    file = checkout / name
    text = file.read_text(encoding="utf-8")
    real = BLOCK.sub(lambda found: found[1] + picture + found[2], text)
    if pytestconfig.getoption("--rewrite-golden"):
        file.write_text(real, encoding="utf-8")
        text = real
    assert text == real
