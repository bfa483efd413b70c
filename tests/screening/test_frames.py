"""Tables in memory, screened as part of a query."""

from datetime import date

import polars as pl
import pytest

from eligibility import EligibilityError, Rulebook, assess, screen

BOOK = Rulebook.load("guangdong")
DAY = "2021-07-27"
PEOPLE = {
    "case": ["a", "b", "c", "d"],
    "birth_date": ["1999-05-01", "1990-3-2", "1995-06-31", None],
    "sex": ["女", "male", "female", None],
    "工作方式": ["platform"] * 4,
}


def frame() -> pl.DataFrame:
    return pl.DataFrame(PEOPLE)


def test_a_row_is_what_assessing_that_person_gives() -> None:
    row = screen(frame(), BOOK, on=DAY).collect().row(0, named=True)
    profile = {"birth_date": "1999-05-01", "sex": "female"}
    for one in assess({**profile, "employment_form": "platform"}, BOOK, on=DAY):
        id_ = one.measure.id
        assert row[id_] == one.status
        assert row[f"{id_}.because"] == [finding.id for finding in one.because]
        assert row[f"{id_}.missing"] == list(one.missing)
    assert row["case"] == "a"
    assert row["faults"] == []


def test_a_row_with_a_fault_has_it_instead_of_determinations() -> None:
    found = screen(frame(), BOOK, on=DAY).collect()
    assert found.height == 4
    assert found["case"].to_list() == ["a", "b", "c", "d"]
    (fault,) = found["faults"][2]
    assert (fault["column"], fault["value"]) == ("birth_date", "1995-06-31")
    assert "no such day" in fault["en"]
    assert found["startup-grant"].to_list()[2] is None
    assert found["startup-grant"].null_count() == 1


def test_facts_that_contradict_each_other_are_a_fault() -> None:
    people = {"hukou": ["other_province"], "hukou_city": ["广州"]}
    found = screen(pl.DataFrame(people), BOOK, on=DAY).collect()
    (fault,) = found["faults"][0]
    assert fault["column"] == "hukou_city"
    assert fault["value"] == "广州"


def test_lazy_eager_pandas_and_arrow_tables_are_answered_alike() -> None:
    eager = frame()
    wanted = screen(eager, BOOK, on=date(2021, 7, 27)).collect()
    for table in (eager.lazy(), eager.to_pandas(), eager.to_arrow()):
        assert screen(table, BOOK, on=DAY).collect().equals(wanted)


def test_a_query_streams_and_keeps_the_order_of_rows() -> None:
    many = pl.DataFrame({"case": range(300_000), "sex": ["male", "女", None] * 100_000})
    found = screen(many.lazy(), BOOK, on=DAY, columns="status", measures=["legal-aid"])
    streamed = found.collect(engine="streaming")
    assert streamed["case"].equals(many["case"])
    assert streamed.columns == ["case", "legal-aid", "faults"]


def test_nothing_is_read_before_the_query_runs() -> None:
    def refuse(_: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError

    lazy = pl.DataFrame({"sex": ["male"]}).lazy()
    unread = lazy.map_batches(refuse, schema={"sex": pl.String()})
    names = screen(unread, BOOK, on=DAY, columns="because").collect_schema().names()
    assert names[:2] == ["employment-registration", "employment-registration.because"]


def test_columns_with_id_numbers_are_carried_only_where_they_are_named() -> None:
    table = pl.DataFrame({"号码": ["11010519491231002X"], "sex": ["male"]})
    assert "号码" not in screen(table, BOOK, on=DAY).collect_schema()
    named = screen(table, BOOK, on=DAY, carry=["号码"])
    assert "号码" in named.collect_schema()


@pytest.mark.parametrize(
    ("people", "more", "said"),
    [
        ({"sexx": ["male"]}, {}, "No column"),
        ({"sex": ["male"]}, {"columns": "most"}, "most"),
        ({"sex": ["male"]}, {"measures": ["legal-aidd"]}, "legal-aidd"),
        ({"sex": ["male"], "ask": [1]}, {}, "ask"),
    ],
)
def test_what_cannot_be_had_is_told_before_the_query_runs(
    people: dict[str, list[object]], more: dict[str, object], said: str
) -> None:
    with pytest.raises(EligibilityError, match=said):
        screen(pl.DataFrame(people), BOOK, on=DAY, **more)  # type: ignore[arg-type]
