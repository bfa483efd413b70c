"""`rules schema`: what editors check files by."""

import json
from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

from eligibility.editing.schemas import KINDS_OF_FILES, file_name, schema

Run = Callable[..., Result]


def test_the_kinds_are_listed_with_their_files(run: Run) -> None:
    told = run("rules", "schema", "--lang", "en")
    assert told.exit_code == 0
    for name, kind in KINDS_OF_FILES.items():
        assert any(
            line.split() == [f"{name}:", kind.files]
            for line in told.stdout.splitlines()
        )


def test_one_schema_is_printed(run: Run) -> None:
    told = run("rules", "schema", "measure")
    assert json.loads(told.stdout) == schema("measure")


def test_all_of_them_are_written_to_a_folder(run: Run, tmp_path: Path) -> None:
    told = run("rules", "schema", "--out", str(tmp_path / "deep" / "schemas"))
    assert (told.exit_code, told.stdout) == (0, "")
    for kind in KINDS_OF_FILES:
        file = tmp_path / "deep" / "schemas" / file_name(kind)
        assert json.loads(file.read_text("utf-8")) == schema(kind)
    one = run("rules", "schema", "cases", "--out", str(tmp_path))
    assert one.exit_code == 0
    assert [file.name for file in tmp_path.glob("*.json")] == [file_name("cases")]


def test_an_unknown_kind_and_a_file_for_a_folder_are_told(
    run: Run, tmp_path: Path
) -> None:
    told = run("rules", "schema", "mesure", "--lang", "en")
    assert told.exit_code == 2
    assert "Did you mean: measure" in told.stderr
    file = tmp_path / "file"
    file.touch()
    told = run("rules", "schema", "--out", str(file), "--lang", "en")
    assert told.exit_code == 2
    assert str(file) in told.stderr
