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

__all__ = ["AFTER", "BEFORE", "FIRST", "INNER", "LAST", "NEXT", "ONLY", "Likely", "StretchModel", "Vector", "labelled"]

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
        """What the labels inside a stretch say by its number of words from 0, but for the sums of the words' scores."""
        step = self._steps
        inside = step[INNER + INNER] * np.arange(-3.0, WORDS - 2) + step[FIRST + INNER] + step[INNER + LAST]
        inside[2] = step[FIRST + LAST]
        return inside

    def _odds(self, scores: Vector) -> tuple[Vector, float]:
        """Log-odds of the stretches by their first word and number of words less one, and those of there being none."""
        before, first, inner, last, only, following, after = scores.T
        many, step = len(scores), self._steps
        ahead = np.zeros(many + 1)  # of all words before each one being before the stretch
        np.cumsum(before + step[BEFORE + BEFORE], out=ahead[1:])
        ahead[1:] -= step[BEFORE + BEFORE]
        none = float(ahead[many])
        ahead[1:] += step[BEFORE + FIRST]
        alone = ahead[:many] + only
        alone[1:] += step[BEFORE + ONLY] - step[BEFORE + FIRST]
        later = np.cumsum((after + step[AFTER + AFTER])[::-1])[::-1]
        behind = np.zeros(many)  # of what stands behind a stretch that ends with each word
        behind[:-1] = following[1:]
        behind[:-2] += later[2:] + (step[NEXT + AFTER] - step[AFTER + AFTER])
        alone += behind
        alone[:-1] += step[ONLY + NEXT]
        # A stretch's score is that of its first word, of its last, of its length, and of the words between: the
        # difference of two running sums. So there is one number per first word and one per last, added up once.
        going = np.cumsum(inner)
        opening = ahead[:many] + first - going
        closing = np.full(many + WORDS - 1, _LOWEST)
        closing[:many] = last + behind + going - inner
        closing[: many - 1] += step[LAST + NEXT]
        odds: Vector = np.lib.stride_tricks.sliding_window_view(closing, WORDS) + opening[:, None]
        odds += self._lengths[1:]
        odds[:, 0] = alone
        return odds, none

    def likely(self, places: Sequence[tuple[int, int]], scores: Vector) -> Likely | None:
        """The stretch that is most probably right.

        Args:
            places: start and end of every word.
            scores: of every word the sum of its features' weights by label (`scores`).
        """
        if not places:
            return None
        odds, none = self._odds(scores)
        chances = odds.ravel()
        top = max(float(chances.max()), none)
        chances -= top
        np.exp(chances, out=chances)
        chances /= chances.sum() + np.exp(none - top)
        best = np.argpartition(-chances, WEIGHED - 1)[:WEIGHED] if len(chances) > WEIGHED else np.arange(len(chances))
        best = best[np.lexsort((best, -chances[best]))]  # of equally sure ones the likeliest is picked, then the first
        first, more = np.divmod(best, WORDS)
        offsets = np.array(places)
        starts, ends = offsets[first, 0], offsets[np.minimum(first + more, len(places) - 1), 1]
        latest, earliest = np.maximum.outer(starts, starts), np.minimum.outer(starts, starts)
        common, covered = np.minimum.outer(ends, ends) - latest, np.maximum.outer(ends, ends) - earliest
        sure = (2 * common >= covered) @ chances[best]
        at = int(np.argmax(sure))
        return Likely(int(starts[at]), int(ends[at]), float(sure[at]))
