"""Tables of what a model says of things: all features of a word, a mark or a form added up once, in one row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from ruammit.entities.tagger.features import Pairs
from ruammit.entities.tagger.stretches import LONGEST, SIDES
from ruammit.entities.tagger.words import MOST_KEPT

__all__ = ["Known", "Numbers", "PairTable", "Scores", "SignTable", "Table"]

Scores = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
T = TypeVar("T", bound=Hashable)
N = TypeVar("N", int, Numbers)
_ROOM = 256
"""Rows that a growing table has at first."""
_NO_FEATURE = ""
"""A name that no feature has."""


class Known:
    """The features that a model knows.

    Args:
        rows: each to its row in `scores`.
        scores: one row per feature, one column per tag.
    """

    def __init__(self, rows: Mapping[str, int], scores: Scores) -> None:
        self.unknown = len(scores)
        """The row, all zeros, of features that the model does not know."""
        self.rows = rows
        self.scores = np.concatenate([scores, np.zeros((1, scores.shape[1]))])

    def each(self, names: Iterable[str]) -> Scores:
        """The scores of some features: one row each."""
        row, unknown = self.rows.get, self.unknown
        return self.scores[[row(name, unknown) for name in names]]

    def total(self, names: Iterable[str]) -> Scores:
        """The scores of some features, added up."""
        total: Scores = self.each(names).sum(axis=0)
        return total


class Table(dict[T, int], Generic[T]):
    """The things of a kind that were seen, to their rows; a row is made when a thing is first seen.

    Args:
        names: of a thing, its features, for every place that it stands in around a token.
        known: what the model says of them.

    Attributes:
        scores: for every place one row per thing, one column per tag. Ask for a thing's row before this: it may grow.
    """

    def __init__(self, names: Callable[[T], Sequence[Sequence[str]]], known: Known) -> None:
        super().__init__()
        self.names, self.known = names, known
        self.scores: Scores = np.zeros((1, 0, known.scores.shape[1]))

    def __missing__(self, thing: T) -> int:
        """The row of a thing that is new."""
        row = self[thing] = len(self)
        told = self.told(thing)
        if row == self.scores.shape[1]:
            more = np.zeros((len(told), max(row, _ROOM), told.shape[1]))
            self.scores = np.concatenate([self.scores, more], axis=1) if row else more
        self.scores[:, row] = told
        return row

    def told(self, thing: T) -> Scores:
        """What the model says of a thing: one row per place."""
        names: list[str] = []
        starts = []
        for of_place in self.names(thing):
            starts.append(len(names))
            names += (_NO_FEATURE, *of_place)  # a place may have none
        told: Scores = np.add.reduceat(self.known.each(names), starts)
        return told

    def forget(self) -> None:
        """Make room where there are too many things."""
        if len(self) > MOST_KEPT:
            self.clear()


class _Rare:
    """What a model says of several things at once: it knows few of those in an article, each looked up by one number.

    Args:
        numbers: of the known ones; one that has several features stands there for each.
        places: of these features.
        rows: where the model has them.
        many: how many places there are.
        known: what the model says.

    Attributes:
        scores: for every place one row per known one, one column per tag; the last row, all zeros, is of all others.
    """

    def __init__(self, numbers: Numbers, places: Numbers, rows: Numbers, many: int, known: Known) -> None:
        ordered, at = np.unique(numbers, return_inverse=True)
        self._numbers = np.append(ordered, np.iinfo(np.intp).max)
        of_places = np.full((many, len(self._numbers)), known.unknown)
        of_places[places, at] = rows
        self.scores = [known.scores[of_place] for of_place in of_places]

    def rows(self, wanted: Numbers) -> Numbers:
        """The rows of some numbers."""
        rows = np.searchsorted(self._numbers, wanted)
        rows[self._numbers[rows] != wanted] = len(self._numbers) - 1
        return rows


class _Numbering:
    """Numbers for the things that known features are of; one more is for all others."""

    def __init__(self, things: Iterable[str]) -> None:
        self._numbers = {one: number for number, one in enumerate(dict.fromkeys(things))}
        self.size = len(self._numbers) + 1

    def number(self, thing: str) -> int:
        """The number of a thing."""
        return self._numbers.get(thing, self.size - 1)


def _columns(rows: Sequence[tuple[int, ...]], many: int) -> Numbers:
    """The columns of so many numbers a row; there may be no row."""
    return np.array(rows, dtype=np.intp).reshape(-1, many).T


class PairTable(_Numbering):
    """What a model says of two neighbours.

    Args:
        kinds: the features of a pair.
        known: what the model says of them.
    """

    def __init__(self, kinds: Sequence[Pairs], known: Known) -> None:
        self.kinds = kinds
        barred = [(name, row) for name, row in known.rows.items() if "|" in name]
        tails = [
            (name.removeprefix(one.prefix), place, row)
            for place, one in enumerate(kinds)
            for name, row in barred
            if name.startswith(one.prefix)
        ]
        # Either of the two may hold a bar itself.
        pairs = [
            (tail[:at], tail[at + 1 :], place, row)
            for tail, place, row in tails
            for at in range(1, len(tail) - 1)
            if tail[at] == "|"
        ]
        super().__init__(chain.from_iterable((one, other) for one, other, _, _ in pairs))
        found = [(self.number(one), self.number(other), place, row) for one, other, place, row in pairs]
        first, second, places, rows = _columns(found, 4)
        self.rare = _Rare(self.code(first, second), places, rows, len(kinds), known)

    def code(self, one: N, other: N) -> N:
        """One number for two."""
        return one * self.size + other

    def add(self, told: Scores, numbers: Numbers) -> None:
        """Add to the scores of tokens what is said of them and their neighbours.

        Args:
            told: one row per token.
            numbers: of the tokens.
        """
        rows = self.rare.rows(self.code(numbers[:-1], numbers[1:]))
        for kind, scores in zip(self.kinds, self.rare.scores, strict=True):
            first, end = max(-kind.moved, 0), min(len(told), len(rows) - kind.moved)
            if first < end:
                told[first:end] += scores.take(rows[first + kind.moved : end + kind.moved], axis=0)


class SignTable(_Numbering):
    """What a model says of the signs around a stretch.

    Args:
        known: what the model says of features.
    """

    def __init__(self, known: Known) -> None:
        names = [
            (name, row) for name, row in known.rows.items() if name.startswith(("kL", "kO")) and name[-1].isdigit()
        ]
        # Nothing tells where the sign before ends and the one after begins.
        parts = [(name, name[2:at], name[at:-1], row) for name, row in names for at in range(3, len(name) - 1)]
        super().__init__(chain.from_iterable((left, right) for _, left, right, _ in parts))
        found = [
            (SIDES.index(name[1]), self.number(left), self.number(right), int(name[-1]), row)
            for name, left, right, row in parts
        ]
        side, before, after, many, rows = _columns(found, 5)
        self.rare = _Rare(self.code(side, before, after, many), np.zeros_like(rows), rows, 1, known)

    def code(self, side: N, left: N, right: N, many: N) -> N:
        """One number for the letters of a stretch, the signs around it, and its length."""
        return ((side * self.size + left) * self.size + right) * (LONGEST + 1) + many

    def add(self, told: Scores, side: Numbers, left: Numbers, right: Numbers, many: Numbers) -> None:
        """Add to the scores of stretches what is said of their letters, the signs around them, and their lengths."""
        told += self.rare.scores[0][self.rare.rows(self.code(side, left, right, many))]
