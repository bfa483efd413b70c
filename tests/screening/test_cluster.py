"""Tables screened by Spark: the same rows as without it."""

import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from eligibility import CallError, Rulebook, TableError
from eligibility.screening.cluster import Counts, refuse_impossible, screen_on_cluster
from eligibility.screening.frames import screen
from tests.people import drawn

BOOK = Rulebook.load("guangdong")
DAY = date(2021, 7, 27)
PEOPLE = 400

pytestmark = [
    # Spark leaves sockets to the collector, and warns of the newest pandas.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning:pyspark"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[None]:
    """A session with two cores, which all runs use."""
    pytest.importorskip("pyspark", reason="scripts/install cluster installs Spark")
    from eligibility.screening.cluster import opened

    with opened("local[2]"):
        yield


def people() -> pl.DataFrame:
    """Some people of whom every twentieth has a fault, with columns to carry."""
    profiles = islice(drawn(BOOK, DAY, seed=11), PEOPLE)
    rows = [
        {
            id_: str(BOOK.facts[id_].decode(code)).removesuffix(".0")
            for id_, code in profile.codes.items()
        }
        for profile in profiles
    ]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(BOOK.facts, pl.String()))
    number = pl.int_range(frame.height)
    return frame.with_columns(
        pl.when(number % 20 == 3)
        .then(pl.lit("nowhere"))
        .otherwise("work_city")
        .alias("work_city"),
        number.alias("号"),
        pl.lit(date(2020, 2, 29)).alias("Filed on"),
        (number / 8).cast(pl.Decimal(10, 3)).alias("paid.already"),
        pl.concat_list(number, number + 1).alias("parts"),
    )


def run(table: Path, folder: Path, *, columns: str = "all") -> Counts:
    return screen_on_cluster(
        str(table),
        BOOK,
        on=DAY,
        out=str(folder / "decisions"),
        rejects=str(folder / "rejects"),
        columns=columns,
        language="en",
    )


@pytest.mark.slow
@pytest.mark.usefixtures("spark")
def test_each_row_is_answered_as_without_spark(tmp_path: Path) -> None:
    frame = people()
    table = tmp_path / "table"
    table.mkdir()
    frame[:150].write_parquet(table / "a.parquet", row_group_size=40)
    frame[150:].write_parquet(table / "b.parquet")
    counts = run(table, tmp_path)
    alone = screen(frame, BOOK, on=DAY).with_row_index("row", offset=1).collect()
    alone = alone.with_columns(pl.col("row", "ask.settles").cast(pl.Int64))
    sound = pl.col("faults").list.len() == 0
    decided = pl.read_parquet(tmp_path / "decisions" / "*.parquet").sort("row")
    expected = alone.filter(sound).drop("faults")
    assert decided.columns == expected.columns
    assert_frame_equal(decided, expected, categorical_as_str=True, check_dtypes=False)
    assert decided.schema["paid.already"] == pl.Decimal(10, 3)
    faults = alone.filter(~sound).explode("faults").select("row", "faults")
    rejects = pl.read_parquet(tmp_path / "rejects" / "*.parquet").sort(
        "row", maintain_order=True
    )
    assert_frame_equal(
        rejects.rename({"reason": "en"}), faults.unnest("faults").drop("zh")
    )
    assert counts == Counts(PEOPLE, decided.height, PEOPLE - decided.height, ())
    assert counts.rejected == PEOPLE // 20


@pytest.mark.slow
@pytest.mark.usefixtures("spark")
def test_a_table_that_cannot_be_screened_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="Spark cannot do this"):
        run(tmp_path / "nowhere.parquet", tmp_path)
    numbered = tmp_path / "numbered.parquet"
    people()[:3].with_row_index("row").write_parquet(numbered)
    with pytest.raises(CallError, match='"row" names the numbers of rows'):
        run(numbered, tmp_path)
    nested = tmp_path / "nested.parquet"
    pl.DataFrame({"sex": [["male"]]}).write_parquet(nested)
    with pytest.raises(TableError, match="which no fact can be read from"):
        run(nested, tmp_path)
    table = tmp_path / "table.parquet"
    people()[:3].write_parquet(table)
    (tmp_path / "rejects").mkdir()
    with pytest.raises(CallError, match="already exists"):
        run(table, tmp_path, columns="status")


def test_without_spark_one_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(CallError) as caught:
        refuse_impossible()
    (fault,) = caught.value.faults
    assert fault.text.en == "pyspark is not installed, and --engine spark needs it"
    assert fault.hint is not None
    assert "pip install 'eligibility[spark]'" in fault.hint.en
