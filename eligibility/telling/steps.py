"""What a person can do, and when, in words: the advice on one measure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from eligibility.assessment import Status
from eligibility.inquiries.advice import Advice
from eligibility.inquiries.changes import Change
from eligibility.inquiries.windows import Window
from eligibility.law.contents import Measure
from eligibility.law.facts import Kind
from eligibility.telling.wording import Wording, held
from eligibility.texts import Text

OUTCOMES = {
    Status.ELIGIBLE: Text("可以办", "open to you"),
    Status.INELIGIBLE: Text("不符合", "not for you"),
    Status.UNDETERMINED: Text("还不能确定", "not certain"),
    Status.NOT_IN_FORCE: Text("没有实行", "not in force"),
    Status.INFORMATIONAL: Text("供参考", "for information"),
}
Steps = Iterator[tuple[str, str]]
TAKES = Text("怎样才可以", "What it takes")
INSTEAD = Text("可以改办", "Open instead")


def outcome(window: Window, words: Wording) -> str:
    """From when until when an outcome holds."""
    told, start, until = words.of(OUTCOMES[window.status]), window.start, window.until
    if until is None:
        return words.say(f"{start} 起{told}", f"{told} from {start}")
    if until == start:
        return words.say(f"{start} 这天{told}", f"{told} on {start}")
    return words.say(f"{start} 到 {until} {told}", f"{told} from {start} to {until}")


def until(advice: Advice, words: Wording) -> str:
    """The last day to apply, and how long it holds for whoever does; nothing where there
    is none, or nothing to apply for.
    """
    by, holds = advice.apply_by, advice.holds_until
    if by is None or held(advice.determination):
        return ""
    told = words.say(f"最晚 {by} 申请", f"Apply by {by}")
    if holds == by:
        return told
    if holds is None:
        return told + words.say("，以后仍然符合", "; it holds beyond that day")
    return told + words.say(
        f"，申请以后到 {holds} 都符合", f"; once applied for, it holds until {holds}"
    )


def opens(advice: Advice) -> date | None:
    """The day from which a measure that is not open now will be, by waiting alone."""
    later = (one.start for one in advice.windows[1:] if one.status is Status.ELIGIBLE)
    return None if advice.windows[0].status is Status.ELIGIBLE else next(later, None)


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
    advice: Advice,
    measures: Mapping[str, Measure],
    words: Wording,
    *,
    brief: int | None = None,
) -> Steps:
    """What would have to be otherwise, and what else is open; `brief` tells the first
    way only, and of it so many of the facts that must be so as well.
    """
    for change in advice.changes[: None if brief is None else 1]:
        yield words.of(TAKES), _change(advice, change, measures, words, brief=brief)
    if advice.instead:
        yield words.of(INSTEAD), _titles(advice.instead, words)


def _change(
    advice: Advice,
    change: Change,
    measures: Mapping[str, Measure],
    words: Wording,
    *,
    brief: int | None,
) -> str:
    """What to make otherwise; and what then, or still, has to be so."""
    codes = advice.determination.codes
    known = [id_ for id_ in change.values if id_ in codes]
    others = [id_ for id_ in change.values if id_ not in codes]
    told = [_otherwise(id_, change, words) for id_ in known]
    if others:
        few = others if brief is None else others[:brief]
        listed = words.joined((_so(id_, change, words) for id_ in few), "、", "; ")
        if len(few) < len(others):
            count = len(others)
            listed += words.say(f"等 {count} 项", f"; and more, {count} in all")
        told.append(
            words.say(f"还要：{listed}", f"as well: {listed}")
            if known
            else words.say(f"如果：{listed}", f"if: {listed}")
        )
    whole = words.joined(told, "；", "; ")
    if not change.through:
        return whole
    first = _titles((measures[id_] for id_ in change.through), words)
    return words.remarked(whole, words.say(f"先办{first}", f"through {first}"))


def _otherwise(id_: str, change: Change, words: Wording) -> str:
    fact = words.facts[id_]
    heading, value = words.of(fact.heading), words.value(fact, change.values[id_])
    if fact.kind.ordered and fact.kind is not Kind.DATE:
        return words.say(f"{heading}改到 {value}", f"{heading} at {value}")
    return words.say(f"“{heading}”改成“{value}”", f"{heading} becomes: {value}")


def _so(id_: str, change: Change, words: Wording) -> str:
    """A fact that must be so; of an amount or a day, one of those that will do."""
    fact = words.facts[id_]
    heading, value = words.of(fact.heading), words.value(fact, change.values[id_])
    if fact.kind.ordered:
        return words.say(f"{heading}（例如 {value}）", f"{heading} (such as {value})")
    return f"{heading}{words.say('：', ': ')}{value}"


def _titles(measures: Iterable[Measure], words: Wording) -> str:
    return words.joined((words.of(one.title) for one in measures), "、", ", ")
