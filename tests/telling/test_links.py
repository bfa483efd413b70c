"""Words that lead somewhere: each to its address, and none cut out of another."""

from datetime import date

from eligibility import Rulebook
from eligibility.telling.links import links


def test_lines_pages_and_documents_lead_to_their_addresses() -> None:
    book = Rulebook.load("guangdong")
    found = dict(links(book.contents, "zh"))
    assert found["12348"] == "tel:12348"
    assert found["https://www.gdzwfw.gov.cn/"] == "https://www.gdzwfw.gov.cn/"
    document = book.contents.sources["yrsg-2020-30"]
    assert document.number is not None
    assert found[document.number] == document.address
    assert all(not address.startswith("rules/") for address in found.values())


def test_longer_words_come_first() -> None:
    lengths = [len(words) for words, _ in links(Rulebook.load().contents, "en")]
    assert lengths == sorted(lengths, reverse=True)


def test_every_measure_of_guangdong_says_whom_to_ask() -> None:
    contents = Rulebook.load("guangdong").contents
    for measure in contents.measures.values():
        version = measure.on(date(2026, 11, 28))
        how = version.application if version is not None else None
        assert how is not None, measure.id
        assert how.contact is not None, measure.id
        assert how.contact.phone is not None, measure.id
        assert how.contact.name is not None, measure.id
