"""What rule-keepers are told: each fault, as the command draws it, in both languages.

Each file of tests/errors holds the files that replace those of tests/errors/base; the
text beside it is what `eligibility rules check` says.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

FOLDER = Path(__file__).parent.parent / "errors"
INVALID_RULEBOOK = 4


def test_the_base_has_no_fault(
    command: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER / "base", tmp_path / "book")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, ["rules", "check", "--rulebook", "book"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem
)
def test_a_fault_is_told_with_its_place_and_a_way_out(
    file: Path,
    command: typer.Typer,
    golden: Callable[[Path, str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(FOLDER / "base", tmp_path / "book")
    for name, text in yaml.safe_load(file.read_text(encoding="utf-8")).items():
        (tmp_path / "book" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = []
    for language in ("zh", "en"):
        words = [
            "rules",
            "check",
            "--rulebook",
            "book",
            "--lang",
            language,
            "--no-color",
        ]
        result = CliRunner().invoke(command, words)
        assert result.exit_code == INVALID_RULEBOOK, result.output
        told.append(result.output)
    golden(file.with_suffix(".txt"), "\n".join(told))
