"""What a model says of an article: a score for every token and tag, added up over the token's features.

A token has some thirty features, an article hundreds of tokens: an article's scores are sums of rows of tables
(`tables`), each taken for all tokens at once.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ruammit.entities.tagger.features import (
    CLUSTER_PAIRS,
    DISTANCES,
    NO_MARK,
    OUTSIDE,
    REACH,
    WORD_PAIRS,
    FeatureMaker,
    Seen,
    of_cluster,
    of_coarse,
    of_form,
    of_form_in_gaps,
    of_gap,
    of_gaps,
    of_mark,
)
from ruammit.entities.tagger.stretches import (
    FOREIGN,
    GAPS,
    LINE,
    LONGEST,
    MOST_FORMS,
    MOST_UNKNOWN,
    NO_WORD,
    NOTHING,
    OWN,
    of_cluster_beside,
    of_forms,
    of_unknown,
    of_word_beside,
    stretches,
)
from ruammit.entities.tagger.tables import Known, Numbers, PairTable, Scores, SignTable, Table
from ruammit.entities.tagger.words import Kind

__all__ = ["Scorer"]

_FORM, _PAIR, _CLUSTER_PAIR, _CLUSTER, _SIGN, _KIND, _UNKNOWN = range(7)
"""The columns of `_Words.numbers`."""
_GAP_NUMBERS = np.zeros(128, dtype=np.intp)
_GAP_NUMBERS[list(GAPS.encode())] = range(len(GAPS))
_LINE = GAPS.index(LINE)


class Scorer:
    """Adds up the scores of an article's tokens.

    Args:
        features: how features are named.
        known: what the model says of them.
    """

    def __init__(self, features: FeatureMaker, known: Known) -> None:
        self.known = known
        self.words = _Words(features, known)
        self.marks = Table[str](lambda mark: [[name] for name in of_mark(mark)], known)
        self.names = Table[tuple[str, ...]](lambda names: [names], known)
        self.forms = Table[str](lambda name: [[name]], known)
        self.unknown = np.array(
            [
                known.each(of_unknown(unknown, many) for many in range(LONGEST + 1))
                for unknown in range(MOST_UNKNOWN + 1)
            ]
        )
        self.gap_before = known.each(map(of_gap, GAPS))
        self.gaps = np.array([[known.total(of_gaps(before, after)) for after in GAPS] for before in GAPS])

    def __call__(self, seen: Seen) -> Scores:
        """One row per token of an article, one column per tag."""
        words = self.words
        words.forget()
        self.forms.forget()
        outside = [OUTSIDE] * REACH
        around = np.array([words[surface] for surface in (*outside, *seen.surfaces, *outside)], dtype=np.intp)
        size = len(seen.surfaces)
        rows = around[REACH : REACH + size]
        gaps = _GAP_NUMBERS[np.frombuffer(seen.gaps.encode(), dtype=np.uint8)]
        told: Scores = np.zeros((size, self.known.scores.shape[1]))
        for place, scores in enumerate(words.scores[: len(DISTANCES)]):
            told += scores.take(around[place : place + size], axis=0)  # several times faster than an index
        words.pairs.add(told, words.numbers[rows, _PAIR])
        words.cluster_pairs.add(told, words.numbers[rows, _CLUSTER_PAIR])
        self._add_gaps(told, gaps, words.numbers[rows, _FORM])
        self._add_evidence(told, seen)
        told += self._of_stretches(seen, rows, gaps)
        return told

    def _add_gaps(self, told: Scores, gaps: Numbers, forms: Numbers) -> None:
        """Add what the gaps around the tokens say, alone and with the form of the word."""
        before, after, in_gaps = gaps[:-1], gaps[1:], self.words.in_gaps.scores
        told += self.gaps[before, after]
        told += in_gaps[before, forms]
        told += in_gaps[len(GAPS) + after, forms]
        told[1:] += self.gap_before.take(before[:-1], axis=0)

    def _add_evidence(self, told: Scores, seen: Seen) -> None:
        """Add what the rules made of the tokens and of their neighbours."""
        marks = np.full(len(told), self.marks[NO_MARK])
        for at, mark in seen.marks.items():
            marks[at] = self.marks[mark]
        before, here, after = self.marks.scores
        told[1:] += before.take(marks[:-1], axis=0)
        told += here.take(marks, axis=0)
        told[:-1] += after.take(marks[1:], axis=0)
        for at in [at for at, word in enumerate(seen.surfaces) if word in seen.named] if seen.named else ():
            row = self.names[seen.named[seen.surfaces[at]]]
            told[at] += self.names.scores[0, row]

    def _of_stretches(self, seen: Seen, rows: Numbers, gaps: Numbers) -> Scores:
        """What the stretches that the tokens stand in say of each.

        Args:
            seen: the article.
            rows: of its tokens in `words`.
            gaps: the number in `GAPS` of what stands before every token and after the last.
        """
        words = self.words
        opens = stretches(words.numbers[rows, _KIND], seen.gaps)
        ends = np.append(opens[1:], len(rows))
        many = np.minimum(ends - opens, LONGEST)
        foreign = words.numbers[rows[opens], _KIND] == Kind.FOREIGN
        side = np.where(foreign, FOREIGN, OWN)
        told: Scores = self.unknown[
            np.minimum(np.add.reduceat(words.numbers[rows, _UNKNOWN], opens), MOST_UNKNOWN), many
        ]
        for number in np.flatnonzero(foreign).tolist():
            told[number] = self._of_foreign(seen.surfaces[opens[number] : ends[number]], int(many[number]))
        nothing = words[NO_WORD]
        signs: list[Numbers] = []
        for after, (at, beside) in enumerate(((opens, opens - 1), (ends, ends % len(rows)))):
            gap = gaps[at]
            word = np.where(gap == _LINE, nothing, rows[beside])
            cluster = words.numbers[word, _CLUSTER]
            told += words.scores[len(DISTANCES) + 2 * side + after, word]
            told += words.clusters_beside.scores[2 * (len(GAPS) * side + gap) + after, cluster]
            signs.append(np.where(gap == _LINE, words.signs.number(NO_WORD), words.numbers[word, _SIGN]))
        words.signs.add(told, side, signs[0], signs[1], many)
        return np.repeat(told, ends - opens, axis=0)

    def _of_foreign(self, surfaces: Sequence[str], many: int) -> Scores:
        """What the forms of the words in foreign letters say of their stretch."""
        of_words = self.words.features.words
        row = self.forms[of_forms([of_words[surface].form for surface in surfaces[:MOST_FORMS]], many)]
        scores: Scores = self.forms.scores[0, row]
        return scores


class _Words(Table[str]):
    """The words that were seen.

    Attributes:
        numbers: of every row, the word's numbers in the other tables.
        in_gaps: their forms, for every gap before them, and for every gap after.
        pairs: two words side by side.
        cluster_pairs: their clusters.
        clusters_beside: their clusters, before and after a stretch.
        signs: the signs around a stretch.
    """

    def __init__(self, features: FeatureMaker, known: Known) -> None:
        super().__init__(lambda word: [*features.of_letters(word), *of_word_beside(word)], known)
        self.features = features
        self.forms, self.in_gaps = Table(of_form, known), Table(of_form_in_gaps, known)
        self.clusters, self.coarse = Table(of_cluster, known), Table(of_coarse, known)
        self.clusters_beside = Table(of_cluster_beside, known)
        self.pairs, self.cluster_pairs = PairTable(WORD_PAIRS, known), PairTable(CLUSTER_PAIRS, known)
        self.signs = SignTable(known)
        self.numbers: Numbers = np.zeros((1, 7), dtype=np.intp)

    def __missing__(self, thing: str) -> int:
        """The row of a word that is new."""
        row = super().__missing__(thing)
        if row >= len(self.numbers):
            self.numbers = np.concatenate([self.numbers, np.zeros_like(self.numbers)])
        if thing != OUTSIDE:
            word = self.features.words[thing]
            self.numbers[row] = (
                self.in_gaps[word.form],
                self.pairs.number(thing),
                self.cluster_pairs.number(word.cluster),
                self.clusters_beside[self.features.cluster_beside(thing)],
                self.signs.number(word.sign or NOTHING),
                word.kind,
                not word.known,
            )
        return row

    def told(self, thing: str) -> Scores:
        """What the model says of a word: of its letters, of its form, and of its clusters."""
        told = super().told(thing)
        if thing != OUTSIDE:
            word = self.features.words[thing]
            for table, key in ((self.forms, word.form), (self.clusters, word.cluster), (self.coarse, word.coarse)):
                row = table[key]
                told[: len(DISTANCES)] += table.scores[:, row]
        return told
