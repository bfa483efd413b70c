"""examples/fastapi-portal: its pages, the service beneath them, and the component."""

import contextlib
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from eligibility import Rulebook
from tests.browsing import CHROMIUM, NO_CHROMIUM, chromium, visited

WAIT = 60


@pytest.fixture(scope="module")
def folder(checkout: Path) -> Path:
    """Where it lies."""
    return checkout / "examples" / "fastapi-portal"


@pytest.fixture(scope="module")
def portal(folder: Path) -> Iterator[TestClient]:
    """The portal, in this process."""
    spec = spec_from_file_location("fastapi_portal", folder / "portal.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    with TestClient(module.app) as client:
        yield client


@pytest.mark.parametrize(("lang", "language"), [("zh", "zh-CN"), ("en", "en")])
def test_its_front_page_lists_what_there_is_and_has_the_component(
    portal: TestClient, lang: str, language: str
) -> None:
    page = portal.get("/", params={"lang": lang})
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert '<script src="/rules/embed.js" defer>' in page.text
    assert f'<eligibility-check rulebook="guangdong" lang="{lang}">' in page.text
    titles = [one.title for one in Rulebook.load("guangdong").measures.values()]
    listed = [
        title for title in titles if title.zh in page.text or title.en in page.text
    ]
    assert len(listed) > 20


def test_a_measure_has_a_page_that_asks_about_it_alone(portal: TestClient) -> None:
    page = portal.get("/measures/legal-aid?lang=en")
    assert 'measure="legal-aid"' in page.text
    assert "Legal aid" in page.text
    for path in ("/measures/nothing", "/measures/legal-aid?lang=xx"):
        assert portal.get(path).is_client_error


def test_its_pages_load_from_nowhere_else(portal: TestClient) -> None:
    page = portal.get("/")
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    assert re.findall(r"(?:src|href)=\"(?!/|\?)", page.text) == []
    for path in set(re.findall(r"(?:src|href)=\"(/[^\"]+)\"", page.text)):
        assert portal.get(path).status_code == 200, path


def test_the_service_answers_beneath_its_pages(portal: TestClient) -> None:
    sent = {
        "profile": {"claim": "unpaid_wages", "rural_migrant_worker": True},
        "measures": ["legal-aid"],
    }
    found = portal.post("/rules/v1/assess", json=sent).json()
    assert [one["status"] for one in found["determinations"]] == ["eligible"]


@contextlib.contextmanager
def started(folder: Path) -> Generator[str]:
    """The portal as its README starts it, on a free port."""
    readme = (folder / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^\S+/uvicorn (portal:app .*)$", readme, re.MULTILINE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = shlex.split(line.replace("--port 8080", f"--port {port}"))
    process = subprocess.Popen([sys.executable, "-m", "uvicorn", *words], cwd=folder)
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + WAIT
        with httpx.Client(base_url=url, trust_env=False, timeout=WAIT) as http:
            while not _ready(http):
                assert time.monotonic() < until, "the portal does not start"
        yield url
    finally:
        process.terminate()
        process.wait(WAIT)


def _ready(http: httpx.Client) -> bool:
    try:
        return http.get("/rules/readyz").status_code == 200
    except httpx.ConnectError:
        return False


@pytest.mark.browser
def test_people_come_from_its_page_to_their_answer(folder: Path) -> None:
    if CHROMIUM is None:
        pytest.skip(NO_CHROMIUM)
    with (
        started(folder) as url,
        chromium() as browser,
        visited(browser, f"{url}/measures/legal-aid?lang=en") as page,
    ):
        page.begin()
        page.go_through({"claim": "unpaid_wages", "rural_migrant_worker": "true"}, "")
        found = page.result["assessment"]["determinations"]
        assert [one["status"] for one in found] == ["eligible"]
        assert page.origins == {url}
        assert page.complaints == []
