"""The model of subjects: the weights of features of words (`subject_features`), looked up without their names.

To spell out thousands of features for an article would cost more than all its other slots. So the words, clusters, gaps
and signs of its sentences are looked up in tables of the weights, and rows of numbers are added up. A test compares the
sums with those of the features by name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, repeat

import numpy as np

from ruammit.entities.tagger.words import Cluster
from ruammit.records.stretches import LABELS, Numbers, StretchModel, Vector
from ruammit.records.subject_features import DIRECTIONS, FAR, NO_WORD, OFFSETS, Sentence, step_of

__all__ = ["SubjectModel"]

_NO_CLUSTER = Cluster(-1, -1, 0)
_TABLES = {
    **{f"{name}{offset}": (name, at) for name in "wcds" for at, offset in enumerate(OFFSETS)},
    "kw-1": ("kw", 0),
    "kw0": ("kw", 1),
    "gap": ("gap", 0),
    "next": ("gap", 1),
}
"""What a feature's name begins with, to its table, and its row after the first one of its key. Other features have a
table of their own."""
_ROWS = {"w": 3, "c": 3, "d": 3, "s": 3, "kw": 2, "gap": 2}
"""Rows of a key, by table; one in all others."""
_OF_KIND = frozenset({"kw", "ks", "kt"})
"""Tables that there are one of for every kind: the kind stands before the key."""


class _Tables:
    """The weights of a model, laid out by what they are looked up with.

    Attributes:
        values: rows of weights by label; the first few are zero, for keys that have none.
        first: table, or table and kind, to its keys, and to the first of the rows of each.
        fine, coarse: the first row of each cluster by its number; the last one is of the number -1, which is none.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        column = {label: at for at, label in enumerate(LABELS)}
        self.first: defaultdict[str, dict[str, int]] = defaultdict(dict)
        rows, columns, told = [], [], []
        size = len(OFFSETS)
        for name, weight in weights.items():
            if name[1] != " ":
                continue
            head, _, key = name[2:].partition(" ")
            table, at = _TABLES.get(head, (head, 0))
            more = _ROWS.get(table, 1)
            if table in _OF_KIND:
                kind, _, key = key.partition(" ")
                table = f"{table} {kind}"
            keys = self.first[table]
            first = keys.get(key)
            if first is None:
                first = keys[key] = size
                size += more
            rows.append(first + at)
            columns.append(column[name[0]])
            told.append(weight)
        self.values: Vector = np.zeros((size, len(LABELS)))
        self.values[rows, columns] = told
        self.fine, self.coarse = self._numbered("c"), self._numbered("d")
        self._distances: dict[str, Numbers] = {}

    def row(self, table: str, key: str = "") -> int:
        """The first row of a key; 0 for one without weights."""
        return self.first[table].get(key, 0)

    def _numbered(self, table: str) -> Numbers:
        keys = {int(key): row for key, row in self.first[table].items()}
        return np.array([*(keys.get(at, 0) for at in range(max(keys, default=-1) + 1)), 0])

    def nearest(self, table: str) -> Numbers:
        """The rows of the distances to the nearest trigger from `-FAR` to `FAR`, and 0 for there being no trigger."""
        if (found := self._distances.get(table)) is None:
            rows = [self.row(table, DIRECTIONS[gap > 0] + step_of(gap)) for gap in range(-FAR, FAR + 1)]
            found = self._distances[table] = np.array([*rows, 0])
        return found

    def behind(self, trigger: str) -> Numbers:
        """The rows of the distances to a trigger that a word stands behind, by words up to `FAR`."""
        if (found := self._distances.get(trigger)) is None:
            rows = [self.row("behind", f"{step_of(gap)} {trigger}") for gap in range(1, FAR + 1)]
            found = self._distances[trigger] = np.array([0, *rows])
        return found


class SubjectModel(StretchModel):
    """A model of stretches over the features of `subject_features`."""

    @cached_property
    def _tables(self) -> _Tables:
        return _Tables(self.weights)

    def sums(self, sentences: Sequence[Sentence]) -> Vector:
        """What `scores` gives for the words of all sentences as `described`, one sentence after the other."""
        return _Sums(self._tables, sentences).words()


class _Sums:
    """The sums of several sentences, in one array: numpy takes as long for one of them as for all of an article.

    Every sentence has a place before and behind it that holds no word.
    """

    def __init__(self, tables: _Tables, sentences: Sequence[Sentence]) -> None:
        self.tables = tables
        sizes = [len(one.words) + 2 for one in sentences]
        self.many = sum(sizes)
        # Where the words of each sentence stand.
        self.spans = [
            (one, slice(end - size + 1, end - 1))
            for one, size, end in zip(sentences, sizes, accumulate(sizes), strict=True)
        ]
        self.begins = np.repeat([own.start for _, own in self.spans], sizes)
        self.ends = np.repeat([own.stop for _, own in self.spans], sizes)
        self.sums: Vector = np.zeros((self.many, len(LABELS)))

    def words(self) -> Vector:
        """The sums of the words of all sentences."""
        row, values = self.tables.row, self.tables.values
        for one, own in self.spans:
            self.sums[own] = values[row("bias")] + values[row("kind", one.kind)]
            self.sums[[own.start + at for at in one.capitals]] += values[row("capital")]
        self._add_words()
        self._add_signs()
        self._add_distances()
        at = np.arange(self.many)
        return self.sums[(self.begins <= at) & (at < self.ends)]

    def _rows(self) -> Numbers:
        return np.zeros(self.many, dtype=np.intp)

    def _add(self, rows: Numbers, offsets: Sequence[int] = (0,)) -> None:
        """Add to the words their rows, and to those beside them, as far as the offsets say, the rows after these."""
        take = self.tables.values.take  # several times faster than an index
        for variant, offset in enumerate(offsets):
            if offset < 0:
                self.sums[1:] += take(rows[:-1] + variant, axis=0)
            elif offset:
                self.sums[:-1] += take(rows[1:] + variant, axis=0)
            else:
                self.sums += take(rows + variant, axis=0)

    def _add_words(self) -> None:
        """Add what the words, their clusters, the gaps between them and the clause say."""
        row, first = self.tables.row, self.tables.first
        words, of_kind, fine, coarse, gaps, pairs, inside = (self._rows() for _ in range(7))
        for one, own in self.spans:
            many, edges = len(one.words), [own.start - 1, own.stop]
            words[own] = _looked_up(first["w"], one.words, many)
            words[edges] = row("w", NO_WORD)
            of_kind[own] = _looked_up(first["kw " + one.kind], one.words, many)
            of_kind[edges] = row("kw " + one.kind, NO_WORD)
            known = chain.from_iterable(map(one.clusters.get, one.words, repeat(_NO_CLUSTER)))
            clusters = np.fromiter(known, np.intp, 3 * many)
            fine[own] = self.tables.fine[np.minimum(clusters[0::3], len(self.tables.fine) - 1)]
            coarse[own] = self.tables.coarse[np.minimum(clusters[1::3], len(self.tables.coarse) - 1)]
            gaps[own.start : own.stop + 1] = _looked_up(first["gap"], one.gaps, many + 1)
            pairs[own] = _looked_up(first["pair"], map("{} {}".format, [NO_WORD, *one.words], one.words), many)
            inside[own] = row("out")
            inside[own.start + one.inside.start : own.start + one.inside.stop] = row("in")
        for rows in (words, fine, coarse):
            self._add(rows, OFFSETS)
        self._add(of_kind, OFFSETS[:2])
        self._add(gaps, (0, 1))
        self._add(pairs)
        self._add(inside)

    def _add_signs(self) -> None:
        """Add what the other layers' signs say: the first of each word, or that it has none, and the rare others."""
        by_sign, first = self.tables.first["s"].get, self._rows()
        places: list[int] = []
        rows: list[int] = []
        for one, own in self.spans:
            of_kind = self.tables.first["ks " + one.kind].get
            first[own] = by_sign("", 0)
            first[[own.start + at for at in one.signs]] = [by_sign(found[0], 0) for found in one.signs.values()]
            for at, found in one.signs.items():
                place = own.start + at
                for number, sign in enumerate(found):
                    if row := of_kind(sign):
                        places.append(place)
                        rows.append(row)
                    if number and (row := by_sign(sign)):
                        places += (place + 1, place, place - 1)
                        rows += (row, row + 1, row + 2)
        self._add(first, OFFSETS)
        if rows:
            np.add.at(self.sums, places, self.tables.values.take(rows, axis=0))

    def _add_distances(self) -> None:
        """Add what the words' distances to the triggers say: to the nearest, and to the last one before each."""
        triggers = {own.start + at: sign for one, own in self.spans for at, sign in sorted(one.triggers.items())}
        order, at = np.array([-1, *triggers, self.many]), np.arange(self.many)
        last = np.searchsorted(order, at) - 1  # the last trigger before each word, in whatever sentence
        behind, ahead = at - order[last], order[last + 1] - at
        is_behind, is_ahead = order[last] >= self.begins, order[last + 1] < self.ends
        nearest = np.where(is_behind & (~is_ahead | (behind <= ahead)), behind, -ahead).clip(-FAR, FAR) + FAR
        nearest[~(is_behind | is_ahead)] = 2 * FAR + 1
        self._add(self.tables.nearest("t")[nearest])
        of_kind, of_last = self._rows(), self._rows()
        for one, own in self.spans:
            of_kind[own] = self.tables.nearest("kt " + one.kind)[nearest[own]]
        for number, (place, sign) in enumerate(triggers.items(), 2):
            own = slice(place + 1, min(order[number] + 1, self.ends[place]))
            of_last[own] = self.tables.behind(sign).take(behind[own], mode="clip")
        self._add(of_kind)
        self._add(of_last)


def _looked_up(table: Mapping[str, int], keys: Iterable[str], many: int) -> Numbers:
    """The first row of each of so many keys."""
    return np.fromiter(map(table.get, keys, repeat(0)), np.intp, many)
