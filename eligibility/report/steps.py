"""What a person can do, and when, in words: the advice on one measure."""

from collections.abc import Iterable, Iterator, Mapping

from eligibility.assessment import Status
from eligibility.contents import Measure
from eligibility.inquiries.advice import Advice
from eligibility.inquiries.changes import Change
from eligibility.inquiries.windows import Window
from eligibility.telling.answer import held
from eligibility.telling.wording import Wording
from eligibility.texts import Text

OUTCOMES = {
    Status.ELIGIBLE: Text("可以办", "open to you"),
    Status.INELIGIBLE: Text("不符合", "not for you"),
    Status.UNDETERMINED: Text("还不能确定", "not certain"),
    Status.NOT_IN_FORCE: Text("没有实行", "not in force"),
    Status.INFORMATIONAL: Text("供参考", "for information"),
}
Steps = Iterator[tuple[str, str]]


def outcome(window: Window, words: Wording) -> str:
    """From when until when an outcome holds."""
    told, start, until = words.of(OUTCOMES[window.status]), window.start, window.until
    if until is None:
        return words.say(f"{start} 起{told}", f"{told} from {start}")
    if until == start:
        return words.say(f"{start} 这天{told}", f"{told} on {start}")
    return words.say(f"{start} 到 {until} {told}", f"{told} from {start} to {until}")


def until(advice: Advice, words: Wording) -> str:
    """The last day to apply; nothing where there is none, or nothing to apply for."""
    day = advice.apply_by
    if day is None or held(advice.determination):
        return ""
    return words.say(f"最晚 {day} 申请", f"Apply by {day}")


def days(advice: Advice, words: Wording) -> str:
    """How the outcome changes over time; nothing where it stays."""
    if len(advice.windows) < 2:
        return ""
    told = (outcome(window, words) for window in advice.windows)
    return words.joined(told, "；", "; ")


def path(
    advice: Advice, measures: Mapping[str, Measure], words: Wording
) -> tuple[str, ...]:
    """The measures to obtain one after another, each with its first day."""
    return tuple(
        words.say(
            f"{words.of(measures[step.measure].title)}（{step.day} 起）",
            f"{words.of(measures[step.measure].title)} (from {step.day})",
        )
        for step in advice.path
    )


def next_steps(
    advice: Advice, measures: Mapping[str, Measure], words: Wording
) -> Steps:
    """What would have to be otherwise, and what else is open."""
    for change in advice.changes:
        yield words.say("怎样才可以", "What it takes"), _change(change, measures, words)
    if advice.instead:
        titles = _titles(advice.instead, words)
        yield words.say("可以改办", "Open instead"), titles


def _change(change: Change, measures: Mapping[str, Measure], words: Wording) -> str:
    facts = [
        f"{words.of(words.facts[id_].heading)}{words.say('：', ': ')}"
        f"{words.value(words.facts[id_], value)}"
        for id_, value in change.values.items()
    ]
    told = words.joined(facts, "，并且 ", ", and ")
    if not change.through:
        return told
    first = _titles((measures[id_] for id_ in change.through), words)
    return words.remarked(told, words.say(f"先办{first}", f"through {first}"))


def _titles(measures: Iterable[Measure], words: Wording) -> str:
    return words.joined((words.of(one.title) for one in measures), "、", ", ")
