"""Sentences by their ids, filled by name: what is said stands in the files beside this.

The first word of an id names its file, which is read when a sentence of it is first
said. A template holds words and `{name}`s alone; which one is said, the caller decides.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from eligibility.sentences.spoken import spoken_day
from eligibility.texts import Language, Text

FOLDER = Path(__file__).parent
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class _Template:
    text: Text
    names: frozenset[str]


def sentence(id_: str, /, **values: object) -> Text:
    """A sentence in both languages; a text or a day among the values is said in each.

    >>> sentence("joins.remarked", text=Text("甲", "A"), remark=1)
    Text(zh='甲（1）', en='A (1)')
    """
    return Text(said(id_, "zh", values), said(id_, "en", values))


def said(id_: str, language: Language, values: Mapping[str, object]) -> str:
    """A sentence in one language."""
    template = _templates(id_.partition(".")[0])[id_]
    if values.keys() ^ template.names:
        raise AssertionError(id_, sorted(values), sorted(template.names))
    words = template.text.in_language(language)
    if not values:
        return words
    return words.format_map(
        {name: _spoken(value, language) for name, value in values.items()}
    )


def _spoken(value: object, language: Language) -> object:
    """A value as it is said in a sentence."""
    if isinstance(value, date):
        value = spoken_day(value)
    return value.in_language(language) if isinstance(value, Text) else value


def joined(parts: Iterable[Text], between: str) -> Text:
    """Texts as one, with what stands between them given by its id."""
    texts, words = tuple(parts), sentence(between)
    return Text(
        words.zh.join(text.zh for text in texts),
        words.en.join(text.en for text in texts),
    )


def templates(file: str) -> Mapping[str, Text]:
    """All templates of a file, unfilled, for whoever fills them elsewhere."""
    return {id_: template.text for id_, template in _templates(file).items()}


class _File(dict[str, _Template]):
    """The templates of a file; one that is not there is our own mistake."""

    def __missing__(self, id_: str) -> _Template:
        raise AssertionError(id_)


@cache
def _templates(file: str) -> _File:
    rows = json.loads((FOLDER / f"{file}.json").read_text("utf-8"))
    return _File(
        {
            id_: _Template(Text(**row), frozenset(_NAME.findall(row["zh"])))
            for id_, row in rows.items()
        }
    )
