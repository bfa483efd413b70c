"""A rulebook as callers hold it: loaded from a folder, read on any day."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from threading import RLock
from typing import TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from eligibility.binding.bound import BoundRulebook, Lines, bind, bound_whole
from eligibility.errors import CallError, Fault
from eligibility.keeping import earlier
from eligibility.law.contents import Contents, Measure
from eligibility.law.facts import Fact
from eligibility.loading import folder
from eligibility.loading.cases import Case, cases
from eligibility.loading.coverage import Sentence, sentences
from eligibility.places import Place
from eligibility.profiles import Profile, profile_model, read_profile
from eligibility.readings.evaluation import Plans, plans
from eligibility.texts import Text

T = TypeVar("T")
DAYS_KEPT = 64


class Rulebook:
    """A folder of measures, facts, parameters, sources and cases.

    Rulebooks bound to a day are kept, the last few of them, so that asking again on
    the same day costs nothing. Several threads may use one at once.
    """

    def __init__(
        self,
        place: Path,
        *,
        keep: bool = False,
        law: folder.Loaded | None = None,
        lines: Lines | None = None,
    ) -> None:
        self.folder = place
        self._lines = lines
        self._print = earlier.fingerprint(folder.law(place)) if keep else None
        self._law = law
        if law is None and not keep:
            self._law = folder.load(place)
        self._plans: dict[date, Plans] = {}
        self._lock = RLock()

    @classmethod
    def load(cls, name: str = "guangdong", *, keep: bool = False) -> "Rulebook":
        """The shipped rulebook of a name, or that of a folder.

        With `keep`, what was made of it in an earlier run is used, and what is made of
        it now is kept for later ones (see `keeping.earlier`); faults are then told when
        it is first used. Raises CallError where there is no such rulebook,
        RulebookError with every fault where it cannot be read.
        """
        return cls(folder.find(name), keep=keep)

    def __deepcopy__(self, _: dict[int, object]) -> "Rulebook":
        """Itself: nothing of it changes."""
        return self

    def __reduce__(self) -> tuple[object, ...]:
        """A rulebook is sent as its folder and its hash, and read again there."""
        return _again, (str(self.folder), self.sha256)

    @classmethod
    def supposing(cls, contents: Contents, place: Path, lines: Lines) -> "Rulebook":
        """A rulebook that a folder could hold, but does not; it has no hash. `lines`
        are shared with others whose facts have the same values.
        """
        return cls(place, law=folder.Loaded(contents, ""), lines=lines)

    def _kept(self, what: str, make: Callable[[], T]) -> T:
        if self._print is None:
            return make()
        return earlier.kept(f"{self._print}-{what}", make)

    @property
    def _loaded(self) -> folder.Loaded:
        if self._law is None:
            self._law = self._kept("law", lambda: folder.load(self.folder))
        return self._law

    @property
    def contents(self) -> Contents:
        """All that stands in its files."""
        return self._loaded.contents

    @property
    def name(self) -> str:
        """Its name."""
        return self.contents.name

    @property
    def version(self) -> str:
        """Its version, as its keepers count."""
        return self.contents.version

    @property
    def sha256(self) -> str:
        """The hash of the law in it, the same on every machine."""
        return self._loaded.sha256

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The declared facts, in order."""
        return self.contents.facts

    @property
    def measures(self) -> Mapping[str, Measure]:
        """The measures, in order."""
        return self.contents.measures

    def today(self, moment: datetime) -> date:
        """The day it is at a moment where the rulebook holds.

        Raises ValueError for a moment without a time zone, which is no moment.
        """
        if moment.tzinfo is None:
            raise ValueError(moment)
        return moment.astimezone(ZoneInfo(self.contents.timezone)).date()

    def on(self, day: date) -> BoundRulebook:
        """The rulebook bound to a day; CallError for one before its first day or after
        its last.
        """
        return self.plans(day).book

    def plans(self, day: date) -> Plans:
        """The rulebook bound to a day and laid out for evaluation."""
        found = self._plans.get(day)
        if found is None:
            with self._lock:  # another thread may have made it meanwhile
                found = self._plans.get(day)
                if found is None:
                    found = plans(self._bound(day))
                    while len(self._plans) >= DAYS_KEPT:
                        del self._plans[next(iter(self._plans))]
                    self._plans[day] = found
        return found

    def _bound(self, day: date) -> BoundRulebook:
        if self._print is None:
            self._refuse_outside(day)
            return bind(self.contents, day, self._lines)
        bound, sha256 = self._kept(day.isoformat(), lambda: self._whole(day))
        # One value holds the law and the day, so that only one need be read.
        self._law = self._law or folder.Loaded(bound.contents, sha256)
        return bound

    def _whole(self, day: date) -> tuple[BoundRulebook, str]:
        self._refuse_outside(day)
        return bound_whole(bind(self.contents, day)), self.sha256

    def once(self, day: date, make: Callable[[Plans], T]) -> T:
        """What `make` makes of the plans of a day, made once and kept with them."""
        return self.plans(day).once(make)

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """The tests of its rules; RulebookError where they cannot be read."""
        return cases(self.folder, self.contents)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...] | None:
        """The sentences that it covers; None where it names no document.

        Raises RulebookError where one of them has neither measures nor a reason.
        """
        return sentences(
            self.folder, tuple(self.measures), tuple(self.contents.sources)
        )

    def profile(
        self,
        values: Mapping[str, object],
        day: date,
        *,
        places: Mapping[str, Place] | None = None,
    ) -> Profile:
        """The profile in a mapping of fact ids to values, as it must be on a day.

        `places` tells where each fact stands in a file. Raises FactError with every
        fault.
        """
        return read_profile(values, self.plans(day), self.profile_model, places)

    @cached_property
    def profile_model(self) -> type[BaseModel]:
        """The pydantic model of a profile."""
        return profile_model(self.facts)

    def _refuse_outside(self, day: date) -> None:
        first, last = self.contents.first_day, self.contents.last_day
        if day < first:
            text = Text(
                f"这套规则从 {first} 开始，更早的日子不能回答",
                f"This rulebook begins on {first}",
            )
            raise CallError([Fault("too-early", text, subject="on")])
        if day > last:
            text = Text(
                f"这套规则到 {last} 为止，更晚的日子不能回答",
                f"This rulebook ends on {last}",
            )
            raise CallError([Fault("too-late", text, subject="on")])


@lru_cache(maxsize=8)
def _again(place: str, sha256: str) -> Rulebook:
    """The rulebook of a folder, as it was; CallError where its law is another now."""
    found = Rulebook.load(place)
    if found.sha256 != sha256:
        text = Text(
            f"{place} 里的规则已经不是当时的了",
            f"The rules in {place} are no longer those of then",
        )
        raise CallError([Fault("other-rules", text)])
    return found
