"""The command `eligibility`: its command groups, put together."""

import typer

from .commands import check, compare, export_web, mcp, measures, rules, screen, serve
from .help import both
from .options import Lang
from .program import Command, Program

app = typer.Typer(
    name="eligibility",
    cls=Program,
    help=both(
        "灵活就业的人可以办哪些事，为什么，怎么办。",
        "What flexible workers are entitled to, why, and how to get it.",
    ),
    epilog=both(
        "eligibility check                       一问一答，约十几个问题\n"
        "eligibility check me.yaml               回答写在文件里\n"
        "eligibility screen 申请人.xlsx --out 结论.xlsx   一整张表\n"
        "eligibility measures                    有哪些措施\n"
        "eligibility show home-premises          一项措施的条件、依据和办法",
        "eligibility check                       a dozen questions, one by one\n"
        "eligibility check me.yaml               the answers stand in a file\n"
        "eligibility screen people.xlsx --out decisions.xlsx   a whole table\n"
        "eligibility measures                    what there is\n"
        "eligibility show home-premises          one measure: conditions, sources, how",
    ),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
)
app.command("check", cls=Command, help=check.HELP, epilog=check.EXAMPLES)(check.check)
app.command("screen", cls=Command, help=screen.HELP, epilog=screen.EXAMPLES)(
    screen.screen
)
app.command("compare", cls=Command, help=compare.HELP, epilog=compare.EXAMPLES)(
    compare.compare
)
app.command(
    "measures", cls=Command, help=measures.LIST_HELP, epilog=measures.LIST_EXAMPLES
)(measures.measures)
app.command(
    "show", cls=Command, help=measures.SHOW_HELP, epilog=measures.SHOW_EXAMPLES
)(measures.show)
app.command("mcp", cls=Command, help=mcp.HELP, epilog=mcp.EXAMPLES)(mcp.mcp)
app.command("serve", cls=Command, help=serve.HELP, epilog=serve.EXAMPLES)(serve.serve)
app.command(
    "export-web", cls=Command, help=export_web.HELP, epilog=export_web.EXAMPLES
)(export_web.export_web)
app.add_typer(rules.app, name="rules", help=rules.HELP, epilog=rules.EXAMPLES)


@app.callback()
def about(
    context: typer.Context,
    *,
    version: bool = typer.Option(
        False, "--version", help=both("程序的版本", "the program's version")
    ),
    lang: Lang = "zh",  # noqa: ARG001 - Program reads it before anything else
) -> None:
    """Answer what concerns no command."""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"eligibility {installed('eligibility')}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command; every failure ends in a sentence and an exit code."""
    app()
