"""Compares screening with OpenFisca-Core on a part of the rules.

python -m benchmarks.openfisca                      a million people
python -m benchmarks.openfisca --rows 100000 --rounds 5

Eight measures (see openfisca_rules) are decided by both. OpenFisca knows no unknowns:
what is missing is false. So the answers are first held against each other on people of
whom all is known; then both are timed on the same table, a tenth of whose values are
missing, where ours decides what is unknown as well, and names reasons.
"""

import argparse
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from openfisca_core.indexed_enums import EnumArray
from openfisca_core.simulations import SimulationBuilder

from benchmarks.caseload import DAY, caseload, write
from benchmarks.openfisca_rules import FACTS, MEASURES, NEVER, system
from benchmarks.saying import machine, paired
from eligibility import Rulebook, Status
from eligibility.law.facts import Fact, Kind
from eligibility.screening.frames import screen

ELIGIBLE, INELIGIBLE = Status.ELIGIBLE.value, Status.INELIGIBLE.value
GOAL = 5


def main() -> None:
    """Hold the answers against each other, then time both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000, help="1,000,000")
    parser.add_argument("--rounds", type=int, default=5, help="5")
    asked = parser.parse_args()
    print(f"{machine()}, OpenFisca-Core {version('openfisca-core')}")
    compare(asked.rows, asked.rounds)


def compare(rows: int, rounds: int) -> None:
    """Print the differences, and rows a second side by side."""
    book = Rulebook.load("guangdong")
    theirs = OpenFisca(book.facts, DAY)
    _agree(book, theirs, rows)
    with tempfile.TemporaryDirectory() as folder:
        file, out = Path(folder, "in.parquet"), Path(folder, "out.parquet")
        write(file, rows)
        table = pl.read_parquet(file, columns=["case", *FACTS])

        def ours(frame: pl.LazyFrame, columns: str) -> pl.LazyFrame:
            return screen(frame, book, on=DAY, measures=MEASURES, columns=columns)

        def in_memory(columns: str) -> None:
            ours(table.lazy(), columns).collect(engine="streaming")

        def between_files(columns: str) -> None:
            part = pl.scan_parquet(file).select("case", *FACTS)
            ours(part, columns).sink_parquet(out)

        def their_files() -> None:
            part = pl.read_parquet(file, columns=["case", *FACTS])
            theirs.decided(part).write_parquet(out)

        def their_memory() -> None:
            theirs.decided(table)

        print(f"{rows} rows, {len(MEASURES)} measures, rows a second")
        print(f"{'what':52}{'ours':>12}{'OpenFisca':>12}{'times':>7}")
        for columns in ("status", "all"):
            what = "statuses" if columns == "status" else "statuses, reasons, missing"
            for where, mine, other in (
                ("in memory", in_memory, their_memory),
                ("Parquet to Parquet", between_files, their_files),
            ):
                found = paired(partial(mine, columns), other, rounds)
                _line(f"{what}, {where}", rows, found)


class OpenFisca:
    """The measures decided by OpenFisca."""

    def __init__(self, facts: Mapping[str, Fact], day: date) -> None:
        self._facts = {id_: facts[id_] for id_ in FACTS}
        self._system: Any = system(facts)
        self._day = day.isoformat()

    def decided(self, frame: pl.DataFrame) -> pl.DataFrame:
        """For each row, the table's number and whether each measure is open."""
        builder: Any = SimulationBuilder()
        simulation = builder.build_default_simulation(self._system, frame.height)
        for id_, fact in self._facts.items():
            told = self._told(frame[id_], fact)
            simulation.set_input(id_, self._day, told)
        found = [
            pl.Series(id_, np.asarray(simulation.calculate(id_, self._day)))
            for id_ in MEASURES
        ]
        return pl.DataFrame([frame["case"], *found])

    def _told(self, series: pl.Series, fact: Fact) -> Any:
        match fact.kind:
            case Kind.BOOL:
                return series.fill_null(value=False).to_numpy()
            case Kind.CHOICE:
                values = self._system.get_variable(fact.id).possible_values
                names = [one.name for one in values]
                nothing = "none" if "none" in names else "unknown"
                codes = series.cast(pl.Enum(names)).fill_null(nothing).to_physical()
                return EnumArray(codes.cast(pl.UInt8).to_numpy(), values)
            case Kind.DATE:
                return series.fill_null(NEVER).to_numpy()
            case Kind.INTEGER | Kind.NUMBER | Kind.MONEY:
                return series.fill_null(0).to_numpy()


def _agree(book: Rulebook, theirs: OpenFisca, rows: int) -> None:
    """Hold the answers against each other on people of whom all is known."""
    people = caseload(rows, missing=0).collect()
    ours = screen(
        people.lazy(), book, on=DAY, measures=MEASURES, columns="all"
    ).collect()
    other = theirs.decided(people)
    compared = differing = 0
    for id_ in MEASURES:
        # Of some people a fact was taken out that contradicted another.
        certain = ours[f"{id_}.missing"].list.len() == 0
        mine = ours[id_].cast(pl.String).filter(certain)
        open_ = other[id_].filter(certain)
        wanted = pl.select(
            pl.when(open_).then(pl.lit(ELIGIBLE)).otherwise(pl.lit(INELIGIBLE))
        ).to_series()
        compared += len(mine)
        differing += int((mine != wanted).sum())
        share = int(open_.sum()) / len(open_)
        print(f"  {id_:32}{len(mine):9} people, {share:6.1%} eligible")
    print(f"{compared} answers compared, {differing} differ")
    if differing:
        raise SystemExit("OpenFisca answers otherwise: nothing to compare")


def _line(what: str, rows: int, found: tuple[float, float, float]) -> None:
    mine, theirs, ratio = found
    times = f"{rows / mine:12,.0f}{rows / theirs:12,.0f}{1 / ratio:7.1f}"
    print(f"{what:52}{times}  ≥ {GOAL}")


if __name__ == "__main__":
    main()
