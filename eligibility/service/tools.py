"""The engine's calls as tools for a language model (Model Context Protocol).

An assistant then asks what the rules ask, and cites what they cite, instead of making
either up. The answers are those of the HTTP interface; nothing of a person is kept.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from typing import Annotated, Any, Literal

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field
from pydantic_core import to_json

from eligibility.assessment import day_of
from eligibility.errors import CallError
from eligibility.inquiries.windows import HORIZON
from eligibility.offering import every_measure, one_measure
from eligibility.rulebook import Rulebook
from eligibility.service.answers import advised, assessed, told
from eligibility.service.problems import Problem, errors_of
from eligibility.service.questions import next_question

INSTRUCTIONS = """\
Which public supports a person is entitled to, by rules that carry their sources. Ask for
`next_question` until its fact is null, or stop earlier: what is not known stays open.
Never guess an answer for the person, and never ask for a name, a phone or an ID number.
Tell results as they are, with their sources, cautions and days; an undetermined result is
not a no. Results are information: the office in charge decides."""

Profile = Annotated[
    dict[str, Any],
    Field(
        description="What is known of the person: values by fact id, days as 2020-06-30. "
        "A fact that is missing is unknown; null says the person could not tell."
    ),
]
On = Annotated[
    str | None,
    Field(description="The day whose rules hold, as 2021-07-27; today by default."),
]
Measures = Annotated[
    list[str] | None, Field(description="Only these measures, by id; all by default.")
]
Lang = Annotated[Literal["zh", "en"], Field(description="The language of the words.")]


def tools(book: Rulebook, today: Callable[[], date]) -> MCPServer:
    """A server of tools over a rulebook; `today` tells the day where none is named."""
    server = MCPServer("eligibility", instructions=INSTRUCTIONS, log_level="WARNING")

    def on(named: str | None) -> date:
        return today() if named is None else day_of(named)

    @server.tool()
    def list_measures(day: On = None) -> dict[str, Any]:
        """All measures there are on a day: id, title, summary, state."""
        with _told():
            return every_measure(book, on(day))

    @server.tool()
    def explain_measure(measure: str, day: On = None) -> dict[str, Any]:
        """One measure: its conditions with their sources, what it gives, how to apply."""
        with _told():
            return one_measure(measure, book, on(day))

    @server.tool(name="next_question")
    def ask_next(
        profile: Profile, day: On = None, measures: Measures = None
    ) -> dict[str, Any]:
        """The question to ask the person next, why, and how many may still come."""
        with _told():
            return next_question(profile, book, on(day), measures=measures)

    @server.tool()
    def assess(
        profile: Profile,
        day: On = None,
        measures: Measures = None,
        horizon: int = HORIZON,
    ) -> dict[str, Any]:
        """What the person is entitled to: of each measure the status, the conditions
        that settle it with their sources, what is missing, from when until when, and
        what would lead on from a no.
        """
        with _told():
            return assessed(
                advised(profile, book, on(day), measures=measures, years=horizon)
            )

    @server.tool()
    def explain(
        profile: Profile, day: On = None, measures: Measures = None, lang: Lang = "zh"
    ) -> dict[str, Any]:
        """The same answer in plain words, in the order in which people want to know."""
        with _told():
            found = advised(profile, book, on(day), measures=measures, years=HORIZON)
            return told(found, lang)

    return server


@contextmanager
def _told() -> Generator[None]:
    """Tell what is wrong with a call in both languages, without any value of it."""
    try:
        yield
    except Problem as problem:
        raise ToolError(to_json(problem.errors).decode()) from None
    except CallError as error:
        raise ToolError(to_json(errors_of(error)).decode()) from None
