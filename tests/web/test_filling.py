"""Templates are filled whole or not at all, and the component's are fit for it."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.evaluating import NO_NODE, NODE, SCRIPTS, WEB

PLACE = re.compile(r"\{([^{}]*)\}")


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


@pytest.fixture(scope="module")
def words(checkout: Path) -> dict[str, dict[str, str]]:
    """The component's words, by id."""
    file = checkout / "eligibility" / "sentences" / "component.json"
    found: dict[str, dict[str, str]] = json.loads(file.read_text(encoding="utf-8"))
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


def test_each_sentence_of_the_component_has_the_same_places_in_both_languages(
    words: dict[str, dict[str, str]],
) -> None:
    for id_, sentence in words.items():
        assert sentence.keys() == {"zh", "en"}, id_
        zh, en = (sorted(PLACE.findall(sentence[one])) for one in ("zh", "en"))
        assert zh == en, id_


def test_each_sentence_of_the_component_is_used(
    words: dict[str, dict[str, str]], checkout: Path
) -> None:
    folder = checkout / "eligibility" / "web"
    files = [*folder.glob("component/*.mjs"), folder / "device.mjs"]
    code = "\n".join(file.read_text(encoding="utf-8") for file in files)
    # A few ids are made of two parts, as `counts.${kind}`.
    parts = set(re.findall(r"`(\w+)\.\$\{", code))
    idle = [
        id_
        for id_ in words
        if f'"{id_}"' not in code and id_.partition(".")[0] not in parts
    ]
    assert idle == []
