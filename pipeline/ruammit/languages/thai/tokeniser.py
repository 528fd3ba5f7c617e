"""Thai words by PyThaiNLP's dictionary segmenter in nlpO3 (Rust), and Thai sentences."""

from __future__ import annotations

import re

from pythainlp.tokenize import word_tokenize

from ruammit.reading import Reading

__all__ = ["sentences", "tokenise"]

_BREAK = re.compile(r"\n+")


def tokenise(reading: Reading) -> list[tuple[int, int]]:
    """The words of the reading's text, in order."""
    tokens = []
    at = 0
    for word in word_tokenize(reading.text, engine="nlpo3"):
        start, at = at, at + len(word)
        if not word.isspace():
            tokens.append((start, at))
    return tokens


def sentences(reading: Reading) -> list[int]:
    """Where sentences start."""
    return [0, *(match.end() for match in _BREAK.finditer(reading.text) if match.end() < len(reading.text))]
