"""The scores of several tags in one whole number, so that adding numbers adds the scores of all tags.

A word has some thirty features, each with a score for every tag, and an article hundreds of words: added up tag by tag,
they take longer than the search for the best tags. A score is a fixed-point number; the scores of a number stand side
by side in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from struct import Struct

__all__ = ["ScoreCoder", "Scores"]

_BITS = 64  # of a score
_UNIT = 2.0**-32  # of a score: the sum of an article's is then as exact as CRFsuite's own sums, to 8 digits
_MIDDLE = 1 << 51  # what stands for 0 where scores are taken apart: a float holds it and what is around it exactly

Scores = int


class ScoreCoder:
    """Puts scores into one number and takes them out again.

    Args:
        size: how many scores a number holds.
    """

    def __init__(self, size: int) -> None:
        self._fields = Struct(f"<{size}Q")
        self._middles = sum(_MIDDLE << _BITS * at for at in range(size))

    def packed(self, scores: Sequence[float]) -> Scores:
        """The scores in one number."""
        return sum([round(score / _UNIT) << _BITS * at for at, score in enumerate(scores) if score])

    def unpacked(self, numbers: Iterable[Scores]) -> Iterator[list[float]]:
        """The scores of each number, or of the sum of numbers that it is; none may be as large as 500,000."""
        size, middles, middle = self._fields.size, self._middles, _MIDDLE * _UNIT
        data = b"".join([(number + middles).to_bytes(size, "little") for number in numbers])
        return ([field * _UNIT - middle for field in fields] for fields in self._fields.iter_unpack(data))
