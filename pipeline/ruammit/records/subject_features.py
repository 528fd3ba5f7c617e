"""What the words of a draft's sentence say of being its subject: the features of each, by name and by number.

Training reads the names (`described`). An extraction needs no more than sums of their weights, and the thousands of
names of an article would cost more than all its other slots: so `SubjectModel` looks up the words, clusters, gaps and
signs of a sentence in tables of its weights, and adds up rows of numbers. Both say the same; a test compares them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise, repeat
from typing import NamedTuple

import numpy as np

from ruammit.entities.tagger.words import Cluster
from ruammit.records.stretches import LABELS, Numbers, StretchModel, Vector

__all__ = ["Sentence", "SubjectModel", "described"]

NO_WORD = "-"
"""What stands before the first and after the last word."""
STEPS = ("0", "1", "2", "4", "8", "16", "far")
"""What a distance in words is called: by the next power of two."""
_STEP = (0, 1, 2, *[3] * 2, *[4] * 4, *[5] * 8, 6)
"""Distance in words to its place in `STEPS`."""
DIRECTIONS = ("-", "+")
OFFSETS = (-1, 0, 1)
"""What a word says of the one behind it, of itself, and of the one before it."""
FAR = len(_STEP) - 1
"""Words from which on all distances are alike."""
_NO_CLUSTER = Cluster(-1, -1, 0)


class Sentence(NamedTuple):
    """The words in which a draft's subject may stand, as its model sees them.

    Attributes:
        kind: the draft's.
        places: start and end of every word.
        words: the words, folded.
        clusters: by word, those that are known.
        gaps: what stands before every word, and behind the last.
        signs: what the other layers found at each word, by name.
        triggers: the numbers of the words that trigger the draft, to the sign of the trigger.
        inside: the numbers of the words in the draft's clause.
        capitals: the numbers of the words that begin with a capital.
    """

    kind: str
    places: list[tuple[int, int]]
    words: list[str]
    clusters: Mapping[str, Cluster]
    gaps: list[str]
    signs: list[list[str]]
    triggers: dict[int, str]
    inside: range
    capitals: list[int]


def described(sentence: Sentence) -> list[list[str]]:
    """The names of every word's features."""
    kind, words, gaps, signs = sentence.kind, sentence.words, sentence.gaps, sentence.signs
    rows: list[list[str]] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else NO_WORD
        row = ["bias", "kind " + kind, "in" if at in sentence.inside else "out"]
        row += [f"kw0 {kind} {word}", f"kw-1 {kind} {before}"]
        for offset in (0, -1, 1):
            row += _of_word(sentence, at + offset, offset)
        row += [f"ks {kind} {sign}" for sign in signs[at]]
        row += [f"gap {gaps[at]}", f"next {gaps[at + 1]}", f"pair {before} {word}"]
        if at in sentence.capitals:
            row.append("capital")
        row += _of_distance(sentence, at)
        rows.append(row)
    return rows


def _of_word(sentence: Sentence, at: int, offset: int) -> Iterator[str]:
    """What a word says of itself, or of the one beside it."""
    if not 0 <= at < len(sentence.words):
        yield f"w{offset} {NO_WORD}"
        return
    word, signs = sentence.words[at], sentence.signs[at]
    yield f"w{offset} {word}"
    if cluster := sentence.clusters.get(word):
        yield f"c{offset} {cluster.fine}"
        yield f"d{offset} {cluster.coarse}"
    for sign in signs:
        yield f"s{offset} {sign}"
    if not signs:
        yield f"s{offset}"


def _of_distance(sentence: Sentence, at: int) -> Iterator[str]:
    """Where a word stands to the nearest trigger, of two the one before it; and behind which it stands."""
    triggers = sentence.triggers
    if not triggers:
        return
    nearest = min((at - place for place in triggers), key=lambda gap: (abs(gap), -gap))
    step = DIRECTIONS[nearest > 0] + _step(nearest)
    yield f"t {step}"
    yield f"kt {sentence.kind} {step}"
    before = [place for place in triggers if place < at]
    if before:
        yield f"behind {_step(at - max(before))} {triggers[max(before)]}"


def _step(words: int) -> str:
    return STEPS[_STEP[min(abs(words), FAR)]]


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
        self._distances: dict[str, list[int]] = {}

    def row(self, table: str, key: str = "") -> int:
        """The first row of a key; 0 for one without weights."""
        return self.first[table].get(key, 0)

    def _numbered(self, table: str) -> Numbers:
        keys = {int(key): row for key, row in self.first[table].items()}
        return np.array([*(keys.get(at, 0) for at in range(max(keys, default=-1) + 1)), 0])

    def to_triggers(self, table: str) -> list[int]:
        """The rows of a word's distance to the nearest trigger, from `-FAR` to `FAR`."""
        if (found := self._distances.get(table)) is None:
            gaps = range(-FAR, FAR + 1)
            found = [self.row(table, DIRECTIONS[gap > 0] + _step(gap)) for gap in gaps]
            self._distances[table] = found
        return found

    def behind(self, trigger: str) -> list[int]:
        """The rows of a word's distance to the trigger before it, from `-FAR` to `FAR`; none where it is before."""
        if (found := self._distances.get(trigger)) is None:
            gaps = range(1, FAR + 1)
            found = [0] * (FAR + 1) + [self.row("behind", f"{_step(gap)} {trigger}") for gap in gaps]
            self._distances[trigger] = found
        return found


class SubjectModel(StretchModel):
    """A model of stretches over the features of this module."""

    @cached_property
    def _tables(self) -> _Tables:
        return _Tables(self.weights)

    def sums(self, sentences: Sequence[Sentence]) -> Vector:
        """What `scores` gives for the words of all sentences as `described`, one sentence after the other.

        They are looked up together, with a place before and behind each that holds no word: numpy takes as long for
        one sentence as for all of an article.
        """
        tables = self._tables
        values, row = tables.values, tables.row
        columns: list[list[int]] = [[] for _ in range(9)]
        clusters: list[Cluster] = []
        signs = _Signs([], [])
        capitals: list[int] = []
        words: list[int] = []
        constant = [values[row("bias")] + values[row("kind", one.kind)] for one in sentences]
        for one in sentences:
            at = len(clusters) + 1
            for column, found in zip(columns, _rows(one, tables), strict=True):
                column += found
            clusters += [_NO_CLUSTER, *map(one.clusters.get, one.words, repeat(_NO_CLUSTER)), _NO_CLUSTER]
            signs.add(one, tables, at)
            capitals += [at + capital for capital in one.capitals]
            words += range(at, at + len(one.words))
        of_words, of_signs, of_kind, gaps, *others = np.array(columns, dtype=np.intp)
        numbers = np.fromiter(chain.from_iterable(clusters), np.intp, 3 * len(clusters))
        fine = tables.fine[np.minimum(numbers[0::3], len(tables.fine) - 1)]
        coarse = tables.coarse[np.minimum(numbers[1::3], len(tables.coarse) - 1)]
        sums = np.repeat(np.array(constant), [len(one.words) + 2 for one in sentences], axis=0)
        for rows in (of_words, of_signs, fine, coarse):
            sums[1:] += values[rows[:-1]]
            sums += values[rows + 1]
            sums[:-1] += values[rows[1:] + 2]
        sums[1:] += values[of_kind[:-1]]
        sums += values[of_kind + 1]
        sums += values[gaps]
        sums[:-1] += values[gaps[1:] + 1]
        for rows in others:
            sums += values[rows]
        sums[capitals] += values[row("capital")]
        if signs.rows:
            np.add.at(sums, signs.places, values[signs.rows])
        return sums[words]


def _rows(sentence: Sentence, tables: _Tables) -> Iterator[list[int]]:
    """The rows of a sentence's words, by what they are looked up with; first and last one of no word."""
    table, kind, words, unknown = tables.first, sentence.kind, sentence.words, repeat(0)
    many, inside = len(words), sentence.inside
    for name in ("w", "s", "kw " + kind):
        keys = words if name != "s" else [found[0] if found else "" for found in sentence.signs]
        edge = table[name].get(NO_WORD, 0) if name != "s" else 0
        yield [edge, *map(table[name].get, keys, unknown), edge]
    yield [0, *map(table["gap"].get, sentence.gaps, unknown)]
    yield [0, *map(table["pair"].get, map("{} {}".format, [NO_WORD, *words], words), unknown), 0]
    outside, within = tables.row("out"), tables.row("in")
    yield [0, *[outside] * inside.start, *[within] * len(inside), *[outside] * (many - inside.stop), 0]
    order = sorted(sentence.triggers)
    for name in ("t", "kt " + kind):
        yield [0, *_nearest(order, many, tables.to_triggers(name)), 0]
    ahead = order[0] + 1 if order else many
    ends = pairwise([*order, many - 1])
    behind = (_reaching(1, end - at, tables.behind(sentence.triggers[at])) for at, end in ends)
    yield [0, *[0] * ahead, *chain.from_iterable(behind), 0]


def _nearest(order: Sequence[int], many: int, rows: Sequence[int]) -> list[int]:
    """The rows of so many words' distances to the nearest of some places, of two as near to the one before."""
    if not order:
        return [0] * many
    found = _reaching(-order[0], 0, rows)
    for one, other in pairwise(order):
        half = (other - one) // 2
        found += _reaching(1, half, rows) + _reaching(one + half + 1 - other, 0, rows)
    return found + _reaching(1, many - 1 - order[-1], rows)


def _reaching(first: int, last: int, rows: Sequence[int]) -> list[int]:
    """The rows of the distances from `first` to `last`; `rows` are those from `-FAR` to `FAR`."""
    before, behind = max(0, min(last + 1, -FAR) - first), max(0, last - max(first - 1, FAR))
    inside = rows[max(first, -FAR) + FAR : max(0, min(last, FAR) + FAR + 1)]
    return [rows[0]] * before + list(inside) + [rows[-1]] * behind


class _Signs(NamedTuple):
    """What the signs of words say with the kind, and those that are not the first of their words: rows by place."""

    places: list[int]
    rows: list[int]

    def add(self, sentence: Sentence, tables: _Tables, first: int) -> None:
        """Add those of a sentence whose first word is at the place; outside of it, nobody looks."""
        of_kind, by_sign = tables.first["ks " + sentence.kind], tables.first["s"]
        for at, found in enumerate(sentence.signs, first):
            for number, sign in enumerate(found):
                if row := of_kind.get(sign):
                    self.places.append(at)
                    self.rows.append(row)
                if number and (row := by_sign.get(sign)):
                    self.places.extend((at + 1, at, at - 1))
                    self.rows.extend((row, row + 1, row + 2))
