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

__all__ = ["AFTER", "BEFORE", "FIRST", "INNER", "LAST", "NEXT", "ONLY", "Likely", "StretchModel", "labelled"]

BEFORE, FIRST, INNER, LAST, ONLY, NEXT, AFTER = LABELS = "OBIESNA"
"""Labels of words."""
WORDS = 30
"""Words of a stretch, at the most."""
WEIGHED = 40
"""The likeliest stretches, which are compared with one another."""
_LOWEST = -1e9

Vector = npt.NDArray[np.float64]


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
    def _rows(self) -> tuple[dict[str, int], Vector]:
        """Feature to its row, and the rows with a weight a label; the row 0 is of features without weights."""
        number: dict[str, int] = {}
        found: list[list[float]] = [[0.0] * len(LABELS)]
        for name, weight in self.weights.items():
            if name[1] == " ":
                at = number.setdefault(name[2:], len(found))
                if at == len(found):
                    found.append([0.0] * len(LABELS))
                found[at][LABELS.index(name[0])] = weight
        return number, np.array(found)

    def _step(self, one: str, other: str) -> float:
        return self.weights.get(f"{one}>{other}", 0.0)

    def _scores(self, words: Sequence[Iterable[str]]) -> Vector:
        """Of every word the sum of its features' weights, by label: words x labels."""
        number, rows = self._rows
        known: list[int] = []
        begins: list[int] = []
        for word in words:
            begins.append(len(known))
            known.append(0)
            known.extend(filter(None, map(number.get, word)))  # the row 0 is of no feature
        scores: Vector = np.add.reduceat(rows[known], begins, axis=0)
        return scores

    def _odds(self, words: Sequence[Iterable[str]]) -> tuple[Vector, float]:
        """Log-odds of the stretches by first and last word, and those of there being none."""
        before, first, inner, last, only, following, after = self._scores(words).T
        many = len(words)
        step = self._step
        ahead = np.concatenate(([0.0], np.cumsum(before + step(BEFORE, BEFORE)) - step(BEFORE, BEFORE)))
        none = float(ahead[many])
        ahead[1:] += step(BEFORE, FIRST)
        alone = ahead[:many] + only
        alone[1:] += step(BEFORE, ONLY) - step(BEFORE, FIRST)
        # What stands behind a stretch that ends with each word.
        later = np.concatenate((np.cumsum((after + step(AFTER, AFTER))[::-1])[::-1], [0.0]))
        behind = np.zeros(many)
        behind[:-1] = following[1:]
        behind[:-2] += later[2:many] - step(AFTER, AFTER) + step(NEXT, AFTER)
        going = np.concatenate(([0.0], np.cumsum(inner)))
        rows, columns = np.arange(many)[:, None], np.arange(many)[None, :]
        between = columns - rows - 1
        odds = (ahead[:many] + first)[:, None] + (last + behind)[None, :]
        odds[:, :-1] += step(LAST, NEXT)
        odds += np.where(
            between > 0,
            going[columns]
            - going[np.minimum(rows + 1, many)]
            + (between - 1) * step(INNER, INNER)
            + step(FIRST, INNER)
            + step(INNER, LAST),
            step(FIRST, LAST),
        )
        odds[(between < 0) | (between > WORDS - 2)] = _LOWEST
        alone += behind
        alone[:-1] += step(ONLY, NEXT)
        np.fill_diagonal(odds, alone)
        return odds, none

    def likely(self, places: Sequence[tuple[int, int]], words: Sequence[Iterable[str]]) -> Likely | None:
        """The stretch that is most probably right.

        Args:
            places: start and end of every word.
            words: the features of every word.
        """
        if not places:
            return None
        odds, none = self._odds(words)
        flat = odds.ravel()
        top = max(float(flat.max()), none)
        chances = np.exp(flat - top)
        chances /= chances.sum() + np.exp(none - top)
        best = np.argpartition(-chances, min(WEIGHED, len(chances)) - 1)[:WEIGHED]
        best = best[np.lexsort((best, -chances[best]))]  # of equally sure ones the likeliest is picked, then the first
        starts = np.array([places[at][0] for at in best // len(places)])
        ends = np.array([places[at][1] for at in best % len(places)])
        common = np.minimum.outer(ends, ends) - np.maximum.outer(starts, starts)
        covered = np.maximum.outer(ends, ends) - np.minimum.outer(starts, starts)
        sure = (2 * common >= covered) @ chances[best]
        at = int(np.argmax(sure))
        return Likely(int(starts[at]), int(ends[at]), float(sure[at]))
