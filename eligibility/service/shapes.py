"""The shapes of answers, for the OpenAPI document: docs/json.md says what they mean.

Answers are written by the engine, not by these models; tests hold the two together.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal[
    "eligible", "ineligible", "undetermined", "not_in_force", "informational"
]
State = Literal["in_force", "planned", "informational", "not_in_force"]
AnswerKind = Literal[
    "now",
    "next",
    "wait",
    "open",
    "office",
    "no",
    "done",
    "later",
    "told",
    "apart",
]
Basis = Literal["official", "secondary", "general", "unverified"]
Plain = bool | int | str | None


class Shape(BaseModel):
    """An object with these members and no others."""

    model_config = ConfigDict(extra="forbid")


class Words(Shape):
    """A text in Chinese and in English."""

    zh: str
    en: str


class Engine(Shape):
    """The program that answered."""

    version: str


class Identity(Shape):
    """The rules that were read."""

    name: str
    version: str
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Cited(Shape):
    """A place in a legal document."""

    source: str
    title: Words
    number: str | None
    at: str | None
    basis: Basis
    seen_at: str | None = None


class Condition(Shape):
    """A condition, its truth for the person, and what it is made of."""

    id: str
    truth: bool | None
    text: Words
    denial: Words | None = None
    facts: dict[str, Plain]
    cite: list[Cited]
    parts: list["Condition"]


class Caution(Shape):
    """What must be said beside an answer."""

    kind: str
    text: Words
    cite: list[Cited] | None = None


class Amount(Shape):
    """What a measure pays."""

    value: str
    currency: str
    per: str | None
    months: int | None
    basis: Basis | None


class Contact(Shape):
    """Whom to ask."""

    phone: str | None = Field(None, pattern="^[0-9]+(-[0-9]+)*$")
    name: Words | None = None
    url: str | None = None


class Apply(Shape):
    """Where to apply, with what, whom to ask, and until when."""

    where: Words
    bring: list[Words]
    within: Words | None = None
    contact: Contact | None = None
    by: str | None = None
    holds_until: str | None = None


class Reason(Shape):
    """One of the fewest conditions that settle an outcome."""

    condition: str
    truth: bool | None


class Window(Shape):
    """Days on which an outcome stays the same."""

    status: Status
    from_: str = Field(alias="from")
    until: str | None


class Change(Shape):
    """What the steps to a measure make otherwise."""

    set: dict[str, Plain]
    drop: list[str]
    through: list[str]


class Obtaining(Shape):
    """A measure to obtain."""

    measure: str


class Acting(Shape):
    """A fact that is made so by an act."""

    act: str


class ObtainingOn(Obtaining):
    """A measure to obtain, and the earliest day."""

    on: str


class ActingOn(Acting):
    """A fact that is made so by an act, and the earliest day."""

    on: str


class Planned(Shape):
    """A step of the plan: the earliest and the last day of it, and the measures that it
    leads to.
    """

    do: Obtaining | Acting
    text: Words
    where: Words | None
    bring: list[Words]
    from_: str = Field(alias="from")
    by: str | None
    for_: list[str] = Field(alias="for")
    ends: list[str]
    rivals: list[str]
    contact: Contact | None = None


class Determination(Shape):
    """One measure's outcome for a person on a day."""

    measure: str
    status: Status
    missing: list[str]
    conditions: Condition | None = None
    cautions: list[Caution]
    concerns: Literal[False] | None = Field(
        default=None,
        description="Where it has nothing to do with the person.",
    )
    basis: Basis | None = None
    amount: Amount | None = None
    text: Words | None = None
    apply: Apply | None = None
    reasons: list[Reason]
    windows: list[Window]
    changes: list[Change]
    path: list[ObtainingOn | ActingOn]
    instead: list[str]


class Assessment(Shape):
    """The document of `check --json`."""

    engine: Engine
    rulebook: Identity
    on: str
    plan: list[Planned]
    determinations: list[Determination]


class MeasureSummary(Shape):
    """A measure in a few words."""

    id: str
    title: Words
    summary: Words
    kind: str
    audience: str
    state: State
    topic: str | None = None
    text: Words | None = None


class Topic(Shape):
    """What one may come for."""

    id: str
    title: Words


class MeasureVersion(Shape):
    """From when until when a version of a measure holds."""

    from_: str = Field(alias="from")
    until: str | None
    state: State


class MeasureDetail(MeasureSummary):
    """A measure in full, its conditions those of nobody in particular."""

    conditions: Condition | None = None
    apply: Apply | None = None
    gives: Words | None
    grants: list[str]
    cite: list[Cited]
    cautions: list[Caution]
    versions: list[MeasureVersion]


class Measures(Shape):
    """The measures of a rulebook on a day."""

    rulebook: Identity
    on: str
    topics: list[Topic]
    measures: list[MeasureSummary]


class OneMeasure(Shape):
    """One measure of a rulebook on a day."""

    rulebook: Identity
    on: str
    measure: MeasureDetail


class Choice(Shape):
    """A value that a fact may have, as a profile holds it, with its words."""

    value: str
    text: Words


class Bearing(Shape):
    """A condition that an answer bears on."""

    id: str
    text: Words


class Why(Shape):
    """A measure that an answer may decide."""

    measure: str
    title: Words
    conditions: list[Bearing]


class Question(Shape):
    """A fact as a form asks for it."""

    id: str
    type: Literal["bool", "choice", "date", "integer", "number", "money"]
    heading: Words
    question: Words
    help: Words
    sensitive: bool
    values: list[Choice] | None = None
    unit: Words | None = None
    least: str | None = None
    most: str | None = None
    decimals: int | None = None
    why: list[Why]


class Remaining(Shape):
    """How many questions are still to come, this one included: bounds, and about how
    many, in all and under the topic at hand.
    """

    at_least: int
    at_most: int
    about: int
    about_here: int


class Settled(Shape):
    """A measure whose outcome no answer changes any more."""

    measure: str
    status: Status
    kind: AnswerKind


class NextQuestion(Shape):
    """What to ask next; `fact` null when nothing is left to ask, `topic` null where it
    belongs to none.
    """

    rulebook: Identity
    fact: Question | None
    topic: str | None
    remaining: Remaining
    settled: list[Settled]


class Answered(Shape):
    """The answers after one was given, those dropped, and what to ask next."""

    profile: dict[str, str | None]
    dropped: list[str]
    rulebook: Identity
    fact: Question | None
    topic: str | None
    remaining: Remaining
    settled: list[Settled]


class Detail(Shape):
    """A labelled line of an entry."""

    label: str
    text: str


class Entry(Shape):
    """One measure in words."""

    measure: str
    title: str
    remark: str
    details: list[Detail]


class Find(Shape):
    """A fact to find out: what is asked, where one sees it, and what it bears on."""

    fact: str
    question: str
    where: str
    bears: str


class Block(Shape):
    """Measures with the same kind of answer, and what to find out first of all."""

    kind: AnswerKind
    heading: str
    entries: list[Entry]
    finds: list[Find]


class Outcome(Shape):
    """One measure's outcome, with the conditions that settle it and the facts that
    could still change it.
    """

    measure: str
    status: Status
    because: list[str]
    missing: list[str]


class Brief(Shape):
    """The outcomes alone."""

    rulebook: Identity
    on: str
    determinations: list[Outcome]


class PlanLine(Shape):
    """A step of the plan in words; what there is nothing to say about is empty."""

    do: Obtaining | Acting
    text: str
    when: str
    where: str
    bring: str
    pays: str
    notes: list[str]
    contact: Contact | None = None


class Told(Shape):
    """The answer of `check` in words."""

    lang: Literal["zh", "en"]
    header: list[str]
    plan: list[PlanLine]
    blocks: list[Block]
    footer: str
    assessment: Assessment | None = Field(
        default=None, description="The document, where it was asked for."
    )


class Fault(Shape):
    """One thing wrong: where in what was sent, what, and a hint."""

    code: str
    pointer: str
    detail: Words
    hint: Words | None = None


class ProblemDocument(Shape):
    """A problem document (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str | None = None
    errors: list[Fault] | None = None


class Health(Shape):
    """Whether the service runs, or can answer."""

    status: Literal["ok", "starting"]


class BatchDetermination(Shape):
    """A determination as a row of a screened table has it."""

    measure: str
    status: Status
    because: list[str]
    missing: list[str]


class BatchLine(Shape):
    """The answer to one line of a batch: determinations, or what is wrong with it."""

    line: int
    determinations: list[BatchDetermination] | list[Determination] | None = None
    status: int | None = None
    errors: list[Fault] | None = None
