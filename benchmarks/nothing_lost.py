"""Screens a large CSV in which a twentieth of the rows is broken in some way.

python -m benchmarks.nothing_lost                    a million rows
python -m benchmarks.nothing_lost --rows 50000

It counts the rows that are lost, decided although broken, rejected although sound, or
decided otherwise than the same person in a sound table. Another twentieth is written
otherwise than usual (full-width digits, blanks, Chinese) and must be decided alike.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from eligibility import Rulebook

DAY = "2021-07-27"
SHARE = 0.05
SEED = 6

Row = list[bytes]
Breaks = Callable[[Row, dict[str, int], list[bytes]], list[bytes] | None]


def _cell(column: str, text: str) -> Breaks:
    def broken(row: Row, at: dict[str, int], _: list[bytes]) -> None:
        row[at[column]] = text.encode()

    return broken


def _cells(cells: dict[str, str]) -> Breaks:
    def broken(row: Row, at: dict[str, int], _: list[bytes]) -> None:
        for column, text in cells.items():
            row[at[column]] = text.encode()

    return broken


def _bytes(row: Row, at: dict[str, int], _: list[bytes]) -> None:
    row[at["sells"]] = b"\xff\xfe"


def _nul(row: Row, at: dict[str, int], _: list[bytes]) -> None:
    row[at["sells"]] = b"a\0b"


def _short(row: Row, _: dict[str, int], __: list[bytes]) -> list[bytes]:
    return row[:5]


def _long(row: Row, _: dict[str, int], __: list[bytes]) -> list[bytes]:
    return [*row, b"1", b"2"]


def _empty(row: Row, _: dict[str, int], __: list[bytes]) -> list[bytes]:
    return [b""] * len(row)


def _heading(_: Row, __: dict[str, int], headings: list[bytes]) -> list[bytes]:
    return list(headings)


KINDS: dict[str, Breaks] = {
    "a word for a day": _cell("birth_date", "unknown"),
    "a day that does not exist": _cell("birth_date", "1990-02-30"),
    "a month that there is not": _cell("birth_date", "1990-13"),
    "a year to come": _cell("birth_date", "2031年"),
    "day and month that cannot be told apart": _cell("birth_date", "03/04/1990"),
    "a day with a time": _cell("birth_date", "1990-03-04 13:30"),
    "a day to come": _cell("birth_date", "2031-01-01"),
    "a day's number of Excel": _cell("birth_date", "32874"),
    "an unknown value": _cell("hukou", "mars"),
    "a value of another fact": _cell("sex", "platform"),
    "a doubtful truth": _cell("veteran", "无"),
    "a number out of range": _cell("hours_per_week", "9000"),
    "a negative number": _cell("subsidy_months_used", "-3"),
    "too many decimals": _cell("hours_per_day", "8.123"),
    "a number with a letter": _cell("subsidy_months_used", "3O"),
    "an exponent": _cell("subsidy_months_used", "1e1"),
    "a comma in an odd place": _cell("subsidy_months_used", '"1,0"'),
    "an error of a sheet": _cell("subsidy_months_used", "#N/A"),
    "a formula for a number": _cell("subsidy_months_used", "=1+1"),
    "facts that contradict each other": _cells(
        {"hukou": "other_province", "hukou_city": "guangzhou"}
    ),
    "days in the wrong order": _cells(
        {
            "education": "university",
            "student": "false",
            "birth_date": "2000-01-01",
            "graduated_on": "1999-01-01",
        }
    ),
    "bytes that are no UTF-8": _bytes,
    "a NUL": _nul,
    "a short line": _short,
    "a long line": _long,
    "an empty row": _empty,
    "the headings once more": _heading,
}


def _unusual(row: Row, at: dict[str, int]) -> None:
    """The same person, written otherwise."""
    born = row[at["birth_date"]]
    if born:
        year, month, day = born.decode().split("-")
        row[at["birth_date"]] = f"{year}年{int(month)}月{int(day)}日".encode()
    months = row[at["subsidy_months_used"]]
    if months:
        wide = months.decode().translate(
            {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
        )
        row[at["subsidy_months_used"]] = f" {wide} ".encode()
    if row[at["sex"]] == b"female":
        row[at["sex"]] = "女".encode()
    truth = {b"true": "是".encode(), b"false": "否".encode()}
    row[at["veteran"]] = truth.get(row[at["veteran"]], row[at["veteran"]])


def write(clean: Path, broken: Path) -> dict[int, str]:
    """A copy of a sound CSV with faults; of each broken row what is wrong,
    by number.
    """
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    kinds = list(KINDS)
    wrong: dict[int, str] = {}
    with clean.open("rb") as source, broken.open("wb") as target:
        first = source.readline()
        target.write(first)
        headings = first.rstrip().split(b",")
        at = {name.decode(): n for n, name in enumerate(headings)}
        line = b""
        for number, line in enumerate(source, 1):
            drawn = chance.random()
            if drawn >= 2 * SHARE:
                target.write(line)
                continue
            row = line.rstrip(b"\n").split(b",")
            if drawn < SHARE:
                wrong[number] = kinds[len(wrong) % len(kinds)]
                row = KINDS[wrong[number]](row, at, headings) or row
            else:
                _unusual(row, at)
            target.write(b",".join(row) + b"\n")
        # An empty row at the end would be no row at all.
        target.write(line)
    return wrong


def main() -> None:
    """Write both tables, screen both, and hold one against the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        clean, broken = Path(folder) / "clean.csv", Path(folder) / "broken.csv"
        _people(rows, Path(folder), clean)
        wrong = write(clean, broken)
        print(f"{rows + 1:,} rows, {len(wrong):,} broken in {len(KINDS)} ways")
        screened(clean)
        seconds = screened(broken)
        print(f"screened in {seconds:.0f} s")
        _compare(clean, broken, wrong, rows)


def _people(rows: int, folder: Path, clean: Path) -> None:
    table = folder / "people.parquet"
    module = [sys.executable, "-m", "benchmarks.caseload"]
    subprocess.run([*module, str(table), "--rows", str(rows)], check=True)
    pl.scan_parquet(table).sink_csv(clean)


def screened(table: Path) -> float:
    """Screen a table; how long it took."""
    start = time.perf_counter()
    out = table.with_suffix(".out.parquet")
    program = [str(Path(sys.executable).parent / "eligibility"), "screen", str(table)]
    subprocess.run(
        [*program, "--out", str(out), "--on", DAY, "--json"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def _compare(clean: Path, broken: Path, wrong: dict[int, str], rows: int) -> None:
    measures = list(Rulebook.load("guangdong").measures)
    sound = pl.read_parquet(clean.with_suffix(".out.parquet"))
    found = pl.read_parquet(broken.with_suffix(".out.parquet"))
    rejects = pl.read_csv(
        broken.with_suffix(".out.rejects.csv"), schema_overrides={"value": pl.String}
    )
    rejected = set(rejects.get_column("row").unique().to_list())
    decided = found.height
    print(f"rows in {rows + 1:,} = decided {decided:,} + rejected {len(rejected):,}")
    lost = rows + 1 - decided - len(rejected)
    kept = pl.Series(range(1, rows + 1)).is_in(list(wrong)).not_()
    columns = [one for one in sound.columns if one.partition(".")[0] in measures]
    same = sound.filter(kept).select(columns).equals(found.head(-1).select(columns))
    untold = rejects.filter(pl.any_horizontal(pl.col("reason").is_null())).height
    for said, count in {
        "rows lost": lost,
        "broken rows decided": len(wrong.keys() - rejected),
        "sound rows rejected": len(rejected - wrong.keys()),
        "faults without a reason": untold,
        "decisions otherwise than in the sound table": int(not same),
    }.items():
        print(f"{count:>8,}  {said}")
    missed = _by_kind(wrong.keys() - rejected, wrong)
    if missed:
        print("decided although broken:", missed)


def _by_kind(rows: Sequence[int] | set[int], wrong: dict[int, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        found[wrong[row]] = found.get(wrong[row], 0) + 1
    return found


if __name__ == "__main__":
    main()
