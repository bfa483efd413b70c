"""The OpenAPI file says what the service does, and the service does what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from eligibility.service.application import document
from tests.serving import Served

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "unsupported_method",
    "allow_header_conformance",
)
REJECTS = (*CHECKS, "negative_data_rejection")
"""A batch is not refused for its lines: each is told what is wrong with it."""


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """The document, as the service gives it."""
    found: dict[str, Any] = json.loads(json.dumps(document()))
    return found


def test_the_file_is_what_the_service_gives(
    service: Served,
    described: dict[str, Any],
    checkout: Path,
    golden: Callable[[Path, str], None],
) -> None:
    assert service.http.get("/openapi.json").json() == described
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    golden(checkout / "docs" / "openapi.json", text)


def test_every_call_that_sends_something_has_an_example_that_is_answered(
    service: Served, described: dict[str, Any]
) -> None:
    tried = set()
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            if "requestBody" not in operation:
                continue
            ((media, content),) = operation["requestBody"]["content"].items()
            answer = service.http.request(
                method,
                path,
                content=json.dumps(content["example"]).strip("[]")
                if "ndjson" in media
                else json.dumps(content["example"]),
                headers={"Content-Type": media},
            )
            assert answer.status_code == 200, answer.text
            tried.add(operation["operationId"])
    assert tried == {
        "answer",
        "assess",
        "calendar",
        "next_question",
        "report",
        "screen",
        "words",
    }


def test_examples_of_answers_are_of_their_schemas(described: dict[str, Any]) -> None:
    whole = {"components": described["components"]}
    seen = 0
    for operations in described["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                for content in response.get("content", {}).values():
                    if "example" in content:
                        schema = {**whole, **content["schema"]}
                        Draft202012Validator(schema).validate(content["example"])
                        seen += 1
    assert seen > 50


def test_a_whole_assessment_is_of_its_schema(
    service: Served, described: dict[str, Any]
) -> None:
    schema = {
        "components": described["components"],
        "$ref": "#/components/schemas/Assessment",
    }
    validator = Draft202012Validator(schema)
    for profile in ({}, {"birth_date": "1999-05-01", "sex": "female"}):
        for day in ("2021-07-27", "2026-11-24"):
            sent = {"profile": profile, "on": day}
            validator.validate(service.http.post("/v1/assess", json=sent).json())


@pytest.mark.wire
@pytest.mark.parametrize(
    ("operations", "checks", "cases"),
    [
        (("next_question", "answer", "measures", "measure"), REJECTS, 60),
        (("assess", "words", "report", "calendar"), REJECTS, 8),
        (("screen",), CHECKS, 60),
    ],
)
def test_calls_without_end_meet_no_failure_and_no_answer_off_the_schema(
    service: Served,
    checkout: Path,
    operations: tuple[str, ...],
    checks: tuple[str, ...],
    cases: int,
) -> None:
    tool = shutil.which("schemathesis", path=str(Path(sys.executable).parent))
    assert tool is not None
    chosen = [word for one in operations for word in ("--include-operation-id", one)]
    found = subprocess.run(
        [
            *(tool, "run", "docs/openapi.json", "--url", service.url, *chosen),
            *("--checks", ",".join(checks), "--phases", "examples,fuzzing"),
            *("--max-examples", str(cases), "--seed", "20261124"),
            *("--continue-on-failure", "--no-color"),
        ],
        cwd=checkout,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "tests.ndjson", "NO_PROXY": "*"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    counted = re.search(r"(\d+) generated, (\d+) passed", found.stdout)
    assert counted is not None, found.stdout
    assert counted[1] == counted[2]
    assert int(counted[1]) >= cases
