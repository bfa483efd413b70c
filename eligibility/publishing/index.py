"""The index of the site: the measures by topic, each with the words it is found by."""

from collections.abc import Iterator
from datetime import date

from eligibility.offering import STATES, state
from eligibility.publishing.parts import Index, Listed, MeasurePage
from eligibility.rulebook import Rulebook
from eligibility.telling.trees import Branch
from eligibility.telling.wording import Wording
from eligibility.texts import Language


def index(
    book: Rulebook, day: date, language: Language, pages: dict[str, MeasurePage]
) -> Index:
    """The index in one language; measures without a topic come last."""
    words = Wording(book.facts, language)
    by_topic: dict[str, list[Listed]] = {
        **{words.of(title): [] for title in book.contents.topics.values()}
    }
    for measure in book.measures.values():
        page = pages[measure.id]
        topic = page.topic or words.say("其他", "Others")
        listed = Listed(
            measure.id,
            page.title,
            page.summary,
            words.of(STATES[state(measure.on(day))]),
            " ".join(dict.fromkeys(_found_by(page))).lower(),
        )
        by_topic.setdefault(topic, []).append(listed)
    return Index(
        language,
        words.of(book.contents.title),
        tuple((title, tuple(some)) for title, some in by_topic.items() if some),
        len(book.measures),
    )


def _found_by(page: MeasurePage) -> Iterator[str]:
    yield from (page.id, page.title, page.summary, page.topic)
    yield from (line.text for line in (*page.what, *page.how))
    ahead: list[Branch] = [*page.who]
    while ahead:
        branch = ahead.pop(0)
        yield branch.text
        ahead += branch.parts
