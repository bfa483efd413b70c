"""The commands `rules …`: for the people who keep the rules."""

import typer

from .help import both
from .program import Command, Group

HELP = both(
    "给维护规则的人：检查和测试规则。",
    "For the keepers of the rules: check and test them.",
)
EXAMPLES = both(
    "eligibility rules check\neligibility rules test",
    "eligibility rules check --lang en\neligibility rules test --lang en",
)
app = typer.Typer(cls=Group, rich_markup_mode=None)


@app.command("check", cls=Command)
def check() -> None:
    """Check."""
