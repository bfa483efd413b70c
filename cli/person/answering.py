"""How one person is answered: on stdout, then with the files wanted beside."""

import sys
from dataclasses import dataclass

from eligibility.assessment import Assessment, assess
from eligibility.inquiries.advice import Advised
from eligibility.inquiries.advising import advise
from eligibility.profiles import Profile
from eligibility.rulebook import Rulebook

from ..options import Scope, View
from ..showing.json import print_json
from .files import Files


@dataclass(frozen=True, slots=True)
class Answering:
    """In which form the answer is wanted, and with which conditions and files."""

    view: View
    why: tuple[str, ...]
    every: bool
    as_json: bool
    years: int
    files: Files
    again: str | None
    """The command that asks the same again; None where there is none."""

    def answer(self, profile: Profile, book: Rulebook, scope: Scope) -> None:
        """Print the answer on stdout, then write
        the files that are wanted beside it.
        """
        assessment = assess(profile, book, on=scope.day, measures=scope.measures)
        advice = advise(assessment, profile, years=self.years)
        if self.as_json:
            from eligibility.document import document

            print_json(document(assessment, advice))
        else:
            self._show(assessment, profile, advice)
        sys.stdout.flush()
        if self.files.wanted:
            from .reporting import Person, write

            person = Person(assessment, profile, advice, self.years)
            write(self.files, person, self.view)

    def _show(
        self,
        assessment: Assessment,
        profile: Profile,
        advice: Advised,
    ) -> None:
        """The answer, or every condition of the measures asked about."""
        from eligibility.telling.answer import answer

        from ..showing.shown import show_answer, show_conditions, show_gap

        view = self.view
        if self.why:
            book, day = assessment.book, assessment.day
            show_conditions(assess(profile, book, on=day, measures=self.why), view)
            return
        show_answer(
            answer(assessment, profile, advice, view.language, again=self.again), view
        )
        if self.every:
            show_gap()
            show_conditions(assessment, view)
