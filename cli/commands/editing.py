"""Commands of `rules` for whoever writes them: what an editor needs, and pictures."""

from pathlib import Path
from typing import Annotated

import typer

from ..help import both
from ..options import Reader, spread
from ..program import Command

SCHEMA_HELP = both(
    "各种规则文件的 JSON Schema，编辑器用来提示和检查。不写种类就列出有哪些。",
    "JSON Schemas of the files of a rulebook, by which editors complete and check. "
    "Without a kind: which there are.",
)
SCHEMA_EXAMPLES = both(
    "eligibility rules schema measure\neligibility rules schema --out schemas",
    "eligibility rules schema measure --lang en\n"
    "eligibility rules schema --out schemas --lang en",
)


@spread
def schema(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="KIND",
            help=both("哪一种文件，如 measure", "which kind of file, such as measure"),
        ),
    ] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help=both("写到哪个文件夹", "the folder to write them to"),
        ),
    ] = None,
    reader: Reader,
) -> None:
    """Print or write schemas."""
    view = reader.view
    from ..rulebooks.schemas import give_schemas

    give_schemas(kind, out, view)


def add(app: typer.Typer) -> None:
    """Declare the commands of this module among those of `rules`."""
    app.command("schema", cls=Command, help=SCHEMA_HELP, epilog=SCHEMA_EXAMPLES)(schema)
