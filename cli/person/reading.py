"""From a file of answers to a profile, with every fault of both."""

from datetime import date

from eligibility.errors import FactError
from eligibility.loading.answers import Answers
from eligibility.profiles import Profile
from eligibility.rulebook import Rulebook


def profile_of(told: Answers, book: Rulebook, day: date) -> Profile:
    """The profile in a file; FactError with every fault of the file and its facts."""
    book.on(day)  # before its facts: what was kept of the day holds them too
    try:
        profile = book.profile(told.values, day, places=told.places(book.facts))
    except FactError as error:
        raise FactError([*told.faults, *error.faults]) from None
    if told.faults:
        raise FactError(told.faults)
    return profile
