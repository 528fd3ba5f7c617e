"""Where a quote stands in the article: as it is, with other spacing or case, or with a slip of spelling."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from ruammit.matching import fold
from ruammit.proposers.question import NEUTRAL
from ruammit.text.normalization import normalise

__all__ = ["Found", "Grounding"]

ALIKE = 90.0
"""Similarity (0 to 100, Indel) from which a stretch is the quote with slips of spelling."""
SHORTEST_ALIKE = 20
"""Characters without spaces below which a quote has to stand as it is: short ones are like too much."""
_MARKER = re.compile(r"\{\d+ ([^{}]*)\}")
_DIGITS = re.compile(r"\d+")
_QUOTES = "\"'“”‘’«»"
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


@dataclass(frozen=True, slots=True)
class Found:
    """Start and end of a quote in the text; `changed`: like a stretch of the text, but with other numbers in it."""

    start: int
    end: int
    changed: bool = False


class Grounding:
    """Finds quotes in a text.

    Args:
        text: `Analysis.text`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._shown = text.translate(NEUTRAL)

    def find(self, quote: str, inside: tuple[int, int] | None = None) -> list[Found]:
        """Every place of the quote, in text order; only the likest one where it does not stand as it is.

        Args:
            quote: what the reader took for a stretch of the text.
            inside: where to look; None: everywhere.
        """
        first, last = inside or (0, len(self.text))
        wanted = normalise(_MARKER.sub(r"\1", quote)).translate(NEUTRAL).strip().strip(_QUOTES).strip()
        if not wanted:
            return []
        exact = [Found(m.start(), m.end()) for m in re.finditer(re.escape(wanted), self._shown[first:last])]
        if exact:
            return [Found(one.start + first, one.end + first) for one in exact]
        squeezed, places = self._squeezed
        wanted = _squeeze(wanted)[0]
        if not wanted:
            return []
        begin, end = _between(places, first, last)
        found = [m.start() + begin for m in re.finditer(re.escape(wanted), squeezed[begin:end])]
        if found:
            return [Found(places[at], places[at + len(wanted) - 1] + 1) for at in found]
        alike = self._alike(wanted, begin, end)
        return [alike] if alike else []

    def _alike(self, wanted: str, begin: int, end: int) -> Found | None:
        """The stretch that is likest to the quote, where it is like enough."""
        from rapidfuzz import fuzz

        squeezed, places = self._squeezed
        if len(wanted) < SHORTEST_ALIKE or len(wanted) > end - begin:
            return None
        best = fuzz.partial_ratio_alignment(wanted, squeezed[begin:end], score_cutoff=ALIKE)
        if best is None or best.score < ALIKE or best.dest_end == best.dest_start:
            return None
        start, stop = best.dest_start + begin, best.dest_end + begin
        same = _DIGITS.findall(wanted) == _DIGITS.findall(squeezed[start:stop])
        return Found(places[start], places[stop - 1] + 1, changed=not same)

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        return _squeeze(self._shown)


def _squeeze(text: str) -> tuple[str, list[int]]:
    """The text in lower case without white space and invisible characters, and where each character stood."""
    folded = fold(text)
    places = [at for at, char in enumerate(folded) if not char.isspace() and char not in _INVISIBLE]
    return "".join(folded[at] for at in places), places


def _between(places: list[int], first: int, last: int) -> tuple[int, int]:
    return bisect_left(places, first), bisect_left(places, last)
