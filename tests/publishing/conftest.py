"""A site written once, for all tests of it."""

from datetime import date
from pathlib import Path

import pytest

from eligibility import Rulebook
from eligibility.publishing.site import write

DAY = date(2026, 11, 28)


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """The shipped rulebook."""
    return Rulebook.load("guangdong")


@pytest.fixture(scope="session")
def site(book: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of its site."""
    folder = tmp_path_factory.mktemp("site")
    write(book, DAY, folder)
    return folder
