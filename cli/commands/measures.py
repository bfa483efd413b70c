"""The commands `measures` and `show`: what there is, and one measure in full."""

from typing import Annotated

import typer

from ..help import both
from ..options import Json, On, Reader, day, spread

LIST_HELP = both(
    "有哪些措施，哪些在实行。", "What measures there are, and which are in force."
)
LIST_EXAMPLES = both(
    "eligibility measures\neligibility measures --on 2021-07-27 --json",
    "eligibility measures --lang en\neligibility measures --on 2021-07-27 --json",
)
SHOW_HELP = both(
    "一项措施：条件、依据、怎么办、各个时期的规定。",
    "One measure: conditions, sources, how to apply, its versions by date.",
)
SHOW_EXAMPLES = both(
    "eligibility show social-insurance-subsidy\n"
    "eligibility show home-premises --on 2021-07-27",
    "eligibility show social-insurance-subsidy --lang en\n"
    "eligibility show home-premises --on 2021-07-27",
)


@spread
def measures(
    on: On = None,
    *,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """List the measures."""
    view = reader.view
    from ..rulebooks.measures import list_measures

    list_measures(reader.rulebook, day(on), view, as_json=as_json)


@spread
def show(
    measure: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE",
            help=both("措施的 id，见 eligibility measures", "its id, see `measures`"),
        ),
    ],
    on: On = None,
    *,
    as_json: Json = False,
    reader: Reader,
) -> None:
    """Show one measure."""
    view = reader.view
    from ..rulebooks.measures import show_measure

    show_measure(measure, reader.rulebook, day(on), view, as_json=as_json)
