"""An assessment as what a person reads: blocks of entries, the answer first.

Nothing here knows a terminal. Every determination stands in exactly one block.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from eligibility.assessment import Assessment, Determination, Finding, Status
from eligibility.profiles import Profile
from eligibility.telling.wording import BASIS, Wording, strongest
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


PER = {
    "once": Text("一次 {}", "{} once"),
    "month": Text("每月 {}", "{} a month"),
    "year": Text("每年 {}", "{} a year"),
}
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
Chains = Mapping[str, tuple[str, ...]]


def answer(
    assessment: Assessment,
    profile: Profile,
    language: Language,
    *,
    chains: Chains | None = None,
    again: str | None = None,
) -> Answer:
    """The whole answer in one language.

    `chains` names the measures that others open up, each with those to obtain first;
    `again` is the command that asks the same, for the hint at the end.
    """
    writer = _Writer(assessment, profile, chains or {}, language)
    entries: dict[Kind, list[Entry]] = {kind: [] for kind in Kind}
    for determination in sorted(assessment, key=_rank):
        kind = writer.kind(determination)
        entries[kind].append(writer.entry(kind, determination))
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
        chains: Chains,
        language: Language,
    ) -> None:
        super().__init__(assessment.book.facts, language)
        self.assessment = assessment
        self.profile = profile
        self.chains = chains

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
        chained = determination.measure.id in self.chains
        return Kind.NEXT if chained and kind is not Kind.NOW else kind

    def entry(self, kind: Kind, determination: Determination) -> Entry:
        measure = determination.measure
        remark, details = self._said(kind, determination)
        return Entry(
            measure.id,
            self.of(measure.title),
            remark,
            tuple((label, text) for label, text in details if text),
        )

    def _said(
        self, kind: Kind, determination: Determination
    ) -> tuple[str, Iterable[tuple[str, str]]]:
        has = held(determination)
        done = self.say("已经办了；", "done already; ") if has else ""
        match kind:
            case Kind.NOW:
                return done.rstrip("；; "), self._details(determination, done=has)
            case Kind.NEXT:
                return self._first(determination), ()
            case Kind.OPEN:
                return done + self._missing(determination), ()
            case Kind.OFFICE:
                return "", self._disputes(determination)
            case Kind.NO:
                reason = self._reason(determination) + self._ground(determination)
                return done + reason, ()
            case Kind.LATER:
                return self._in_force(determination), ()
            case Kind.TOLD:
                version = determination.version
                return self.of(version.informs if version else None), ()

    def _details(
        self, determination: Determination, *, done: bool
    ) -> Iterator[tuple[str, str]]:
        version = determination.version
        if version is None:
            return
        true = [one for one in determination.because if one.truth is Truth.TRUE]
        how = version.application
        if not done:
            yield self.say("可以得到", "What"), self.of(version.offer)
            yield self.say("金额", "Amount"), self._amount(determination)
        yield self.say("为什么", "Why"), self.joined(self.met_each(true), "；", "; ")
        if how is not None and not done:
            bring = self.joined(map(self.of, how.bring), "、", "; ")
            yield self.say("什么时候", "When"), self.of(how.within)
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

    def _amount(self, determination: Determination) -> str:
        """The figure, or that the place sets it; nothing where there is no figure."""
        amount = determination.amount
        if amount is None:
            return ""
        if amount.value is None:
            return self.say("按当地标准", "by local standard")
        told = self.say(f"{amount.value} 元", f"{amount.value} yuan")
        told = self.of(PER[amount.per]).format(told)
        if amount.months is not None:
            last = amount.months
            told += self.say(f"，还可以领 {last} 个月", f", for {last} more months")
        return self.remarked(
            told, self.of(BASIS[amount.basis]) if amount.basis is not None else ""
        )

    def _first(self, determination: Determination) -> str:
        measures = self.assessment.book.measures
        first = self.chains[determination.measure.id]
        titles = self.joined(
            (self.of(measures[id_].title) for id_ in first), "、", ", "
        )
        return self.say(f"先办：{titles}", f"first: {titles}")

    def _missing(self, determination: Determination) -> str:
        unsure = self.say("（您不清楚）", " (not known to you)")
        headings = [
            self.of(self.facts[id_].heading)
            + (unsure if id_ in self.profile.declined else "")
            for id_ in determination.missing
        ]
        count, listed = len(headings), self.joined(headings, "、", ", ")
        noun = "answer" if count == 1 else "answers"
        return self.say(f"差 {count} 项：{listed}", f"{count} {noun} missing: {listed}")

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

    def _reason(self, determination: Determination) -> str:
        """The one condition that settles a no."""
        whole = determination.finding
        if whole is None:
            return ""
        finding = narrowest(whole, {one.id for one in determination.because})
        unmet = [one for one in whole.parts if one.truth is Truth.FALSE]
        if finding.id == whole.id and len(unmet) == 1:
            (finding,) = unmet
        if finding.id == whole.id:
            listed = self.joined(self.met_each(unmet), "；", "; ")
            return self.say(f"一样也没有满足：{listed}", f"none is met: {listed}")
        text = self.met(finding)
        if finding.truth is Truth.TRUE:
            return self.say(f"因为：{text}", f"because: {text}")
        return self.say(f"没有满足：{text}", f"not met: {text}")

    def _ground(self, determination: Determination) -> str:
        """What a no rests on: the first source of what settles it."""
        places = [
            one for finding in determination.because for one in strongest(finding)
        ]
        cited = self.joined(self.cited(places[:1]), "", "")
        return self.say(f"。依据：{cited}", f". Ground: {cited}") if cited else ""

    def _in_force(self, determination: Determination) -> str:
        version, day = determination.version, determination.day
        if version is not None and version.planned:
            return self.of(version.planned)
        return self.when_in_force(determination.measure, day)


def _rank(determination: Determination) -> tuple[bool, int]:
    """What pays before what protects, that before what is free to all; last, what is
    done already.
    """
    return done_now(determination), WORTH.index(determination.measure.kind)


def done_now(determination: Determination) -> bool:
    """Whether it is open to the person, and done already: those come after the rest."""
    return determination.status is Status.ELIGIBLE and held(determination)


def held(determination: Determination) -> bool:
    """Whether the person has the measure already."""
    return any(one.kind == "already_held" for one in determination.cautions)


def narrowest(whole: Finding, settling: set[str]) -> Finding:
    """The narrowest condition that holds all that settles the outcome."""
    for part in whole.parts:
        if settling and settling <= _ids(part):
            return narrowest(part, settling)
    return whole


def _ids(finding: Finding) -> set[str]:
    found = {finding.id}
    for part in finding.parts:
        found |= _ids(part)
    return found
