"""Which stretch of a row of words is meant, if any: a linear-chain conditional random field that marks one stretch.

Words are labelled as before the stretch, its first, inner or last word (or its only one), next behind it, and after
that. Only rows with one stretch or none are weighed, so that every stretch has a probability, and so has their absence.
Training fits the weights with CRFsuite; here they are summed without it, for they stand in the one file of the models.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["LABELS", "Likely", "Numbers", "StretchModel", "Vector", "labelled"]

BEFORE, FIRST, INNER, LAST, ONLY, NEXT, AFTER = LABELS = "OBIESNA"
"""Labels of words."""
WORDS = 30
"""Words of a stretch, at the most."""
WEIGHED = 40
"""The likeliest stretches, which are compared with one another."""
_LOWEST = -1e9

Vector = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]


def labelled(words: int, first: int | None = None, last: int | None = None) -> list[str]:
    """The labels of a row of words with the stretch from the word `first` to the word `last`, or without one."""
    if first is None or last is None:
        return [BEFORE] * words
    inside = [ONLY] if first == last else [FIRST, *[INNER] * (last - first - 1), LAST]
    behind = words - last - 1
    return [BEFORE] * first + inside + [NEXT] * min(1, behind) + [AFTER] * (behind - 1)


class Likely(NamedTuple):
    """The stretch that shares half its characters with what is meant most probably.

    Attributes:
        start, end: offsets of the stretch, those of its first and last word.
        sure: probability (0 to 1) that what is meant shares at least half of the characters that either covers.
    """

    start: int
    end: int
    sure: float


class StretchModel:
    """The weights of features by label, and of one label behind another.

    Attributes:
        weights: `LABEL FEATURE` or `LABEL>LABEL` to weight.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    @cached_property
    def rows(self) -> dict[str, list[float]]:
        """Feature to its weights, by label in the order of `LABELS`."""
        column = {label: at for at, label in enumerate(LABELS)}
        found: dict[str, list[float]] = {}
        for name, weight in self.weights.items():
            if name[1] == " ":
                row = found.get(name[2:])
                if row is None:
                    row = found[name[2:]] = [0.0] * len(LABELS)
                row[column[name[0]]] = weight
        return found

    def scores(self, words: Sequence[Iterable[str]]) -> Vector:
        """Of every word, given by its features, the sum of their weights by label: words x labels."""
        rows, found = self.rows, np.zeros((len(words), len(LABELS)))
        for at, word in enumerate(words):
            for name in word:
                if name in rows:
                    found[at] += rows[name]
        return found

    @cached_property
    def _steps(self) -> dict[str, float]:
        return {one + other: self.weights.get(f"{one}>{other}", 0.0) for one in LABELS for other in LABELS}

    @cached_property
    def _lengths(self) -> Vector:
        """What the labels inside a stretch say by its number of words less one."""
        step = self._steps
        inside: Vector = step[INNER + INNER] * np.arange(-2.0, WORDS - 2) + step[FIRST + INNER] + step[INNER + LAST]
        inside[:2] = 0.0, step[FIRST + LAST]
        return inside

    def _odds(self, scores: Vector, starts: Numbers, stops: Numbers) -> tuple[Vector, Vector]:
        """Log-odds of the stretches of several rows of words, and of every row those of there being none.

        Stretches are told by their first word, and by their number of words less one. A stretch's odds are a number of
        its first word, one of its last, one of its length, and what the words between say, which is the difference of
        two running sums: so few sums give all of them.
        """
        before, first, inner, last, only, following, after = scores.T
        step, many, sizes = self._steps, len(scores), stops - starts
        at = np.arange(many)
        left = np.repeat(stops, sizes) - at  # words from each one to the end of its row
        opens, closes = at == np.repeat(starts, sizes), left == 1
        stay = step[BEFORE + BEFORE]
        ahead = _running(before + stay)
        none = ahead[stops] - ahead[starts] - stay
        ahead = ahead[:-1] - np.repeat(ahead[starts], sizes)
        later = _running((after + step[AFTER + AFTER])[::-1])[::-1]
        # Of what stands behind a stretch that ends with each word, the word next to it first.
        behind = np.append(following[1:], 0.0) + np.append(later[2:], 0.0) - np.repeat(later[stops], sizes)
        behind += np.where(left > 2, step[NEXT + AFTER] - step[AFTER + AFTER], 0.0)
        behind[closes] = 0.0
        going = inner.cumsum()
        opening = ahead + first - going + np.where(opens, 0.0, step[BEFORE + FIRST] - stay)
        closing = np.zeros(many + WORDS)
        closing[:many] = last + behind + going - inner + np.where(closes, 0.0, step[LAST + NEXT])
        span = np.arange(WORDS)
        odds: Vector = closing[at[:, None] + span]
        odds += opening[:, None]
        odds += self._lengths
        odds[span >= left[:, None]] = _LOWEST
        odds[:, 0] = ahead + only + behind
        odds[:, 0] += np.where(opens, 0.0, step[BEFORE + ONLY] - stay) + np.where(closes, 0.0, step[ONLY + NEXT])
        return odds, none

    def likely(self, rows: Sequence[Sequence[tuple[int, int]]], scores: Vector) -> list[Likely | None]:
        """Of each row of words the stretch that is most probably right; None of one without words.

        Args:
            rows: start and end of every word, by row.
            scores: of the words of all rows, in their order, the sum of their features' weights by label (`scores`).
        """
        if not len(scores):
            return [None] * len(rows)
        sizes = np.array([len(row) for row in rows if row])
        stops = sizes.cumsum()
        starts = stops - sizes
        chances, none = self._odds(scores, starts, stops)
        top = np.maximum(np.maximum.reduceat(chances.max(axis=1), starts), none)
        chances -= np.repeat(top, sizes)[:, None]
        np.exp(chances, out=chances)
        total = np.add.reduceat(chances.sum(axis=1), starts) + np.exp(none - top)
        chances /= np.repeat(total, sizes)[:, None]
        each = zip(starts.tolist(), stops.tolist(), strict=True)
        return [_picked(row, chances[slice(*next(each))]) if row else None for row in rows]


def _running(values: Vector) -> Vector:
    """The sums of the values before each place, and of all of them."""
    sums = np.zeros(len(values) + 1)
    values.cumsum(out=sums[1:])
    return sums


def _picked(places: Sequence[tuple[int, int]], chances: Vector) -> Likely:
    """Of the likeliest stretches of a row the one that most probably overlaps with what is meant."""
    flat = chances.ravel()
    best = (-flat).argpartition(WEIGHED - 1)[:WEIGHED] if len(flat) > WEIGHED else np.arange(len(flat))
    best = best[np.lexsort((best, -flat[best]))]  # of equally sure ones the likeliest is picked, then the first
    first, more = np.divmod(best, WORDS)
    offsets = np.array(places)
    starts, ends = offsets[first, 0], offsets[np.minimum(first + more, len(places) - 1), 1]
    latest, earliest = np.maximum.outer(starts, starts), np.minimum.outer(starts, starts)
    common, covered = np.minimum.outer(ends, ends) - latest, np.maximum.outer(ends, ends) - earliest
    sure = (2 * common >= covered) @ flat[best]
    at = int(sure.argmax())
    return Likely(int(starts[at]), int(ends[at]), float(sure[at]))
