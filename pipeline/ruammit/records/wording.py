"""The words around a place, as features: what the models learn of a language that no word list holds.

A word is, folded, what stands between spaces and marks, or, in scripts without spaces, what the language's tokeniser
cuts. All numbers are one word, so that what is learnt is of the language and not of one article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from ruammit.analysis import Analysis

__all__ = ["Wording", "trimmed"]

NUMBER = "#"
"""The word for every number."""
_WORD = re.compile(r"\w+")


class Wording:
    """The words of an article by place.

    Args:
        analysis: the article.
        folded: its text, folded.

    Attributes:
        starts: where its words start.
        digits: the digits that it has, of any script.
    """

    def __init__(self, analysis: Analysis, folded: str) -> None:
        # The tokeniser of a spaced script takes longer than all the rest, and joins syllables of one word.
        spaced = analysis.pack.script.spaced
        tokens = [match.span() for match in _WORD.finditer(folded)] if spaced else analysis.tokens
        self.starts = [start for start, _ in tokens]
        self.digits = frozenset(filter(str.isdigit, set(folded)))
        self._tokens = tokens
        self._folded = folded

    def within(self, start: int, end: int) -> tuple[list[tuple[int, int]], list[str]]:
        """The places of the words that start in the stretch and hold a letter or digit, and the words."""
        starts, places, words = self._lettered
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        return places[first:last], words[first:last]

    @cached_property
    def _lettered(self) -> tuple[list[int], list[tuple[int, int]], list[str]]:
        """Start, place and word of every word that holds a letter or digit."""
        folded, has_no_digit = self._folded, self.digits.isdisjoint
        # Nearly all words begin with a letter, which is quicker to see than that they hold one.
        places = [place for place in self._tokens if folded[place[0]].isalnum() or _WORD.search(folded, *place)]
        words = [folded[start:end] for start, end in places]
        words = [word if has_no_digit(word) else NUMBER for word in words]
        return [start for start, _ in places], places, words

    def word(self, start: int, end: int) -> str:
        """The word at a place."""
        word = self._folded[start:end]
        return word if self.digits.isdisjoint(word) else NUMBER

    def before(self, at: int, least: int, many: int) -> list[str]:
        """The words that end before the place and start at or after `least`, nearest last: at most so many."""
        last = bisect_left(self.starts, at)
        first = max(0, last - many)
        while first < last and self.starts[first] < least:
            first += 1
        return self._words(first, last)

    def after(self, at: int, most: int, many: int) -> list[str]:
        """The words that start at or after the place and before `most`, nearest first: at most so many."""
        first = bisect_left(self.starts, at)
        last = min(len(self.starts), first + many)
        while first < last and self.starts[last - 1] >= most:
            last -= 1
        return self._words(first, last)

    def _words(self, first: int, last: int) -> list[str]:
        """The words of these numbers: few of an article's are asked for."""
        words = [self._folded[start:end] for start, end in self._tokens[first:last]]
        return [word if self.digits.isdisjoint(word) else NUMBER for word in words]


def trimmed(text: str, start: int, end: int, marks: str | None = None) -> tuple[int, int]:
    """`start:end` without the space around it, or without the marks."""
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip(marks)), end - (len(piece) - len(piece.rstrip(marks)))
