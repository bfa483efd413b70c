"""What is shown: on a screen, or as sentences for a screen reader."""

from collections.abc import Iterable

from eligibility.assessment import Assessment, assess
from eligibility.inquiries.chains import chains
from eligibility.profiles import Profile
from eligibility.telling.answer import answer
from eligibility.telling.trees import Section, explained
from eligibility.telling.wording import Wording

from . import screens, speech
from .checking import Wanted
from .options import View
from .plain import print_json


def show_answer(
    assessment: Assessment,
    profile: Profile,
    wanted: Wanted,
    view: View,
    *,
    again: str | None,
) -> None:
    """Print the answer, or the conditions asked for."""
    if wanted.why:
        book, day = assessment.book, assessment.day
        show_conditions(assess(profile, book, on=day, measures=wanted.why), view)
        return
    opened = chains(profile, assessment.book, assessment.day)
    found = answer(assessment, profile, view.language, chains=opened, again=again)
    if view.accessible:
        speech.speak(speech.spoken_answer(found, view))
    else:
        screens.show(screens.answer_lines(found, view), view)
    if wanted.every:
        show_gap()
        show_conditions(assessment, view)


def show_conditions(assessment: Assessment, view: View) -> None:
    """Print every condition of the measures assessed."""
    words = Wording(assessment.book.facts, view.language)
    show_sections((explained(one, words) for one in assessment), view)


def show_sections(sections: Iterable[Section], view: View) -> None:
    """Print sections, one beneath the other."""
    for number, section in enumerate(sections):
        if number:
            show_gap()
        if view.accessible:
            speech.speak(speech.spoken_section(section, view))
        else:
            screens.show(screens.section_lines(section, view), view)


def show_json(value: object) -> None:
    """Print a value as JSON."""
    print_json(value)


def show_gap() -> None:
    """Print an empty line."""
    print()  # noqa: T201 - the answer belongs on stdout
