"""Why a measure is not for a person, in words: what fails, their value, the limit."""

from collections.abc import Collection, Iterable, Iterator

from eligibility.assessment import Determination
from eligibility.law.conditions import Among, Within
from eligibility.law.facts import Fact, Kind
from eligibility.law.spans import bounded, ends_of, is_told, value_of
from eligibility.readings.clauses import MOST, Clause, clauses
from eligibility.readings.evaluation import Plan
from eligibility.readings.prose import denial, prose
from eligibility.telling.wording import Wording, surest
from eligibility.truth import Truth

LEAST = ("unmet.least", "unmet.since")
GREATEST = ("unmet.most", "unmet.until")
"""What says a limit, of an amount and of a day."""
FIGURES = tuple("0123456789.,")


def settled(
    determination: Determination, words: Wording, within_reach: Collection[str] = ()
) -> str:
    """What settles a no, and the first source of it; nothing where nothing does. What
    settles it whatever becomes of the facts `within_reach` goes before the rest.
    """
    found = _clauses(determination, words, within_reach)
    told = _told(found, determination, words)
    labels = (clause.plan.label for clause in found)
    cited = [it.citations for it in labels if it is not None and it.citations]
    if not cited:
        return told
    (document,) = words.cited(surest(cited[0])[:1])
    return words.sentence("answer.grounded", reason=told, document=document)


def reason(
    determination: Determination, words: Wording, within_reach: Collection[str] = ()
) -> str:
    """The same without the source."""
    found = _clauses(determination, words, within_reach)
    return _told(found, determination, words)


def _told(
    found: tuple[Clause, ...], determination: Determination, words: Wording
) -> str:
    if determination.plan.condition is None:
        return ""
    if not found:
        return words.sentence("answer.together")
    sentences = _Teller(determination, words).sentences(found)
    return words.listed(sentences, "joins.clauses")


def _clauses(
    determination: Determination, words: Wording, within_reach: Collection[str]
) -> tuple[Clause, ...]:
    """The clauses of a no; none where only all its parts together settle it."""
    program = determination.plan.condition
    if program is None:
        return ()
    truths, codes = determination.truths, determination.codes
    if within_reach:
        kept = {
            id_: it for id_, it in codes.items() if bounded(id_) not in within_reach
        }
        firm = program.truths(kept)
        if firm[program.root.slot].known:
            truths, codes = firm, kept
    found = clauses(program.root, truths, codes, words.facts)
    return found if all(clause.tests for clause in found) else ()


class _Teller:
    """Puts the clauses of one determination into words."""

    def __init__(self, determination: Determination, words: Wording) -> None:
        self._truths = determination.truths
        self._codes = determination.codes
        self._words = words

    def sentences(self, told: tuple[Clause, ...]) -> Iterator[str]:
        """What does not hold, and then what bars by holding."""
        words = self._words
        unmet = [it for it in told if self._truth(it.plan) is Truth.FALSE]
        barred = [it for it in told if self._truth(it.plan) is Truth.TRUE]
        if unmet:
            yield self._unmet(unmet)
        if barred:
            listed = words.listed(self._each(barred), "joins.clauses")
            yield words.sentence("answer.barred", conditions=listed)

    def _truth(self, plan: Plan) -> Truth:
        return self._truths[plan.slot]

    def _unmet(self, told: list[Clause]) -> str:
        words, texts = self._words, self._each(told)
        if len(texts) == 1:
            clause, *_ = told
            denied = denial(clause.plan.condition)
            if self._limited(clause):
                return texts[0]
            if denied is None:
                return words.sentence("answer.unmet", conditions=texts[0])
            values = self._values(clause, words.of(denied)).values()
            return words.remarked(
                words.of(denied), words.listed(values, "joins.values")
            )
        listed = words.listed(texts[:MOST], "joins.clauses")
        many = "unmet.none.many" if len(texts) > MOST else "unmet.none"
        return words.sentence(many, count=len(texts), clauses=listed)

    def _each(self, told: Iterable[Clause]) -> list[str]:
        """The clauses, none twice; what was given for a fact is told once."""
        alike = {self._clause(one, set()): one for one in reversed([*told])}
        said: set[str] = set()
        return [self._clause(one, said) for one in reversed(alike.values())]

    def _clause(self, clause: Clause, said: set[str]) -> str:
        """The rule with what was given; where that missed a limit, it comes first."""
        words = self._words
        rule = words.of(prose(clause.plan.condition, words.facts))
        limited = self._limited(clause)
        given = {
            id_: value
            for id_, value in self._values(clause, rule).items()
            if words.facts[id_].kind.ordered or not limited
        }
        new = (value for id_, value in given.items() if id_ not in said)
        values = words.listed(new, "joins.values")
        said.update(given)
        if not values or not limited:
            return words.remarked(rule, values)
        rule = words.remarked(rule, self._limit(clause, rule))
        return words.sentence("unmet.limit", values=values, rule=rule)

    def _limited(self, clause: Clause) -> bool:
        """Whether it does not hold because of a day or a number that was given; of many
        cases none does because of one.
        """
        if clause.cases > MOST:
            return False
        given = any(
            self._words.facts[id_].kind.ordered and is_told(id_, self._codes)
            for test in clause.tests
            for id_ in test.facts
        )
        return given and self._truth(clause.plan) is Truth.FALSE

    def _values(self, clause: Clause, rule: str) -> dict[str, str]:
        """What was given for the facts of its tests, but for what the rule says."""
        words = self._words
        found: dict[str, str] = {}
        for id_ in self._telling(clause):
            fact, known = words.facts[id_], value_of(words.facts[id_], self._codes)
            value = words.value(fact, known) if known is not None else ""
            heading = words.of(fact.heading)
            if fact.kind.ordered:
                found[id_] = words.sentence("unmet.value", fact=heading, value=value)
            elif self._truth(clause.plan) is Truth.FALSE and not contains(rule, value):
                found[id_] = words.labelled(heading, value)
        return found

    def _telling(self, clause: Clause) -> Iterator[str]:
        """The facts of its tests, or of one that is not known those that tell of it."""
        for test in clause.tests:
            for id_ in test.facts:
                if not is_told(id_, self._codes):
                    tellers = test.tellers.get(id_, ())
                    yield from (it for it in tellers if is_told(it, self._codes))
                elif not self._plain(test, clause):
                    yield id_

    def _plain(self, test: Plan, clause: Clause) -> bool:
        """Whether only one answer makes a test what it is, so that its words say it:
        those of a clause are about its last test, after what makes sense of that.
        """
        node = test.condition
        own = clause.plan.facts or test.facts
        if not isinstance(node, Among) or own[-1:] != test.facts:
            return False
        inside = len(node.values)
        if self._truth(test) is Truth.TRUE:
            return inside == 1
        return len(self._words.facts[node.fact].domain) - inside == 1

    def _limit(self, clause: Clause, rule: str) -> str:
        """The limit that was missed, where it is one and the rule does not say it."""
        bounds = [
            test.condition
            for test in clause.tests
            if isinstance(test.condition, Within) and self._truth(test) is Truth.FALSE
        ]
        if len(bounds) != 1:
            return ""
        (node,) = bounds
        fact = self._words.facts[node.fact]
        low, high = ends_of(node.fact, self._codes)
        if node.least is not None and high is not None and high < node.least:
            return self._bound(fact, node.least, rule, LEAST)
        if node.most is not None and low is not None and low > node.most:
            return self._bound(fact, node.most, rule, GREATEST)
        return ""

    def _bound(
        self, fact: Fact, code: int, rule: str, sentences: tuple[str, str]
    ) -> str:
        limit = self._words.value(fact, fact.decode(code))
        if contains(rule, limit):
            return ""
        amount, day = sentences
        dated = fact.kind is Kind.DATE
        return self._words.sentence(day if dated else amount, limit=limit)


def contains(text: str, part: str) -> bool:
    """Whether a text says a part of it already, whole numbers as such.

    >>> contains("for 3 months", "3 months"), contains("for 13 months", "3 months")
    (True, False)
    """
    return any(not before.endswith(FIGURES) for before in text.split(part)[:-1])
