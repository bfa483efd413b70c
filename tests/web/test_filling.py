"""Templates are filled whole or not at all."""

import json
import subprocess
from typing import Any

import pytest

from tests.evaluating import NO_NODE, NODE, SCRIPTS, WEB


def filled(template: str, values: dict[str, Any]) -> dict[str, str]:
    """What becomes of a template: its text, or the error."""
    assert NODE is not None
    done = subprocess.run(
        [NODE, str(SCRIPTS / "fill.mjs"), WEB.as_uri()],
        input=json.dumps([template, values]),
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.mark.skipif(NODE is None, reason=NO_NODE)
@pytest.mark.parametrize(
    ("template", "values", "text"),
    [
        ("没有要填的", {}, "没有要填的"),
        ("{n} 题，第 {n} 题", {"n": 3}, "3 题，第 3 题"),
        ("{a}{b}", {"a": "{b}", "b": "$&"}, "{b}$&"),
        ("{n}", {"n": 0}, "0"),
    ],
)
def test_values_take_the_places_of_their_names(
    template: str, values: dict[str, Any], text: str
) -> None:
    assert filled(template, values) == {"text": text}


@pytest.mark.skipif(NODE is None, reason=NO_NODE)
@pytest.mark.parametrize(
    ("template", "values", "wrong"),
    [
        ("{n} 题", {}, "no value for {n}"),
        ("{constructor}", {}, "no value for {constructor}"),
        ("{}", {"n": 1}, "no value for {}"),
        ("{n} 题", {"n": 1, "most": 2, "day": 3}, "no place for most, day"),
    ],
)
def test_a_name_without_a_value_or_without_a_place_is_an_error(
    template: str, values: dict[str, Any], wrong: str
) -> None:
    assert filled(template, values) == {"error": f"{wrong}: {template}"}
