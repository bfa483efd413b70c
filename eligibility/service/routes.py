"""The calls of the contract: each reads what was sent, reckons, and answers.

Bodies are read and answers are written by hand, so that both are exactly as documented;
`openapi` describes them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Query
from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from eligibility.assessment import assess as decide
from eligibility.assessment import chosen
from eligibility.errors import CallError
from eligibility.inquiries.windows import HORIZON
from eligibility.keeping.formats import ICS, PLANS, Format
from eligibility.offering import every_measure, one_measure
from eligibility.rulebook import Rulebook
from eligibility.service import answers, calls, questions, shapes
from eligibility.service.batch import Batch, BatchResponse
from eligibility.service.bodies import LINES, refuse_other_media
from eligibility.service.languages import language
from eligibility.service.metrics import Metrics
from eligibility.service.pages import REVALIDATED, is_known, tag
from eligibility.service.problems import Problem, errors_of
from eligibility.service.reckoning import Reckoner
from eligibility.service.settings import Settings
from eligibility.texts import Language

T = TypeVar("T")
JSON = "application/json"
On = Annotated[
    str | None,
    Query(
        description="The day whose rules hold, as 2021-07-27; today by default.",
        json_schema_extra={"format": "date"},
    ),
]
Measure = Annotated[
    list[str] | None,
    Query(
        description="Only this measure, by id; may stand several times.",
        max_length=calls.MOST_MEASURES,
    ),
]
Horizon = Annotated[
    int,
    Query(ge=1, le=calls.MOST_YEARS, description="How many years to look ahead."),
]
Detail = Annotated[
    Literal["brief", "full"],
    Query(
        description="`brief` gives status, because and missing, as a screened table; "
        "`full` gives what an assessment gives, at some thirty times the cost."
    ),
]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the calls need: the rules, the threads, the counts, what was set."""

    book: Rulebook
    reckoner: Reckoner
    metrics: Metrics
    settings: Settings
    version: str


def routes(desk: Callable[[], Desk]) -> APIRouter:
    """The routes beneath /v1; `desk` gives what
    they need once the service has begun.
    """
    router = APIRouter(prefix="/v1")
    _add_offers(router, desk)
    _add_answers(router, desk)
    _add_files(router, desk)
    _add_batch(router, desk)
    return router


def _add_offers(router: APIRouter, desk: Callable[[], Desk]) -> None:
    @router.get("/measures", response_model=shapes.Measures, operation_id="measures")
    async def measures(request: Request, on: On = None) -> Response:
        """The measures of the rulebook on a day, and which are in force."""
        day = calls.day(on, desk().book)
        return await _offered(request, desk(), day, lambda: _all(desk().book, day))

    @router.get(
        "/measures/{id}", response_model=shapes.OneMeasure, operation_id="measure"
    )
    async def measure(request: Request, id: str, on: On = None) -> Response:  # noqa: A002 - the contract's name
        """One measure in full: conditions, sources, how to apply, versions by date."""
        day = calls.day(on, desk().book)
        if id not in desk().book.measures:
            raise Problem(404, None, _no_measure(id, desk().book))
        return await _offered(request, desk(), day, lambda: _one(id, desk().book, day))

    @router.get(
        "/schemas/profile",
        response_model=dict[str, object],
        operation_id="profile_schema",
    )
    async def profile_schema(request: Request) -> Response:
        """The JSON Schema of a profile."""
        at, book = desk(), desk().book
        headers = _tagged(at)
        if is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        found = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **book.profile_model.model_json_schema(),
        }
        return _json(found, headers)


def _add_answers(router: APIRouter, desk: Callable[[], Desk]) -> None:
    @router.post(
        "/assess",
        response_model=shapes.Assessment | shapes.Brief,
        operation_id="assess",
    )
    async def assess(request: Request) -> Response:
        """What one person is entitled to: exactly what `check --json` prints, or with
        `detail` as `brief` the outcomes alone.
        """
        call = await calls.read(request, calls.DocumentCall, desk().settings)
        if call.detail == "brief":
            return _json(await _decided(request, call, desk()))
        return _json(await _advised(request, call, desk(), answers.assessed))

    @router.post(
        "/next-question",
        response_model=shapes.NextQuestion,
        operation_id="next_question",
    )
    async def next_question(request: Request) -> Response:
        """What to ask next, why, how much is left, and what is certain so far."""
        call = await calls.read(request, calls.QuestionCall, desk().settings)
        book = desk().book
        day = calls.day(call.on, book)
        answer = await desk().reckoner.run(
            request,
            lambda: questions.next_question(
                call.profile, book, day, measures=answers.asked(call, book)
            ),
        )
        return _json(answer)

    @router.post("/answer", response_model=shapes.Answered, operation_id="answer")
    async def answer(request: Request) -> Response:
        """Take one answer in: the profile with it, without those answers that no longer
        apply, and what to ask next.
        """
        call = await calls.read(request, calls.AnswerCall, desk().settings)
        book = desk().book
        day = calls.day(call.on, book)
        answer = await desk().reckoner.run(
            request,
            lambda: questions.after_answer(
                call.profile,
                call.fact,
                call.value,
                book,
                day,
                measures=answers.asked(call, book),
            ),
        )
        return _json(answer)

    @router.post("/words", response_model=shapes.Told, operation_id="words")
    async def words(request: Request) -> Response:
        """The answer in words, as `check` prints it, in one language; with `document`
        also what `check --json` prints, of the same assessment.
        """
        call = await calls.read(request, calls.WordsCall, desk().settings)
        said = call.lang or _language(request)
        answer = await _advised(
            request,
            call,
            desk(),
            lambda it: answers.told(it, said, whole=call.document),
        )
        return _json(answer)


def _add_files(router: APIRouter, desk: Callable[[], Desk]) -> None:
    @router.post(
        "/report",
        response_model=None,
        operation_id="report",
        responses={200: {"content": {one.media: {} for one in PLANS}}},
    )
    async def report(request: Request) -> Response:
        """A plan to print or keep, as `check --report` writes it."""
        call = await calls.read(request, calls.ReportCall, desk().settings)
        said = call.lang or _language(request)
        (plan,) = (one for one in PLANS if one.id == call.format)
        data = await _advised(
            request, call, desk(), lambda it: answers.reported(it, said, plan)
        )
        return _file(data, plan)

    @router.post(
        "/calendar",
        response_model=None,
        operation_id="calendar",
        responses={
            200: {"content": {ICS.media: {}}},
            204: {"description": "There is no day to remember."},
        },
    )
    async def calendar(request: Request) -> Response:
        """The days to remember, as `check --calendar` writes them."""
        call = await calls.read(request, calls.CalendarCall, desk().settings)
        said = call.lang or _language(request)
        data = await _advised(request, call, desk(), lambda it: answers.dated(it, said))
        if data is None:
            return Response(status_code=204)
        return _file(data, ICS)


def _add_batch(router: APIRouter, desk: Callable[[], Desk]) -> None:
    @router.post(
        "/screen",
        response_model=None,
        operation_id="screen",
        responses={200: {"content": {LINES: {}}}},
    )
    async def screen(
        request: Request,
        on: On = None,
        measure: Measure = None,
        horizon: Horizon = HORIZON,
        detail: Detail = "brief",
    ) -> Response:
        """Many people: one profile a line in, one answer a line out, streamed."""
        refuse_other_media(request, LINES)
        at = desk()
        day = calls.day(on, at.book)
        asked = answers.measures_in(at.book, measure or None)
        await at.reckoner.apart(request, lambda: answers.profile_in({}, at.book, day))
        batch = Batch(at.book, day, asked, horizon, detail == "full")
        return BatchResponse(request, batch, at.settings, at.reckoner, at.metrics)


async def _decided(
    request: Request, call: calls.AssessCall, desk: Desk
) -> dict[str, object]:
    """A person's assessment in brief."""
    book, day = desk.book, calls.day(call.on, desk.book)

    def work() -> dict[str, object]:
        wanted = answers.asked(call, book)
        profile = answers.profile_in(call.profile, book, day)
        return answers.brief(decide(profile, book, on=day, measures=wanted))

    return await desk.reckoner.run(request, work)


async def _advised(
    request: Request,
    call: calls.AssessCall,
    desk: Desk,
    made: Callable[[answers.Person], T],
) -> T:
    """What is made of a person's assessment with its advice."""
    day = calls.day(call.on, desk.book)
    return await desk.reckoner.run(
        request,
        lambda: made(
            answers.advised(
                call.profile,
                desk.book,
                day,
                measures=answers.asked(call, desk.book),
                years=call.horizon,
            )
        ),
    )


async def _offered(
    request: Request, desk: Desk, day: date, work: Callable[[], dict[str, object]]
) -> Response:
    headers = _tagged(desk, day.isoformat())
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return _json(await desk.reckoner.run(request, work), headers)


def _all(book: Rulebook, day: date) -> dict[str, object]:
    try:
        return every_measure(book, day)
    except CallError as failure:
        raise Problem(422, None, errors_of(failure)) from None


def _one(id_: str, book: Rulebook, day: date) -> dict[str, object]:
    try:
        return one_measure(id_, book, day)
    except CallError as failure:
        raise Problem(422, None, errors_of(failure)) from None


def _no_measure(id_: str, book: Rulebook) -> list[dict[str, object]]:
    try:
        chosen(book, [id_])
    except CallError as failure:
        return errors_of(failure)
    return []


def _tagged(desk: Desk, *parts: str) -> dict[str, str]:
    """An entity tag from the rules, the program, and what else the answer rests on."""
    return {"ETag": tag(desk.book.sha256, desk.version, *parts), **REVALIDATED}


def _json(value: object, headers: dict[str, str] | None = None) -> Response:
    return Response(to_json(value), headers=headers, media_type=JSON)


def _file(data: bytes, format_: Format) -> Response:
    """A file to keep."""
    kept = {"Content-Disposition": f'attachment; filename="plan{format_.ending}"'}
    return Response(data, headers=kept, media_type=format_.media)


def _language(request: Request) -> Language:
    return language(request.headers.get("accept-language"))
