"""Prints what screening a table costs, beside others on the same table.

python -m benchmarks.screening                      up to ten million people
python -m benchmarks.screening --rows 1000000 --rounds 3
python -m benchmarks.screening --spark PYTHON       Spark too, with that Python's

Each figure of ours is a run of its own, from Parquet to Parquet, with all measures,
statuses, reasons and missing facts, and the most memory it held. Beside it, Polars
copies the same files without any rule. docs/performance.md has the results.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import polars as pl

from benchmarks.caseload import DAY, write
from benchmarks.drawing import Growth, drawn
from benchmarks.saying import machine, peak, timed, told
from benchmarks.zen import ZenDecision
from eligibility import Rulebook, Status
from eligibility.readings.evaluation import Plans
from eligibility.screening.caseload import Task, screen_table
from eligibility.screening.headings import headings
from eligibility.screening.screener import BATCH, Output, Screener, Wanted
from eligibility.screening.tables import opened

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
MEASURES = (1, 5, 10, 25, 50, 100)
ZEN_ROWS = 1_000
ROOT = Path(__file__).parent.parent


def main() -> None:
    """Run every comparison."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=SIZES[-1], help="10,000,000")
    parser.add_argument("--rounds", type=int, default=3, help="3")
    parser.add_argument("--spark", metavar="PYTHON", help="a Python that has Spark")
    parser.add_argument("--folder", type=Path, help="where tables are kept")
    parser.add_argument("--picture", type=Path, help="an SVG to write")
    parser.add_argument("--once", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.once:
        print(json.dumps(_once(*asked.once)))
        return
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or Path(temporary)
        rows = min(asked.rows, 1_000_000)
        _against_zen(_table(folder, rows))
        by_measures = _by_measures(_table(folder, 4 * BATCH))
        grown = [
            _by_rows(folder, size, asked.rounds) for size in SIZES if size <= asked.rows
        ]
        if asked.spark:
            _against_spark(folder, rows, asked.spark)
    if asked.picture:
        asked.picture.write_text(drawn(grown, by_measures), encoding="utf-8")


def _table(folder: Path, rows: int) -> Path:
    file = folder / f"people-{rows}.parquet"
    if not file.exists():
        told(f"writing {rows} rows")
        write(file, rows)
    return file


def _once(table: str, out: str, wanted: str) -> dict[str, float]:
    """Screen a table, as the command does."""
    book = Rulebook.load("guangdong")
    start = time.perf_counter()
    source = opened(table)
    task = Task(
        source,
        headings(source.headings, book.facts),
        book,
        DAY,
        out,
        wanted=Wanted(wanted),
    )
    screen_table(task, lambda _: None)
    return {"seconds": time.perf_counter() - start, "peak": peak()}


def _run(table: Path, out: Path, wanted: str = "all") -> dict[str, float]:
    """The same in a process of its own, which holds nothing but it."""
    command = [sys.executable, "-m", "benchmarks.screening", "--once"]
    found: dict[str, float] = json.loads(
        subprocess.run(
            [*command, str(table), str(out), wanted],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
        ).stdout
    )
    return found


def _by_rows(folder: Path, rows: int, rounds: int) -> Growth:
    """Ours, and copying what it reads, and what it reads and writes."""
    table, out, copy = _table(folder, rows), folder / "out.parquet", folder / "copy"
    runs, read, both = [], [], []
    for _ in range(rounds if rows < SIZES[-1] else 1):
        runs.append(_run(table, out))
        read.append(timed(lambda: pl.scan_parquet(table).sink_parquet(copy)))
        written = timed(lambda: pl.scan_parquet(out).sink_parquet(copy))
        both.append(read[-1] + written)
    seconds = statistics.median(one["seconds"] for one in runs)
    ratios = [
        statistics.median(
            one["seconds"] / other for one, other in zip(runs, others, strict=True)
        )
        for others in (read, both)
    ]
    memory = max(one["peak"] for one in runs)
    statuses = _run(table, out, "status")["seconds"]
    copies = statistics.median(read), statistics.median(both)
    if rows == SIZES[0]:
        print(
            "| rows | seconds | rows a second | statuses only | copying the table "
            "| times | copying both tables | times | memory, MB |"
        )
        print("| ---: |" + " ---: |" * 8)
    print(
        f"| {rows:,} | {seconds:.2f} | {rows / seconds:,.0f} | {statuses:.2f} "
        f"| {copies[0]:.2f} | {ratios[0]:.1f} | {copies[1]:.2f} | {ratios[1]:.1f} "
        f"| {memory:,.0f} |",
        flush=True,
    )
    return Growth(rows, seconds, statuses, copies[1], memory)


def _by_measures(table: Path) -> list[tuple[int, float]]:
    """What it takes of a core to decide on fewer and on more measures, in memory.

    Beyond those of the rulebook they come again under other names; what conditions hold
    is then found once, and their grounds again.
    """
    book = Rulebook.load("guangdong")
    plans = book.plans(DAY)
    ids = list(plans.measures)
    found = []
    print("\n| measures | microseconds of a core a row |\n| ---: | ---: |")
    for count in MEASURES:
        some = {
            ids[n % len(ids)] + ("" if n < len(ids) else f"-{n}"): plans.measures[
                ids[n % len(ids)]
            ]
            for n in range(count)
        }
        seconds, rows = _decided(table, replace(plans, measures=some, _made={}), book)
        found.append((count, seconds / rows * 1e6))
        print(f"| {count} | {found[-1][1]:.2f} |", flush=True)
    print()
    return found


def _decided(table: Path, plans: Plans, book: Rulebook) -> tuple[float, int]:
    source = opened(str(table))
    named = headings(source.headings, book.facts)
    screener = Screener(plans, named, Output())
    batches = list(source.batches(BATCH))
    screener.screened(batches[0])

    start = time.process_time()
    for batch in batches[1:]:
        screener.screened(batch)
    return time.process_time() - start, sum(batch.count for batch in batches[1:])


def _against_zen(table: Path) -> None:
    """Statuses of all measures by zen-engine, row by row, and by screening."""
    book = Rulebook.load("guangdong")
    decision = ZenDecision(book.plans(DAY))
    frame = pl.read_parquet(table)
    rows = frame.head(ZEN_ROWS).drop("case").iter_rows(named=True)
    # With what follows from other facts, which zen-engine would not know.
    people = [dict(book.profile(row, DAY).codes) for row in rows]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.parquet")

        def zen() -> None:
            for one in people:
                decision.statuses(one)

        for wanted in ("status", "all"):
            ours = _run(table, out, wanted)["seconds"] / frame.height
            theirs = min(timed(zen) for _ in range(3)) / len(people)
            print(
                f"zen-engine, statuses: {1 / theirs:,.0f} rows a second; ours, Parquet "
                f"to Parquet, {wanted}: {1 / ours:,.0f}, {theirs / ours:.0f} times",
                flush=True,
            )
        decided = pl.read_parquet(out).head(ZEN_ROWS)
        pairs = Counter(
            (status.value, row[id_])
            for one, row in zip(people, decided.iter_rows(named=True), strict=True)
            for id_, status in decision.statuses(one).items()
        )
        open_ = Status.UNDETERMINED.value
        more = sum(n for (one, our), n in pairs.items() if one == open_ != our)
        differ = sum(n for (one, our), n in pairs.items() if one not in {our, open_})
        print(
            f"of {pairs.total():,} statuses, zen-engine leaves {more} open that are "
            f"decided here; {differ} others differ"
        )


def _against_spark(folder: Path, rows: int, python: str) -> None:
    """The same table on two cores of Spark, and by ours alone."""
    table = _table(folder, rows)
    script = (
        "import sys, time; from eligibility import Rulebook; "
        "from eligibility.screening.cluster import opened, screen_on_cluster\n"
        "with opened('local[2]'):\n"
        "  for n in range(2):\n"
        "    start = time.perf_counter()\n"
        "    screen_on_cluster(sys.argv[1], Rulebook.load('guangdong'), "
        f"on='{DAY}', out=sys.argv[2] + str(n), rejects=sys.argv[3] + str(n))\n"
        "    print(time.perf_counter() - start)\n"
    )
    with tempfile.TemporaryDirectory() as made:
        places = [str(Path(made, name)) for name in ("out", "rejects")]
        spark = [
            float(line)
            for line in subprocess.run(
                [python, "-c", script, str(table), *places],
                check=True,
                capture_output=True,
                text=True,
                env={**os.environ, "PYSPARK_PYTHON": python},
            ).stdout.split()
        ]
        ours = _run(table, Path(made, "out.parquet"))["seconds"]
    print(
        f"\nSpark, local[2], {rows:,} rows: {spark[0]:.0f} s, {spark[1]:.0f} s once it "
        f"is warm; ours alone: {ours:.1f} s, {spark[1] / ours:.1f} times faster"
    )


if __name__ == "__main__":
    main()
