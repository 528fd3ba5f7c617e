"""Vietnamese words by underthesea's segmenter, aligned to the text, and Vietnamese sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from ruammit import languages
from ruammit.languages.sentences import SentenceLexicon
from ruammit.matching import any_of
from ruammit.text.normalization import Reading

__all__ = ["sentences", "tokenise"]

_LONGEST = 1000
"""Characters given to the segmenter at once: its expressions take time that grows with the square of the length."""

_VISIBLE = re.compile(r"\S")
_PIECE = re.compile(rf"\S.{{0,{_LONGEST - 1}}}(?!\S)|\S{{1,{_LONGEST}}}", re.DOTALL)
_SIMPLE_WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
_BREAK = re.compile(r"""\n\s*+|(?<=[.!?…"”’')\]])[^\S\n]++(?=(?:[-–—•*][^\S\n])?[^\w\s]{0,4}[^\W_])""")
_END = re.compile(r"""[.!?…]["”’')\]]*\Z""")


@cache
def _segmenter() -> Callable[..., list[str]]:
    from underthesea import word_tokenize  # half a second, for those who ask for words

    segmenter: Callable[..., list[str]] = word_tokenize
    return segmenter


def tokenise(reading: Reading) -> list[tuple[int, int]]:
    """The words of the reading's text, in order; a word of several syllables is one token, its spaces included."""
    text = reading.text
    return [
        token
        for start, end in pairwise([*sentences(reading), len(text)])
        for piece in _PIECE.finditer(text, start, end)
        for token in _words(text, *piece.span())
    ]


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a piece.

    The segmenter replaces some characters by others, one for one, and drops white space: its words are found again by
    counting the characters that can be seen. A piece in which the count does not come out is split at spaces.
    """
    places = [match.start() for match in _VISIBLE.finditer(text, start, end)]
    words = _segmenter()(text[start:end], use_token_normalize=False)
    lengths = [len(word) - word.count(" ") for word in words]
    if sum(lengths) != len(places) or 0 in lengths:
        yield from (match.span() for match in _SIMPLE_WORD.finditer(text, start, end))
        return
    at = 0
    for length in lengths:
        yield places[at], places[at + length - 1] + 1
        at += length


@cache
def _abbreviations() -> re.Pattern[str]:
    """Matches at the end of a stretch that ends in an abbreviation or the number of an item."""
    abbreviations = any_of(languages.pack("vi").lexicon(SentenceLexicon).abbreviations)
    return re.compile(rf"(?:\b{abbreviations}|^[ \t]*\d{{1,2}}\.)\Z", re.MULTILINE)


def sentences(reading: Reading) -> list[int]:
    """Where sentences start: after a new line, and after a full stop or its like before a capital or a figure."""
    text = reading.text
    starts = [0]
    for match in _BREAK.finditer(text):
        if match.end() < len(text) and match.end() > 0 and _parts(text, match):
            starts.append(match.end())
    return starts


def _parts(text: str, match: re.Match[str]) -> bool:
    """Whether two sentences meet at the white space that matched."""
    if match.group().startswith("\n"):
        return True
    before = max(match.start() - 12, 0), match.start()
    following = next(character for character in text[match.end() : match.end() + 10] if character.isalnum())
    if following.islower() or not _END.search(text, *before):
        return False
    last = text[max(match.start() - 3, 0) : match.start()].rjust(3)
    initial = last[2] == "." and last[1].isupper() and not last[0].isalnum()
    return not initial and not _abbreviations().search(text, *before)
