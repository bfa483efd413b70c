"""Headers: what may be kept, by whom an answer may be read, and what a page may do."""

from pathlib import Path

import httpx
import pytest

from eligibility.service import pages
from eligibility.service.languages import language
from eligibility.service.settings import Settings
from tests.serving import Served, served

PORTAL = "https://portal.example"
OTHER = "https://other.example"


@pytest.mark.parametrize(
    "path",
    [
        "/v1/measures",
        "/v1/measures/home-premises",
        "/v1/schemas/profile",
        "/openapi.json",
    ],
)
def test_what_the_caller_has_already_is_not_sent_again(
    service: Served, path: str
) -> None:
    first = service.http.get(path)
    etag = first.headers["etag"]
    assert first.headers["cache-control"] == "no-cache"
    for known in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = service.http.get(path, headers={"If-None-Match": known})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == etag
    other = service.http.get(path, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_the_tag_tells_the_rules_and_the_day(service: Served) -> None:
    sha256 = service.http.get("/v1/measures").json()["rulebook"]["sha256"]
    tags = {
        service.http.get("/v1/measures", params={"on": day}).headers["etag"]
        for day in ("2021-07-27", "2021-07-28")
    }
    assert len(tags) == 2
    assert all(sha256 in one for one in tags)


def test_every_answer_has_the_headers_that_guard_it(service: Served) -> None:
    for answer in (
        service.http.get("/healthz"),
        service.http.get("/v1/measures"),
        service.http.get("/nothing"),
        service.http.post("/v1/assess", json={"profile": {}}),
        service.http.post("/v1/assess", content=b"x" * 70_000),
    ):
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-frame-options"] == "DENY"
        policy = headers["content-security-policy"]
        assert policy == "default-src 'none'; frame-ancestors 'none'"
        assert "server" not in headers


def test_pages_of_listed_origins_alone_may_read_answers(service: Served) -> None:
    for origin, allowed in ((PORTAL, PORTAL), (OTHER, None)):
        answer = service.http.post(
            "/v1/assess", json={"profile": {}}, headers={"Origin": origin}
        )
        assert answer.headers.get("access-control-allow-origin") == allowed
        assert "access-control-allow-credentials" not in answer.headers
        refused = service.http.get("/nothing", headers={"Origin": origin})
        assert refused.headers.get("access-control-allow-origin") == allowed
        before = service.http.options(
            "/v1/assess",
            headers={
                "Origin": origin,
                "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "content-type",
            },
        )
        assert before.headers.get("access-control-allow-origin") == allowed
        assert (before.status_code == 200) is (allowed is not None)


def test_without_a_list_no_page_elsewhere_may_read_answers() -> None:
    with served(Settings(rate=0)) as running:
        answer = running.http.get("/v1/measures", headers={"Origin": PORTAL})
    assert answer.status_code == 200
    assert not [one for one in answer.headers if one.startswith("access-control")]


def test_pages_run_no_script_but_their_own_and_are_framed_by_whom_we_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "web").mkdir()
    for name, _ in pages.FILES.values():
        (tmp_path / "web" / name).write_text(name, encoding="utf-8")

    def folder(_: str) -> Path:
        return tmp_path

    monkeypatch.setattr(pages, "files", folder)
    with served(Settings(rate=0, framed_by=(PORTAL,))) as running:
        found = {path: running.http.get(path) for path in pages.FILES}
        again = running.http.get(
            "/embed.js", headers={"If-None-Match": found["/embed.js"].headers["etag"]}
        )
    assert again.status_code == 304
    for path, answer in found.items():
        assert answer.text == pages.FILES[path][0]
        assert answer.headers["content-type"].startswith(pages.FILES[path][1])
    start, framed = found["/"].headers, found["/embed"].headers
    policy = start["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert policy.endswith("frame-ancestors 'none'")
    assert start["x-frame-options"] == "DENY"
    assert framed["content-security-policy"].endswith(f"frame-ancestors {PORTAL}")
    assert "x-frame-options" not in framed
    script = found["/embed.js"].headers
    assert script["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (None, "zh"),
        ("", "zh"),
        ("fr", "zh"),
        ("en", "en"),
        ("zh-Hant-HK, en;q=0.5", "zh"),
        ("EN-us;q=0.8, zh;q=0.7", "en"),
        ("en;q=0", "zh"),
        ("en;q=x, zh;q=nan", "zh"),
        ("en;q=2", "zh"),
        ("," * 400 + "en", "en"),
        ("," * 600 + "en", "zh"),
    ],
)
def test_the_language_is_the_one_asked_for_most(header: str | None, told: str) -> None:
    assert language(header) == told


def test_whatever_a_header_holds_there_is_an_answer(service: Served) -> None:
    for name in ("Accept-Language", "If-None-Match", "Origin", "Authorization"):
        for value in (b"\xff\xfe", b";;;,,,=", b"x" * 5000):
            answer = httpx.get(
                f"{service.url}/v1/measures",
                headers={name.encode(): value},
                timeout=60,
                trust_env=False,
            )
            assert answer.status_code == 200
