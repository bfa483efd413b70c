"""Columns of ID and phone numbers are found by their headings and by their values."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from eligibility.screening.personal import CHECKS, WEIGHTS, checks_out, personal

WIDE = {ord(one): ord(one) + 0xFEE0 for one in "0123456789"}


def numbered(first: str) -> str:
    """An ID number with its check digit."""
    total = sum(int(one) * weight for one, weight in zip(first, WEIGHTS, strict=True))
    return first + CHECKS[total % 11]


@given(
    st.sampled_from(("440103", "440301", "110105", "310115", "440620")),
    st.dates(date(1900, 1, 1), date(2025, 12, 31)),
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
)
def test_the_check_digit_is_that_of_the_standard(
    region: str, born: object, order: int, check: str
) -> None:
    first = f"{region}{str(born).replace('-', '')}{order:03}"
    assert ric.calc_check_digit(first + check) == numbered(first)[-1]
    assert checks_out(first + check) == (check == numbered(first)[-1])
    # The oracle also refuses districts that it does not know of in a year.
    assert checks_out(first + check) or not ric.is_valid(first + check)


@pytest.mark.parametrize(
    "heading",
    [
        *("身份证号", "证件号码", "手机", "联系电话", "电话号码", "phone", "Mobile No"),
        *("id_card", "ID number", "idNumber", "phoneNumber", "tel"),
    ],
)
def test_a_heading_is_enough(heading: str) -> None:
    assert personal(pl.DataFrame({heading: [None], "姓名": ["张三"]})) == (heading,)


@pytest.mark.parametrize(
    "heading",
    ["姓名", "id", "paid", "residence", "name", "hotel", "platform", "videos"],
)
def test_other_headings_are_not(heading: str) -> None:
    assert personal(pl.DataFrame({heading: ["x", None]})) == ()


@pytest.mark.parametrize(
    "value",
    [
        numbered("44010619900307123"),
        numbered("44062019900307123").lower(),
        "440106 19900307 " + numbered("44010619900307123")[14:],
        "张三（" + numbered("44010619900307123") + "）",
        *("13800138000", "138-0013-8000", "+86 13800138000", "张三 13800138000"),
        *("13800138000".translate(WIDE), "440106900307123"),
    ],
)
def test_one_value_is_enough(value: str) -> None:
    assert personal(pl.DataFrame({"a": [value], "b": ["x"]})) == ("a",)


@pytest.mark.parametrize(
    "value",
    [
        *("440106199003071239", "12800138000", "1380013800", "138001380001"),
        *("2020-06-30", "6222020200012345678", "440106901307123", "x"),
    ],
)
def test_other_numbers_are_not(value: str) -> None:
    assert not checks_out("440106199003071239")
    assert personal(pl.DataFrame({"a": [value]})) == ()


def test_numbers_are_found_in_columns_of_numbers() -> None:
    frame = pl.DataFrame(
        {
            "whole": [13800138000, None],
            "part": [13800138000.0, None],
            "amount": [1200.5, 3.0],
            "truth": [True, False],
        }
    )
    assert personal(frame) == ("whole", "part")
