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


SCREEN = re.compile(r"(<!-- screen -->\n).*?(<!-- /screen -->)", re.DOTALL)


@pytest.mark.parametrize(
    ("name", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")]
)
def test_the_picture_of_a_table_is_real(  # noqa: PLR0913, PLR0917 - its fixtures
    name: str,
    language: str,
    command: typer.Typer,
    checkout: Path,
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    table, out = str(checkout / "examples" / "applicants.csv"), "decisions.xlsx"
    words = ["screen", table, "--out", out, "--on", "2021-07-27", "--lang", language]
    result = CliRunner(env={"COLUMNS": "80"}).invoke(command, [*words, "--no-color"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / out).exists()
    # How long it took differs from run to run.
    told = re.sub(
        r"\s*\d[\d.]* (秒|s)$", "", result.stdout.rstrip(), flags=re.MULTILINE
    )
    picture = f"\n```text\n{told}\n```\n\n"
    file = checkout / name
    text = file.read_text(encoding="utf-8")
    real = SCREEN.sub(lambda found: found[1] + picture + found[2], text)
    if pytestconfig.getoption("--rewrite-golden"):
        file.write_text(real, encoding="utf-8")
        text = real
    assert text == real
