"""Numbers with what they count, by place: "8 projects", and "of aircraft 8", where a classifier follows the number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ruammit.analysis import Number
from ruammit.matching import Match, Spans
from ruammit.records.lexicon import PhraseMatch, PhraseMatches, RecordLexicon

__all__ = ["Counted", "counted"]

UNIT_REACH = 2
"""Characters between a number and the word for what it counts."""
NOUN_REACH = 60
"""Characters between a noun and the number that is counted by a classifier."""


class Counted(NamedTuple):
    """A number and what it counts.

    Attributes:
        start: where the number starts in `Analysis.text`.
        end: where the word for what is counted ends (exclusive).
        unit: what is counted, in English, singular.
        at: where the word for it starts.
        number: the number.
    """

    start: int
    end: int
    unit: str
    at: int
    number: Number


def counted(
    text: str, folded: str, numbers: Mapping[int, Number], words: RecordLexicon, hits: PhraseMatches
) -> Iterator[Counted]:
    """The numbers of an article that a word for what is counted follows.

    Args:
        text: the article's text (`Analysis.text`).
        folded: the same, folded.
        numbers: its numbers by where they end.
        words: the record lexicons of its language.
        hits: their phrases in the text.
    """
    units = [hit for hit in hits.unit if folded[hit.start : hit.end] not in words.classifiers]
    nouns = Spans([*units, *hits.noun])
    glued = words.glued.finditer(text)
    symbols = [Match(found.start(), found.end(), words.symbols[found.group()]) for found in glued]
    for hit in [*hits.unit, *symbols]:
        number = next((n for gap in range(UNIT_REACH) if (n := numbers.get(hit.start - gap)) is not None), None)
        if number is not None:
            options = words.classifiers.get(folded[hit.start : hit.end], ())
            unit = _noun(text, nouns, number, options) or hit.key
            yield Counted(number.start, hit.end, unit, hit.start, number)


def _noun(text: str, nouns: Spans[PhraseMatch], number: Number, units: tuple[str, ...]) -> str | None:
    """What a classifier behind the number counts: the last noun before it of these units, and of no other number."""
    first = max(number.start - NOUN_REACH, text.rfind("\n", 0, number.start) + 1)
    found = [hit for hit in nouns.within(first, number.start) if hit.key in units and hit.end <= number.start]
    found = [hit for hit in found if not text[max(first, hit.start - UNIT_REACH) : hit.start].strip().isdigit()]
    return found[-1].key if found else None
