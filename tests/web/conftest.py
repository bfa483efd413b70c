"""A service, a browser, and people to play."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from eligibility.service.settings import Settings
from tests.browsing import (
    CHROMIUM,
    NO_CHROMIUM,
    Visit,
    chromium,
    folder_served,
    visited,
)
from tests.serving import Served, served

PORTAL = """<!doctype html><html lang="zh-CN"><title>Portal</title>
<link rel="icon" href="data:,">
<script src="{url}/embed.js"></script>
<p id="before">…</p>
<eligibility-check rulebook="guangdong" lang="zh" measure="legal-aid">
</eligibility-check>"""
FRAME = """<!doctype html><html lang="en"><title>Frame</title>
<iframe src="{url}/embed#lang=en&measure=legal-aid" title="Check" width="320"
 height="600"></iframe>"""


@pytest.fixture(scope="session")
def portal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a portal of somebody else."""
    return tmp_path_factory.mktemp("portal")


@pytest.fixture(scope="session")
def portal(portal_folder: Path) -> Iterator[str]:
    """A portal, on an origin of its own."""
    with folder_served(portal_folder) as url:
        yield url


@pytest.fixture(scope="session")
def web_service(portal: str, portal_folder: Path) -> Iterator[Served]:
    """A service that the portal's pages may ask and frame,
    without a limit to the rate.
    """
    origin = (portal.rstrip("/"),)
    with served(Settings(rate=0, origins=origin, framed_by=origin)) as running:
        for name, page in (("script.html", PORTAL), ("frame.html", FRAME)):
            text = page.format(url=running.url)
            (portal_folder / name).write_text(text, encoding="utf-8")
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.fail(NO_CHROMIUM)
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
