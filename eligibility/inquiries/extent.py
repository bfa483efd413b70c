"""How many questions an interview still has, at least and at most.

Both hold whatever is answered, and whatever the person cannot tell. At most: only facts
that keep a measure open are asked, each once, and of those that make sense only with
one value of another fact, those of one value; no answer opens a measure again. At
least: an open measure whose outcome can go both ways needs an answer to one of its own
facts, so measures that share none need an answer each.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from eligibility.inquiries.prospects import Prospect, Prospects
from eligibility.law.conditions import Among, Bound, BoundLeaf, facts_of, walk
from eligibility.law.facts import Code
from eligibility.profiles import Profile
from eligibility.readings.classes import Classes, classes
from eligibility.readings.evaluation import Plans
from eligibility.readings.openness import open_facts
from eligibility.truth import Truth

MOST_TRIED = 12
"""The answers to a question of more classes are not tried one by one."""


class Extent:
    """How many questions the measures of a rulebook on a day may take."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans
        programs = (plans.measures[id_].condition for id_ in plans.measures)
        conditions = [one.root.condition for one in programs if one is not None]
        self._classes: Classes = classes(conditions, plans.book)
        self._linked = _linked(plans)

    def at_most(
        self,
        following: str,
        open_: Mapping[str, Prospect],
        profile: Profile,
        prospects: Prospects,
    ) -> int:
        """An upper bound, with the question that comes next.

        Measures count that come out alike whatever is told: they may not, once somebody
        cannot tell.
        """
        told = self._classes[following]
        if len(told) > MOST_TRIED:
            return self._bound(open_.values(), profile)
        codes, declined = profile.codes, profile.declined
        after = [Profile({**codes, following: one[0]}, declined) for one in told]
        after.append(Profile(codes, declined | {following}))
        return 1 + max(
            self._bound((prospects[id_].of(one) for id_ in open_), one) for one in after
        )

    def at_least(
        self, open_: Mapping[str, Prospect], unsettled: Callable[[str], bool]
    ) -> int:
        """A lower bound: measures that share no fact, the smallest first."""
        used: set[str] = set()
        count = 0
        for id_ in sorted(open_, key=lambda id_: len(open_[id_].missing)):
            missing = open_[id_].missing
            own = missing.union(*(self._linked.get(one, ()) for one in missing))
            if own.isdisjoint(used) and unsettled(id_):
                used |= own
                count += 1
        return max(1, count)

    def _bound(self, prospects: Iterable[Prospect], profile: Profile) -> int:
        """How many facts may be asked: of those that hang on different values of the
        same one, those of one value count.
        """
        missing = set[str]().union(*(one.missing for one in prospects))
        free = 0
        hanging: dict[str, list[frozenset[Code]]] = {}
        for id_ in missing:
            if not self._can_apply(id_, profile):
                continue
            applies = self._plans.applies.get(id_)
            node = applies.root.condition if applies is not None else None
            if isinstance(node, Among) and node.fact not in profile.codes:
                hanging.setdefault(node.fact, []).append(node.values)
            else:
                free += 1
        facts = self._plans.book.contents.facts
        return free + sum(
            max(sum(code in values for values in groups) for code in facts[id_].domain)
            for id_, groups in hanging.items()
        )

    def _can_apply(self, fact: str, profile: Profile) -> bool:
        """Whether a fact makes sense, or an answer may still show that it does."""
        applies, asked = self._plans.applies.get(fact), self._plans.asked.get(fact)
        if asked is not None and asked.truth(profile.codes) is Truth.FALSE:
            return False
        if applies is None:
            return True
        truths = applies.truths(profile.codes)
        truth = truths[applies.root.slot]
        if truth.known:
            return truth is Truth.TRUE
        weights = open_facts(applies.root, truths, profile.codes)
        return any(
            one not in profile.declined and self._can_apply(one, profile)
            for one in weights
        )


def _linked(plans: Plans) -> Mapping[str, Collection[str]]:
    """For each fact those that a contradiction ties it to, and what they hang on."""
    found: dict[str, set[str]] = {}
    for program in plans.contradictions.values():
        together = _facts(program.root.condition)
        for id_ in tuple(together):
            if id_ in plans.applies:
                together |= _facts(plans.applies[id_].root.condition)
        for id_ in together:
            found.setdefault(id_, set()).update(together)
    return found


def _facts(condition: Bound) -> set[str]:
    leaves = (one for one in walk(condition) if isinstance(one, BoundLeaf))
    return {id_ for leaf in leaves for id_ in facts_of(leaf)}
