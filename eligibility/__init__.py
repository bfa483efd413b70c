"""Which public supports a person is entitled to, why or why not, and what to do next.

    from eligibility import Rulebook, assess
    book = Rulebook.load("guangdong")
    result = assess({"birth_date": "1999-05-01"}, book, on="2021-07-27")
    result["social-insurance-subsidy"].status

docs/python.md leads through all of it. Names are imported when they are first used: the
command line lies within this package, and its help must not wait for the engine.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "Advice",
    "Advised",
    "Assessment",
    "CallError",
    "Determination",
    "EligibilityError",
    "Fact",
    "FactError",
    "Fault",
    "Finding",
    "Profile",
    "Rulebook",
    "RulebookError",
    "Session",
    "Status",
    "TableError",
    "Truth",
    "advise",
    "answer",
    "assess",
    "screen",
]

_HOMES = {
    "assessment": ("Assessment", "Determination", "Finding", "Status", "assess"),
    "errors": (
        "CallError",
        "EligibilityError",
        "FactError",
        "Fault",
        "RulebookError",
        "TableError",
    ),
    "law.facts": ("Fact",),
    "inquiries.advice": ("Advice", "Advised"),
    "inquiries.advising": ("advise",),
    "profiles": ("Profile",),
    "rulebook": ("Rulebook",),
    "screening.frames": ("screen",),
    "session.session": ("Session",),
    "telling.answer": ("answer",),
    "truth": ("Truth",),
}

if TYPE_CHECKING:  # what `__getattr__` gives, for those who read types
    from eligibility.assessment import (
        Assessment,
        Determination,
        Finding,
        Status,
        assess,
    )
    from eligibility.errors import (
        CallError,
        EligibilityError,
        FactError,
        Fault,
        RulebookError,
        TableError,
    )
    from eligibility.inquiries.advice import Advice, Advised
    from eligibility.inquiries.advising import advise
    from eligibility.law.facts import Fact
    from eligibility.profiles import Profile
    from eligibility.rulebook import Rulebook
    from eligibility.screening.frames import screen
    from eligibility.session.session import Session
    from eligibility.telling.answer import answer
    from eligibility.truth import Truth
else:  # a misspelt name stays an error to them

    def __getattr__(name: str) -> object:
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"eligibility.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
