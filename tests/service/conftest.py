"""One service that many tests ask, and the rulebook that it reads."""

from collections.abc import Iterator

import pytest

from eligibility import Rulebook
from eligibility.service.settings import Settings
from tests.serving import Served, served


@pytest.fixture(scope="session")
def service() -> Iterator[Served]:
    """A service that sets no limit to the rate."""
    settings = Settings(rate=0, origins=("https://portal.example",), in_flight=512)
    with served(settings) as running:
        yield running


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The rulebook that it reads."""
    return Rulebook.load("guangdong")
