"""The solver finds whoever there is, and nobody where there is nobody."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import Rulebook, assess
from eligibility.proving.solving import NotProvedError, Question
from eligibility.proving.stages import Stages
from tests import generated


def stages(book: Rulebook) -> Stages:
    return Stages(book, timeout=2)


@settings(max_examples=10)
@given(
    files=generated.rulebooks(measures=2),
    people=st.lists(generated.whole_profiles(), min_size=1, max_size=8),
    day=generated.DAYS,
)
def test_somebody_is_found_and_nobody_is_missed(
    tmp_path_factory: pytest.TempPathFactory,
    files: dict[str, Any],
    people: list[dict[str, object]],
    day: date,
) -> None:
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    seen = {
        (one.measure.id, one.status.value)
        for person in people
        for one in assess(book.profile(person, day), book, on=day)
    }
    for id_ in book.measures:
        stage = stages(book).on(id_, day)
        assert stage is not None
        split = stage.split
        for status, side in (
            ("eligible", split.true),
            ("ineligible", split.false),
            ("undetermined", split.open),
        ):
            try:
                codes = stage.question.somebody(side)
            except NotProvedError:
                continue
            if codes is None:
                assert (id_, status) not in seen
            else:
                values = {
                    fact: book.facts[fact].decode(code) for fact, code in codes.items()
                }
                assert assess(values, book, on=day)[id_].status == status


def test_days_that_a_calendar_holds_together_are_found(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Two days of a person, some months apart: by learning where it turns."""
    files = rulebook(
        "wed_on >= born + 20 * years", "wed_on < born + 20 * years + 2 * months"
    )
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    stage = stages(book).on("m", date(2024, 5, 1))
    assert stage is not None
    codes = stage.question.somebody(stage.split.true)
    assert codes is not None
    assert (
        assess(
            {id_: book.facts[id_].decode(code) for id_, code in codes.items()},
            book,
            on=date(2024, 5, 1),
        )["m"].status.value
        == "eligible"
    )


def test_days_that_no_calendar_has_are_not_found(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    files = rulebook("wed_on < born + 1 * months", "wed_on >= born + 2 * years")
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    stage = stages(book).on("m", date(2024, 5, 1))
    assert stage is not None
    assert stage.question.somebody(stage.split.true) is None


def test_partial_profiles_are_asked_about_too(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whoever has told all is decided; whoever has not may be open."""
    files = rulebook("used >= 3")
    book = generated.written(files, tmp_path_factory.mktemp("book"))
    stage = stages(book).on("m", date(2024, 5, 1))
    assert stage is not None
    assert stage.question.somebody(stage.split.open) is None
    partial = Question(stage.formulas, ["used"], timeout=20, partial=True)
    assert partial.somebody(stage.split.open) == {}


def rulebook(*tests: str) -> dict[str, Any]:
    """A rulebook of one measure that requires some tests."""
    parts = [
        {"id": f"c{n}", "text": generated.TEXT, "test": test}
        for n, test in enumerate(tests)
    ]
    version = {"from": "2020-01-01", "cite": generated.CITE, "requires": {"all": parts}}
    return generated.of_one(version)
