"""Which columns hold ID or phone numbers, so that they go no further unless named.

Doubt counts against a column: what is not carried can be asked for by name, what has
been passed on cannot be called back.
"""

import re
from datetime import date

import polars as pl

# A heading is enough, even where the first rows are empty.
HEADINGS = re.compile(
    r"身份证|证件号|证号|手机|电话|联系方式"
    r"|\b(?:phone|mobile|cell(?:phone)?|tel(?:ephone)?)\b"
    r"|\bid[ ]?(?:card|number|no|num)\b|\bidentity\b",
    re.IGNORECASE,
)
WORDS = re.compile(r"[_\-./]+|(?<=[a-z])(?=[A-Z])")

ID_18 = r"(?:^|[^0-9])([1-9][0-9]{16}[0-9Xx])(?:[^0-9]|$)"
ID_15 = r"^([1-9][0-9]{14})$"
PHONE = r"(?:^|[^0-9])(?:(?:\+|00)?86)?1[3-9][0-9]{9}(?:[^0-9]|$)"
GAPS = r"[\s\-]"
# Any 15 digits are a number of old with a likelihood of a few in a hundred.
SHARE_OF_OLD = 0.5

# GB 11643-1999: the weights of the first 17 digits, and the check digit by remainder.
WEIGHTS = tuple(2 ** (17 - place) % 11 for place in range(17))
CHECKS = "10X98765432"


def personal(frame: pl.DataFrame) -> tuple[str, ...]:
    """The columns that by their heading or their values hold ID or phone numbers.

    They are resident IDs of 18 digits with the check digit of GB 11643-1999, those of
    15 digits that came before, and Chinese mobile numbers.
    """
    return tuple(
        column.name
        for column in frame.get_columns()
        if HEADINGS.search(WORDS.sub(" ", column.name)) or _holds_numbers(column)
    )


def checks_out(number: str) -> bool:
    """Whether the last of 18 digits follows from the others, and the date is one.

    >>> checks_out("11010519491231002X")
    True
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)
    )
    return number[17].upper() == CHECKS[total % 11] and _is_day(number[6:14])


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def _holds_numbers(column: pl.Series) -> bool:
    if column.dtype.is_float():
        column = column.cast(pl.Int64, strict=False)
    worded = isinstance(column.dtype, pl.String | pl.Categorical | pl.Enum)
    if not (worded or column.dtype.is_integer()):
        return False
    whole = column.cast(pl.String).drop_nulls().str.normalize("NFKC")
    texts = whole.str.replace_all(GAPS, "")
    for one in (whole, texts):
        if one.str.contains(PHONE).any():
            return True
        if any(map(checks_out, one.str.extract(ID_18).drop_nulls().unique())):
            return True
    old = texts.str.extract(ID_15).drop_nulls()
    days = sum(_is_day("19" + number[6:12]) for number in old)
    return days > 0 and days >= SHARE_OF_OLD * len(texts.filter(texts != ""))
