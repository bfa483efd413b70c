"""Which public supports a person is entitled to, why or why not, and what to do next.

    from eligibility import Rulebook, assess
    book = Rulebook.load("guangdong")
    result = assess({"birth_date": "1999-05-01"}, book, on="2021-07-27")
    result["social-insurance-subsidy"].status
"""

from eligibility.assessment import Assessment, Determination, Finding, Status, assess
from eligibility.errors import (
    CallError,
    EligibilityError,
    FactError,
    Fault,
    RulebookError,
)
from eligibility.rulebook import Rulebook
from eligibility.session import Session
from eligibility.truth import Truth

__all__ = [
    "Assessment",
    "CallError",
    "Determination",
    "EligibilityError",
    "FactError",
    "Fault",
    "Finding",
    "Rulebook",
    "RulebookError",
    "Session",
    "Status",
    "Truth",
    "assess",
]
