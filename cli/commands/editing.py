"""Commands of `rules` for whoever writes them: what an editor needs, and pictures."""

from pathlib import Path
from typing import Annotated

import typer

from ..help import both
from ..options import Caller, Lang, On, Reader, day, spread, view
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
    asked = reader.view
    from ..rulebooks.schemas import give_schemas

    give_schemas(kind, out, asked)


GRAPH_HELP = both(
    "画图：一项措施的条件，或者（不写 id）办好一件能往下办什么。给了档案就标出这个人的。",
    "A picture: a measure's conditions, or, without an id, what leads to what. Marked "
    "for a person where a profile is given.",
)
GRAPH_EXAMPLES = both(
    "eligibility rules graph social-insurance-subsidy --out tree.svg\n"
    "eligibility rules graph --format mermaid --profile me.yaml",
    "eligibility rules graph social-insurance-subsidy --out tree.svg --lang en\n"
    "eligibility rules graph --format mermaid --profile me.yaml --lang en",
)


@spread
def graph(  # noqa: PLR0913 - its options
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="ID",
            help=both("措施的 id，见 eligibility measures", "its id, see `measures`"),
        ),
    ] = None,
    on: On = None,
    *,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="svg|mermaid",
            help=both(
                "哪种图，默认看文件名，不然是 svg",
                "which kind, by the file's name or svg by default",
            ),
        ),
    ] = None,
    profile: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help=both("标出这个人的：档案文件", "mark it for the person of this file"),
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=both("写到哪个文件", "the file to write it to")
        ),
    ] = None,
    caller: Caller,
) -> None:
    """Draw a measure, or the map of chains."""
    asked = caller.view
    from ..rulebooks.graphs import draw_graph

    draw_graph(
        measure,
        caller.rulebook,
        day(on, caller.rulebook),
        asked,
        format_=format_,
        profile=profile,
        out=out,
    )


SITE_HELP = both(
    "给公众看的网页：每项措施一页，中英文，可以搜索，放在任何网站上或直接打开都行。",
    "Pages for the public: one a measure, in Chinese and English, with a search; for any "
    "web site, or opened as they are.",
)
SITE_EXAMPLES = both(
    "eligibility rules site --out public",
    "eligibility rules site --out public --on 2026-12-01 --lang en",
)


@spread
def site(
    out: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER", help=both("写到哪个文件夹", "the folder to write")
        ),
    ],
    on: On = None,
    *,
    caller: Caller,
) -> None:
    """Write the site."""
    asked = caller.view
    from ..rulebooks.site import publish

    publish(out, caller.rulebook, day(on, caller.rulebook), asked)


WATCH_HELP = both(
    "看着规则集的文件：每次存盘就检查，试碰到的案例，说结论有什么变化。Ctrl-C 结束。",
    "Watch a rulebook's files: after each save they are checked, the touched cases tried, "
    "and what comes out otherwise is told. Ctrl-C ends it.",
)
WATCH_EXAMPLES = both(
    "eligibility rules watch --rulebook rules/guangdong",
    "eligibility rules watch --rulebook rules/guangdong --lang en",
)


@spread
def watch(*, reader: Reader) -> None:
    """Watch the rulebook's files."""
    asked = reader.view
    from ..rulebooks.watching import watch_rules

    watch_rules(reader.rulebook, asked)


LSP_HELP = both(
    "给编辑器用的语言服务器：边写边检查、补全、悬停看说明、跳到定义。由编辑器启动。",
    "A language server for editors: checks as one types, completion, words on hover, go "
    "to definition. The editor starts it.",
)
LSP_EXAMPLES = both(
    "eligibility rules lsp\neligibility rules lsp --lang en",
    "eligibility rules lsp --lang en",
)


@spread
def lsp(*, lang: Lang = "zh") -> None:
    """Answer an editor."""
    asked = view(lang)
    from ..rulebooks.server import answer_editor

    answer_editor(asked)


def add(app: typer.Typer) -> None:
    """Declare the commands of this module among those of `rules`."""
    app.command("schema", cls=Command, help=SCHEMA_HELP, epilog=SCHEMA_EXAMPLES)(schema)
    app.command("graph", cls=Command, help=GRAPH_HELP, epilog=GRAPH_EXAMPLES)(graph)
    app.command("site", cls=Command, help=SITE_HELP, epilog=SITE_EXAMPLES)(site)
    app.command("watch", cls=Command, help=WATCH_HELP, epilog=WATCH_EXAMPLES)(watch)
    app.command("lsp", cls=Command, help=LSP_HELP, epilog=LSP_EXAMPLES)(lsp)
