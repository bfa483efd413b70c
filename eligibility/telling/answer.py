"""An assessment as what a person reads: blocks of entries, the answer first.

Nothing here knows a terminal. Every determination stands in exactly one block.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from eligibility.assessment import Assessment, Determination, Status
from eligibility.inquiries.advice import Advice
from eligibility.profiles import Profile
from eligibility.telling import steps
from eligibility.telling.wording import Wording, held, strongest
from eligibility.texts import Language, Text
from eligibility.truth import Truth


class Kind(Enum):
    """Which answer a block gives: its heading, and the word for each of its measures."""

    NOW = (Text("现在可以办", "Open to you now"), Text("可以办", "open to you"))
    NEXT = (
        Text("先办一件就可以", "One step away"),
        Text("先办别的就可以", "open after another step"),
    )
    OPEN = (Text("还差几个回答", "A few answers short"), Text("还不能确定", "open"))
    OFFICE = (
        Text("要由办事部门判断", "For an office to judge"),
        Text("由办事部门判断", "for an office to judge"),
    )
    NO = (Text("不符合", "Not for you"), Text("不符合", "not for you"))
    LATER = (
        Text("当天没有实行", "Not in force on that day"),
        Text("当天没有实行", "not in force"),
    )
    TOLD = (Text("供您参考", "For information"), Text("供参考", "for information"))

    @property
    def heading(self) -> Text:
        """The words above the block."""
        return self.value[0]

    @property
    def word(self) -> Text:
        """The status of one measure, in words."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure: its title, a remark beside it, and labelled details beneath it."""

    measure: str
    title: str
    remark: str = ""
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """Measures with the same kind of answer."""

    kind: Kind
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """All that is said to one person."""

    header: tuple[str, ...]
    blocks: tuple[Block, ...]
    footer: str = ""


NAMED = 6
"""Of what is missing, so many facts are named, the most telling."""
FEW = 3
"""So many of the facts that a way asks for are told in an answer."""
WORTH = (
    "subsidy",
    "loan",
    "insurance",
    "training",
    "registration",
    "premises",
    "exemption",
    "rights",
    "service",
)
"""The kinds of measure, in the order in which a person wants to hear of them."""


def answer(
    assessment: Assessment,
    profile: Profile,
    advice: Mapping[str, Advice],
    language: Language,
    *,
    again: str | None = None,
) -> Answer:
    """The whole answer in one language, with the advice on each measure; `again` is the
    command that asks the same, for the hint at the end.
    """
    writer = _Writer(assessment, profile, advice, language)
    entries: dict[Kind, list[Entry]] = {kind: [] for kind in Kind}
    for determination in sorted(assessment, key=_rank):
        kind = writer.kind(determination)
        entries[kind].append(writer.entry(kind, advice[determination.measure.id]))
    blocks = tuple(Block(kind, tuple(it)) for kind, it in entries.items() if it)
    return Answer(writer.header(), blocks, writer.footer(blocks, again))


def kind_of(determination: Determination) -> Kind:
    """The block in which a determination stands by itself."""
    match determination.status:
        case Status.ELIGIBLE:
            return Kind.NOW
        case Status.INELIGIBLE:
            return Kind.NO
        case Status.UNDETERMINED:
            return Kind.OPEN if determination.missing else Kind.OFFICE
        case Status.NOT_IN_FORCE:
            return Kind.LATER
        case Status.INFORMATIONAL:
            return Kind.TOLD


class _Writer(Wording):
    """Writes the entries of one assessment."""

    def __init__(
        self,
        assessment: Assessment,
        profile: Profile,
        advice: Mapping[str, Advice],
        language: Language,
    ) -> None:
        super().__init__(assessment.book.facts, language)
        self.assessment = assessment
        self.measures = assessment.book.measures
        self.profile = profile
        self.advice = advice

    def header(self) -> tuple[str, ...]:
        day, given = (
            self.assessment.day,
            len(self.profile.codes) - len(self.profile.implied),
        )
        declined = len(self.profile.declined)
        noun = "answer" if given == 1 else "answers"
        told = (
            self.say(f"按 {day} 的规定", f"By the rules of {day}"),
            self.say(f"您回答了 {given} 项", f"{given} {noun} from you"),
        )
        if not declined:
            return told
        return (*told, self.say(f"{declined} 项不清楚", f"{declined} not known to you"))

    def footer(self, blocks: tuple[Block, ...], again: str | None) -> str:
        """How to see every condition of what comes first."""
        if again is None or not blocks:
            return ""
        told = self.say("看全部条件：", "Every condition: ")
        measure = blocks[0].entries[0].measure
        return f"{told}{again} --why {measure}"

    def kind(self, determination: Determination) -> Kind:
        kind = kind_of(determination)
        chained = len(self.advice[determination.measure.id].path) > 1
        return Kind.NEXT if chained and kind is not Kind.NOW else kind

    def entry(self, kind: Kind, advice: Advice) -> Entry:
        measure = advice.determination.measure
        remark, details = self._said(kind, advice)
        return Entry(
            measure.id,
            self.of(measure.title),
            remark,
            tuple((label, text) for label, text in details if text),
        )

    def _said(
        self, kind: Kind, advice: Advice
    ) -> tuple[str, Iterable[tuple[str, str]]]:
        determination = advice.determination
        has = held(determination)
        done = self.say("已经办了；", "done already; ") if has else ""
        match kind:
            case Kind.NOW:
                return done.rstrip("；; "), self._details(advice, done=has)
            case Kind.NEXT:
                return self._first(advice), ()
            case Kind.OPEN:
                return done + self._missing(determination), ()
            case Kind.OFFICE:
                return "", self._disputes(determination)
            case Kind.NO:
                reason = self._reason(advice) + self._ground(advice)
                return "\n".join([done + reason, *self._next(advice)]), ()
            case Kind.LATER:
                return self._in_force(advice), ()
            case Kind.TOLD:
                version = determination.version
                return self.of(version.informs if version else None), ()

    def _details(self, advice: Advice, *, done: bool) -> Iterator[tuple[str, str]]:
        determination = advice.determination
        version = determination.version
        if version is None:
            return
        true = [one for one in determination.because if one.truth is Truth.TRUE]
        how = version.application
        if not done:
            yield self.say("可以得到", "What"), self.of(version.offer)
            yield self.say("金额", "Amount"), self.amount(determination.amount)
            yield self.say("比一比", "Compare"), self._compared(advice)
        yield self.say("为什么", "Why"), self.joined(self.met_each(true), "；", "; ")
        if how is not None and not done:
            bring = self.joined(map(self.of, how.bring), "、", "; ")
            when = (steps.until(advice, self), self.of(how.within))
            yield self.say("什么时候", "When"), "\n".join(filter(None, when))
            yield self.say("去哪里", "Where"), self.of(how.where)
            yield self.say("要带", "Bring"), bring
        for caution in determination.cautions:
            if caution.kind != "already_held":
                yield self.say("请注意", "Note"), self.of(caution.text)
        places = [place for finding in true for place in strongest(finding)]
        yield (
            self.say("依据", "Ground"),
            "\n".join(self.cited(places or version.citations)),
        )

    def _compared(self, advice: Advice) -> str:
        """What each measure pays, where only one of several may be drawn."""
        told = (
            f"{self.of(measure.title)}{self.say('：', ': ')}{self.amount(amount)}"
            for measure, amount in advice.beside
        )
        return self.joined(told, "；", "; ")

    def _first(self, advice: Advice) -> str:
        """What to obtain first, and from when on the measure itself is open."""
        *before, last = advice.path
        titles = (self.of(self.measures[step.measure].title) for step in before)
        listed = self.joined(titles, "、", ", ")
        told = self.say(f"先办：{listed}", f"first: {listed}")
        if last.day == self.assessment.day:
            return told
        return told + self.say(f"；{last.day} 起可以办", f"; open from {last.day}")

    def _missing(self, determination: Determination) -> str:
        unsure = self.say("（您不清楚）", " (not known to you)")
        headings = [
            self.of(self.facts[id_].heading)
            + (unsure if id_ in self.profile.declined else "")
            for id_ in determination.missing
        ]
        count = len(headings)
        noun = "answer" if count == 1 else "answers"
        missing = self.say(f"差 {count} 项", f"{count} {noun} missing")
        if count <= NAMED:
            return missing + self.say("：", ": ") + self.joined(headings, "、", ", ")
        first = self.joined(headings[:NAMED], "、", ", ")
        return missing + self.say(f"，先要知道：{first}", f", first of all: {first}")

    def _disputes(self, determination: Determination) -> Iterator[tuple[str, str]]:
        passages = [
            caution
            for caution in determination.cautions
            if caution.kind in {"contested", "judged_by_office"}
        ]
        for caution in passages:
            yield self.say("说法", "Readings"), self.of(caution.text)
        if not passages:
            told = "几处规定都不清楚，请问经办机构。"
            unclear = self.say(told, "Several passages are unclear; ask the office.")
            yield self.say("说法", "Readings"), unclear
        version = determination.version
        if version is not None and version.application is not None:
            yield self.say("去哪里问", "Ask"), self.of(version.application.where)
        places = [place for caution in passages for place in caution.citations]
        yield self.say("依据", "Ground"), "\n".join(self.cited(places))

    def _reason(self, advice: Advice) -> str:
        """What settles a no, in as few conditions as will do."""
        whole = advice.determination.finding
        if whole is None:
            return ""
        found = [one for one in advice.reasons if one.id != whole.id]
        if not found:
            found = [one for one in whole.parts if one.truth is Truth.FALSE]
        if not found:
            return self.say(
                "还没回答的无论怎样，都不能同时满足",
                "whatever the open answers are, not all of it can be met",
            )
        unmet = [one for one in found if one.truth is Truth.FALSE]
        barred = [one for one in found if one.truth is Truth.TRUE]
        told = []
        if unmet:
            listed = self.joined(self.met_each(unmet), "；", "; ")
            told.append(self.say(f"没有满足：{listed}", f"not met: {listed}"))
        if barred:
            listed = self.joined(self.met_each(barred), "；", "; ")
            told.append(self.say(f"因为：{listed}", f"because: {listed}"))
        return self.joined(told, "；", "; ")

    def _ground(self, advice: Advice) -> str:
        """What a no rests on: the first source of what settles it."""
        found = advice.reasons or advice.determination.because
        places = [one for finding in found for one in strongest(finding)]
        cited = self.joined(self.cited(places[:1]), "", "")
        return self.say(f"。依据：{cited}", f". Ground: {cited}") if cited else ""

    def _next(self, advice: Advice) -> Iterator[str]:
        """What leads on from a no: the day that opens it, else the least change; and
        what fits instead.
        """
        opens = steps.opens(advice)
        if opens is not None:
            yield self.say(f"{opens} 起就可以办", f"open from {opens}")
        for label, text in steps.next_steps(advice, self.measures, self, brief=FEW):
            if opens is None or label == self.of(steps.INSTEAD):
                yield f"{label}{self.say('：', ': ')}{text}"

    def _in_force(self, advice: Advice) -> str:
        determination = advice.determination
        version, day = determination.version, determination.day
        if version is not None and version.planned:
            told = self.of(version.planned)
        else:
            told = self.when_in_force(determination.measure, day)
        opens = steps.opens(advice)
        if opens is None:
            return told
        if told.endswith(("。", ".")):
            return told + self.say(
                f"按现在的情况，{opens} 起您可以办。",
                f" As things stand, it is open to you from {opens}.",
            )
        return told + self.say(
            f"，按现在的情况您可以办（{opens}）",
            f"; as things stand, open to you from {opens}",
        )


def _rank(determination: Determination) -> tuple[bool, int]:
    """What pays before what protects, that before what is free to all; last, what is
    done already.
    """
    return done_now(determination), WORTH.index(determination.measure.kind)


def done_now(determination: Determination) -> bool:
    """Whether it is open to the person, and done already: those come after the rest."""
    return determination.status is Status.ELIGIBLE and held(determination)
