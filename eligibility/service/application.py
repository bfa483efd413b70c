"""The application: routes, what stands before them, and how it begins and ends."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic_core import to_json
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp

from eligibility.rulebook import Rulebook
from eligibility.service import calls, pages, shapes
from eligibility.service.addresses import address
from eligibility.service.gate import Gate
from eligibility.service.headers import ON_EVERY_ANSWER
from eligibility.service.languages import language
from eligibility.service.limits import Limiter
from eligibility.service.metrics import Metrics
from eligibility.service.openapi import openapi
from eligibility.service.problems import Problem, error, pointer, problem
from eligibility.service.reckoning import Reckoner
from eligibility.service.routes import Desk, routes
from eligibility.service.settings import DEFAULTS, Settings
from eligibility.texts import Text

DAY = 24 * 60 * 60


def application(settings: Settings = DEFAULTS) -> ASGIApp:
    """The whole service, for any ASGI server, or to be mounted in another application.

    Raises CallError or RulebookError where its rulebook cannot be read.
    """
    book = Rulebook.load(settings.rulebook)
    metrics, limiter = Metrics(), Limiter(settings.rate, settings.burst)
    inner = _inner(book, settings, metrics, limiter)
    gate: ASGIApp = Gate(inner, settings, metrics, limiter)
    if not settings.origins:
        return gate
    return _CrossOrigin(
        gate,
        allow_origins=settings.origins,
        allow_methods=("GET", "HEAD", "POST"),
        allow_headers=("Accept-Language", "Authorization", "Content-Type"),
        expose_headers=("Content-Disposition", "ETag", "Retry-After"),
        max_age=DAY,
    )


def document(settings: Settings = DEFAULTS) -> dict[str, Any]:
    """The OpenAPI document of the service."""
    book = Rulebook.load(settings.rulebook)
    limiter = Limiter(settings.rate, settings.burst)
    return _inner(book, settings, Metrics(), limiter).openapi()


class _CrossOrigin(CORSMiddleware):
    """CORS, whose preflights carry the headers of every answer, and whose refusals are
    problems.
    """

    def preflight_response(self, request_headers: Headers) -> Response:
        """The answer to a preflight."""
        answer = super().preflight_response(request_headers)
        if answer.status_code >= 400:
            text = Text(
                "这个网页来源、方法或请求头不在允许之列",
                "This origin, method or header is not among those allowed",
            )
            said = language(request_headers.get("accept-language"))
            refused = problem(Problem(400, text), said)
            vary = f"{answer.headers['Vary']}, Accept-Language"
            refused.headers.update({**answer.headers, **refused.headers, "Vary": vary})
            answer = refused
        for name, value in ON_EVERY_ANSWER.items():
            if value:
                answer.headers.setdefault(name, value)
        return answer


def _inner(
    book: Rulebook, settings: Settings, metrics: Metrics, limiter: Limiter
) -> FastAPI:
    installed = version("eligibility")
    begun: list[tuple[Desk, asyncio.Task[None]]] = []

    def begin() -> None:
        reckoner = Reckoner(book, settings, limiter)
        warming = asyncio.create_task(reckoner.warm(calls.today(book)))
        begun[:] = [(Desk(book, reckoner, metrics, settings, installed), warming)]

    def desk() -> Desk:
        if not begun:  # an application that this one is mounted in does not say so
            begin()
        return begun[0][0]

    @contextlib.asynccontextmanager
    async def living(_: FastAPI) -> AsyncGenerator[None]:
        begin()
        try:
            yield
        finally:
            at, warming = begun.pop()
            warming.cancel()
            at.reckoner.close()

    app = FastAPI(
        lifespan=living,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,  # it would lead where a Host header says
    )
    app.include_router(routes(desk))
    _add_operating(app, lambda: desk().reckoner.ready, metrics)
    _add_pages(app, settings)
    _add_document(app, book, settings, installed)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _failed)
    return app


def _add_operating(app: FastAPI, ready: Any, metrics: Metrics) -> None:
    @app.get("/healthz", response_model=shapes.Health, operation_id="health")
    async def health() -> Response:
        """Whether the process runs."""
        return Response(to_json({"status": "ok"}), media_type="application/json")

    @app.get("/readyz", response_model=shapes.Health, operation_id="ready")
    async def readiness() -> Response:
        """Whether the rules of the day are laid out:
        before that the first calls wait.
        """
        if not ready():
            raise Problem(503, Text("还在准备", "Still starting"))
        return Response(to_json({"status": "ok"}), media_type="application/json")

    @app.get(
        "/metrics",
        response_model=None,
        operation_id="metrics",
        responses={200: {"content": {"text/plain": {}}}},
    )
    async def counts() -> Response:
        """Counts in the format of Prometheus."""
        return Response(metrics.text(), headers={"Content-Type": metrics.media})


def _add_pages(app: FastAPI, settings: Settings) -> None:
    ids = ("page", "embed", "script", "style", "icon")
    names = dict(zip(pages.FILES, ids, strict=True))

    async def file(request: Request) -> Response:
        """A file of the web component."""
        return pages.served(address(request.scope), request, settings)

    for path, name in names.items():
        _, media = pages.FILES[path]
        app.add_api_route(
            path,
            file,
            response_model=None,
            operation_id=name,
            responses={200: {"content": {media: {}}}},
        )


def _add_document(
    app: FastAPI, book: Rulebook, settings: Settings, installed: str
) -> None:
    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = openapi(app, book, settings, installed)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign] # FastAPI's way to extend it

    @app.get("/openapi.json", include_in_schema=False)
    def openapi_document(request: Request) -> Response:
        headers = {
            "ETag": pages.tag(book.sha256, installed, "openapi"),
            **pages.REVALIDATED,
        }
        if pages.is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(
            to_json(described()), headers=headers, media_type="application/json"
        )


def _language(request: Request) -> Any:
    return language(request.headers.get("accept-language"))


async def _refused(request: Request, failure: Exception) -> Response:
    if not isinstance(failure, HTTPException):
        raise failure
    return problem(failure, _language(request))


async def _invalid(request: Request, failure: Exception) -> Response:
    """What FastAPI finds wrong with a query: told without the value."""
    if not isinstance(failure, RequestValidationError):
        raise failure
    text = Text("这个参数看不懂", "This parameter cannot be read")
    errors = [
        error(str(one["type"]), pointer(*one["loc"][1:]), text)
        for one in failure.errors()
    ]
    return problem(Problem(422, None, errors), _language(request))


async def _failed(request: Request, _: Exception) -> Response:
    """The gate logs where it failed; the caller learns that it did."""
    return problem(Problem(500), _language(request))
