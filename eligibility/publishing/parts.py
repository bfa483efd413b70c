"""What pages of the site are made of: words are chosen, and nothing is markup."""

from dataclasses import dataclass

from eligibility.telling.trees import Branch
from eligibility.texts import Language


@dataclass(frozen=True, slots=True)
class Line:
    """A text after its label; `address` is where it leads, if anywhere."""

    label: str
    text: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source: how it is called, how surely it is known, and when that was checked."""

    name: str
    title: str
    grade: str
    checked: str
    places: tuple[str, ...]
    address: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A case: what it shows, the person, and the outcome on that day."""

    why: str
    outcome: str
    status: str
    day: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A measure in the index: `words` is all that it is found by."""

    id: str
    title: str
    summary: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class MeasurePage:
    """All that is said of one measure on a day, in one language."""

    language: Language
    id: str
    title: str
    summary: str
    state: str
    note: str
    topic: str
    who: tuple[Branch, ...]
    what: tuple[Line, ...]
    how: tuple[Line, ...]
    cautions: tuple[str, ...]
    periods: tuple[tuple[str, str], ...]
    changes: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[Document, ...]
    examples: tuple[Example, ...]
    onward: tuple[tuple[str, str], ...]
    picture: str | None


@dataclass(frozen=True, slots=True)
class Index:
    """The measures by topic."""

    language: Language
    title: str
    topics: tuple[tuple[str, tuple[Listed, ...]], ...]
    count: int
