"""The OpenAPI document: bodies, problems and examples added to what the routes say.

Examples come from the rulebook's own cases, so that they hold for any rulebook.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from pydantic_core import to_json

from eligibility.document import identity
from eligibility.loading.cases import Case
from eligibility.rulebook import Rulebook
from eligibility.service import calls, shapes
from eligibility.service.batch import Batch
from eligibility.service.batch import answer as line_answer
from eligibility.service.bodies import LINES
from eligibility.service.problems import MEDIA, TITLES, error, pointer
from eligibility.service.questions import after_answer, next_question
from eligibility.service.settings import Settings
from eligibility.texts import Text

REF = "#/components/schemas/{model}"
BODIES: Mapping[str, type[BaseModel]] = {
    "assess": calls.AssessCall,
    "next_question": calls.QuestionCall,
    "answer": calls.AnswerCall,
    "words": calls.WordsCall,
    "report": calls.ReportCall,
    "calendar": calls.CalendarCall,
}
"""The body of each operation that has one in JSON."""
OF_EVERY_CALL = (408, 429, 500, 503)
POSTED = (400, 413, 415, 422)
EXTRA: Mapping[str, tuple[int, ...]] = {
    "measures": (422,),
    "measure": (404, 422),
    "report": (501,),
    "calendar": (501,),
}
"""The problems of an operation beside those of all of them."""
PAGES = ("page", "embed", "script", "style", "icon")
DESCRIPTION = (
    "What a person is entitled to, why, until when and what next, from rulebooks. "
    "Texts are in Chinese and English. Nothing that is sent is kept. docs/http.md is "
    "the guide, docs/json.md says what the members of an answer mean."
)


def openapi(
    app: FastAPI, book: Rulebook, settings: Settings, version: str
) -> dict[str, Any]:
    """The document of an application over a rulebook."""
    document = get_openapi(
        title="eligibility",
        version=version,
        description=DESCRIPTION,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas |= _schemas(book)
    case = _case(book)
    for path, operations in document["paths"].items():
        for operation in operations.values():
            _complete(path, operation, settings)
            _exemplify(operation, case, book)
    if settings.key is not None:
        document["components"]["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer"}
        }
    return document


def _schemas(book: Rulebook) -> dict[str, Any]:
    models: list[type[BaseModel]] = [
        *dict.fromkeys(BODIES.values()),
        shapes.ProblemDocument,
        shapes.BatchLine,
    ]
    _, found = models_json_schema(
        [(model, "validation") for model in models], ref_template=REF
    )
    schemas: dict[str, Any] = dict(found["$defs"])
    for model in BODIES.values():
        schemas[model.__name__]["properties"]["profile"] = {
            "$ref": REF.format(model="Profile"),
            "description": calls.Asked.model_fields["profile"].description,
        }
    schemas["Profile"] = book.profile_model.model_json_schema(ref_template=REF)
    schemas["Profile"].pop("$defs", None)
    return schemas


def _complete(path: str, operation: dict[str, Any], settings: Settings) -> None:
    """Add the body, and the problems with which an operation may answer."""
    name, responses = operation["operationId"], operation["responses"]
    responses.pop("422", None)
    statuses = [*OF_EVERY_CALL, *EXTRA.get(name, ())]
    if name in BODIES:
        operation["requestBody"] = {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"$ref": REF.format(model=BODIES[name].__name__)}
                }
            },
        }
        statuses += POSTED
    if name == "screen":
        line = {"$ref": REF.format(model="Profile")}
        operation["requestBody"] = {
            "required": True,
            "description": "One profile a line; the schema is that of all lines.",
            "content": {LINES: {"schema": {"type": "array", "items": line}}},
        }
        answer = {"$ref": REF.format(model="BatchLine")}
        responses["200"]["content"][LINES] = {
            "schema": {"type": "array", "items": answer}
        }
        statuses += POSTED
    if name in PAGES:
        statuses.append(404)
    if settings.key is not None and (path.startswith("/v1/") or path == "/metrics"):
        operation["security"] = [{"key": []}]
        statuses.append(401)
    if name in ("measures", "measure", "profile_schema", *PAGES):
        responses["304"] = {"description": "It is what the caller has already."}
    for status in sorted(statuses):
        responses[str(status)] = _problem(status)
    operation["responses"] = dict(sorted(responses.items()))


def _problem(status: int) -> dict[str, Any]:
    title = TITLES[status].en
    example: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:
        what = Text("没有这一天", "There is no such day")
        example["errors"] = [error("no_such_day", pointer("profile", "day"), what)]
    response: dict[str, Any] = {
        "description": title,
        "content": {
            MEDIA: {
                "schema": {"$ref": REF.format(model="ProblemDocument")},
                "example": example,
            }
        },
    }
    if status in {429, 503}:
        response["headers"] = {
            "Retry-After": {
                "description": "After so many seconds it may work.",
                "schema": {"type": "string"},
            }
        }
    return response


def _case(book: Rulebook) -> Case | None:
    """A case that shows a measure open to somebody."""
    return next((one for one in book.cases if one.expected == "eligible"), None)


def _exemplify(operation: dict[str, Any], case: Case | None, book: Rulebook) -> None:
    """Show what is sent, and where it is short what is answered."""
    if case is None:
        return
    name, day = operation["operationId"], case.day
    profile = dict(case.profile)
    *known, (last, value) = profile.items()
    sent: dict[str, Any] = {"profile": profile, "on": day.isoformat()}
    answered: Any = None
    asked = [case.measure]
    if name == "screen":
        every = Batch(book, day, (case.measure,), 1, full=False)
        operation["requestBody"]["content"][LINES]["example"] = [profile]
        answered = line_answer(1, to_json(profile), every)
        operation["responses"]["200"]["content"][LINES]["example"] = [answered]
        return
    if name not in BODIES:
        for parameter in operation.get("parameters", ()):
            if parameter["name"] == "id":
                parameter["example"] = case.measure
            if parameter["name"] == "on":
                parameter["example"] = day.isoformat()
        return
    if name in {"assess", "words"}:
        sent["measures"] = asked
    if name == "next_question":
        sent = {**sent, "profile": dict(known), "measures": asked}
        answered = next_question(dict(known), book, day, measures=asked)
    if name == "answer":
        sent = {"profile": dict(known), "fact": last, "value": value, "on": sent["on"]}
        sent["measures"] = asked
        answered = after_answer(dict(known), last, value, book, day, measures=asked)
    operation["requestBody"]["content"]["application/json"]["example"] = sent
    if answered is not None:
        # The hash of no rules: the file changes with what is said, not with each rule.
        answered["rulebook"] = {**identity(book), "version": "1", "sha256": "0" * 64}
        content = operation["responses"]["200"]["content"]
        content["application/json"]["example"] = answered
