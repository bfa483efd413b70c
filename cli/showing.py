"""What is shown: on a screen, or as sentences for a screen reader."""

from collections.abc import Iterable

from eligibility.assessment import Assessment
from eligibility.telling.answer import Answer
from eligibility.telling.trees import Section, explained
from eligibility.telling.wording import Wording

from . import screens, speech
from .options import View
from .plain import print_json


def show_answer(found: Answer, view: View) -> None:
    """Print the answer."""
    if view.accessible:
        speech.speak(speech.spoken_answer(found, view))
    else:
        screens.show(screens.answer_lines(found, view), view)


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
