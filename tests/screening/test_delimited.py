"""CSV: every way that it is written, and every row that cannot be read."""

import csv
import io
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligibility import TableError
from eligibility.screening import delimited
from eligibility.screening.batches import Batch, Table
from eligibility.screening.tables import opened


def table(folder: Path, data: bytes | str) -> Table:
    file = folder / "people.csv"
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    return opened(str(file))


def read(folder: Path, data: bytes | str, size: int = 1000) -> Batch:
    """All of a table as one batch."""
    parts = list(table(folder, data).batches(size))
    frame = pl.concat([one.frame for one in parts])
    rows = pl.concat([one.rows for one in parts])
    wrong = pl.concat([one.faults for one in parts])
    assert sum(one.count for one in parts) == frame.height + wrong["row"].n_unique()
    return Batch(frame, rows, wrong, parts[0].doubts)


def refusal(folder: Path, data: bytes | str) -> str:
    with pytest.raises(TableError) as caught:
        list(table(folder, data).batches(10))
    return str(caught.value)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_usual_way_of_writing_gives_the_same_table(
    tmp_path: Path, separator: str, ends: str, encoding: str
) -> None:
    lines = [("姓名", "sex", "note"), ("张三", "male", ""), ("李四", "女", "好")]
    text = ends.join(separator.join(line) for line in lines) + ends
    found = read(tmp_path, text.encode(encoding))
    assert found.frame.columns == ["姓名", "sex", "note"]
    assert found.frame.rows() == [("张三", "male", ""), ("李四", "女", "好")]
    assert found.rows.to_list() == [1, 2]
    assert found.faults.is_empty()


def test_gb18030_is_told(tmp_path: Path) -> None:
    (note,) = table(tmp_path, "性别\n男\n".encode("gbk")).notes
    assert "GB18030" in note.zh
    assert table(tmp_path, "性别\n男\n").notes == ()


def test_a_row_of_broken_text_is_a_fault_and_the_others_go_on(tmp_path: Path) -> None:
    data = "姓名,sex\n张三,男\n".encode() + b"\xff\xfe,male\n" + "李四,女\n".encode()
    found = read(tmp_path, data)
    assert found.rows.to_list() == [1, 3]
    ((row, column, value, _, why),) = found.faults.rows()
    assert (row, column, value) == (2, None, "\ufffd\ufffd,male")
    assert "not text in UTF-8" in why


def test_a_row_of_too_many_or_too_few_cells_is_a_fault(tmp_path: Path) -> None:
    plain = read(tmp_path, "a,b\n1,2\n1\n1,2,3\n5,6\n")
    quoted = read(tmp_path, 'a,b\n1,"2"\n1\n1,2,3\n5,6\n')
    assert plain.frame.equals(quoted.frame)
    assert plain.faults.equals(quoted.faults)
    assert plain.rows.to_list() == [1, 4]
    assert plain.faults.select("row", "value").rows() == [(2, "1"), (3, "1,2,3")]
    assert "1 cells where the headings have 2" in plain.faults["en"][0]


def test_a_quoted_cell_may_hold_separators_and_line_ends(tmp_path: Path) -> None:
    found = read(tmp_path, 'a,b\n"x, ""y""","1\r\n2"\nz,3\n')
    assert found.frame.rows() == [('x, "y"', "1\r\n2"), ("z", "3")]
    assert found.rows.to_list() == [1, 2]


def test_a_quotation_mark_that_is_never_closed_costs_its_own_row_only(
    tmp_path: Path,
) -> None:
    rest = "".join(f"{number},x\n" for number in range(500))
    found = read(tmp_path, 'a,b\n"open,x\n' + rest)
    assert found.faults["row"].to_list() == [1]
    assert "quotation mark" in found.faults["en"][0]
    assert found.rows.to_list() == list(range(2, 502))


def test_a_nul_is_a_fault_of_its_row(tmp_path: Path) -> None:
    found = read(tmp_path, b"a,b\n1,\x002\n3,4\n")
    assert found.faults["row"].to_list() == [1]
    assert found.frame.rows() == [("3", "4")]


def test_empty_rows_count_only_where_something_follows(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b\n1,2\n\n , \n3,4\n,\n\n\n", 1)
    assert found.rows.to_list() == [1, 4]
    assert found.faults["row"].to_list() == [2, 3]
    assert set(found.faults["en"]) == {"An empty row; delete it, or fill it in."}


def test_the_headings_once_more_are_a_fault(tmp_path: Path) -> None:
    found = read(tmp_path, "a,b\n1,2\na,b\n3,4\n")
    assert found.faults.select("row", "value").rows() == [(2, "a")]
    assert "headings once more" in found.faults["en"][0]


def test_headings_alone_are_a_table_of_no_rows(tmp_path: Path) -> None:
    for data in ("a,b", "a,b\n", "\n\na,b\n\n"):
        (only,) = table(tmp_path, data).batches(10)
        assert only.frame.columns == ["a", "b"]
        assert only.count == 0


def test_a_heading_may_be_quoted_and_a_nameless_one_has_a_number(
    tmp_path: Path,
) -> None:
    assert table(tmp_path, '"a,b\nc",,d\n1,2,3\n').headings == (
        "a,b\nc",
        "column 2",
        "d",
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"a,b,a\n", 'two columns are called "a" (column 1 and column 3)'),
        ("a,b".encode("utf-16"), "in UTF-16"),
        (b"PK\x03\x04", "a workbook or an archive"),
        (b"PAR1", "a Parquet file"),
        (b"\xd0\xcf\x11\xe0", "an old .xls"),
        (b"\xff\xff\n1\n", "headings cannot be read"),
        (b'"a,b\n', "a quotation mark in the headings"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(
    tmp_path: Path, data: bytes, why: str
) -> None:
    assert why in refusal(tmp_path, data)


def test_a_batch_is_never_larger_than_asked_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "BLOCK", 64)
    lines = [
        f'{number},"x{number}\n"' if number % 7 == 0 else f"{number},y"
        for number in range(300)
    ]
    lines[50], lines[150], lines[250] = "bad", "", '"open,z'
    read_ = list(table(tmp_path, "a,b\n" + "\n".join(lines)).batches(9))
    assert all(one.frame.height <= 9 for one in read_)
    numbers = [row for one in read_ for row in (*one.rows, *one.faults["row"])]
    assert sorted(numbers) == list(range(1, 301))
    values = [value for one in read_ for value in one.frame["a"]]
    assert values == [str(n) for n in range(300) if n not in {50, 150, 250}]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=20),
    st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    st.integers(8, 200),
)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    quoting: int,
    block: int,
) -> None:
    filled = [row for row in rows if any(one.strip() for one in row)]
    stream = io.StringIO(newline="")
    # Quoted where needed, which is more often than the standard library thinks.
    careful = (
        csv.QUOTE_ALL if any("\r" in one for row in rows for one in row) else quoting
    )
    writer = csv.writer(stream, quoting=careful)  # type: ignore[arg-type] # drawn from them
    writer.writerow(("a", "b", "c"))
    writer.writerows(filled)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "BLOCK", block)
        found = read(tmp_path_factory.mktemp("csv"), stream.getvalue().encode())
    assert found.faults.is_empty()
    assert found.frame.rows() == filled
