"""The evaluator for browsers answers as the engine does, run by Node.js."""

import json
import shutil
import subprocess
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from eligibility import CallError, FactError, Rulebook, assess
from eligibility.web.export import exported
from tests import generated
from tests.agreement import expected, told
from tests.people import drawn

NODE = shutil.which("node")
HERE = Path(__file__).parent
WEB = HERE.parent.parent / "eligibility" / "web"
DAYS = [date(2021, 7, 27), date(2026, 11, 23)]
PEOPLE = 100

pytestmark = pytest.mark.skipif(NODE is None, reason="Node.js is not installed")


def answered(
    book: Rulebook,
    day: date,
    profiles: list[dict[str, object]],
    folder: Path,
    script: str = "evaluate.mjs",
) -> list[dict[str, Any]]:
    """What a script that runs the evaluator says of profiles."""
    file = folder / "rulebook.json"
    file.write_text(json.dumps(exported(book, day)), encoding="utf-8")
    lines = "".join(json.dumps(one) + "\n" for one in profiles)
    assert NODE is not None
    words = [NODE, str(HERE / script), WEB.as_uri(), str(file)]
    ran = subprocess.run(words, input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_it_answers_as_the_engine_does(day: date, tmp_path: Path) -> None:
    book = Rulebook.load("guangdong")
    profiles = list(islice(drawn(book, day, seed=11), PEOPLE))
    found = answered(book, day, [told(one, book) for one in profiles], tmp_path)
    for profile, one in zip(profiles, found, strict=True):
        asked = one.pop("next")
        weights = assess(profile, book, on=day).weights
        assert asked is None or asked in weights
        assert one == expected(profile, book, day)


def may_be_exported(book: Rulebook, day: date) -> bool:
    """Whether no test of a rulebook needs a calendar."""
    try:
        exported(book, day)
    except CallError:
        return False
    return True


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=20)
@given(files=generated.rulebooks(), profile=generated.profiles(), day=generated.DAYS)
def test_it_answers_by_any_rulebook_that_can_be_exported(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    profile: dict[str, object],
    day: date,
) -> None:
    folder = tmp_path_factory.mktemp("book")
    book = generated.written(files, folder)
    known = book.profile(profile, day)
    if not may_be_exported(book, day):
        return
    (found,) = answered(book, day, [told(known, book)], folder)
    found.pop("next")
    assert found == expected(known, book, day)


@pytest.mark.parametrize(
    "profile",
    [
        {"birth_date": "1995-06"},
        {"birth_date": "1995-02-30"},
        {"birth_date": "2031-01-01"},
        {"hours_per_week": "9000"},
        {"subsidy_months_used": "1.5"},
        {"sex": "platform"},
        {"veteran": "maybe"},
        {"no_such_fact": "1"},
        {"hukou": "other_province", "hukou_city": "guangzhou"},
        {
            "education": "university",
            "student": "false",
            "birth_date": "2000-01-01",
            "graduated_on": "1999-01-01",
        },
    ],
    ids=", ".join,
)
def test_it_refuses_what_the_engine_refuses(
    profile: dict[str, object], tmp_path: Path
) -> None:
    book, day = Rulebook.load("guangdong"), DAYS[0]
    with pytest.raises(FactError) as refused:
        book.profile(profile, day)
    (found,) = answered(book, day, [profile], tmp_path)
    assert [one["subject"] for one in found["faults"]] == [
        fault.subject for fault in refused.value.faults
    ]
