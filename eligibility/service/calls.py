"""What callers send: bodies as pydantic models,
and what is wrong with them in words.
"""

from datetime import UTC, date, datetime
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request

from eligibility.assessment import day_of
from eligibility.errors import CallError
from eligibility.inquiries.windows import HORIZON
from eligibility.rulebook import Rulebook
from eligibility.service.bodies import (
    JSON,
    NotJsonError,
    parsed,
    refuse_other_media,
    unreadable,
    whole,
)
from eligibility.service.problems import Problem, error, errors_of, pointer
from eligibility.service.settings import Settings
from eligibility.texts import Language, Text

Model = TypeVar("Model", bound=BaseModel)
Values = dict[str, object]
MOST_MEASURES = 200
MOST_YEARS = 20


class Asked(BaseModel):
    """A person, a day, and what is asked about."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    profile: Values = Field(
        description="Facts by id; one that is missing is unknown, null says that the "
        "person was asked and could not tell."
    )
    on: str | None = Field(
        default=None,
        description="The day whose rules hold, as 2021-07-27; today by default.",
        json_schema_extra={"format": "date"},
    )
    measures: (
        Annotated[list[str], Field(min_length=1, max_length=MOST_MEASURES)] | None
    ) = Field(default=None, description="Only these measures, by id; all by default.")
    topics: (
        Annotated[list[str], Field(min_length=1, max_length=MOST_MEASURES)] | None
    ) = Field(
        default=None,
        description="Only the measures of these topics, by id, in place of `measures`.",
    )


class AssessCall(Asked):
    """The body of an assessment."""

    horizon: int = Field(
        default=HORIZON,
        ge=1,
        le=MOST_YEARS,
        description="How many years to look ahead.",
    )


class DocumentCall(AssessCall):
    """The body of an assessment, and how much of it is told."""

    detail: Literal["brief", "full"] = Field(
        default="full",
        description="`full` is what `check --json` prints; `brief` gives status, "
        "because and missing of each measure, at some thirtieth of the cost.",
    )


class QuestionCall(Asked):
    """The body of a call for the next question."""


class AnswerCall(Asked):
    """The body of an answer to a question."""

    fact: str = Field(description="The fact that is told.")
    value: bool | int | float | str | None = Field(
        description="Its value as a profile holds it, or as a person wrote it; null "
        "where the person cannot tell."
    )


class ReportCall(AssessCall):
    """The body of a call for a plan on paper."""

    format: Literal["html", "pdf"] = "html"
    lang: Language | None = Field(
        default=None, description="Its language; by default that of Accept-Language."
    )


class CalendarCall(AssessCall):
    """The body of a call for a calendar."""

    lang: Language | None = Field(
        default=None, description="Its language; by default that of Accept-Language."
    )


class WordsCall(AssessCall):
    """The body of a call for an answer in words."""

    lang: Language | None = Field(
        default=None, description="Its language; by default that of Accept-Language."
    )
    document: bool = Field(
        default=False,
        description="Whether to answer with the assessment itself beside the words.",
    )


async def read(request: Request, model: type[Model], settings: Settings) -> Model:
    """The body of a request, as a model; Problem for one that is none."""
    refuse_other_media(request, JSON)
    data = await whole(request, settings.body, settings.patience)
    try:
        return model.model_validate(parsed(data))
    except NotJsonError as failure:
        raise unreadable(failure) from None
    except ValidationError as failure:
        raise Problem(422, None, wrong_in(failure)) from None


def wrong_in(failure: ValidationError) -> list[dict[str, object]]:
    """What is wrong with the members of a call, each with its pointer, and no value."""
    return [
        _told(one) for one in failure.errors(include_url=False, include_input=False)
    ]


def today(book: Rulebook) -> date:
    """The day it is where the rulebook holds."""
    return book.today(datetime.now(UTC))


def day(on: str | None, book: Rulebook) -> date:
    """The day asked for, or today; Problem for what is none."""
    try:
        return today(book) if on is None else day_of(on)
    except CallError as failure:
        raise Problem(422, None, errors_of(failure)) from None


_EXPECTED = {
    "missing": Text("这里缺少一项", "This is missing"),
    "extra_forbidden": Text("这里没有这一项", "There is no such member here"),
    "too_short": Text("这里不能是空的", "This may not be empty"),
    "too_long": Text("这里太多了", "There are too many"),
    "string_type": Text("这里应当是文字", "A text is expected"),
    "list_type": Text("这里应当是列表", "A list is expected"),
    "dict_type": Text("这里应当是对象", "An object is expected"),
    "model_type": Text("这里应当是对象", "An object is expected"),
    "model_attributes_type": Text("这里应当是对象", "An object is expected"),
    "int_type": Text("这里应当是整数", "A whole number is expected"),
    "greater_than_equal": Text("这个数太小", "This number is too small"),
    "less_than_equal": Text("这个数太大", "This number is too large"),
    "literal_error": Text("没有这个选项", "There is no such choice"),
}
_OTHER = Text("这一项看不懂", "This cannot be read")


def _told(detail: ErrorDetails) -> dict[str, object]:
    kind = detail["type"]
    place = detail["loc"]
    if place and place[0] == "value":
        place = place[:1]
    return error(kind, pointer(*place), _EXPECTED.get(kind, _OTHER))
