"""How a person leaves: with the answers in a file, and the command that goes on."""

import sys
from pathlib import Path

from eligibility.errors import CallError
from eligibility.inquiries.interview import Given
from eligibility.sentences.wrapping import wrapped

from ..again import Call
from ..asking.early import drop_early
from ..options import View
from ..saving import refuse_unwritable, save
from ..showing.talk import tell

YES = {"y", "yes", "是", "好"}
NO = {"n", "no", "否", "不", "q"}
SUGGESTED = "me.yaml"


def keep(given: Given, name: str, call: Call, view: View) -> None:
    """Save the answers, and say where."""
    save(given, name)
    tell_kept(name, call, view)


def tell_kept(name: str, call: Call, view: View) -> None:
    """Say where the answers are, and how to go on with them."""
    tell("")
    tell(view.say(f"回答存在 {name}", f"Your answers are in {name}."))
    tell(view.say("下次接着答：", "To go on: ") + call.onward(name))


def tell_lost(call: Call, view: View, name: str | None = None) -> None:
    """Say that no answers were kept, and how to begin so that they are."""
    tell("")
    tell(view.say("没有存下回答。", "No answers were kept."))
    again = view.say("下次边答边存：", "To begin again, and keep them: ")
    tell(again + call.begun(name or _free()))


def asked_name(view: View) -> str | None:
    """The file in which the person wants the answers kept; None for none.

    Enter alone decides nothing, and "yes" is no file's name. A file that is there is
    replaced only where its name is given twice.
    """
    free = _free()
    tell("")
    asked = view.say(
        f"保存回答吗？打 y 存成 {free}，或者打别的文件名；打 n 不保存：",
        f"Keep your answers? y for {free}, or another file's name; n for none:",
    )
    nothing = view.say("只按回车不算。", "Enter alone decides nothing.")
    before = ""
    while (said := line(asked, view)) is not None and said.casefold() not in NO:
        name = free if said.casefold() in YES else said
        told = _refused(name, before, view) if name else nothing
        if told is None:
            return name
        tell(told)
        before = name
    return None


def line(prompt: str, view: View) -> str | None:
    """A line that the person types; None at the end of the input."""
    drop_early()
    lines = [prompt] if view.accessible else wrapped(prompt, view.width - 1)
    sys.stderr.write("\n".join(lines) + " ")
    sys.stderr.flush()
    typed = sys.stdin.readline()
    return typed.strip() if typed else None


def _refused(name: str, before: str, view: View) -> str | None:
    """Why a file is not to be written; None where it may be."""
    try:
        refuse_unwritable(name)
    except (CallError, ValueError) as error:
        faults = error.faults if isinstance(error, CallError) else ()
        told = [one.text.in_language(view.language) for one in faults]
        return "\n".join(told) or view.say("不能用这个名字。", "This cannot be a name.")
    if Path(name).exists() and name != before:
        return view.say(
            f"{name} 已经有了；要换掉它，就再打一次。",
            f"{name} is there already; to replace it, type the name again.",
        )
    return None


def _free() -> str:
    """A name that no file has yet."""
    stem, ending = Path(SUGGESTED).stem, Path(SUGGESTED).suffix
    name, number = SUGGESTED, 1
    while Path(name).exists():
        number += 1
        name = f"{stem}-{number}{ending}"
    return name
