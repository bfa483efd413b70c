"""What `screen` does on a Spark cluster: Parquet in and out, counts on the screen."""

import time
from dataclasses import dataclass

from eligibility.keeping.formats import CSV
from eligibility.rulebook import Rulebook
from eligibility.screening.caseload import refuse_same_file, rejects_beside
from eligibility.screening.cluster import LOCAL, Counts, screen_on_cluster

from ..failures import wrong_call
from ..options import Scope, View
from ..showing.json import print_json
from ..showing.shown import show_text
from .asked import Beside, Decisions, Shown, Source
from .withheld import tell_withheld


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where it is reckoned."""

    engine: str
    master: str | None

    def refuse_impossible(
        self, source: Source, decisions: Decisions, beside: Beside
    ) -> None:
        """Say before any work is done what a cluster does not do; CallError."""
        if self.engine != "spark":
            raise wrong_call(
                f"--engine 没有 {self.engine}"
                if self.engine != "polars"
                else "--master 要和 --engine spark 一起用",
                f"--engine: there is no {self.engine}"
                if self.engine != "polars"
                else "--master needs --engine spark",
                hint=("可以写 polars 或 spark。", "Write polars or spark."),
            )
        _tables(source, decisions)
        for option, given in (
            ("--report", beside.report),
            ("--letters", beside.letters),
            ("--by", decisions.by),
            ("--label", beside.label),
            ("--sheet", source.sheet),
        ):
            if given is not None:
                raise wrong_call(
                    f"{option} 不能和 --engine spark 一起用",
                    f"{option} does not go with --engine spark",
                )


def run_on_cluster(
    cluster: Cluster, source: Source, scope: Scope, decisions: Decisions, shown: Shown
) -> None:
    """Screen a table on Spark."""
    table, out = _tables(source, decisions)
    rejects = decisions.rejects or rejects_beside(out).removesuffix(CSV.ending)
    refuse_same_file([table, out, rejects])
    book = Rulebook.load(scope.rulebook, keep=True)
    start = time.monotonic()
    counts = screen_on_cluster(
        table,
        book,
        on=scope.day,
        out=out,
        rejects=rejects,
        master=cluster.master or LOCAL,
        measures=scope.measures,
        columns=decisions.columns,
        mapping=source.meanings(book),
        carry=decisions.carry,
        language=shown.view.language,
    )
    tell_withheld(counts.withheld, shown.view)
    seconds = time.monotonic() - start
    if shown.as_json:
        print_json(_json(counts, rejects, scope))
    else:
        show_text(_in_words(counts, rejects, seconds, shown.view), shown.view)


def _tables(source: Source, decisions: Decisions) -> tuple[str, str]:
    if source.table is None or decisions.out is None:
        raise wrong_call("要给出表格和 --out", "A table and --out are needed")
    return source.table, decisions.out


def _json(counts: Counts, rejects: str, scope: Scope) -> dict[str, object]:
    return {
        "on": scope.day.isoformat(),
        "rows": counts.rows,
        "decided": counts.decided,
        "rejected": counts.rejected,
        "rejects": rejects,
        "withheld": list(counts.withheld),
    }


def _in_words(counts: Counts, rejects: str, seconds: float, view: View) -> str:
    return view.say(
        f"{counts.rows:,} 行：{counts.decided:,} 行有结论，{counts.rejected:,} 行有错"
        f"（见 {rejects}），{seconds:,.1f} 秒",
        f"{counts.rows:,} rows: {counts.decided:,} assessed, {counts.rejected:,} "
        f"rejected (see {rejects}), {seconds:,.1f} s",
    )
