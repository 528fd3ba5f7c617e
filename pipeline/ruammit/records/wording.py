"""The words around a place, as features: what the models learn of a language that no word list holds.

A word is, folded, what stands between spaces and marks, or, in scripts without spaces, what the language's tokeniser
cuts. All numbers are one word, so that what is learnt is of the language and not of one article.
"""

from __future__ import annotations

import re
import string
from bisect import bisect_left, bisect_right
from functools import cached_property

from ruammit.analysis import Analysis
from ruammit.entities.tagger.model import kept_clusters

__all__ = ["Wording", "trimmed"]

NUMBER = "#"
"""The word for every number."""
NAME = "@"
"""The word for every name."""
_WORD = re.compile(r"\w+")
_NO_LETTER = {"", *string.punctuation, *string.whitespace}


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
        place = analysis.reading.index
        mentions = (mention for entity in analysis.entities for mention in entity.mentions)
        self._names = sorted((place(name.start_char), place(name.end_char)) for name in mentions)
        self._known = kept_clusters(analysis.pack.clusters) if analysis.pack.clusters else {}
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

    def is_part(self, at: int) -> bool:
        """Whether the place lies inside a word of an unspaced script, behind letters that are no word themselves."""
        start = self.starts[max(0, bisect_right(self.starts, at) - 1)] if self.starts else at
        before = self._folded[start:at]
        return before[-1:] not in _NO_LETTER and (len(before) == 1 or before not in self._known)

    def plain(self, start: int, end: int) -> list[str]:
        """The words that start in the stretch and hold a letter or digit, every name one word (`NAME`)."""
        starts, words = self._plain
        first = bisect_left(starts, start)
        return words[first : bisect_left(starts, end, first)]

    @cached_property
    def _plain(self) -> tuple[list[int], list[str]]:
        """Start and word of every word, and of every name: what is learnt of them is not who was in the news."""
        starts, _, words = self._lettered
        found: list[tuple[int, str]] = []
        at = 0
        for first, last in self._names:
            start, end = bisect_left(starts, first, at), bisect_left(starts, last, at)
            found += zip(starts[at:start], words[at:start], strict=True)
            if end > start:
                found.append((starts[start], NAME))
            at = max(at, end)
        found += zip(starts[at:], words[at:], strict=True)
        return [start for start, _ in found], [word for _, word in found]

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
