"""Slips of a Chinese keyboard: characters that look like those of the language.

A full-width colon makes a text of what was meant as a key, and the fault that follows
is told elsewhere and of something else. So where a file has faults, their lines, and
those before them, are looked over for such characters first.
"""

import re
from collections.abc import Iterable, Iterator

from eligibility.errors import Fault
from eligibility.places import Document, Place
from eligibility.texts import Text

MEANT = {
    "：": ":",
    "，": ",",
    "、": ",",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "＂": '"',
    "＇": "'",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "＝": "==",
    "＞": ">",
    "＜": "<",
    "＋": "+",
    "－": "-",
    "—": "-",
    "×": "*",
    "＊": "*",
    "÷": "/",
    "／": "/",
    "．": ".",
    "。": ".",
    "＿": "_",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}
"""What each character was meant to be."""
SPACES = {
    "\u3000": Text("全角空格", "a full-width space"),
    "\xa0": Text("不换行空格", "a no-break space"),
    "\t": Text("制表符", "a tab"),
}
OPERATORS = {
    "=>": Text(">=", ">="),
    "=<": Text("<=", "<="),
    "&&": Text("拆成 all 下面的两条", "two conditions under `all`"),
    "||": Text("拆成 any 下面的两条", "two conditions under `any`"),
}
SINGLE_EQUALS = re.compile(r"(?<![=<>!])=(?!=)")
QUOTED = re.compile(r'"[^"]*"|\'[^\']*\'')
KEY = r"[A-Za-z_][\w-]*"
LAYOUT = (
    re.compile(rf'(?:^\s*(?:- +)*|[{{,，]\s*)"?{KEY}"?(：)', re.ASCII),
    re.compile(rf"(，)\s*{KEY}\s*[:：]", re.ASCII),
    re.compile(r"(?:[:：]|^\s*-)\s*([“”‘’＂＇｛［【])"),
    re.compile(r"^[ ]*(?:- +)*([\t\u3000\xa0])"),
    re.compile(r"[:：-]([\u3000\xa0])"),
    re.compile(
        r"^\s*(?:- )?(?:from|until|on|first_day|last_day|verified_on|review_by|least"
        r"|most|decimals|value|months|amount)\s*[:：].*?([０-９－．])"
    ),
)
"""Where such a character can only be a slip, whatever the texts around it say."""
NO_SPACE = re.compile(rf"^\s*(?:- +)*{KEY}(:)(?=[^\s/])", re.ASCII)


def in_expression(text: str) -> tuple[int, str, Text] | None:
    """The first slip in a test: where it starts,
    what was written, and what is meant.
    """
    bare = QUOTED.sub(lambda quoted: " " * len(quoted.group()), text)
    slips: list[tuple[int, str, Text]] = []
    for at, character in enumerate(bare):
        if character in MEANT:
            meant = MEANT[character]
            slips.append((at, character, Text(meant, meant)))
        elif character in SPACES:
            slips.append((at, character, Text("普通空格", "a plain space")))
    for written, instead in OPERATORS.items():
        if written in bare:
            slips.append((bare.index(written), written, instead))
    equals = SINGLE_EQUALS.search(bare)
    if equals and not any(written in bare for written in ("=>", "=<")):
        slips.append((equals.start(), "=", Text("==", "==")))
    return min(slips, key=lambda slip: slip[0], default=None)


def slip_at(place: Place, written: str, meant: Text) -> Fault:
    """The fault of a character that was not meant."""
    zh, en = f"“{written}”", f'"{written}"'
    if written in SPACES:
        zh, en = SPACES[written]
    return Fault(
        "slip",
        Text(f"这里写的是{zh}", f"This is {en}"),
        place,
        Text(f"要写：{meant.zh}", f"Type instead: {meant.en}"),
        subject=written,
    )


def explained(faults: Iterable[Fault]) -> list[Fault]:
    """The faults, with a slip in place of those that come of it."""
    faults = list(faults)
    lines: dict[str, set[int]] = {}
    documents: dict[str, Document] = {}
    for fault in faults:
        if fault.place is not None and fault.place.document.lines:
            document = fault.place.document
            documents[document.name] = document
            lines.setdefault(document.name, set()).update(
                (fault.place.line, fault.place.line - 1)
            )
    slips = [
        slip
        for name, document in documents.items()
        for slip in _slips(document, sorted(lines[name]))
    ]
    covered = {
        (slip.place.document.name, line)
        for slip in slips
        if slip.place is not None
        for line in (slip.place.line, slip.place.line + 1)
    }
    kept = [
        fault
        for fault in faults
        if fault.place is None
        or (fault.place.document.name, fault.place.line) not in covered
    ]
    return kept + [slip for slip in slips if slip not in kept]


def _slips(document: Document, lines: Iterable[int]) -> Iterator[Fault]:
    for line in lines:
        if not 1 <= line <= len(document.lines):
            continue
        text = document.lines[line - 1]
        if text.lstrip().startswith("#"):
            continue
        found = [match for pattern in LAYOUT for match in pattern.finditer(text)]
        if found:
            first = min(found, key=lambda match: match.start(1))
            written = first.group(1)
            meant = MEANT.get(written)
            yield slip_at(
                Place(document, line, first.start(1) + 1),
                written,
                Text(meant, meant) if meant else Text("普通空格", "plain spaces"),
            )
        elif space := NO_SPACE.search(text):
            yield Fault(
                "slip",
                Text("冒号后面没有空格", "No space follows the colon"),
                Place(document, line, space.start(1) + 1),
                Text("在冒号后面加一个空格。", "Put a space after the colon."),
                subject=":",
            )
