"""Things with a place in a text: looked up by it, and freed of overlaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Any, Generic, Protocol, TypeVar

__all__ = ["Spans", "Stretch", "leftmost_longest", "resolve"]


class Stretch(Protocol):
    """Anything with a place in a text."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends (exclusive)."""


S = TypeVar("S", bound=Stretch)


class Spans(Generic[S]):
    """An index of stretches by place; of those that start at one place the longest comes first.

    Lookups take time by the logarithm of their number.

    Args:
        items: in any order; they may overlap.
    """

    __slots__ = ("_by_end", "items", "starts")

    def __init__(self, items: Iterable[S] = ()) -> None:
        self.items: list[S] = list(items)
        self.starts: list[int] = [item.start for item in self.items]
        if self.starts != sorted(set(self.starts)):  # most come in order, no two of them at one place
            self.items.sort(key=_place)
            self.starts = [item.start for item in self.items]
        self._by_end: dict[int, S] | None = None

    def __iter__(self) -> Iterator[S]:
        """Them all, in order."""
        return iter(self.items)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.items)

    def within(self, start: int, end: int) -> list[S]:
        """Those that start in `start:end`, in order; they may end beyond it."""
        starts = self.starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:  # mostly there are none
            return []
        return self.items[first : bisect_left(starts, end, first)]

    def at(self, start: int) -> S | None:
        """The longest that starts there."""
        first = bisect_left(self.starts, start)
        return self.items[first] if first < len(self.starts) and self.starts[first] == start else None

    def ending(self, end: int) -> S | None:
        """The longest that ends there."""
        if self._by_end is None:
            self._by_end = {}
            for item in self.items:
                self._by_end.setdefault(item.end, item)
        return self._by_end.get(end)

    def last(self, start: int) -> S | None:
        """The last that starts before a place, whether or not it ends before it."""
        first = bisect_left(self.starts, start)
        return self.items[first - 1] if first else None

    def next(self, start: int) -> S | None:
        """The first that starts at a place or after it."""
        first = bisect_left(self.starts, start)
        return self.items[first] if first < len(self.items) else None

    def around(self, start: int, end: int) -> S | None:
        """The last that starts at `start` or before it and ends at `end` or after it, if they do not nest."""
        first = bisect_right(self.starts, start) - 1
        while first > 0 and self.starts[first - 1] == self.starts[first]:
            first -= 1
        return self.items[first] if first >= 0 and self.items[first].end >= end else None


_start = attrgetter("start")


def _place(item: Stretch) -> tuple[int, int]:
    return item.start, -item.end


def leftmost_longest(items: Iterable[S], *, ties: bool = False) -> list[S]:
    """Of overlapping stretches the one that starts first, of these the longest; in text order.

    Args:
        items: in any order; of equal stretches the first stands.
        ties: keep all of the stretches that have the same place.
    """
    kept: list[S] = []
    reach, place = -1, (-1, -1)
    for item in sorted(items, key=_place):
        if item.start >= reach or (ties and (item.start, item.end) == place):
            kept.append(item)
            reach, place = item.end, (item.start, item.end)
    return kept


def resolve(items: Iterable[S], length: int, rank: Callable[[S], Any] | None = None) -> list[S]:
    """Of overlapping stretches the one of the lowest rank, of equal ranks the longest, then the first; in text order.

    Args:
        items: in any order; empty ones are dropped.
        length: of the text, in characters.
        rank: what is kept first; by default all have the same rank.
    """

    def order(item: S) -> tuple[Any, ...]:
        return (rank(item) if rank else 0, item.start - item.end, item.start)

    taken = bytearray(length)
    kept = []
    for item in sorted(items, key=order):
        if item.end > item.start and taken.find(1, item.start, item.end) < 0:
            taken[item.start : item.end] = b"\x01" * (item.end - item.start)
            kept.append(item)
    return sorted(kept, key=_start)
