"""One answer: the whole document is the same through every interface, key for key."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest

from eligibility import Rulebook
from eligibility.service import calls
from tests.agreement import difference
from tests.interfaces import (
    ALONE,
    Answer,
    Shown,
    by_python,
    made_up,
    opened,
    shown,
    without_advice,
)

EARLIER = date(2021, 7, 27)
PEOPLE = 5
IN_A_BROWSER = 10
BOOK = Rulebook.load("guangdong")
WHEN = pytest.mark.parametrize("day", [EARLIER, None], ids=["a day", "today"])


def today() -> date:
    return calls.today(BOOK)


@pytest.fixture(scope="module")
def interfaces(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Answer]]:
    """Every interface but the browser."""
    with opened(BOOK, today, tmp_path_factory.mktemp("people")) as found:
        yield found


@pytest.fixture(scope="module")
def component(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """The component in Chromium."""
    with shown(BOOK, [today(), EARLIER], tmp_path_factory.mktemp("sites")) as found:
        yield found


@pytest.mark.slow
@WHEN
def test_every_interface_gives_the_document_of_the_engine(
    interfaces: dict[str, Answer], day: date | None
) -> None:
    engine = by_python(BOOK, today)
    for person in islice(made_up(BOOK, day or today(), seed=31), PEOPLE):
        wanted = engine(person, day)
        differ = {
            name: difference(answer(person, day), wanted)
            for name, answer in interfaces.items()
        }
        assert differ == dict.fromkeys(interfaces), person


@pytest.mark.browser
@WHEN
def test_so_does_the_component_with_its_service_and_alone(
    component: Shown, day: date | None
) -> None:
    engine, bare = by_python(BOOK, today), without_advice(BOOK, today)
    for person in islice(made_up(BOOK, day or today(), seed=32), IN_A_BROWSER):
        for name, answer in component.answers.items():
            wanted = bare if name == ALONE else engine
            where = difference(answer(person, day), wanted(person, day))
            assert where is None, (name, person)


@pytest.mark.browser
def test_an_interview_ends_in_the_document_of_its_answers(component: Shown) -> None:
    person = next(made_up(BOOK, today(), seed=33))
    answers, said = component.interview(person)
    assert None in answers.values()
    assert difference(said, by_python(BOOK, today)(answers, None)) is None
