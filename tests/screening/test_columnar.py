"""Parquet: read in slices, every row once, whatever wrote it."""

from datetime import date
from pathlib import Path

import pandas as pd  # type: ignore[import-untyped] # its stubs are a package apart
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped] # it ships no types
import pytest
from pyarrow import parquet

from eligibility import TableError
from eligibility.screening import columnar
from eligibility.screening.tables import opened


def test_every_row_comes_once_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columnar, "SLICE", 250)
    file = str(tmp_path / "people.parquet")
    pl.DataFrame({"a": range(1000)}).write_parquet(file, row_group_size=170)
    for size in (1, 99, 100, 1000, 5000):
        parts = list(opened(file).batches(size))
        assert max(one.frame.height for one in parts) <= size
        assert [n for one in parts for n in one.frame["a"]] == list(range(1000))
        assert [n for one in parts for n in one.rows] == list(range(1, 1001))
    assert opened(file).rows == 1000


def test_columns_keep_their_own_types(tmp_path: Path) -> None:
    file = str(tmp_path / "people.parquet")
    frame = pl.DataFrame({"day": [date(2020, 6, 30)], "n": [1.5], "b": [True]})
    frame.write_parquet(file)
    (only,) = opened(file).batches(10)
    assert only.frame.equals(frame)


def test_what_pandas_and_pyarrow_write_is_read(tmp_path: Path) -> None:
    file = str(tmp_path / "people.parquet")
    pd.DataFrame({"sex": ["男", None], "n": [1.0, None]}).to_parquet(file)
    (only,) = opened(file).batches(10)
    assert only.frame.rows() == [("男", 1.0)]
    assert only.faults["row"].to_list() == [2]
    parquet.write_table(pa.table({"sex": pa.array(["男"]).dictionary_encode()}), file)
    (only,) = opened(file).batches(10)
    assert only.frame["sex"].cast(pl.String).to_list() == ["男"]


def test_no_row_of_a_parquet_file_is_left_out_even_if_empty(tmp_path: Path) -> None:
    file = str(tmp_path / "people.parquet")
    pl.DataFrame({"a": [1, None, None], "b": [None, 2, None]}).write_parquet(file)
    (only,) = opened(file).batches(10)
    assert only.rows.to_list() == [1, 2]
    assert only.faults["row"].to_list() == [3]


def test_a_table_of_no_rows_has_one_batch(tmp_path: Path) -> None:
    file = str(tmp_path / "people.parquet")
    pl.DataFrame({"a": []}, schema={"a": pl.Int64}).write_parquet(file)
    (only,) = opened(file).batches(10)
    assert only.frame.columns == ["a"]
    assert only.count == 0


def test_a_damaged_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    pl.DataFrame({"a": range(50_000)}).write_parquet(file)
    data = file.read_bytes()
    for broken in (b"", b"PAR1", data[:-9], data[4000:], b"x" * 99, data[:60] + data):
        file.write_bytes(broken)
        with pytest.raises(TableError, match=r"damaged|empty"):
            list(opened(str(file)).batches(1000))
