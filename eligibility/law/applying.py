"""How to get a measure, or to do what an act says: where, with what, whom to ask."""

from dataclasses import dataclass

from eligibility.texts import Text


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: a telephone line, with its name where the rulebook has one, and the
    address of a page. One of them at least is there.
    """

    phone: str | None = None
    url: str | None = None
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """How to get a measure or do an act: where, with what, how soon, and whom to ask;
    `automatic` where it holds without being applied for.
    """

    where: Text
    bring: tuple[Text, ...] = ()
    within: Text | None = None
    contact: Contact | None = None
    automatic: bool = False
