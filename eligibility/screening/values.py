"""One cell's text, read as a fact's value: what it says, or why it cannot be read.

A cell may be written in more ways than an answer in a profile; each is first brought to
the profile's, and the profile's own check decides. What can be taken in two ways is
refused, with a hint how to write it.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from pydantic import BaseModel, ValidationError

from eligibility.inquiries.interview import written
from eligibility.law.facts import Code, Fact, Kind
from eligibility.periods import SomeDay
from eligibility.profiles import complaint, lateness, profile_model
from eligibility.texts import Text

TRUE = frozenset({"true", "yes", "y", "1", "1.0", "是", "有", "√", "✓", "✔"})
FALSE = frozenset({"false", "no", "n", "0", "0.0", "否", "不是", "没有"})
INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff"))
ERRORS = frozenset(
    ("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!")
)

_EIGHT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SIX = re.compile(r"([0-9]{4})(0[1-9]|1[0-2])")
_CLOCK = re.compile(r"(.*\S)[T\s]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)")
_SERIAL = re.compile(r"[0-9]{1,6}")
_FIVE = re.compile(r"[1-9][0-9]{4}")
_YEAR = re.compile(r"(1[89]|2[01])[0-9]{2}")
_EITHER = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.]([0-9]{4}|[0-9]{2})")
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_LEADING = re.compile(r"^0+(?=[0-9])")
_TRAILING = re.compile(r"(-?[0-9]+)(?:\.0*|(\.[0-9]*?[1-9])0*)")

ERROR = Text(
    "这一格是出错的公式；请改正或清空。", "This cell is an error; correct or clear it."
)
TRUTH_HINT = Text(
    "写“是”或“否”；别的写法（如“无”）可在对照文件里说明。",
    "Write yes or no; a mapping can say what other words mean.",
)
CLOCK = Text(
    "应当是日期，不带时刻；只写到日，例如 2020-06-30。",
    "A day is expected, without a time; for example 2020-06-30.",
)
EITHER = Text(
    "分不清哪个是月、哪个是日；先写年，例如 2020-06-30。",
    "Day and month cannot be told apart; write the year first: 2020-06-30.",
)
YEAR = Text(
    "可能是年份，也可能是 Excel 的日期序号；只知道年份，就写 2020年。",
    "This may be a year, or a day's number in Excel; where only the year is known, "
    "write 2020年.",
)
SERIAL = Text(
    "像是 Excel 的日期序号；先把这一列设成日期格式，再导出。",
    "This looks like a day's number in Excel; format the column as dates, and save it "
    "anew.",
)
COMMAS = Text(
    "逗号的位置不对；只写数字，例如 1234.5。",
    "The comma stands in an odd place; write digits only, for example 1234.5.",
)


def plain(text: str) -> str:
    """A text as people see it: full-width letters and digits as plain ones, trimmed."""
    return unicodedata.normalize("NFKC", text).translate(INVISIBLE).strip()


def folded(text: str) -> str:
    """A text as names are compared: plain, and without case."""
    return plain(text).casefold()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the cells of one column as values of a fact, on a day.

    `epoch` is day 0 of a workbook's serial numbers, None for other tables. `meanings`
    tell what folded texts stand for, whatever they would be otherwise; None says that
    nothing is known.
    """

    fact: Fact
    day: date
    epoch: date | None = None
    meanings: Mapping[str, Code | SomeDay | None] = field(default_factory=dict)
    _model: type[BaseModel] = field(init=False, repr=False)
    _names: Mapping[str, str | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_model", profile_model({self.fact.id: self.fact}))
        object.__setattr__(self, "_names", _names(self.fact))

    def read(self, text: str) -> Code | SomeDay | Text | None:
        """What a cell says: a code, or a day known to a span only; None for nothing, or
        the reason why it is refused.
        """
        seen = plain(text)
        known = seen.casefold()
        if known in self.meanings:
            return self.meanings[known]
        if not seen:
            return None
        if seen.upper() in ERRORS:
            return ERROR
        match self.fact.kind:
            case Kind.BOOL:
                if known in TRUE or known in FALSE:
                    return known in TRUE
                return reason(complaint("bool", self.fact)[0], TRUTH_HINT)
            case Kind.CHOICE:
                value = self._names.get(known)
                return value or self.refusal("literal_error")
            case Kind.DATE:
                return self._day(seen)
            case Kind.INTEGER | Kind.NUMBER | Kind.MONEY:
                return self._number(seen)

    def refusal(self, code: str) -> Text:
        """Why a value is refused, in the words that a profile has for it."""
        return reason(*complaint(code, self.fact))

    def as_profile(self, form: str) -> Code | SomeDay | Text:
        """The code of a value written as in a profile, a day known to a span only, or
        why it is refused.
        """
        try:
            read = self._model.model_validate({self.fact.id: form})
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False)
            return self.refusal(wrong[0]["type"])
        value = getattr(read, self.fact.id)
        if isinstance(value, SomeDay):
            late = self.fact.latest_is_today and value.first > self.day
            return reason(*lateness(self.day)) if late else value
        code = self.fact.encode(value)
        if self.fact.latest_is_today and int(code) > self.day.toordinal():
            return reason(*lateness(self.day))
        return code

    def _day(self, seen: str) -> Code | SomeDay | Text:
        clock = _CLOCK.fullmatch(seen)
        if clock is not None:
            seen, told = clock.groups()
            if told.strip("0:."):
                return CLOCK
        if self.epoch is not None and _SERIAL.fullmatch(seen):
            return self._serial(int(seen))
        if _EITHER.fullmatch(seen):
            return EITHER
        if _FIVE.fullmatch(seen):
            return SERIAL
        run = _EIGHT.fullmatch(seen) or _SIX.fullmatch(seen)
        form = "-".join(run.groups()) if run else written(self.fact, seen)
        return self.as_profile(form)

    def _serial(self, number: int) -> Code | SomeDay | Text:
        """The day of a serial number; what may be a year is refused."""
        digits = str(number)
        if _YEAR.fullmatch(digits):
            return YEAR
        month = _SIX.fullmatch(digits)
        if month:
            return self.as_profile("-".join(month.groups()))
        if self.epoch is None:
            raise AssertionError(digits)
        # Excel's calendar from 1900 has a 29 February that never was, as number 60.
        early = self.epoch.year < 1900 and number <= 60
        if early and number == 60:
            return self.refusal("no_such_day")
        return self.as_profile(str(self.epoch + timedelta(number + early)))

    def _number(self, seen: str) -> Code | SomeDay | Text:
        for unit in _units(self.fact):
            seen = seen.removesuffix(unit).rstrip()
        if "," in seen and not _GROUPED.fullmatch(seen):
            return COMMAS
        form = _LEADING.sub("", seen.replace(",", ""))
        trailing = _TRAILING.fullmatch(form)
        if trailing is not None and not form.endswith("."):
            form = trailing[1] + (trailing[2] or "")
        return self.as_profile(form)


def reason(text: Text, hint: Text | None) -> Text:
    """What is wrong and what to do about it, as sentences."""
    told = [text] if hint is None else [text, hint]
    return Text(
        "".join(one.zh.removesuffix("。") + "。" for one in told),
        " ".join(_sentence(one.en) for one in told),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].removesuffix(".") + "."


def _names(fact: Fact) -> dict[str, str | None]:
    """The values of a choice by all of their names; None where a name is of several."""
    found: dict[str, str | None] = {}
    for id_, label in fact.values.items():
        for name in {folded(label.zh), folded(label.en)}:
            found[name] = None if name in found else id_
    return found | {folded(id_): id_ for id_ in fact.values}


def _units(fact: Fact) -> tuple[str, ...]:
    return tuple(plain(one) for one in fact.counted_in) if fact.counted_in else ()
