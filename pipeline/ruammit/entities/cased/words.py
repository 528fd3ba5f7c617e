"""Names in a script with capitals: the words of a text, and the runs of capitals among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.gazetteer import Hit
from ruammit.entities.lexicons import CasedPersons
from ruammit.languages import LanguagePack

__all__ = ["CasedText", "Word", "called_by", "covered", "syllable_test"]

# A word may hold a full stop, an apostrophe, a hyphen or an ampersand between letters: "TP.HCM", "Jong-un", "AT&T".
_WORD = re.compile(r"[^\W_]+(?:[.'’&/\-][^\W_]+)*")
_LONGEST_HYPHENED = 6
_SHORTEST_CALLED = 4  # letters of the word that a company goes by
_OPENERS = frozenset({"", "\n", '"', "“", "‘", "(", "*", "•"})
_SPACED_OPENERS = frozenset({"- ", "– ", ": ", "\n ", "“ ", '" '})


class Word(NamedTuple):
    """A word: where it stands, whether it begins with a capital, and whether a sentence begins with it."""

    start: int
    end: int
    text: str
    capital: bool
    first: bool


class _Words(NamedTuple):
    """The words of a text.

    Attributes:
        words: in order.
        starts: where they start.
        run_ends: for every word the end (exclusive index) of the run of capitals that starts with it.
        runs: all runs of capitals, as word indices.
    """

    words: list[Word]
    starts: list[int]
    run_ends: list[int]
    runs: list[tuple[int, int]]


@lru_cache(maxsize=4)  # persons, organisations and firms of an article ask one after the other
def _words(text: str, sentence_starts: tuple[int, ...]) -> _Words:
    starts = set(sentence_starts)
    words = []
    for match in _WORD.finditer(text):
        surface = match.group()
        start = match.start()
        capital = surface[0].isupper()
        first = capital and (start in starts or _begins(text, start))
        words.append(Word(start, match.end(), surface, capital, first))
    runs: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if word.capital and runs and runs[-1][1] == index and text[words[index - 1].end : word.start] == " ":
            runs[-1] = runs[-1][0], index + 1
        elif word.capital:
            runs.append((index, index + 1))
    run_ends = list(range(len(words)))
    for begin, end in runs:
        run_ends[begin:end] = [end] * (end - begin)
    return _Words(words, [word.start for word in words], run_ends, runs)


def _begins(text: str, at: int) -> bool:
    """Whether a line, a quotation, or what a dash or colon opens begins at `at`."""
    return text[max(at - 1, 0) : at] in _OPENERS or text[max(at - 2, 0) : at] in _SPACED_OPENERS


class CasedText:
    """The words of an article in a script with capitals."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self.words, self.starts, self._run_ends, self._runs = _words(analysis.text, tuple(analysis.sentence_starts))

    def index(self, at: int) -> int:
        """The first word that starts at or after `at`."""
        return bisect_left(self.starts, at)

    def joined(self, index: int) -> bool:
        """Whether the word at `index` follows the one before it by a single space."""
        return 0 < index < len(self.words) and self.text[self.words[index - 1].end : self.words[index].start] == " "

    def run(self, index: int) -> int:
        """The end (exclusive index) of the run of capitals that starts with the word at `index`."""
        return self._run_ends[index] if index < len(self.words) else index

    def runs(self) -> Iterator[tuple[int, int]]:
        """All runs of capitals, as word indices."""
        return iter(self._runs)

    def hyphened(self, first: int, last: int, stops: frozenset[str]) -> int:
        """The end of a name, as a word index, with what spaced hyphens add to it: "Kim Jong - nam"."""
        chain = False
        while last < len(self.words) and self.text[self.words[last - 1].end : self.words[last].start] == " - ":
            word = self.words[last]
            if word.capital or (not chain and word.text in stops) or len(word.text) > _LONGEST_HYPHENED:
                break
            chain = len(word.text) == 1  # a lone letter: the name goes on, "Chan - o - cha"
            last += 1
            while last < len(self.words) and self.joined(last) and self.words[last].capital and last - first < 6:
                last += 1
        return last


def covered(candidates: Iterable[Candidate | Hit]) -> dict[int, int]:
    """Start to end of the longest candidate that starts there."""
    spans: dict[int, int] = {}
    for candidate in candidates:
        spans[candidate.start] = max(spans.get(candidate.start, 0), candidate.end)
    return spans


@cache
def syllable_test(pack: LanguagePack) -> Callable[[str], bool]:
    """Whether a word is spelt as a syllable of the pack's language; other words are of foreign names."""
    syllable, toneless = pack.lexicon(CasedPersons).syllable, pack.script.toneless

    @lru_cache(maxsize=8192)
    def is_native(word: str) -> bool:
        return syllable.fullmatch(toneless(word.lower())) is not None

    return is_native


def called_by(company: str, is_native: Callable[[str], bool]) -> str | None:
    """The one foreign word that a company's name ends with, by which it goes later on: "Công ty CP Đầu tư Zendora".

    Args:
        company: the name, its head word first.
        is_native: tells syllables of the language (`syllable_test`).
    """
    *before, last = company.split()
    foreign = last[0].isupper() and len(last) >= _SHORTEST_CALLED and not is_native(last) and not last.isupper()
    return last if foreign and before and is_native(before[-1]) else None
