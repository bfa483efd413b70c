"""The command `screen`: a whole table of people, each with a reason."""

from typing import Annotated

import typer

from .help import both
from .options import Accessible, Book, Json, Lang, Measures, NoColor, On, day, view

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

Table = Annotated[
    str | None,
    typer.Argument(
        metavar="TABLE",
        help=both("表格：.xlsx、.csv 或 .parquet", "a table: .xlsx, .csv or .parquet"),
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
Rejects = Annotated[
    str | None,
    typer.Option(
        "--rejects",
        metavar="FILE",
        help=both(
            "有错的行写进这张表，默认在结论旁边",
            "the table for rows with faults, by default beside the decisions",
        ),
    ),
]
MappingFile = Annotated[
    str | None,
    typer.Option(
        "--mapping",
        metavar="FILE",
        help=both(
            "您自己的表头和写法各是什么意思，YAML",
            "what your own headings and values mean, YAML",
        ),
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help=both(
            "写一张空表，.xlsx，有下拉选项和说明",
            "write an empty table, .xlsx, with lists to choose from and notes",
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
Carry = Annotated[
    list[str] | None,
    typer.Option(
        "--carry",
        metavar="COLUMN",
        help=both(
            "带上这一列，尽管里面有证件或电话号码；可以写几次",
            "hand this column through although it holds ID or phone numbers; may stand "
            "several times",
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
            "再写一份报告：统计、符合还没办的、快到期的、要补问的，"
            ".html、.pdf 或 .xlsx",
            "write a report too: totals, who has not got what is due, what closes "
            "soon, whom to ask: .html, .pdf or .xlsx",
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
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help=both("工作簿里的这张工作表，默认第一张", "this sheet of a workbook"),
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
    rulebook: Book = "guangdong",
    lang: Lang = "zh",
    accessible: Accessible = False,
    no_color: NoColor = False,
) -> None:
    """Answer a whole table."""
    seen = view(lang, accessible=accessible, no_color=no_color)
    asked = day(on)
    from .screening import Beside, Request, run

    run(
        Request(
            table=table,
            out=out,
            day=asked,
            rejects=rejects,
            mapping=mapping,
            template=template,
            measures=tuple(measure) if measure else None,
            columns=columns,
            carry=tuple(carry or ()),
            by=by,
            label=label,
            sheet=sheet,
            beside=Beside(report, letters),
            engine=engine,
            master=master,
            as_json=as_json,
            rulebook=rulebook,
            view=seen,
        )
    )
