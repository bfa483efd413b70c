"""A person's facts: read, checked against their declarations, and coded.

The model of a profile is made from facts.yaml. A profile is complete in itself: it is
never logged, and neither its repr nor a fault about it shows a value.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Annotated, Any, Literal, LiteralString, Optional

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    WithJsonSchema,
)
from pydantic import create_model as made
from pydantic_core import ErrorDetails, PydanticCustomError

from eligibility.errors import FactError, Fault, nearest
from eligibility.law.facts import Code, Fact, Kind, Value, says_something
from eligibility.law.spans import bounded, coded, earliest, is_said, is_told
from eligibility.periods import SomeDay, iso_day, iso_span
from eligibility.places import Place
from eligibility.readings.evaluation import Plans
from eligibility.texts import Text
from eligibility.truth import Truth

DAY_OR_PART = re.compile(r"\d{4}(-\d{2}){0,2}\Z", re.ASCII)
DAY_OR_SPAN: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "format": "date"},
        {"type": "string", "pattern": "^[0-9]{4}(-(0[1-9]|1[0-2]))?$"},
    ]
}
"""A day in the JSON schema of a profile; known to the month or the year, its part."""
PERSONAL = re.compile(
    r"name|phone|mobile|id_?(card|number|no)|姓名|手机|电话|身份证", re.IGNORECASE
)


MOST_TOLD = 100
"""So many faults of one profile are told; the rest are counted."""
NO_CODES: Mapping[str, Code] = {}


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a person: codes by fact. A fact that is not there is unknown, or
    a day known to lie in a span, which two codes beside it bound (see `law.spans`);
    `declined` are those the person was asked for and could not tell, `implied` those
    that were not told, but follow from what was.
    """

    codes: Mapping[str, Code] = field(repr=False)
    declined: frozenset[str] = field(default=frozenset(), repr=False)
    implied: frozenset[str] = field(default=frozenset(), repr=False)


def profile_model(facts: Mapping[str, Fact]) -> type[BaseModel]:
    """The pydantic model of a profile: every fact optional, nothing else allowed."""
    fields: dict[str, Any] = {
        id_: (
            Optional[Annotated[_type(fact), BeforeValidator(_reader(fact))]],  # noqa: UP045 - pyright has no `|` on Annotated
            Field(default=None, title=fact.heading.en, description=fact.question.en),
        )
        for id_, fact in facts.items()
    }
    config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    model: type[BaseModel] = made("Profile", __config__=config, **fields)
    return model


def read_profile(
    raw: Mapping[str, object],
    plans: Plans,
    model: type[BaseModel],
    places: Mapping[str, Place] | None = None,
) -> Profile:
    """The profile in a mapping of fact ids to values, as text or already typed.

    `places` tells where each fact stands in a file. None as a value says that the fact
    is not known. Raises FactError with every fault: an unknown fact, a value that is
    not the fact's, a day after the day asked where that cannot be, a fact that does not
    apply, facts that contradict each other.
    """
    facts = plans.book.contents.facts
    places = places or {}
    values, faults = values_in(raw, facts, model, places)
    codes: dict[str, Code] = {}
    for id_, value in values.items():
        codes |= coded(facts[id_], value, plans.book.day)
    profile, wrong_together = completed(codes, plans, places)
    faults += _late(codes, plans, places)
    faults += wrong_together
    if faults:
        raise FactError(faults)
    declined = (id_ for id_, value in raw.items() if value is None)
    return replace(
        profile,
        declined=frozenset(id_ for id_ in declined if id_ not in profile.codes),
    )


def values_in(
    raw: Mapping[str, object],
    facts: Mapping[str, Fact],
    model: type[BaseModel],
    places: Mapping[str, Place],
) -> tuple[dict[str, Value | SomeDay], list[Fault]]:
    """The values in a mapping, and what is wrong with the others, on whatever day."""
    try:
        return _given(model.model_validate(dict(raw)), raw), []
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_input=False)
        faults = [_fault(detail, facts, places) for detail in wrong[:MOST_TOLD]]
        if len(wrong) > MOST_TOLD:
            faults.append(_more(len(wrong) - MOST_TOLD))
        named = {str(detail["loc"][0]) for detail in wrong if detail["loc"]}
        kept = {id_: one for id_, one in raw.items() if id_ not in named}
        return _given(model.model_validate(kept), kept), faults


def _more(count: int) -> Fault:
    """That there are more faults than are told."""
    text = Text(f"还有 {count} 处有错", f"{count} more faults")
    hint = Text("先改好前面这些。", "Mend those before first.")
    return Fault("more-faults", text, hint=hint)


def completed(
    codes: Mapping[str, Code], plans: Plans, places: Mapping[str, Place]
) -> tuple[Profile, list[Fault]]:
    """The profile of some codes, with what follows from them, and what of it cannot be
    so together.
    """
    implied = following(codes, codes, plans)
    whole = {**codes, **{id_: code for id_, (code, _) in implied.items()}}
    tellers = {id_: teller for id_, (_, teller) in implied.items()}
    faults = [
        *_inapplicable(whole, tellers, plans, places),
        *_contradictory(whole, plans, places),
    ]
    return Profile(whole, implied=frozenset(tellers)), faults


def following(
    told: Iterable[str], codes: Mapping[str, Code], plans: Plans
) -> dict[str, tuple[Code, str]]:
    """The codes that follow from some facts among those known, each with the fact that
    tells it: what makes no sense unless another has one certain value says that it has;
    and some answers tell that there is none of something else.
    """
    implied, facts = plans.book.implied, plans.book.contents.facts
    found: dict[str, tuple[Code, str]] = {}
    ahead = [(bounded(id_), codes[id_], bounded(id_)) for id_ in told]
    while ahead:
        fact, said, teller = ahead.pop()
        for id_, code in facts[fact].tells.get(said, NO_CODES).items():
            if id_ not in codes and id_ not in found:
                found[id_] = (code, teller)
                ahead.append((id_, code, teller))
        if not says_something(said):
            continue
        for id_, left in implied.get(fact, {}).items():
            if id_ in codes or id_ in found or not isinstance(left, frozenset):
                continue
            if len(left) == 1:
                (code,) = left
                found[id_] = (code, teller)
                ahead.append((id_, code, teller))
    return found


def _given(read: BaseModel, raw: Mapping[str, object]) -> dict[str, Value | SomeDay]:
    found = ((id_, getattr(read, id_)) for id_ in raw)
    return {id_: value for id_, value in found if value is not None}


def _type(fact: Fact) -> Any:
    low, high = fact.decode(fact.least), fact.decode(fact.most)
    match fact.kind:
        case Kind.BOOL:
            return bool
        case Kind.CHOICE:
            return Literal[tuple(fact.values)]
        case Kind.DATE:
            return Annotated[object, WithJsonSchema(DAY_OR_SPAN)]
        case Kind.INTEGER:
            return Annotated[int, Field(ge=low, le=high)]
        case Kind.NUMBER | Kind.MONEY:
            return Annotated[
                Decimal, Field(ge=low, le=high, decimal_places=fact.decimals)
            ]


def _reader(fact: Fact) -> Callable[[object], object]:
    readers: dict[Kind, Callable[[object], object]] = {
        Kind.BOOL: _truth,
        Kind.CHOICE: _choice,
        Kind.DATE: partial(_day, fact),
        Kind.INTEGER: _whole,
        Kind.NUMBER: _number,
        Kind.MONEY: _number,
    }
    return readers[fact.kind]


def _refused(code: LiteralString) -> PydanticCustomError:
    return PydanticCustomError(code, "not readable")


def _truth(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    raise _refused("bool")


def _choice(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    raise _refused("literal_error")


def _day(fact: Fact, value: object) -> object:
    if value is None:
        return None
    day = _written_day(value)
    first, last = (day.first, day.last) if isinstance(day, SomeDay) else (day, day)
    if last.toordinal() < fact.least:
        raise _refused("greater_than_equal")
    if first.toordinal() > fact.most:
        raise _refused("less_than_equal")
    return day


def _written_day(value: object) -> date | SomeDay:
    """A day, or one known to the month or the year."""
    if isinstance(value, SomeDay) or type(value) is date:
        return value
    if not isinstance(value, str) or not DAY_OR_PART.match(value):
        raise _refused("day")
    day = iso_day(value) or iso_span(value)
    if day is None:
        raise _refused("no_such_day")
    return day


def _whole(value: object) -> object:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)  # JSON knows no difference
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,12}", value, re.ASCII):
        return int(value)
    raise _refused("integer")


def _number(value: object) -> object:
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and re.fullmatch(
        r"-?\d{1,12}(\.\d{1,6})?", value, re.ASCII
    ):
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    raise _refused("number")


def _fault(
    detail: ErrorDetails, facts: Mapping[str, Fact], places: Mapping[str, Place]
) -> Fault:
    id_ = str(detail["loc"][0])
    place = places.get(id_)
    if id_ not in facts:
        return _unknown_fact(id_, facts, place)
    fact = facts[id_]
    text, hint = complaint(detail["type"], fact)
    subject = Text(f"{id_}（{fact.heading.zh}）：", f"{id_}: ")
    return Fault(
        detail["type"],
        Text(subject.zh + text.zh, subject.en + text.en),
        place,
        hint,
        subject=id_,
    )


def _unknown_fact(id_: str, facts: Mapping[str, Fact], place: Place | None) -> Fault:
    hint = nearest(id_, facts)
    if PERSONAL.search(id_):
        hint = Text(
            "这里不需要姓名、电话和证件号码，请删去。",
            "No name, phone or ID number is needed here; take it out.",
        )
    text = Text(f"没有叫“{id_}”的事实", f'There is no fact called "{id_}"')
    return Fault("unknown-fact", text, place, hint, subject=id_)


def complaint(code: str, fact: Fact) -> tuple[Text, Text | None]:
    """What is wrong with a value, and what to write instead.

    `code` is the type of an error of the profile's model.
    """
    low, high = fact.decode(fact.least), fact.decode(fact.most)
    limits = Text(f"应在 {low} 到 {high} 之间", f"it lies between {low} and {high}")
    day = Text(
        "例如 2020-06-30；只知道月份或年份，就写 2020-06 或 2020。",
        "For example 2020-06-30; where only the month or the year is known, 2020-06 or "
        "2020.",
    )
    known: dict[str, tuple[Text, Text | None]] = {
        "bool": (
            Text("看不懂这个回答", "this answer is not readable"),
            Text("写 true(是)或 false(否)。", "Write true or false."),
        ),
        "literal_error": (
            Text("没有这个选项", "there is no such value"),
            Text(
                "可以写：" + "、".join(fact.values),
                "Possible: " + ", ".join(fact.values),
            ),
        ),
        "no_such_day": (
            Text("没有这一天", "there is no such day"),
            Text("请对照证件再看一眼。", "Check it against the document."),
        ),
        "day": (Text("看不懂这个日期", "this date is not readable"), day),
        "integer": (
            Text("应当是整数", "a whole number is expected"),
            Text("例如 3。", "For example 3."),
        ),
        "number": (
            Text("应当是数字", "a number is expected"),
            Text("只写数字，例如 12.5。", "Digits only, for example 12.5."),
        ),
        "decimal_max_places": (
            Text(
                f"小数最多 {fact.decimals} 位",
                f"at most {fact.decimals} decimal places are read",
            ),
            None,
        ),
    }
    return known.get(code, (Text("超出范围", "out of range"), limits))


def lateness(today: date) -> tuple[Text, Text]:
    """What is wrong with a day that is still to come, and what to do about it."""
    return (
        Text(f"晚于 {today}", f"later than {today}"),
        Text(
            "请检查年份，或用 --on 指定日期。",
            "Check the year, or name the day with --on.",
        ),
    )


def _late(
    codes: Mapping[str, Code], plans: Plans, places: Mapping[str, Place]
) -> list[Fault]:
    facts, today = plans.book.contents.facts, plans.book.day
    text, hint = lateness(today)
    return [
        Fault(
            "after-today",
            Text(f"{id_}（{fact.heading.zh}）：{text.zh}", f"{id_}: {text.en}"),
            places.get(id_),
            hint,
            subject=id_,
        )
        for id_, fact in facts.items()
        if fact.latest_is_today
        for code in (codes.get(id_, codes.get(earliest(id_))),)
        if code is not None and int(code) > today.toordinal()
    ]


def _inapplicable(
    codes: Mapping[str, Code],
    tellers: Mapping[str, str],
    plans: Plans,
    places: Mapping[str, Place],
) -> list[Fault]:
    facts = plans.book.contents.facts
    faults = []
    for id_, program in plans.applies.items():
        if id_ in tellers or not is_said(id_, codes):
            continue
        if program.truth(codes) is Truth.FALSE:
            rests = dict.fromkeys(
                tellers.get(fact, fact)
                for fact in program.root.facts
                if is_told(fact, codes)
            )
            names = Text(
                "、".join(f"{one}({facts[one].heading.zh})" for one in rests),
                ", ".join(rests),
            )
            faults.append(
                Fault(
                    "does-not-apply",
                    Text(
                        f"{id_}（{facts[id_].heading.zh}）与 {names.zh} 不能同时这样填",
                        f"{id_} makes no sense with the answer given for {names.en}",
                    ),
                    places.get(id_),
                    Text(
                        "改正其中一项，或删去这一项。", "Correct one, or leave it out."
                    ),
                    subject=id_,
                )
            )
    return faults


def _contradictory(
    codes: Mapping[str, Code], plans: Plans, places: Mapping[str, Place]
) -> list[Fault]:
    texts = {one.id: one.text for one in plans.book.contents.contradictions}
    faults = []
    for id_, program in plans.contradictions.items():
        if program.truth(codes) is Truth.TRUE:
            rests = [fact for fact in program.root.facts if is_told(fact, codes)]
            first = next((places[fact] for fact in rests if fact in places), None)
            faults.append(
                Fault(
                    "contradiction",
                    Text(
                        f"互相矛盾：{texts[id_].zh}（{'、'.join(rests)}）",
                        f"Contradiction: {texts[id_].en} ({', '.join(rests)})",
                    ),
                    first,
                    Text("改正其中一项。", "Correct one of them."),
                    subject=id_,
                )
            )
    return faults
