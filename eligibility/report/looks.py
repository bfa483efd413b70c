"""Colours and fonts of a report: each text colour with the ground it stands on."""

from dataclasses import dataclass

from eligibility.assessment import Status
from eligibility.telling.answer import AnswerKind
from eligibility.truth import Truth

CHINESE = "Noto Sans CJK SC"
"""The font that a PDF is set in: Debian's package fonts-noto-cjk has it."""
FONTS = (
    "system-ui, -apple-system, 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', "
    f"'{CHINESE}', 'Source Han Sans SC', sans-serif"
)
PAPER = "#ffffff"
INK = "#1b1f24"
MUTED = "#505963"
LINE = "#767f89"
LINK = "#0b4f8a"


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour for words and signs, and the ground for such words."""

    ink: str
    ground: str


GOOD = Tone("#0b5726", "#e4f4e9")
NEXT = Tone("#0b4f8a", "#e5f0fa")
OPEN = Tone("#6d4500", "#fdf1d7")
BAD = Tone("#8c1c1c", "#fbe9e8")
PLAIN = Tone("#404852", "#eef0f3")
TONES = {"good": GOOD, "next": NEXT, "open": OPEN, "bad": BAD, "plain": PLAIN}
BY_KIND = {
    AnswerKind.NOW: "good",
    AnswerKind.NEXT: "next",
    AnswerKind.WAIT: "next",
    AnswerKind.OPEN: "open",
    AnswerKind.OFFICE: "open",
    AnswerKind.NO: "bad",
    AnswerKind.DONE: "plain",
    AnswerKind.LATER: "plain",
    AnswerKind.TOLD: "plain",
    AnswerKind.APART: "plain",
}
BY_TRUTH = {Truth.TRUE: GOOD, Truth.FALSE: BAD, Truth.UNKNOWN: OPEN}
BY_STATUS = {
    Status.ELIGIBLE: GOOD,
    Status.INELIGIBLE: BAD,
    Status.UNDETERMINED: OPEN,
    Status.NOT_IN_FORCE: PLAIN,
    Status.INFORMATIONAL: PLAIN,
}


def pairs() -> tuple[tuple[str, str], ...]:
    """Every text colour with each ground that it may stand on."""
    plain = [(ink, PAPER) for ink in (INK, MUTED, LINK)]
    toned = [
        pair
        for tone in TONES.values()
        for pair in (
            (tone.ink, tone.ground),
            (tone.ink, PAPER),
            (INK, tone.ground),
            (MUTED, tone.ground),
            (PAPER, tone.ink),
        )
    ]
    return (*plain, *toned)
