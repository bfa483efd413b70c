"""A good rulebook with one thing changed, and what proofs say of it."""

from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

from eligibility import Rulebook
from eligibility.proving.claims import Claim, Verdict
from eligibility.proving.proof import proof

BASE = Path(__file__).parents[1] / "examples" / "library-card"
FINE = {Verdict.PROVED, Verdict.TOLD}


def book(
    folder: Path, edits: Mapping[str, tuple[str, str]] | None = None, name: str = "book"
) -> Rulebook:
    """The example with some files edited: of each, the first such passage."""
    copytree(BASE, folder / name)
    for file, (old, new) in (edits or {}).items():
        path = folder / name / file
        text = path.read_text(encoding="utf-8")
        assert old in text, (file, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Rulebook.load(str(folder / name))


def claims(found: Rulebook, timeout: float = 10) -> list[Claim]:
    """All that is claimed of a rulebook."""
    return [claim for step in proof(found, timeout=timeout) for claim in step]


def wrong(found: Rulebook) -> dict[str, str]:
    """The claims that do not hold: where, and their kind and verdict."""
    return {
        f"{one.place}".rpartition("/")[2]: f"{one.kind} {one.verdict.value}"
        for one in claims(found)
        if one.verdict not in FINE
    }
