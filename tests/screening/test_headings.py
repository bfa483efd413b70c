"""Which column is which fact: by its heading, by a mapping, and never by guessing."""

import pytest

from eligibility import Rulebook, TableError
from eligibility.screening.headings import headings
from eligibility.screening.mapping import Meaning, from_bytes

FACTS = Rulebook.load("guangdong").facts


def wide(text: str) -> str:
    """A text in full-width letters and digits."""
    return "".join(chr(ord(one) + 0xFEE0) for one in text)


def mapping(text: str) -> dict[str, Meaning]:
    return from_bytes(text.encode(), "mapping.yaml", FACTS)


@pytest.mark.parametrize(
    "heading", ["sex", "SEX", "性别", "Sex", " 性别 ", wide("sex"), "\ufeffsex"]
)
def test_a_heading_is_a_fact_by_any_of_its_names(heading: str) -> None:
    found = headings(["姓名", heading], FACTS)
    assert found.facts == {"sex": 1}
    assert found.others == (0,)
    assert found.names == ("姓名", heading)


def test_every_fact_is_found_by_its_id_and_by_a_heading_that_is_its_own() -> None:
    assert list(headings(list(FACTS), FACTS).facts) == list(FACTS)
    zh = [fact.heading.zh for fact in FACTS.values()]
    assert len(set(zh)) == len(zh)
    assert list(headings(zh, FACTS).facts) == list(FACTS)


def test_two_columns_for_one_fact_are_refused() -> None:
    with pytest.raises(TableError) as caught:
        headings(["sex", "性别", "education", "学历"], FACTS)
    assert [one.text.en for one in caught.value.faults] == [
        "More than one column is sex: sex, 性别",
        "More than one column is education: education, 学历",
    ]


def test_no_known_column_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(TableError) as caught:
        headings(["name", "brith_date"], FACTS)
    (fault,) = caught.value.faults
    assert fault.hint is not None
    assert fault.hint.en == ("Did you mean: birth_date (Date of birth) for brith_date")
    with pytest.raises(TableError) as caught:
        headings(["2026 年名单"], FACTS)
    (fault,) = caught.value.faults
    assert fault.hint is not None
    assert "--mapping" in fault.hint.en


def test_a_heading_that_looks_like_a_fact_is_told() -> None:
    found = headings(["sex", "brith_date", "note"], FACTS)
    assert found.others == (1, 2)
    (note,) = found.notes
    assert "brith_date" in note.en
    assert "birth_date" in note.en


def test_a_mapping_comes_before_a_heading() -> None:
    found = headings(
        ["毕业时间", "性别"],
        FACTS,
        mapping=mapping("columns: {毕业时间: graduated_on}"),
    )
    assert found.facts == {"graduated_on": 0, "sex": 1}


def test_a_mapping_tells_what_words_mean() -> None:
    text = """\
columns:
  就业形式:
    fact: employment_form
    values: {个体工商户: self_employed, 平台: platform, 不详: null}
  退伍: {fact: veteran, values: {无: false}}
"""
    found = headings(["就业形式", "退伍"], FACTS, mapping=mapping(text))
    assert found.meanings == {
        "employment_form": {
            "个体工商户": "self_employed",
            "平台": "platform",
            "不详": None,
        },
        "veteran": {"无": False},
    }


def test_a_mapping_of_a_column_that_is_not_there_is_refused_at_its_place() -> None:
    with pytest.raises(TableError) as caught:
        headings(["性别"], FACTS, mapping=mapping("columns:\n  姓别: sex"))
    assert str(caught.value) == (
        'mapping.yaml:2:7: The table has no column called "姓别"'
    )
