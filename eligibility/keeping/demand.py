"""Values made when they are first asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import RLock
from typing import TypeVar

V = TypeVar("V")


class OnDemand(Mapping[str, V]):
    """A mapping over names that makes each value once, when it is first looked up,
    whatever number of threads look.

    >>> lengths = OnDemand(["one", "three"], len)
    >>> lengths["three"], list(lengths)
    (5, ['one', 'three'])
    """

    def __init__(self, names: Iterable[str], make: Callable[[str], V]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, V] = {}
        self._lock = RLock()

    def __getitem__(self, name: str) -> V:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            with self._lock:
                if name not in self._made:
                    self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
