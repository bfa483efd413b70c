"""The engine's calls as tools for a language model: what each takes, answers, and is
for.

An assistant then asks what the rules ask, and cites what they cite, instead of making
either up. The answers are those of the HTTP interface, with the documents that they
rest on; `assistant.py` serves them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from eligibility.assessment import Determination
from eligibility.inquiries.advice import Planned
from eligibility.inquiries.windows import HORIZON
from eligibility.law.sources import Citation
from eligibility.offering import every_measure, one_measure
from eligibility.readings.portable import cited
from eligibility.rulebook import Rulebook
from eligibility.service import answers, questions
from eligibility.service.calls import MOST_MEASURES, MOST_YEARS, Values
from eligibility.telling.wording import BASIS, strongest
from eligibility.texts import Language, Text

INSTRUCTIONS = """\
Which public supports a person is entitled to, decided by rules that carry their sources.

- Speak the person's language. Texts come in Chinese (zh) and English (en): use them as \
they are.
- Never say from memory what the law is, or what somebody can get. What no tool has told \
is not known here: say so.
- First ask what they came for, by the `topics` of `list_measures`, and send these on; \
leave them out where it is everything.
- What the person says of themselves becomes `profile`, by the ids and values of \
`list_facts`. Then ask what `next_question` asks, one question at a time, until its fact \
is null or the person wants to stop. Leave out what they did not say, and put null where \
they cannot tell: it stays open. Never guess an answer for them.
- Never ask for a name, a phone number or an ID number.
- Tell the result with `explain`: first its `plan`, step by step and in its order, then the \
blocks. Advise nothing else. Go into one measure with `assess` or `explain_measure`.
- With each statement cite the documents that stand beside it under `cite`: title, number, \
place (`at`), and how surely it is known (`basis`). Cite nothing else.
- "undetermined" is not a no. Tell cautions and days as well. Results are information: the \
office in charge decides."""

On = Annotated[
    str | None,
    Field(
        description="The day whose rules hold, as 2021-07-27; today by default.",
        json_schema_extra={"format": "date"},
    ),
]


class DayCall(BaseModel):
    """What the rules say on a day."""

    model_config = ConfigDict(extra="forbid", strict=True, hide_input_in_errors=True)

    on: On = None


class FactsCall(BaseModel):
    """What can be said of a person."""

    model_config = DayCall.model_config

    lang: Language = Field(default="zh", description="The language of the words.")


class MeasureCall(DayCall):
    """One measure."""

    measure: str = Field(description="Its id, from `list_measures`.")


class PersonCall(DayCall):
    """What follows for a person."""

    profile: Values = Field(
        description="What the person has said of themselves: values by the ids of "
        "`list_facts`; days as 2020-06-30, yes and no as true and false. A fact that is "
        "left out is unknown; null says that the person was asked and cannot tell."
    )
    measures: (
        Annotated[list[str], Field(min_length=1, max_length=MOST_MEASURES)] | None
    ) = Field(
        default=None,
        description="Only these measures, by the ids of `list_measures`; all by default.",
    )
    topics: (
        Annotated[list[str], Field(min_length=1, max_length=MOST_MEASURES)] | None
    ) = Field(
        default=None,
        description="Only the measures of these topics, by the ids of `list_measures`, "
        "in place of `measures`.",
    )


class AssessCall(PersonCall):
    """The whole document for a person."""

    horizon: int = Field(
        default=HORIZON,
        ge=1,
        le=MOST_YEARS,
        description="How many years to look ahead.",
    )


class DocumentCall(AssessCall):
    """The document for a person, or the outcomes and the plan alone."""

    detail: Literal["brief", "full"] = Field(
        default="brief",
        description="`brief`: the plan, and of each measure status, because and missing; "
        "`full`: the whole document, some 10 kB a measure.",
    )


class ExplainCall(AssessCall):
    """The answer in words."""

    lang: Language = Field(default="zh", description="The language of the words.")


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: `answer` takes the call, the rulebook and the day that was asked for."""

    name: str
    title: Text
    description: str
    call: type[BaseModel]
    answer: Callable[[Any, Rulebook, date], dict[str, Any]]


def list_measures(_: DayCall, book: Rulebook, day: date) -> dict[str, Any]:
    """All measures, each with the documents that it is taken from."""
    found: dict[str, Any] = every_measure(book, day)
    for one in found["measures"]:
        one["cite"] = cited(_sources(one["id"], book, day))
    return found


def explain_measure(call: MeasureCall, book: Rulebook, day: date) -> dict[str, Any]:
    """One measure in full."""
    return one_measure(call.measure, book, day)


def list_facts(call: FactsCall, book: Rulebook, _: date) -> dict[str, Any]:
    """All facts of the rulebook, as a question needs them, in one language."""
    told = (questions.described(fact) for fact in book.facts.values())
    return {"facts": [_in(call.lang, one) for one in told]}


def next_question(call: PersonCall, book: Rulebook, day: date) -> dict[str, Any]:
    """What to ask next, each measure that it decides with its documents."""
    found: dict[str, Any] = questions.next_question(
        call.profile, book, day, measures=answers.asked(call, book)
    )
    if found["fact"] is not None:
        for one in found["fact"]["why"]:
            one["cite"] = cited(_sources(one["measure"], book, day))
    return found


def assess(call: DocumentCall, book: Rulebook, day: date) -> dict[str, Any]:
    """The document of `check --json`, or its outcomes and its plan."""
    advised = _advised(call, book, day)
    whole: dict[str, Any] = answers.assessed(advised)
    if call.detail == "full":
        return whole
    return {"plan": whole["plan"], **answers.brief(advised.assessment)}


def explain(call: ExplainCall, book: Rulebook, day: date) -> dict[str, Any]:
    """The answer in words, each step of the plan and each entry with the documents that
    it rests on.
    """
    advised = _advised(call, book, day)
    found: dict[str, Any] = answers.told(advised, call.lang)
    for step, planned in zip(found["plan"], advised.advice.plan, strict=True):
        step["cite"] = _named(_planned(planned, book), call.lang)
    for block in found["blocks"]:
        for entry in block["entries"]:
            one = advised.assessment[entry["measure"]]
            entry["cite"] = _named(_grounds(one), call.lang)
    return found


CITE = "Cite what stands under `cite`."
TOOLS = {
    tool.name: tool
    for tool in (
        Tool(
            "list_measures",
            Text("有哪些措施", "List measures"),
            "All measures that there are on a day: id, title, summary, whether in force, "
            "its topic, and the documents each is taken from; and the `topics`, what one "
            f"may have come for. {CITE}",
            DayCall,
            list_measures,
        ),
        Tool(
            "explain_measure",
            Text("一项措施的条件", "Explain a measure"),
            "One measure for nobody in particular: every condition, what it gives, how "
            "to apply, since when it holds, each with the documents it is taken from. "
            f"Name conditions as they stand here, and no others. {CITE}",
            MeasureCall,
            explain_measure,
        ),
        Tool(
            "list_facts",
            Text("能说明自己的哪些情况", "List facts"),
            "All that a profile may hold: the id of each fact, its question, and the "
            "values it may have. Read it once, before you write a profile. Put into a "
            "profile only what the person said.",
            FactsCall,
            list_facts,
        ),
        Tool(
            "next_question",
            Text("下一题问什么", "Next question"),
            "The question that is worth most now: ask it in the words given, with its "
            "help where the person is unsure. `why` names the measures it decides; "
            "`remaining` about how many still come, and how many of them under this "
            "`topic`; `settled` what is certain already. "
            "When `fact` is null, nothing more can change the result: call `explain`.",
            PersonCall,
            next_question,
        ),
        Tool(
            "assess",
            Text("结论和全部依据", "Assess"),
            "What the person is entitled to: the `plan` (what to do, in which order, by "
            "when), and for each measure the status, `because` (the conditions that settle "
            "it) and `missing` facts. With `detail` as `full`, each "
            "condition with its truth and its documents, `reasons` (the fewest conditions "
            "that settle it), `missing` facts, `windows` (from when until when), `path` "
            "(the steps that lead to it) and `changes` (what these make otherwise), "
            "`apply`; `concerns` is false where it has nothing to do with the person. "
            "Some 10 kB a measure: "
            "name one or a few in `measures`; for an overview call `explain`. "
            f"{CITE}",
            DocumentCall,
            assess,
        ),
        Tool(
            "explain",
            Text("用平常的话说结论", "Explain the result"),
            "The same result in plain words and short. `plan` comes first: what to do, in "
            "order, when, where, with what, and what it pays. Then the blocks, what is "
            "open to the person first: why, how much, until when, where to apply and what "
            "to bring; what to find out (`finds`); why a no is a no. "
            f"Tell it as it is, add nothing. {CITE}",
            ExplainCall,
            explain,
        ),
    )
}


def _advised(call: AssessCall, book: Rulebook, day: date) -> answers.Person:
    return answers.advised(
        call.profile,
        book,
        day,
        measures=answers.asked(call, book),
        years=call.horizon,
    )


def _planned(step: Planned, book: Rulebook) -> tuple[Citation, ...]:
    """Where the measure that a step obtains is written, or that an act is one."""
    if step.measure is not None:
        return _sources(step.measure, book, step.start)
    act = book.facts[step.act].act if step.act is not None else None
    return act.citations if act is not None else ()


def _sources(measure: str, book: Rulebook, day: date) -> tuple[Citation, ...]:
    version = book.measures[measure].on(day)
    return tuple(version.citations) if version else ()


def _grounds(one: Determination) -> list[Citation]:
    """Where what settles an outcome is written; of one that is open, the measure."""
    found = [place for finding in one.because for place in strongest(finding)]
    found += [place for caution in one.cautions for place in caution.citations]
    return found or list(one.version.citations if one.version else ())


def _named(citations: Iterable[Citation], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "title": one.source.title.in_language(language),
            "number": one.source.number,
            "at": one.at,
            "basis": BASIS[one.basis].in_language(language),
        }
        for one in dict.fromkeys(citations)
    ]


def _in(language: Language, value: Any) -> Any:
    """JSON values, with each text in one language."""
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            return value[language]
        return {key: _in(language, one) for key, one in value.items()}
    return [_in(language, one) for one in value] if isinstance(value, list) else value
