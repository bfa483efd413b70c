"""Rulebooks gone wild are refused with a place, or read alike by all."""

from pathlib import Path

from tests.wild import tried

SEEDS = range(150)


def test_whatever_is_written_is_refused_with_a_place_or_read_alike(
    tmp_path: Path,
) -> None:
    loaded = [tried(seed, tmp_path / "book") for seed in SEEDS]
    assert sum(loaded) > len(SEEDS) // 4
    assert not all(loaded)
