"""Days and sums as people say them; tables and files have days in ISO form."""

from datetime import date
from decimal import Decimal

from eligibility.texts import Text

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def spoken_day(day: date) -> Text:
    """A day within a sentence.

    >>> spoken_day(date(2022, 3, 1))
    Text(zh='2022 年 3 月 1 日', en='1 March 2022')
    """
    return Text(
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    )


def spoken_sum(yuan: Decimal | int) -> str:
    """A sum of money without its unit: thousands apart, and no idle fen.

    >>> spoken_sum(Decimal("10000.00")), spoken_sum(Decimal("1234.5"))
    ('10,000', '1,234.50')
    """
    return f"{Decimal(yuan):,.2f}".removesuffix(".00")
