"""The command `compare`: who gains and who loses from one day to another."""

from typing import Annotated

import typer

from ..help import both
from ..options import Json, Measures, Reader, spread
from .tables import TABLE, Carry, MappingFile, Rejects, Sheet

HELP = both(
    "一张表里的人，从一天到另一天，或者换一套规则，谁得到什么，谁失去什么，为什么；"
    "失去的人最晚哪天申请。",
    "What people in a table gain and lose from one day to another, or by another "
    "rulebook, and why; and by when those who lose should apply.",
)
EXAMPLES = both(
    "eligibility compare people.csv --from 2021-07-27 --to 2026-01-01\n"
    "eligibility compare people.csv --from 2021-07-27 --to 2026-01-01 --out 变化.xlsx\n"
    "eligibility compare people.csv --rulebook new/ --against guangdong --to 2026-01-01",
    "eligibility compare people.csv --from 2021-07-27 --to 2026-01-01\n"
    "eligibility compare people.csv --from 2021-07-27 --to 2026-01-01 --out who.xlsx\n"
    "eligibility compare people.csv --rulebook new/ --against guangdong --to 2026-01-01",
)

Table = Annotated[
    str,
    typer.Argument(
        metavar="TABLE",
        help=TABLE,
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--from", metavar="DATE", help=both("从哪一天", "the day before the change")
    ),
]
To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="DATE",
        help=both("到哪一天，默认今天", "the day after the change, today by default"),
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="NAME|FOLDER",
        help=both(
            "变化以前的规则集，默认和 --rulebook 是同一套",
            "the rulebook before the change, by default the same",
        ),
    ),
]
Out = Annotated[
    str | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help=both(
            "每一项得失一行，写进这张表", "a row for each gain and loss, to this table"
        ),
    ),
]


@spread
def compare(  # noqa: PLR0913 - one parameter an option
    table: Table,
    from_: From = None,
    to: To = None,
    *,
    out: Out = None,
    rejects: Rejects = None,
    against: Against = None,
    mapping: MappingFile = None,
    measure: Measures = None,
    carry: Carry = None,
    sheet: Sheet = None,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Compare two answers for a whole table."""
    view = reader.view
    from ..people.asked import Shown, Source
    from ..people.comparing import Change, Changed, run

    run(
        Source(table, mapping, sheet),
        Change(from_, to, against, reader.rulebook),
        tuple(measure) if measure else None,
        Changed(out, rejects, tuple(carry or ())),
        Shown(view, as_json),
    )
