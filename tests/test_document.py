"""The document of `check --json`, held to the contract."""

import json
from typing import Any

from eligibility import Rulebook, assess
from eligibility.document import document

BOOK = Rulebook.load("guangdong")


def test_every_measure_appears_once_in_the_rulebooks_order() -> None:
    found = document(assess({}, BOOK, on="2021-07-27"))
    assert list(found) == ["engine", "rulebook", "on", "determinations"]
    plain = json.loads(json.dumps(found))
    measures = [one["measure"] for one in plain["determinations"]]
    assert measures == list(BOOK.measures)


def test_it_is_plain_json_with_three_truths() -> None:
    text = json.dumps(
        document(assess({"employment_form": "none"}, BOOK, on="2021-07-27"))
    )
    found = json.loads(text)
    assert found["rulebook"]["sha256"] == BOOK.sha256
    truths = set()

    def read(condition: dict[str, Any]) -> None:
        keys = [key for key in condition if key != "denial"]
        assert keys == ["id", "truth", "text", "facts", "cite", "parts"]
        truths.add(condition["truth"])
        for part in condition["parts"]:
            read(part)

    for one in found["determinations"]:
        if "conditions" in one:
            read(one["conditions"])
    assert truths == {True, False, None}


def test_a_source_past_its_review_is_said_beside_each_answer_that_rests_on_it() -> None:
    person: dict[str, object] = {"seeking_work": True, "birth_date": "1990-01-01"}
    stale = {}
    for day in ("2026-11-23", "2031-01-01"):
        found = assess(person, BOOK, on=day)["public-employment-services"]
        assert found.status == "eligible"
        stale[day] = [one for one in found.cautions if one.kind == "stale_source"]
    assert stale["2026-11-23"] == []
    assert stale["2031-01-01"]
