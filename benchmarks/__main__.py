"""Prints how fast the engine is, as ratios of runs made side by side.

python -m benchmarks            all of it
python -m benchmarks --rounds 5
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import entry_points
from pathlib import Path

from benchmarks.zen import ZenDecision
from eligibility import Assessment, Finding, Rulebook, Session, assess
from eligibility.inquiries.advising import advise
from eligibility.inquiries.windows import windows
from eligibility.profiles import Profile

DAY = date(2021, 7, 27)
EXAMPLES = Path(__file__).parent.parent / "examples"
MILLISECOND = 1e3


def main() -> None:
    """Run every comparison and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15, help="runs of each (15)")
    rounds = parser.parse_args().rounds
    book = Rulebook.load("guangdong")
    profiles = [_profile(path, book) for path in sorted(EXAMPLES.glob("*.yaml"))]
    print(f"Python {sys.version.split()[0]}, {rounds} rounds, medians in milliseconds")
    print(f"{'what':44}{'ours':>9}{'other':>9}{'ratio':>8}  goal")
    _against_zen(book, profiles, rounds)
    _advice(book, profiles, rounds)
    _session(book, profiles, rounds)
    _processes(rounds)


def _profile(path: Path, book: Rulebook) -> Profile:
    from eligibility.loading import source

    document = source.decoded(path.name, path.read_bytes(), [])
    root = source.nodes(document, []) if document else None
    if not isinstance(root, source.Mapping):
        raise SystemExit(f"{path} is no profile")
    texts = {
        id_: None if node.null else node.text
        for id_, node in root.entries.items()
        if isinstance(node, source.Scalar)
    }
    return book.profile(texts, DAY)


def _against_zen(book: Rulebook, profiles: list[Profile], rounds: int) -> None:
    decision = ZenDecision(book.plans(DAY))
    for profile in profiles:
        ours = {one.measure.id: one.status for one in assess(profile, book, on=DAY)}
        theirs = decision.statuses(dict(profile.codes))
        if any(ours[id_] is not status for id_, status in theirs.items()):
            raise SystemExit("zen-engine answers otherwise: nothing to compare")

    def findings() -> None:
        for profile in profiles:
            _read(assess(profile, book, on=DAY))

    def everything() -> None:
        for profile in profiles:
            assessment = assess(profile, book, on=DAY)
            _read(assessment)
            for one in assessment:
                _ = one.because, one.missing, one.cautions

    def statuses() -> None:
        for profile in profiles:
            assess(profile, book, on=DAY)

    def zen() -> None:
        for profile in profiles:
            decision.findings(dict(profile.codes))

    count = len(profiles)
    whole = "assess(), and reasons, missing, cautions"
    _line("assess(), statuses, a profile", statuses, zen, rounds, count, "")
    _line("assess(), all findings read", findings, zen, rounds, count, "≤ 0.5")
    _line(whole, everything, zen, rounds, count, "")


def _advice(book: Rulebook, profiles: list[Profile], rounds: int) -> None:
    """What advice costs, beside assessing one day."""
    assessments = [assess(profile, book, on=DAY) for profile in profiles]

    def statuses() -> None:
        for profile in profiles:
            assess(profile, book, on=DAY)

    def over_years() -> None:
        for profile in profiles:
            windows(profile, book, DAY)

    def everything() -> None:
        for profile, assessment in zip(profiles, assessments, strict=True):
            advise(assessment, profile)

    count, other = len(profiles), "beside assess(), statuses"
    _line(f"windows of 5 years {other}", over_years, statuses, rounds, count, "≤ 20")
    _line(f"all advice {other}", everything, statuses, rounds, count, "")


def _read(assessment: Assessment) -> None:
    """Read every finding: its truth, its facts, its citations."""

    def read(finding: Finding) -> None:
        _ = finding.truth, finding.facts, finding.citations
        for part in finding.parts:
            read(part)

    for determination in assessment:
        if determination.finding is not None:
            read(determination.finding)


def _session(book: Rulebook, profiles: list[Profile], rounds: int) -> None:
    """One answer: a fact is told, and every status read."""
    times = []
    for profile in profiles:
        facts = {id_: book.facts[id_].decode(c) for id_, c in profile.codes.items()}
        session = Session(book, on=DAY)
        for _ in range(rounds):
            session.tell(facts)
            for id_, value in facts.items():
                session.withdraw(id_)
                start = time.perf_counter()
                session.tell({id_: value})
                _ = session.statuses
                times.append(time.perf_counter() - start)
    median = statistics.median(times) * MILLISECOND
    worst = statistics.quantiles(times, n=20)[-1] * MILLISECOND
    print(f"{'a session answer':44}{median:9.2f}{'':9}{'':8}  ≤ 5 ms")
    print(f"{'a session answer, 95th percentile':44}{worst:9.2f}")


def _processes(rounds: int) -> None:
    (script,) = entry_points(group="console_scripts", name="eligibility")
    module, _, name = script.value.partition(":")
    start = f"import sys; from {module} import {name}; sys.exit({name}())"
    nothing = [sys.executable, "-c", "pass"]
    example = str(EXAMPLES / "graduate-food-delivery.yaml")
    check = ["check", example, "--on", DAY.isoformat(), "--json"]
    with tempfile.TemporaryDirectory() as cache:
        for what, words, kept, goal in (
            ("eligibility --help", ["--help"], "", "≤ 150 ms more"),
            ("eligibility check --json", check, cache, "≤ 400 ms more"),
            ("the same, nothing kept from an earlier run", check, "", ""),
        ):
            os.environ["ELIGIBILITY_CACHE"] = kept
            # Where it is set, Python would compile every module at each start.
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
            _over(what, [sys.executable, "-c", start, *words], nothing, rounds, goal)


def _over(
    what: str, ours: list[str], nothing: list[str], rounds: int, goal: str
) -> None:
    pairs = [(_process(ours), _process(nothing)) for _ in range(rounds + 1)][1:]
    mine = statistics.median(one for one, _ in pairs) * MILLISECOND
    other = statistics.median(one for _, one in pairs) * MILLISECOND
    more = statistics.median(a - b for a, b in pairs) * MILLISECOND
    print(
        f"{what:44}{mine:9.0f}{other:9.0f}{mine / other:8.2f}  +{more:.0f} ms, {goal}"
    )


def _process(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _line(  # noqa: PLR0913, PLR0917 - the columns of a line
    what: str,
    ours: Callable[[], None],
    other: Callable[[], None],
    rounds: int,
    count: int,
    goal: str,
) -> None:
    pairs = [(_timed(ours), _timed(other)) for _ in range(rounds + 1)][1:]
    mine = statistics.median(one for one, _ in pairs) * MILLISECOND / count
    theirs = statistics.median(one for _, one in pairs) * MILLISECOND / count
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{what:44}{mine:9.3f}{theirs:9.3f}{ratio:8.2f}  {goal}")


def _timed(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    for _ in range(10):
        run()
    return (time.perf_counter() - start) / 10


if __name__ == "__main__":
    main()
