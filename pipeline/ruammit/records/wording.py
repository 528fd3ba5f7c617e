"""The words around a place, as features: what the models learn of a language that no word list holds.

A word is what the language's tokeniser cuts, folded; numbers are one word, and names of sides another, so that what is
learnt is of the language and not of one article.
"""

from __future__ import annotations

from bisect import bisect_left

from ruammit.analysis import Analysis
from ruammit.matching import fold

__all__ = ["Wording"]

NUMBER = "#"
"""The word for every number."""
BREAK = "|"
"""The word for the end of a line or clause, beyond which nothing is looked at."""


class Wording:
    """The words of an article by place."""

    def __init__(self, analysis: Analysis) -> None:
        tokens = analysis.tokens
        folded = fold(analysis.text)
        self.starts = [start for start, _ in tokens]
        self.words = [_word(folded[start:end]) for start, end in tokens]

    def before(self, at: int, least: int, many: int) -> list[str]:
        """The words that end before the place and start at or after `least`, nearest last: at most so many."""
        last = bisect_left(self.starts, at)
        first = max(bisect_left(self.starts, least), last - many)
        return self.words[first:last]

    def after(self, at: int, most: int, many: int) -> list[str]:
        """The words that start at or after the place and before `most`, nearest first: at most so many."""
        first = bisect_left(self.starts, at)
        return self.words[first : min(bisect_left(self.starts, most), first + many)]


def _word(word: str) -> str:
    return NUMBER if any(letter.isdigit() for letter in word) else word
