"""What the words of a draft's sentence say of being its subject: the features of each, by name and by number.

Training reads the names (`described`). An extraction needs no more than sums of their weights, and the thousands of
names of an article would cost more than all its other slots: so `SubjectModel` looks up the words, clusters, gaps and
signs of a sentence in tables of its weights, and adds up rows of numbers. Both say the same; a test compares them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ruammit.entities.tagger.words import Cluster
from ruammit.records.stretches import LABELS, StretchModel, Vector

__all__ = ["Sentence", "SubjectModel", "described"]

NO_WORD = "-"
"""What stands before the first and after the last word."""
STEPS = ("0", "1", "2", "4", "8", "16", "far")
"""What a distance in words is called: by the next power of two."""
_STEP = np.array([0, 1, 2, *[3] * 2, *[4] * 4, *[5] * 8, 6])
"""Distance in words to its place in `STEPS`."""
DIRECTIONS = ("-", "+")
OFFSETS = (-1, 0, 1)
"""What a word says of the one behind it, of itself, and of the one before it."""
_NO_CLUSTER = Cluster(-1, -1, 0)

Numbers = npt.NDArray[np.intp]


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
    return STEPS[_STEP[min(abs(words), len(_STEP) - 1)]]


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
        self.steps = {table: self._steps(table) for table in list(self.first) if table.startswith("kt ")}
        self.step = self._steps("t")

    def row(self, table: str, key: str = "") -> int:
        """The first row of a key; 0 for one without weights."""
        return self.first[table].get(key, 0)

    def _numbered(self, table: str) -> Numbers:
        """The first row of each number that is a key of a table; the last one is of the number -1, which is none."""
        keys = {int(key): row for key, row in self.first[table].items()}
        return np.array([keys.get(at, 0) for at in range(max(keys, default=-1) + 1)] + [0])

    def _steps(self, table: str) -> Numbers:
        """The rows of the distances, by direction and step."""
        return np.array([[self.row(table, sign + step) for step in STEPS] for sign in DIRECTIONS])


class SubjectModel(StretchModel):
    """A model of stretches over the features of this module."""

    @cached_property
    def _tables(self) -> _Tables:
        return _Tables(self.weights)

    def sums(self, sentence: Sentence) -> Vector:
        """What `scores` gives for the words as `described`: words x labels."""
        tables, kind, words, signs = self._tables, sentence.kind, sentence.words, sentence.signs
        first, row, many = tables.first, tables.row, len(words)
        rows = np.zeros((21, many), dtype=np.intp)
        _spread(rows[0:3], _looked_up(first["w"], words, many), row("w", NO_WORD))
        found = map(sentence.clusters.get, words, repeat(_NO_CLUSTER))
        clusters = np.fromiter(chain.from_iterable(found), np.intp, 3 * many)
        _spread(rows[3:6], tables.fine[np.minimum(clusters[0::3], len(tables.fine) - 1)])
        _spread(rows[6:9], tables.coarse[np.minimum(clusters[1::3], len(tables.coarse) - 1)])
        _spread(rows[9:12], _looked_up(first["s"], (found[0] if found else "" for found in signs), many))
        of_kind = _looked_up(first["kw " + kind], words, many)
        _spread(rows[12:14], of_kind, row("kw " + kind, NO_WORD))
        gaps = _looked_up(first["gap"], sentence.gaps, many + 1)
        rows[14], rows[15] = gaps[:-1], gaps[1:] + 1
        pairs = map("{} {}".format, [NO_WORD, *words], words)
        rows[16] = _looked_up(first["pair"], pairs, many)
        rows[17] = row("out")
        rows[17, sentence.inside.start : sentence.inside.stop] = row("in")
        self._distances(sentence, rows[18:21])
        sums: Vector = tables.values[rows].sum(axis=0)
        sums += tables.values[row("bias")] + tables.values[row("kind", kind)]
        sums[sentence.capitals] += tables.values[row("capital")]
        self._add_signs(sums, sentence)
        return sums

    def _distances(self, sentence: Sentence, rows: Numbers) -> None:
        """Set the rows of where the words stand to the triggers."""
        tables = self._tables
        order = np.array(sorted(sentence.triggers), dtype=np.intp)
        if not len(order):
            return
        at = np.arange(len(sentence.words))
        after = np.searchsorted(order, at)  # the first trigger that does not stand before the word
        behind = at - order[np.maximum(after - 1, 0)]
        ahead = at - order[np.minimum(after, len(order) - 1)]
        nearest = np.where((after > 0) & ((after == len(order)) | (behind <= -ahead)), behind, ahead)
        step, direction = _STEP[np.minimum(np.abs(nearest), len(_STEP) - 1)], (nearest > 0).astype(np.intp)
        rows[0] = tables.step[direction, step]
        if (of_kind := tables.steps.get("kt " + sentence.kind)) is not None:
            rows[1] = of_kind[direction, step]
        for number, place in enumerate(order.tolist()):
            sign, stop = sentence.triggers[place], order[number + 1] + 1 if number + 1 < len(order) else len(at)
            told = np.array([tables.row("behind", f"{one} {sign}") for one in STEPS])
            rows[2, place + 1 : stop] = told[_STEP[np.minimum(behind[place + 1 : stop], len(_STEP) - 1)]]

    def _add_signs(self, sums: Vector, sentence: Sentence) -> None:
        """Add what the signs of words say with the kind, and those that are not the first of their words."""
        tables, many = self._tables, len(sums)
        of_kind, by_sign = tables.first["ks " + sentence.kind], tables.first["s"]
        places: list[int] = []
        rows: list[int] = []
        for at, found in enumerate(sentence.signs):
            for number, sign in enumerate(found):
                if row := of_kind.get(sign):
                    places.append(at)
                    rows.append(row)
                if number and (row := by_sign.get(sign)):
                    for variant, offset in enumerate(OFFSETS):
                        if 0 <= at - offset < many:
                            places.append(at - offset)
                            rows.append(row + variant)
        np.add.at(sums, places, tables.values[rows])


def _looked_up(table: Mapping[str, int], keys: Iterable[str], many: int) -> Numbers:
    """The first row of each of so many keys."""
    return np.fromiter(map(table.get, keys, repeat(0)), np.intp, many)


def _spread(rows: Numbers, numbers: Numbers, end: int = 0) -> None:
    """Set the rows for what the word before, the word itself and the word after say; `end`: where there is none."""
    rows[0, 0] = end
    rows[0, 1:] = numbers[:-1]
    rows[1] = numbers + 1
    if len(rows) > 2:
        rows[2, :-1] = numbers[1:] + 2
        rows[2, -1] = end + 2
