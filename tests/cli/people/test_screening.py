"""The commands over tables: what they write, what they say, and how they refuse."""

import csv
import json
import stat
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

Run = Callable[..., Result]
DAY = ("--on", "2021-07-27")


@pytest.fixture
def applicants(checkout: Path, tmp_path: Path) -> str:
    """The example table, in a folder of its own."""
    file = tmp_path / "applicants.csv"
    file.write_bytes((checkout / "examples" / "applicants.csv").read_bytes())
    return str(file)


def test_a_table_is_decided_row_by_row(
    run: Run, applicants: str, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    result = run("screen", applicants, "--out", str(out), *DAY)
    assert result.exit_code == 0
    assert "9 行：8 行有结论" in result.stdout
    sheet = openpyxl.load_workbook(out).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    heading, first = rows[0], rows[1]
    assert len(rows) == 9
    row = dict(zip(heading, first, strict=True))
    assert row["编号"] == "001"
    assert row["social-insurance-subsidy"] == "eligible"
    assert "within-two-years" in str(row["social-insurance-subsidy.because"]).split(";")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_rows_with_faults_go_to_the_file_that_is_named(
    run: Run, applicants: str, tmp_path: Path
) -> None:
    out, rejects = tmp_path / "out.parquet", tmp_path / "bad.csv"
    result = run(
        *("screen", applicants, "--out", str(out), "--rejects", str(rejects)),
        *(*DAY, "--lang", "en"),
    )
    assert f"1 rejected (see {rejects})" in " ".join(result.stdout.split())
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        (fault,) = csv.DictReader(stream)
    assert (fault["row"], fault["column"], fault["value"]) == (
        "9",
        "出生日期",
        "1995-06-31",
    )
    assert "no such day" in fault["reason"]


def test_the_summary_is_there_for_programs(
    run: Run, applicants: str, tmp_path: Path
) -> None:
    out = str(tmp_path / "out.csv")
    picked = ("--measure", "social-insurance-subsidy", "--columns", "status")
    result = run("screen", applicants, "--out", out, *DAY, *picked, "--json")
    told = json.loads(result.stdout)
    assert (told["rows"], told["rejected"]) == (9, 1)
    assert told["measures"] == {
        "social-insurance-subsidy": {"eligible": 1, "ineligible": 6, "undetermined": 1}
    }


def test_an_empty_table_is_written_to_be_filled_in(run: Run, tmp_path: Path) -> None:
    template, out = tmp_path / "t.xlsx", tmp_path / "out.csv"
    assert run("screen", "--template", str(template), "--lang", "en").exit_code == 0
    result = run("screen", str(template), "--out", str(out), *DAY)
    assert result.exit_code == 0
    assert "0 行" in result.stdout


def test_a_table_of_ones_own_headings_is_read_by_a_mapping(
    run: Run, tmp_path: Path
) -> None:
    table, mapping = tmp_path / "own.csv", tmp_path / "mapping.yaml"
    table.write_text("案号,就业\n1,外卖\n2,个体户\n", encoding="gb18030")
    mapping.write_text(
        "columns:\n  就业:\n    fact: employment_form\n"
        "    values: {外卖: platform, 个体户: self_employed}\n",
        encoding="utf-8",
    )
    out = str(tmp_path / "out.csv")
    words = ("--mapping", str(mapping), "--measure", "part-time-contract")
    result = run("screen", str(table), "--out", out, *DAY, *words, "--json")
    assert json.loads(result.stdout)["decided"] == 2


def test_gains_and_losses_are_told_with_what_settles_them(
    run: Run, applicants: str, tmp_path: Path
) -> None:
    out = tmp_path / "who.csv"
    days = ("--from", "2021-07-27", "--to", "2023-01-01")
    result = run("compare", applicants, *days, "--out", str(out), "--lang", "en")
    assert result.exit_code == 0
    assert "Within two years of graduating (1)" in " ".join(result.stdout.split())
    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    (lost,) = (row for row in rows if row["change"] == "loss")
    assert (lost["编号"], lost["apply_by"]) == ("001", "2022-03-01")


def test_a_rulebook_is_compared_with_another(
    run: Run, applicants: str, checkout: Path
) -> None:
    same = ("--against", str(checkout / "rules" / "guangdong"), "--to", "2021-07-27")
    told = json.loads(run("compare", applicants, *same, "--json").stdout)
    assert {one["gains"] + one["losses"] for one in told["measures"].values()} == {0}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("screen",), 2, "--out"),
        (("screen", "{}"), 2, "--out"),
        (("screen", "{}", "--out", "{}"), 2, "three files"),
        (("screen", "{}", "--out", "x.doc"), 2, ".parquet"),
        (("screen", "no.csv", "--out", "x.csv"), 2, "no such file"),
        (("screen", "{}", "--out", "x.csv", "--columns", "few"), 2, "few"),
        (("screen", "{}", "--out", "x.csv", "--measure", "no"), 2, "no"),
        (("screen", "{}", "--out", "x.csv", "--by", "no"), 2, "no"),
        (("compare", "{}"), 2, "--from"),
        (("compare", "{}", "--from", "2021"), 2, "--from"),
        (("compare", "no.csv", "--from", "2021-01-01"), 2, "no such file"),
    ],
)
def test_what_cannot_be_is_one_clear_sentence(  # noqa: PLR0913, PLR0917 - its cases
    words: tuple[str, ...],
    code: int,
    said: str,
    run: Run,
    applicants: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*(word.format(applicants) for word in words), "--lang", "en")
    assert result.exit_code == code
    assert said in " ".join(result.stderr.split())
    assert [one.name for one in tmp_path.iterdir()] == ["applicants.csv"]


def test_a_table_without_facts_is_invalid_data(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text("sexx\nmale\n", encoding="utf-8")
    out = str(tmp_path / "out.csv")
    result = run("screen", str(table), "--out", out, "--lang", "en")
    assert result.exit_code == 3
    assert "sex" in result.stderr
