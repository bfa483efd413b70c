"""The counts of a caseload, as they are seen and as they are heard."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from wcwidth import wcswidth

from eligibility import Rulebook
from eligibility.assessment import Status
from eligibility.screening.summary import Missing, Summary

FOLDER = Path(__file__).parent.parent.parent / "golden"
BOOK = Rulebook.load()
Golden = Callable[[Path, str], None]
Part = Callable[[str], ModuleType]


def counts(rows: int) -> Iterator[tuple[str, dict[Status, int]]]:
    """Numbers of rows by measure, made up; some measures are the same for all."""
    for place, measure in enumerate(BOOK.measures):
        found = dict.fromkeys(Status, 0)
        if place < 4:
            found[Status.INFORMATIONAL if place < 2 else Status.NOT_IN_FORCE] = rows
        else:
            found[Status.ELIGIBLE] = rows * place // 40
            found[Status.UNDETERMINED] = rows * place // 90
            rest = rows - sum(found.values())
            found[Status.INELIGIBLE] = rest
        yield measure, found


def summary(
    decided: int = 1056, undetermined: int = 131, rejected: int = 16
) -> Summary:
    facts = ("employment_registered_on", "graduated_on", "hukou", "sex", "premises")
    return Summary(
        rejected=rejected,
        decided=decided,
        undetermined=undetermined,
        statuses=dict(counts(decided + undetermined)),
        missing={one: Missing(undetermined // 2, undetermined) for one in facts},
        by_column=None,
        by={},
    )


@pytest.fixture
def screen(
    part: Part, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """What is printed for a summary."""

    def printed(
        told: Summary,
        language: str,
        *,
        width: int = 80,
        accessible: bool = False,
        closing: object = None,
    ) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        drawing = part("people.counts")
        view = part("options").View(language, accessible=accessible)
        drawing.show_caseload(
            drawing.Caseload(told, BOOK, "rejects.csv", 4.123, closing), view
        )
        return capsys.readouterr().out

    return printed


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["80", "40", "accessible"])
def test_the_counts_of_a_caseload(
    screen: Callable[..., str], golden: Golden, language: str, form: str
) -> None:
    if form == "accessible":
        told = screen(summary(), language, accessible=True)
    else:
        told = screen(summary(), language, width=int(form))
    golden(FOLDER / f"caseload-{form}-{language}.txt", told)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 100])
@pytest.mark.parametrize("many", [1, 10_000])
def test_no_line_is_wider_than_the_terminal(
    screen: Callable[..., str], language: str, width: int, many: int
) -> None:
    told = screen(summary(1056 * many, 131 * many), language, width=width)
    assert max(wcswidth(line) for line in told.splitlines()) <= width


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_number_is_told_at_each_width(
    screen: Callable[..., str], language: str
) -> None:
    def numbers(told: str) -> list[str]:
        return sorted(re.findall(r"(?<![\w.(（])\d[\d,]*(?!\.)\b", told))

    wide = numbers(screen(summary(), language, width=100))
    assert numbers(screen(summary(), language, width=60)) == wide
    assert numbers(screen(summary(), language, width=30)) == wide


def test_nothing_rejected_and_nothing_open_is_told_shortly(
    screen: Callable[..., str],
) -> None:
    told = screen(summary(1, 0, 0), "en")
    assert told.startswith("1 row: 1 assessed, 0 rejected  ")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_ends_the_summary_with_what_closes_soon(
    screen: Callable[..., str], part: Part, language: str
) -> None:
    closing = part("people.counts").Closing(37, "report.html")
    last = screen(summary(), language, closing=closing).splitlines()[-1]
    assert last == (
        "90 天内到期：37 人，名单在 report.html"
        if language == "zh"
        else "Closing within 90 days: 37 rows, listed in report.html"
    )
    heard = screen(summary(), language, accessible=True, closing=closing)
    assert last in heard.splitlines()[-1]


def test_facts_that_settle_nothing_are_told_only_where_none_settles_any(
    screen: Callable[..., str],
) -> None:
    told = summary()
    none, one = Missing(9, 0), Missing(1, 1)
    some = screen(replace(told, missing={"sex": none, "hukou": one}), "en")
    assert "settles 1 result" in some
    assert "(hukou)" in some
    assert "(sex)" not in some
    assert "(sex)" in screen(replace(told, missing={"sex": none}), "en")
    assert "Most worth asking for" not in screen(replace(told, missing={}), "en")


def test_a_screen_reader_hears_no_sign(screen: Callable[..., str]) -> None:
    told = screen(summary(), "zh", accessible=True)
    assert not set(told) & set("✔✘→·~─│┌?")
    assert "可办" in told


class Clock:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class Looked:
    """A stream that somebody may look at."""

    def __init__(self, *, terminal: bool) -> None:
        self.text = ""
        self._terminal = terminal

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self._terminal

    def write(self, text: str) -> int:
        """Keep what is written."""
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Hold nothing back."""


def run(
    part: Part, monkeypatch: pytest.MonkeyPatch, *, terminal: bool, **view: Any
) -> str:
    stream, clock = Looked(terminal=terminal), Clock()
    monkeypatch.setattr("sys.stderr", stream)
    shown = part("options").View("en", **view)
    with part("showing.progress").progress(shown, rows=300, clock=clock) as advance:
        for _ in range(3):
            clock.now += 6
            advance(100)
    return stream.text


def test_progress_is_drawn_on_a_terminal_only(
    part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(part, monkeypatch, terminal=False) == ""
    assert run(part, monkeypatch, terminal=False, accessible=True) == ""
    seen = run(part, monkeypatch, terminal=True)
    assert "300/300 rows" in seen
    assert "17 a second" in seen


def test_progress_is_told_now_and_then_to_a_screen_reader(
    part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = run(part, monkeypatch, terminal=True, accessible=True)
    assert told == "200 of 300 rows done.\n"
