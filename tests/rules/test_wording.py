"""The rulebook's texts: plain, short, and in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from eligibility import Rulebook
from eligibility.law.conditions import labels_in
from eligibility.texts import Text

BOOK = Rulebook.load("guangdong")
CHINESE = 40
ENGLISH = 25
HAN = re.compile(r"[\u4e00-\u9fff]")


def texts() -> Iterator[tuple[str, Text]]:
    """Everything that people read, and where it stands."""
    for fact in BOOK.facts.values():
        for name in ("heading", "question", "help"):
            yield f"{fact.id}.{name}", getattr(fact, name)
        yield from ((f"{fact.id}.{value}", text) for value, text in fact.values.items())
    for measure in BOOK.measures.values():
        yield f"{measure.id}.title", measure.title
        yield f"{measure.id}.summary", measure.summary
        for version in measure.versions:
            at = f"{measure.id}@{version.start}"
            told = (version.planned, version.informs, version.offer)
            yield from ((at, text) for text in told if text is not None)
            yield from ((f"{at}.caution", one.text) for one in version.cautions)
            how = version.application
            if how is not None:
                yield f"{at}.where", how.where
                yield from ((f"{at}.bring", text) for text in how.bring)
                if how.within is not None:
                    yield f"{at}.within", how.within
            if version.requirement is not None:
                for label in labels_in(version.requirement):
                    if label.text is not None:
                        yield f"{at}.{label.id}", label.text
    for contradiction in BOOK.contents.contradictions:
        yield contradiction.id, contradiction.text


def test_no_sentence_is_longer_than_people_read() -> None:
    long = [
        f"{at}: {sentence}"
        for at, text in texts()
        for sentence in re.split(r"[。！？；]", text.zh)
        if len(HAN.findall(sentence)) > CHINESE
    ]
    long += [
        f"{at}: {sentence}"
        for at, text in texts()
        for sentence in re.split(r"[.!?;](?:\s|$)", text.en)
        if len(sentence.split()) > ENGLISH
    ]
    assert not long, "\n".join(long)


def test_each_text_is_in_its_language() -> None:
    wrong = [
        at for at, text in texts() if not HAN.search(text.zh) and text.zh != text.en
    ]
    mixed = [
        at
        for at, text in texts()
        if HAN.search(re.sub(r"\u3014.*?\u3015|“.*?”", "", text.en))
    ]
    assert not wrong
    assert not mixed


@pytest.mark.parametrize("file", ["readings.md", "CHANGELOG.md"])
def test_the_rulebook_comes_with_its_notes(file: str) -> None:
    assert (Path(BOOK.folder) / file).is_file()
