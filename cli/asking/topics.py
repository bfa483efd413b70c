"""What one comes for: the first question of an interview, several answers of which may
be chosen.
"""

from eligibility.law.contents import Contents

from ..options import View
from .interview import Asker
from .question import Question

ALL, BEGIN = "all", "begin"


def chosen(contents: Contents, asker: Asker, view: View) -> tuple[str, ...] | None:
    """The topics that a person chooses, all of them for none; None where they left."""
    found: list[str] = []
    notice = ""
    with asker.sitting():
        while True:
            decision = asker.ask(_question(contents, found, view), notice)
            notice = ""
            match decision.command, decision.value:
                case "quit", _:
                    return None
                case "answer", "all":
                    return ()
                case "answer", "begin":
                    return tuple(one for one in contents.topics if one in found)
                case "answer", str(topic):
                    if topic in found:
                        found.remove(topic)
                    else:
                        found.append(topic)
                case _:
                    notice = view.say("先选一样。", "Choose one first.")


def _question(contents: Contents, found: list[str], view: View) -> Question:
    marked = view.say("（已选）", " (chosen)")
    choices = [
        (id_, text.in_language(view.language) + (marked if id_ in found else ""))
        for id_, text in contents.topics.items()
    ]
    if found:
        choices.append((BEGIN, view.say("就这些，开始", "That is all, begin")))
    choices.append((ALL, view.say("都看看", "All of it")))
    return Question(
        view.say("可以选几样", "You may choose several"),
        view.say("您为什么事来？", "What do you come for?"),
        tuple(choices),
        (("q", view.say("离开", "leave")),),
        "",
    )
