"""What `screen` does on a Spark cluster: Parquet in and out, counts on the screen."""

import time

from eligibility.rulebook import Rulebook
from eligibility.screening.caseload import refuse_same_file, rejects_beside
from eligibility.screening.cluster import LOCAL, Counts, screen_on_cluster
from eligibility.screening.mapping import from_file

from . import screens, speech
from .failures import wrong_call
from .plain import print_json
from .screening import Request, tell_withheld


def run_on_cluster(request: Request) -> None:
    """Answer the request on Spark."""
    table, out, rejects = _files(request)
    book = Rulebook.load(request.rulebook, keep=True)
    start = time.monotonic()
    counts = screen_on_cluster(
        table,
        book,
        on=request.day,
        out=out,
        rejects=rejects,
        master=request.master or LOCAL,
        measures=request.measures,
        columns=request.columns,
        mapping=from_file(request.mapping, book.facts) if request.mapping else None,
        carry=request.carry,
        language=request.view.language,
    )
    tell_withheld(counts.withheld, request.view)
    _show(counts, rejects, time.monotonic() - start, request)


def _files(request: Request) -> tuple[str, str, str]:
    """The table, and the folders to write."""
    if request.engine != "spark":
        raise wrong_call(
            f"--engine 没有 {request.engine}"
            if request.engine != "polars"
            else "--master 要和 --engine spark 一起用",
            f"--engine: there is no {request.engine}"
            if request.engine != "polars"
            else "--master needs --engine spark",
            hint=("可以写 polars 或 spark。", "Write polars or spark."),
        )
    if request.table is None or request.out is None:
        raise wrong_call("要给出表格和 --out", "A table and --out are needed")
    for option, given in (
        ("--report", request.beside.report),
        ("--letters", request.beside.letters),
        ("--by", request.by),
        ("--label", request.label),
        ("--sheet", request.sheet),
    ):
        if given is not None:
            raise wrong_call(
                f"{option} 不能和 --engine spark 一起用",
                f"{option} does not go with --engine spark",
            )
    rejects = request.rejects or rejects_beside(request.out).removesuffix(".csv")
    refuse_same_file([request.table, request.out, rejects])
    return request.table, request.out, rejects


def _show(counts: Counts, rejects: str, seconds: float, request: Request) -> None:
    view = request.view
    if request.as_json:
        print_json(
            {
                "on": request.day.isoformat(),
                "rows": counts.rows,
                "decided": counts.decided,
                "rejected": counts.rejected,
                "rejects": rejects,
                "withheld": list(counts.withheld),
            }
        )
        return
    told = view.say(
        f"{counts.rows:,} 行：{counts.decided:,} 行有结论，{counts.rejected:,} 行有错"
        f"（见 {rejects}），{seconds:,.1f} 秒",
        f"{counts.rows:,} rows: {counts.decided:,} assessed, {counts.rejected:,} "
        f"rejected (see {rejects}), {seconds:,.1f} s",
    )
    if view.accessible:
        speech.speak([speech.sentence(told, view)])
    else:
        screens.show(screens.plain_lines(told, view), view)
