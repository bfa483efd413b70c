"""How many questions an interview still has, at least and at most.

Both hold whatever is answered, and whatever the person cannot tell. At most: only facts
that keep a measure open are asked, each once, and of those that make sense only with
one value of another fact, those of one value; no answer opens a measure again. At
least: an open measure whose outcome can go both ways needs an answer to one of its own
facts, so measures that share none need an answer each.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from eligibility.inquiries.obtaining import obtaining
from eligibility.inquiries.prospects import Prospect
from eligibility.inquiries.windows import HORIZON
from eligibility.law.conditions import Among, Bound, BoundLeaf, facts_of, walk
from eligibility.law.facts import Code
from eligibility.profiles import Profile
from eligibility.readings.evaluation import Plans
from eligibility.readings.openness import open_facts
from eligibility.truth import Truth


class Extent:
    """How many questions the measures of a rulebook on a day may take."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans
        self._linked = _linked(plans)
        ground = plans.once(obtaining(HORIZON))
        self._bearing = {id_: ground.bearing(id_) for id_ in plans.measures}

    def at_most(self, measures: Iterable[str], profile: Profile) -> int:
        """An upper bound for some measures: every fact that bears on them or on the way
        to them is asked once.
        """
        facts = set[str]().union(*(self._bearing[id_] for id_ in measures))
        left = facts - profile.codes.keys() - profile.declined
        return self._bound(left, profile)

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

    def _bound(self, missing: Iterable[str], profile: Profile) -> int:
        """How many facts may be asked: of those that hang on different values of the
        same one, those of one value count.
        """
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
