"""What to obtain first: measures that others open up."""

from datetime import date

from eligibility.assessment import Status, assess
from eligibility.profiles import Profile
from eligibility.rulebook import Rulebook
from eligibility.session import Session


def chains(profile: Profile, book: Rulebook, day: date) -> dict[str, tuple[str, ...]]:
    """The measures that open up once others are obtained, each with those to obtain
    first, in order.

    They are found by the forward chaining of a session. No session is begun where
    nothing grants a fact that could change anything.
    """
    grants = [
        found.version.grants
        for found in assess(profile, book, on=day)
        if found.version is not None and found.status is Status.ELIGIBLE
    ]
    if not any(grants):
        return {}
    known = {id_: book.facts[id_].decode(code) for id_, code in profile.codes.items()}
    return Session(book, on=day, profile=known).chains()
