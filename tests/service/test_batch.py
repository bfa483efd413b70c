"""A batch: every line is answered in its place, and none is lost."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eligibility.service.batch import lines
from tests.serving import Served

LINES = {"Content-Type": "application/x-ndjson"}
PERSON = b'{"birth_date": "1999-05-01", "sex": "male"}'


def screened(service: Served, body: bytes | Iterator[bytes], **asked: Any) -> list[Any]:
    answer = service.http.post(
        "/v1/screen",
        params={"on": "2021-07-27", **asked},
        content=body,
        headers=LINES,
    )
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def test_every_line_is_answered_by_determinations_or_by_its_faults(
    service: Served,
) -> None:
    body = b"\n".join([PERSON, b"", b"[]", b"{", b'{"sex": "x", "b": 1}', PERSON])
    found = screened(service, body)
    assert [one["line"] for one in found] == [1, 2, 3, 4, 5, 6]
    assert ["determinations" in one for one in found] == [
        True,
        False,
        False,
        False,
        False,
        True,
    ]
    assert {one["pointer"] for one in found[4]["errors"]} == {"/sex", "/b"}
    assert found[4]["status"] == 422
    assert found[0]["determinations"] == found[5]["determinations"]


def test_a_line_in_full_is_what_an_assessment_says(service: Served) -> None:
    (one,) = screened(
        service, PERSON, detail="full", measure="social-insurance-subsidy"
    )
    sent = {
        "profile": json.loads(PERSON),
        "on": "2021-07-27",
        "measures": ["social-insurance-subsidy"],
    }
    whole = service.http.post("/v1/assess", json=sent).json()
    assert one["determinations"] == whole["determinations"]


def test_a_line_that_is_too_large_is_told_and_the_next_is_answered(
    service: Served,
) -> None:
    large = b" " * (1024 * 1024 + 1)
    found = screened(service, b"\n".join([PERSON, large, PERSON]))
    assert [one.get("status") for one in found] == [None, 413, None]
    answer = service.http.post("/v1/screen", content=large, headers=LINES)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_answers_come_before_the_last_line_is_sent(service: Served) -> None:
    head = (
        b"POST /v1/screen?on=2021-07-27 HTTP/1.1\r\nHost: here\r\n"
        b"Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    line = PERSON + b"\n"
    chunk = f"{len(line):x}\r\n".encode() + line + b"\r\n"
    with socket.create_connection(service.place, timeout=30) as connection:
        connection.sendall(head + chunk)
        reader = connection.makefile("rb")
        assert reader.readline() == b"HTTP/1.1 200 OK\r\n"
        while reader.readline() not in {b"\r\n", b""}:
            pass
        size = int(reader.readline(), 16)
        first = json.loads(reader.read(size))
        assert first["line"] == 1
        connection.sendall(chunk + b"0\r\n\r\n")
        rest = reader.read(4000)
    assert b'"line":2' in rest


def test_nothing_in_nothing_out(service: Served) -> None:
    assert screened(service, b"") == []


def test_many_lines_keep_their_order(service: Served) -> None:
    body = (PERSON + b"\n" for _ in range(300))
    found = screened(service, body, measure="social-insurance-subsidy")
    assert [one["line"] for one in found] == list(range(1, 301))


@given(
    st.lists(st.binary(max_size=12).map(lambda it: it.replace(b"\n", b"_"))),
    st.lists(st.integers(1, 9)),
    st.integers(1, 9),
)
def test_lines_are_the_same_in_whatever_parts_they_come(
    whole: list[bytes], sizes: list[int], limit: int
) -> None:
    text = b"".join(one + b"\n" for one in whole)

    async def parts() -> AsyncIterator[bytes]:
        at = 0
        for size in sizes:
            yield text[at : at + size]
            at += size
        yield text[at:]

    async def collected() -> list[bytes | None]:
        return [one async for one in lines(parts(), limit)]

    expected = [one if len(one) <= limit else None for one in whole]
    assert asyncio.run(collected()) == expected
