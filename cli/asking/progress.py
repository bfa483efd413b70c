"""How far an interview has come, in words."""

from eligibility.assessment import Determination
from eligibility.inquiries.interview import Stand
from eligibility.telling.answer import AnswerKind, kind_of
from eligibility.telling.wording import held

from ..options import View


def told_left(now: Stand, view: View) -> str:
    """How many questions still come, in words; nothing where none does."""
    if now.fact is None:
        return ""
    count, here = now.about, now.about_here
    if now.at_least == now.at_most:
        return view.say(f"还有 {count} 题", f"{count} more")
    if here >= count:
        return view.say(f"大约还有 {count} 题", f"about {count} more")
    return view.say(
        f"大约还有 {count} 题，这一段还有 {here} 题",
        f"about {count} more, {here} in this part",
    )


def good(determination: Determination) -> bool:
    """Whether it is certain that a person can have a measure, and has it not yet: what
    one cannot have is told at the end.
    """
    return kind_of(determination) is AnswerKind.NOW and not held(determination)


def told_good(now: Stand, view: View) -> str:
    """How many measures a person can have for certain; nothing where there is none."""
    count = sum(map(good, now.assessment))
    if not count:
        return ""
    word = AnswerKind.NOW.word
    return view.say(f"已能确定：{count} 项{word.zh}", f"certain: {count} {word.en}")
