"""The command `screen`: a whole table of people, each with a reason."""

from typing import Annotated

import typer

from eligibility.keeping.formats import CASELOADS, XLSX, either

from ..help import both
from ..options import Json, Measures, On, Reader, scope, spread
from .tables import TABLE, Carry, MappingFile, Rejects, Sheet

HELP = both(
    "一张表里的每个人可以办哪些事，每一行都有理由。表格是 XLSX、CSV 或 Parquet，"
    "表头写事实的中文名或代码；看不懂的行连同原因写进另一张表，一行也不丢。",
    "What everybody in a table is entitled to, with a reason on every row. The table is "
    "XLSX, CSV or Parquet, its headings are the names or ids of facts; rows that cannot "
    "be read go to a table of their own, with the reason, and none is lost.",
)
EXAMPLES = both(
    "eligibility screen --template 申请人.xlsx\n"
    "eligibility screen 申请人.xlsx --out 结论.xlsx\n"
    "eligibility screen 申请人.xlsx --out 结论.xlsx --report 报告.html --by 地市\n"
    "eligibility screen people.csv --out decisions.parquet --rejects rejects.csv\n"
    "eligibility screen people.csv --out d.xlsx --mapping headings.yaml --on 2021-07-27",
    "eligibility screen --template applicants.xlsx --lang en\n"
    "eligibility screen applicants.xlsx --out decisions.xlsx\n"
    "eligibility screen applicants.xlsx --out d.xlsx --report report.html --by City\n"
    "eligibility screen people.csv --out decisions.parquet --rejects rejects.csv\n"
    "eligibility screen people.csv --out d.xlsx --mapping headings.yaml --on 2021-07-27",
)

REPORT = either(CASELOADS)

Table = Annotated[
    str | None,
    typer.Argument(
        metavar="TABLE",
        help=TABLE,
    ),
]
Out = Annotated[
    str | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help=both("结论写进这张表", "the table of decisions to write"),
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help=both(
            f"写一张空表，{XLSX.ending}，有下拉选项和说明",
            f"write an empty table, {XLSX.ending}, with lists to choose from and notes",
        ),
    ),
]
Columns = Annotated[
    str,
    typer.Option(
        "--columns",
        metavar="status|because|all",
        help=both(
            "每项措施写哪些列，默认 all：结论、理由、还缺什么",
            "which columns each measure gets, all by default: status, reasons, "
            "what is missing",
        ),
    ),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="COLUMN",
        help=both(
            "也按这一列分别统计，例如地市", "count by this column too, such as a city"
        ),
    ),
]
Report = Annotated[
    str | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help=both(
            f"再写一份报告：统计、符合还没办的、快到期的、要补问的，{REPORT.zh}",
            "write a report too: totals, who has not got what is due, what closes "
            f"soon, whom to ask: {REPORT.en}",
        ),
    ),
]
Label = Annotated[
    str | None,
    typer.Option(
        "--label",
        metavar="COLUMN",
        help=both(
            "报告里除了行号，也写这一列，例如编号",
            "name rows in the report by this column too, such as a case number",
        ),
    ),
]
Letters = Annotated[
    str | None,
    typer.Option(
        "--letters",
        metavar="FOLDER",
        help=both(
            "给每个人写一封信，存进这个文件夹，最多 5,000 封",
            "write a letter for each person into this folder, at most 5,000",
        ),
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="polars|spark",
        help=both(
            "在哪里算：本机 polars，或者集群 spark（Parquet 进，Parquet 出）",
            "where to reckon: here with polars, or on a cluster with spark (Parquet in "
            "and out)",
        ),
    ),
]
Master = Annotated[
    str | None,
    typer.Option(
        "--master",
        metavar="URL",
        help=both(
            "Spark 集群的地址，默认本机 local[*]",
            "the address of a Spark cluster, local[*] by default",
        ),
    ),
]


@spread
def screen(  # noqa: PLR0913 - one parameter an option
    table: Table = None,
    out: Out = None,
    on: On = None,
    *,
    rejects: Rejects = None,
    mapping: MappingFile = None,
    template: Template = None,
    measure: Measures = None,
    columns: Columns = "all",
    carry: Carry = None,
    by: By = None,
    report: Report = None,
    label: Label = None,
    letters: Letters = None,
    sheet: Sheet = None,
    engine: Engine = "polars",
    master: Master = None,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Answer a whole table."""
    view = reader.view
    whole = scope(reader.rulebook, on, measure)
    from ..people.asked import Beside, Decisions, Shown, Source

    if template is not None:
        from ..people.template import write_empty

        write_empty(template, whole, view)
        if table is None:
            return
    source = Source(table, mapping, sheet)
    decisions = Decisions(out, rejects, columns, tuple(carry or ()), by)
    beside = Beside(report, label, letters)
    shown = Shown(view, as_json)
    if engine != "polars" or master is not None:
        from ..people.cluster import Cluster, run_on_cluster

        cluster = Cluster(engine, master)
        cluster.refuse_impossible(source, decisions, beside)
        run_on_cluster(cluster, source, whole, decisions, shown)
        return
    from ..people.screening import run

    run(source, whole, decisions, beside, shown)
