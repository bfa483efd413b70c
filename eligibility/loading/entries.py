"""Single entries of a YAML node, each read as what it is declared to be.

A reader returns None where the entry is missing or wrong, and has then recorded why;
so that reading goes on, and all faults of a rulebook are told at once.
"""

from collections.abc import Collection, Iterable
from collections.abc import Mapping as Names
from datetime import date
from typing import TypeVar

from eligibility.errors import Fault, nearest
from eligibility.loading.source import Mapping, Node, Scalar, Sequence
from eligibility.periods import iso_day
from eligibility.places import Document, Place
from eligibility.texts import Text

T = TypeVar("T")
LANGUAGES = ("zh", "en")


class Entries:
    """Reads entries and records faults."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(  # noqa: PLR0913 - a fault has this many sides
        self,
        code: str,
        place: Place,
        text: Text,
        *,
        hint: Text | None = None,
        other: tuple[Place, Text] | None = None,
        subject: str | None = None,
    ) -> None:
        """Record a fault; the same fault at the same place is told once."""
        fault = Fault(code, text, place, hint, other, subject)
        if fault not in self.faults:
            self.faults.append(fault)

    def mapping(
        self,
        node: Node | None,
        *,
        required: Iterable[str] = (),
        optional: Iterable[str] = (),
    ) -> Mapping:
        """A mapping with these keys and no others; an empty one where it is not."""
        if not isinstance(node, Mapping):
            if node is not None:
                self.expected(node, "一组“键: 值”", "a mapping of keys to values")
            return Mapping({}, node.place if node else NOWHERE)
        required = tuple(required)
        known = (*required, *optional)
        for key, place in node.keys.items():
            if key not in known:
                self.unknown("key", key, place, known)
        for key in required:
            if key not in node.entries:
                self.fault(
                    "missing-key",
                    node.place,
                    Text(f"缺少“{key}”", f'"{key}" is missing'),
                    subject=key,
                )
        return node

    def named(self, node: Node | None) -> dict[str, Node]:
        """A mapping whose keys are names of the rulebook's own."""
        if isinstance(node, Mapping):
            return node.entries
        if node is not None:
            self.expected(node, "一组“名称: 内容”", "a mapping of names")
        return {}

    def items(self, node: Node | None) -> list[Node]:
        """A list; empty where it is missing."""
        if isinstance(node, Sequence):
            return node.items
        if node is not None:
            self.expected(node, "一个列表", "a list")
        return []

    def word(self, node: Node | None) -> str | None:
        """A scalar that is not empty, as text."""
        if isinstance(node, Scalar) and not node.null and node.text.strip():
            return node.text
        if node is not None:
            self.expected(node, "一段文字", "a text")
        return None

    def text(self, node: Node | None) -> Text | None:
        """A text in both languages."""
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self.expected(node, "中英两种文字 {zh: …, en: …}", "a text {zh: …, en: …}")
            return None
        words = [self.word(node.entries.get(language)) for language in LANGUAGES]
        for language, word in zip(LANGUAGES, words, strict=True):
            if word is None and language not in node.entries:
                self.fault(
                    "missing-language",
                    node.place,
                    Text(
                        f"这段文字缺少 {language}",
                        f"The text has no {language}",
                    ),
                    subject=language,
                )
        for key, place in node.keys.items():
            if key not in LANGUAGES:
                self.fault(
                    "unknown-key",
                    place,
                    Text("文字里只有 zh 和 en", "A text has `zh` and `en` only"),
                    hint=Text(
                        "文字里有逗号，就要加引号。",
                        "A text with a comma stands in quotation marks.",
                    ),
                    subject=key,
                )
        zh, en = words
        return Text(zh, en) if zh is not None and en is not None else None

    def day(self, node: Node | None) -> date | None:
        """An ISO day."""
        word = self.word(node)
        if word is None or node is None:
            return None
        day = iso_day(word)
        if day is None:
            self.expected(node, "日期，例如 2021-07-27", "a day such as 2021-07-27")
        return day

    def whole(self, node: Node | None, default: int) -> int:
        """A whole number."""
        if node is None:
            return default
        word = self.word(node)
        if (
            word is not None
            and word.lstrip("-").isascii()
            and word.lstrip("-").isdigit()
        ):
            return int(word)
        self.expected(node, "整数", "a whole number")
        return default

    def truth(self, node: Node | None, *, default: bool) -> bool:
        """`true` or `false`."""
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text in {"true", "false"}:
            return node.text == "true"
        self.expected(node, "true 或 false", "true or false")
        return default

    def one_of(
        self, node: Node | None, names: Collection[str], what: str
    ) -> str | None:
        """A name out of a closed list."""
        word = self.word(node)
        if word is None or node is None:
            return None
        if word in names:
            return word
        self.unknown(what, word, node.place, names)
        return None

    def look_up(self, node: Node | None, names: Names[str, T], what: str) -> T | None:
        """What a name stands for."""
        word = self.one_of(node, names, what)
        return names[word] if word is not None else None

    def unknown(
        self,
        what: str,
        name: str,
        place: Place,
        names: Collection[str],
        *,
        declared: Place | None = None,
    ) -> None:
        """Record a name that is not among `names`."""
        zh, en = WORDS.get(what, (what, what))
        listed = tuple(names)
        hint = nearest(name, listed)
        if hint is None and 0 < len(listed) <= FEW_NAMES:
            hint = Text(
                "可以用：" + "、".join(listed), "Possible here: " + ", ".join(listed)
            )
        self.fault(
            f"unknown-{what}",
            place,
            Text(f"没有叫“{name}”的{zh}", f'There is no {en} called "{name}"'),
            hint=hint,
            other=(declared, DECLARED) if declared else None,
            subject=name,
        )

    def unread(self, node: Node) -> None:
        """Record that something written was not read, unless a fault says why.

        Whatever a reader makes nothing of passes here, so that nothing can vanish: a
        rulebook with a fault is refused whole.
        """
        if not self.faults:
            self.fault(
                "unread",
                node.place,
                Text("这里读不出意思", "No meaning could be read from this"),
            )

    def distinct(self, items: Iterable[tuple[Node, object]]) -> None:
        """Record each value of a list that stands there twice."""
        first: dict[object, Place] = {}
        for item, value in items:
            if value is not None and value in first:
                self.fault(
                    "duplicate-value",
                    item.place,
                    Text(f"“{value}”写了两次", f'"{value}" stands twice'),
                    other=(first[value], Text("第一次在这里", "the first is here")),
                )
            first.setdefault(value, item.place)

    def expected(self, node: Node, zh: str, en: str) -> None:
        """Record that something else was expected here."""
        found = ("一组键和值", "a mapping")
        if isinstance(node, Sequence):
            found = ("列表", "a list")
        if isinstance(node, Scalar):
            shown = node.text if len(node.text) <= SHOWN else node.text[:SHOWN] + "…"
            found = (f"“{shown}”", f'"{shown}"')
            if node.null or not node.text.strip():
                found = ("空的", "nothing")
        self.fault(
            "wrong-type",
            node.place,
            Text(
                f"这里应当是{zh}，读到的是{found[0]}",
                f"Expected {en}, found {found[1]}",
            ),
        )


DECLARED = Text("声明在这里", "declared here")
NOWHERE = Place(Document("", ()), 0, 0)
FEW_NAMES = 12
SHOWN = 40
WORDS = {
    "key": ("键", "key"),
    "fact": ("事实", "fact"),
    "parameter": ("参数", "parameter"),
    "name": ("事实或参数", "fact or parameter"),
    "measure": ("措施", "measure"),
    "definition": ("定义", "definition"),
    "source": ("依据", "source"),
    "value": ("值", "value"),
    "type": ("类型", "type"),
    "basis": ("依据等级", "basis"),
    "kind": ("种类", "kind"),
    "topic": ("主题", "topic"),
    "status": ("结论", "status"),
    "profile": ("档案", "profile"),
    "condition": ("条件", "condition"),
    "place": ("位置", "place"),
    "timezone": ("时区", "time zone"),
    "step": ("措施或行动", "measure or act"),
}
