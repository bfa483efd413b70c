"""The types of an exported rulebook, which JavaScript has as `nodes.d.ts`."""

from typing import Literal, NotRequired, TypeAlias, TypedDict

from eligibility.readings.portable import CitedPlace, Steps, Words


class Engine(TypedDict):
    """The program that wrote the file."""

    version: str


class Identity(TypedDict):
    """Which rules were read."""

    name: str
    version: str
    sha256: str


class ExportedRulebook(Identity):
    """Which rules were read, and what they are called."""

    title: Words


class ExportedValue(Words):
    """One value of a choice."""

    id: str


class AnyFact(TypedDict):
    """What any fact has."""

    id: str
    heading: Words
    question: Words
    help: Words
    sensitive: bool
    movable: bool
    applies: NotRequired[Steps]
    asked: NotRequired[Steps]
    tells: NotRequired[dict[str, dict[str, bool | str | int]]]


class TruthFact(AnyFact):
    """A fact that is so or is not."""

    kind: Literal["bool"]


class ChoiceFact(AnyFact):
    """A fact that is one of some values."""

    kind: Literal["choice"]
    values: list[ExportedValue]


OrderedKind: TypeAlias = Literal["date", "integer", "number", "money"]


class OrderedFact(AnyFact):
    """A fact whose values lie on a line; its codes are whole numbers."""

    kind: OrderedKind
    least: int
    most: int
    decimals: int
    unit: Words | None
    latest_is_today: bool


ExportedFact: TypeAlias = TruthFact | ChoiceFact | OrderedFact


class ExportedTopic(TypedDict):
    """What one may come for."""

    id: str
    title: Words


class ExportedContradiction(TypedDict):
    """What cannot all be so."""

    id: str
    text: Words
    steps: Steps


class ExportedGroup(TypedDict):
    """Measures of which one may be drawn."""

    text: Words
    measures: list[str]
    cite: list[CitedPlace]


class ExportedCaution(TypedDict):
    """A caution that the rulebook writes, and when it is told."""

    kind: str
    text: Words
    cite: list[CitedPlace]
    when: Steps


class Contact(TypedDict):
    """Whom to ask."""

    phone: NotRequired[str]
    name: NotRequired[Words]
    url: NotRequired[str]


class Application(TypedDict):
    """How to get a measure."""

    where: Words
    bring: list[Words]
    within: NotRequired[Words]
    contact: NotRequired[Contact]


class Decision(TypedDict):
    """How a measure is decided: `steps` where it is, else its `status`."""

    steps: NotRequired[Steps]
    status: NotRequired[Literal["informational", "not_in_force"]]
    held: NotRequired[Steps]
    concerns: NotRequired[Steps]


class ExportedMeasure(Decision):
    """A measure on the day."""

    id: str
    title: Words
    summary: Words
    kind: str
    worth: int
    topic: NotRequired[str]
    cautions: list[ExportedCaution]
    when: Words
    cite: NotRequired[list[CitedPlace]]
    text: NotRequired[Words]
    offer: NotRequired[Words]
    apply: NotRequired[Application]


class ExportedWords(TypedDict):
    """Words of the engine, by what they stand for."""

    headings: dict[str, Words]
    basis: dict[str, Words]
    sentences: dict[str, Words]


class Exported(TypedDict):
    """A rulebook on a day."""

    engine: Engine
    rulebook: ExportedRulebook
    on: str
    today: int
    facts: list[ExportedFact]
    implied: dict[str, dict[str, bool | str | int]]
    contradictions: list[ExportedContradiction]
    exclusive: list[ExportedGroup]
    review_by: dict[str, str]
    topics: list[ExportedTopic]
    measures: list[ExportedMeasure]
    words: ExportedWords
