"""The little words of an article ("in", "of", "to") by place: what they lead to, and what follows them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from operator import attrgetter

from ruammit.ontology.terms import Context
from ruammit.records.lexicon import PhraseMatch, RecordLexicon

__all__ = ["LittleWords"]

LED = 45
"""Characters before a place in which little words stand that can lead to it."""
FEW = 40
"""Characters that a few words take at most."""
_WORDS = re.compile(r"[^\n,.;:()%0-9]{1,40}")
_end = attrgetter("end")


class LittleWords:
    """Looks little words up by the place that they lead to.

    Args:
        text: the article's text (`Analysis.text`); every place is an offset in it.
        folded: the same, folded.
        words: the record lexicons of its language.
        hits: the little words of all lists, in the order of their ends; some may be parts of longer words.
    """

    def __init__(self, text: str, folded: str, words: RecordLexicon, hits: Iterable[PhraseMatch]) -> None:
        self.text, self._folded, self.words = text, folded, words
        # No phrase begins or ends amid what a silencer or an opening joins; `Phrases` sees all else.
        joined = words.script.joined(folded)
        self._hits = [hit for hit in hits if hit.start not in joined and hit.end not in joined]
        self._gaps: dict[int, dict[str, int]] = {}

    def led(self, key: Context, at: int, reach: int) -> bool:
        """Whether a little word of the list ("in", "to", "from") ends at most `reach` characters before the place.

        What leads up to a place is looked up once, over `LED` characters; `reach` is no more.
        """
        return self.gaps(at).get(key, LED + 1) <= reach

    def gaps(self, at: int) -> Mapping[str, int]:
        """Of each list the characters between its last little word before the place and the place, `LED` at most."""
        if (gaps := self._gaps.get(at)) is None:
            gaps = self._gaps[at] = {hit.key: at - hit.end for hit in self._leaders(at - LED, at)}
        return gaps

    def leading(self, key: Context, start: int, end: int) -> list[PhraseMatch]:
        """The little words of the list that end in `start:end` and are no part of a longer word."""
        return [hit for hit in self._leaders(start, end) if hit.key == key]

    def _leaders(self, start: int, end: int) -> list[PhraseMatch]:
        """The little words of all lists that end in `start:end`."""
        first = bisect_left(self._hits, start, key=_end)
        return self._hits[first : bisect_right(self._hits, end, first, key=_end)]

    def following(self, key: Context, at: int, end: int) -> str:
        """The few words after a little word of the list that stands at the place; empty where none stands there.

        They end at the next mark of punctuation; in scripts without spaces between words at the next space.
        """
        at += len(self.text[at:end]) - len(self.text[at:end].lstrip())
        word = next((word for word in self.words.leading[key] if self._folded.startswith(word, at)), None)
        if word is None:
            return ""
        found = _WORDS.match(self.text, at + len(word), end)
        words = found.group().strip() if found else ""
        if len(words) == FEW:  # cut off: at the last whole word
            words = words.rpartition(" ")[0] or words
        return words if self.words.script.spaced else words.split(" ")[0]
