"""docs/writing-rules.md is followed to the letter, and prints what it says it prints.

Its blocks, from top to bottom: `yaml title=…` is a file, with `add` the lines to put at
its end; `diff title=…` takes lines out of a file and puts others in; with `mistake` the
file is put back after the commands that follow. `console` is commands and their output.
"""

import os
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

BLOCK = re.compile(
    r'^```(?P<kind>yaml|diff|console)(?: title="(?P<file>[^"]+)")?(?: (?P<how>\w+))?\n'
    r"(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
ANY_BLOCK = re.compile(r"^```\w", re.MULTILINE)
SURROUNDINGS = {"COLUMNS": "80", "NO_COLOR": "1"}


class Follower:
    """Somebody who does what each block says, and notes what really came out."""

    def __init__(self, command: typer.Typer, patch: pytest.MonkeyPatch) -> None:
        self._command = command
        self._patch = patch
        self._put_back: dict[Path, str] = {}

    def follow(self, block: re.Match[str]) -> str:
        """The block as it should stand, once it has been followed."""
        if block["kind"] == "console":
            told = "".join(self._run(line) for line in _commands(block["body"]))
            for file, text in self._put_back.items():
                file.write_text(text, encoding="utf-8")
            self._put_back = {}
            return f"```console\n{told}```"
        file = Path(block["file"])
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        match block["kind"], block["how"]:
            case "yaml", "add":
                after = before + block["body"]
            case "yaml", _:
                assert not before, f"{file} is there already"
                after = block["body"]
            case _:
                after = _changed(before, block["body"])
        if block["how"] == "mistake":
            self._put_back[file] = before
        file.write_text(after, encoding="utf-8")
        return block[0]

    def _run(self, line: str) -> str:
        match shlex.split(line):
            case ["mkdir", *folders]:
                for folder in folders:
                    Path(folder).mkdir()
                shown = ""
            case ["cd", folder]:
                self._patch.chdir(Path.cwd() / folder)
                shown = ""
            case ["export", setting]:
                self._patch.setenv(*setting.split("=", 1))
                shown = ""
            case ["eligibility", *words]:
                result = CliRunner().invoke(self._command, words, env=SURROUNDINGS)
                assert result.exit_code in {0, 3, 4}, result.output
                shown = result.output.strip("\n") + "\n"
            case _:
                raise AssertionError(line)
        return f"$ {line}\n{shown}"


def _commands(body: str) -> list[str]:
    return [line[2:] for line in body.splitlines() if line.startswith("$ ")]


def _changed(text: str, change: str) -> str:
    """A text with the lines marked `-` taken out and those marked `+` put in."""
    lines = change.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] != "+")
    new = "".join(line[1:] for line in lines if line[0] != "-")
    assert text.count(old) == 1, f"not there exactly once:\n{old}"
    return text.replace(old, new)


@pytest.fixture
def guide(checkout: Path) -> Path:
    """The guide."""
    return checkout / "docs" / "writing-rules.md"


def test_every_block_of_the_guide_is_followed(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) == len(ANY_BLOCK.findall(text)) > 20


def test_the_guide_prints_what_it_says(
    command: typer.Typer,
    guide: Path,
    tmp_path: Path,
    pytestconfig: pytest.Config,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = guide.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ELIGIBILITY_LANG", os.environ.get("ELIGIBILITY_LANG", "zh"))
    real = BLOCK.sub(Follower(command, monkeypatch).follow, text)
    if pytestconfig.getoption("--rewrite-golden"):
        guide.write_text(real, encoding="utf-8")
        text = real
    assert text == real
