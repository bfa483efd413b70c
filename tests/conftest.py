"""Fixtures that several test modules share, and the flag that rewrites golden files."""

import os
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

import pytest
import typer
from hypothesis import settings

# Tests use nothing that an earlier run has kept, and keep nothing.
os.environ["ELIGIBILITY_CACHE"] = ""

# A laden machine is slow, not wrong.
# The quick examples are the same in each run, so that what is green stays green;
# `pytest --hypothesis-profile=thorough` draws others: CONTRIBUTING.md says when.
settings.register_profile(
    "quick", deadline=None, print_blob=True, max_examples=40, derandomize=True
)
settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=1000)
settings.load_profile("quick")

REWRITE = "--rewrite-golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag."""
    parser.addoption(
        REWRITE,
        action="store_true",
        help="write golden files anew instead of comparing with them",
    )


@pytest.fixture(scope="session")
def command() -> typer.Typer:
    """The command as installed, for typer.testing.CliRunner."""
    (script,) = entry_points(group="console_scripts", name="eligibility")
    app: typer.Typer = import_module(script.module).app
    return app


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder that holds the whole project."""
    return Path(__file__).parent.parent


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Callable[[Path, str], None]:
    """Compare a text with the file that holds what it should be.

    Takes the file and the text. A file that is not there yet fails the test; the flag
    writes it.
    """

    def compare(file: Path, text: str) -> None:
        if pytestconfig.getoption(REWRITE):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.exists(), f"{file} is missing: pytest {REWRITE} writes it"
        assert text == file.read_text(encoding="utf-8")

    return compare
