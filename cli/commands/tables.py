"""Options that the commands about tables share."""

from typing import Annotated

import typer

from eligibility.keeping.formats import TABLES, either

from ..help import both

ENDINGS = either(TABLES[::-1])
TABLE = both(f"表格：{ENDINGS.zh}", f"a table: {ENDINGS.en}")
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
Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help=both("工作簿里的这张工作表，默认第一张", "this sheet of a workbook"),
    ),
]
