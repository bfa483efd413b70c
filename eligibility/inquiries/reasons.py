"""Reasons: the fewest conditions that by themselves settle an outcome.

They come from the tree (`readings.sufficiency`), and then each is held against the
others: whatever follows from the rest for every person is left out. For that, people
are made up, a value of each class a fact, until one shows that the condition is needed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eligibility.assessment import Determination, Finding
from eligibility.law.facts import Code
from eligibility.readings.classes import Class, Classes
from eligibility.readings.evaluation import Codes, Plan, Program, Truths
from eligibility.readings.sufficiency import choices, sufficient
from eligibility.truth import Truth

TRIED = 400
"""So many made-up people are tried for a condition; if none of them shows that it is
needed, and there are more, it stays."""


def reasons(determination: Determination) -> tuple[Finding, ...]:
    """The fewest named conditions, in the rulebook's order, whose truth alone makes the
    outcome what it is, whatever else is so; empty where it is open, or where there is
    nothing to judge.

    No smaller set suffices by Kleene's tables, and no part of this one suffices at all.
    A condition within a branch is told with the choice that leads there.
    """
    program, truths = determination.plan.condition, determination.truths
    if program is None:
        return ()
    told = sufficient(program.root, truths)
    if len(told) > 1:
        answer = _Answer(program, truths, determination.plan.classes)
        for plan in reversed(told):
            rest = tuple(one for one in told if one is not plan)
            if rest and answer.follows(rest, plan, determination.codes):
                told = rest
    return tuple(determination.found(plan) for plan in told)


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer, and the values between which its tests tell."""

    program: Program
    truths: Truths
    classes: Classes

    def follows(self, told: tuple[Plan, ...], without: Plan, codes: Codes) -> bool:
        """Whether the answer follows from some conditions, for whomever they hold.

        The person at hand is tried first, with other facts beneath the condition that
        is left out; then everybody.
        """
        kept = (*told, *choices(self.program.root, self.truths, told))
        fixed = {plan.slot: self.truths[plan.slot] for plan in kept}
        own = [fact for fact in _facts(without) if fact in self.classes]
        others = {fact: code for fact, code in codes.items() if fact not in own}
        nearby = _People(self, fixed, [TRIED])
        if any(nearby.against(others, own)):
            return False
        named = [*own, *(fact for plan in kept for fact in _facts(plan))]
        everybody = _People(self, fixed, [TRIED])
        shown = any(everybody.against({}, list(dict.fromkeys([*named, *self.classes]))))
        return not shown and everybody.left[0] > 0


@dataclass(frozen=True, slots=True)
class _People:
    """People for whom some conditions are as they were; `left` may still be tried."""

    answer: _Answer
    fixed: Mapping[int, Truth]
    left: list[int]

    def against(self, codes: Codes, open_: list[str]) -> Iterator[bool]:
        """Yields True for each of whom the answer is another."""
        if self.left[0] <= 0:
            return
        self.left[0] -= 1
        truths = self._truths(codes)
        slot, expected = self.answer.program.root.slot, self.answer.truths
        if truths is None or truths[slot] is expected[slot]:
            return
        if not open_:
            whole = all(fact in codes for fact in self.answer.classes)
            now = self.answer.program.truths(codes)
            known = all(now[one] is truth for one, truth in self.fixed.items())
            if known and (whole or now[slot].known):
                yield True
            return
        fact, *rest = open_
        for code in _telling(self.answer.classes[fact]):
            yield from self.against({**codes, fact: code}, rest)

    def _truths(self, codes: Codes) -> Truths | None:
        """The truths by some facts, the fixed ones taken so; None where they cannot
        be.
        """
        instructions = self.answer.program.instructions
        out = [Truth.UNKNOWN] * len(instructions)
        for slot, instruction in enumerate(instructions):
            instruction(codes, out)
            if slot in self.fixed:
                if out[slot].known and out[slot] is not self.fixed[slot]:
                    return None
                out[slot] = self.fixed[slot]
        return out


def _telling(classes: tuple[Class, ...]) -> Iterator[Code]:
    """The ends of each class: two days that are compared may need both."""
    for one in classes:
        yield from dict.fromkeys((one[0], one[-1]))


def _facts(plan: Plan) -> tuple[str, ...]:
    """The facts that a condition rests on, with all beneath it."""
    found = dict.fromkeys(plan.facts)
    for part in plan.parts:
        found |= dict.fromkeys(_facts(part))
    return tuple(found)
