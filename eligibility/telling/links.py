"""Which words of an answer lead somewhere: telephone lines, pages, documents."""

from collections.abc import Iterator

from eligibility.law.contents import Contents
from eligibility.law.sources import Source
from eligibility.texts import Language

Links = tuple[tuple[str, str], ...]
"""Words, each with the address that they lead to."""


def links(contents: Contents, language: Language) -> Links:
    """The words that lead somewhere, the longest first, so that none is taken for a
    part of another.
    """
    found = dict(_contacts(contents))
    for source in contents.sources.values():
        if source.address is not None:
            found[named(source, language)] = source.address
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def named(source: Source, language: Language) -> str:
    """A document as answers name it: by its number, where it has one."""
    return source.number or source.title.in_language(language)


def _contacts(contents: Contents) -> Iterator[tuple[str, str]]:
    for measure in contents.measures.values():
        for version in measure.versions:
            how = version.application
            if how is None or how.contact is None:
                continue
            if how.contact.phone is not None:
                yield how.contact.phone, f"tel:{how.contact.phone}"
            if how.contact.url is not None:
                yield how.contact.url, how.contact.url
