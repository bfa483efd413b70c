"""What is shown: on a screen, or as sentences for a screen reader."""

from collections.abc import Iterable

from eligibility.assessment import Assessment
from eligibility.telling.answer import Answer
from eligibility.telling.trees import Section, explained
from eligibility.telling.wording import Wording

from ..options import View
from . import screens, speech


def show_text(text: str, view: View) -> None:
    """Print one sentence."""
    if view.accessible:
        speech.speak([speech.sentence(text, view)])
    else:
        screens.show(screens.plain_lines(text, view), view)


def show_answer(answer: Answer, view: View) -> None:
    """Print the answer."""
    if view.accessible:
        speech.speak(speech.spoken_answer(answer, view))
    else:
        screens.show(screens.answer_lines(answer, view), view)


def show_conditions(assessment: Assessment, view: View) -> None:
    """Print every condition of the measures assessed."""
    words = Wording(assessment.book.facts, view.language)
    show_sections(
        (explained(determination, words) for determination in assessment), view
    )


def show_sections(sections: Iterable[Section], view: View) -> None:
    """Print sections, one beneath the other."""
    for number, section in enumerate(sections):
        if number:
            show_gap()
        if view.accessible:
            speech.speak(speech.spoken_section(section, view))
        else:
            screens.show(screens.section_lines(section, view), view)


def show_gap() -> None:
    """Print an empty line."""
    print()  # noqa: T201 - the answer belongs on stdout
