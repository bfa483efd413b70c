"""Empty rows and repeated headings, whatever batch they fall in."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligibility import TableError
from eligibility.screening.batches import Batch, named, no_faults, swept
from eligibility.screening.faults import faults
from eligibility.texts import Text


def batch(first: int, cells: list[str | None], bad: list[int]) -> Batch:
    """A batch of one column, in which some rows could not be read."""
    numbers = range(first, first + len(cells))
    good = [row for row in numbers if row not in bad]
    frame = pl.DataFrame(
        {"a": pl.Series([cells[row - first] for row in good], dtype=pl.String)}
    )
    rows = pl.Series("row", good, pl.UInt64)
    why = Text("坏。", "Bad.")
    wrong = faults((row, None, None, why) for row in numbers if row in bad)
    return Batch(frame, rows, wrong, no_faults())


@given(
    st.lists(st.sampled_from(("x", "", " ", None, "a", "bad")), max_size=20),
    st.integers(1, 7),
    st.booleans(),
)
def test_every_row_ends_in_one_place(
    cells: list[str | None], size: int, ends: bool
) -> None:
    parts = []
    for at in range(0, len(cells), size):
        some = cells[at : at + size]
        bad = [at + 1 + index for index, one in enumerate(some) if one == "bad"]
        parts.append(batch(at + 1, some, bad))
    found = list(swept(parts, ("a",), ends=ends))
    kept = [row for one in found for row in one.rows]
    wrong = [row for one in found for row in one.faults["row"]]
    assert kept == [row for row, one in enumerate(cells, 1) if one == "x"]
    blank = [row for row, one in enumerate(cells, 1) if not (one or "").strip()]
    trailing = 0
    while ends and trailing < len(cells) and len(cells) - trailing in blank:
        trailing += 1
    assert sorted(kept + wrong) == list(range(1, len(cells) - trailing + 1))
    assert sum(one.count for one in found) == len(cells) - trailing


def test_a_nameless_heading_is_called_by_its_number_unless_that_is_taken() -> None:
    assert named("people.csv", ["a", " "]) == ("a", "column 2")
    with pytest.raises(TableError, match="column 2"):
        named("people.csv", ["column 2", ""])
