"""A service, a browser, and people to play."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from eligibility.service.settings import Settings
from tests.browsing import CHROMIUM, NO_CHROMIUM, Visit, chromium, visited
from tests.serving import Served, served


@pytest.fixture(scope="session")
def web_service() -> Iterator[Served]:
    """A service that sets no limit to the rate."""
    with served(Settings(rate=0)) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with chromium() as running:
        yield running


@pytest.fixture
def visit(browser: Browser, web_service: Served) -> Iterator[Callable[..., Visit]]:
    """Visit the service's own page, or another; what is opened is closed at the end."""
    with ExitStack() as stack:

        def going(url: str = "", **how: Any) -> Visit:
            return stack.enter_context(
                visited(browser, url or f"{web_service.url}/", **how)
            )

        yield going


@pytest.fixture(scope="session")
def person(checkout: Path) -> Callable[[str], dict[str, str | None]]:
    """The answers of an example, as text."""

    def reading(name: str) -> dict[str, str | None]:
        text = (checkout / "examples" / f"{name}.yaml").read_text("utf-8")
        found: dict[str, str | None] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - it makes nothing but text
        return found

    return reading
