"""The command `export-web`: a folder that decides in the browser, without a service."""

from pathlib import Path
from typing import Annotated

import typer

from ..help import both
from ..options import Caller, On, day, spread

HELP = both(
    "网页文件夹：放在任何网站上，就在对方的设备上得出结论，回答不离开设备。",
    "A folder for any web site: it decides on the person's device, and no answer leaves "
    "it.",
)
EXAMPLES = both(
    "eligibility export-web --out site\n"
    "eligibility export-web --out site --on 2026-12-01 --days 31",
    "eligibility export-web --out site\n"
    "eligibility export-web --out site --on 2026-12-01 --days 31",
)
MOST_DAYS = 400

Out = Annotated[
    Path,
    typer.Option(
        "--out",
        metavar="FOLDER",
        help=both("写到哪个文件夹", "the folder to write"),
    ),
]
Days = Annotated[
    int,
    typer.Option(
        metavar="N",
        min=1,
        max=MOST_DAYS,
        help=both(
            "几天的规定，默认 30；过了最后一天，网页就不再回答",
            "of how many days, 30 by default; after the last one the page answers no more",
        ),
    ),
]


@spread
def export_web(
    out: Out,
    on: On = None,
    *,
    days: Days = 30,
    caller: Caller,
) -> None:
    """Write the folder."""
    view = caller.view
    from ..serving.folder import run

    run(out, caller.rulebook, day(on), days, view)
