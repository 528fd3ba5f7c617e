"""What is marked in an article's text, for every view that shows the text: the same marks, cut into pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ruammit.schema import Extraction
from ruammit.views.labels import Labels, labels
from ruammit.views.slots import mention_amount, mention_percent, period_text

__all__ = ["LAYERS", "SUBJECT", "Mark", "marks", "pieces", "subjects"]

_ENGLISH = labels("en")
LAYERS = {code: word for code, word in _ENGLISH.words("marks").items() if code != "subject"}
"""The kinds of marks, with what they are called in English."""
SUBJECT = _ENGLISH.word("marks", "subject")
"""What the words are called in English that say what a record is about."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of an article's text: offsets in code points, a key of `LAYERS`, its value and its rule."""

    start: int
    end: int
    layer: str
    value: str
    rule: str


def marks(extraction: Extraction, words: Labels = _ENGLISH) -> list[Mark]:
    """Every mention of the extraction, in text order, its value in the words of a locale."""
    found = [Mark(m.start_char, m.end_char, "money", mention_amount(m, words), m.rule) for m in extraction.money]
    for percent in extraction.percent:
        value = mention_percent(percent, words)
        found.append(Mark(percent.start_char, percent.end_char, "percent", value, percent.rule))
    for date in extraction.dates:
        value = period_text(date.start, date.end, words)
        found.append(Mark(date.start_char, date.end_char, "dates", value, date.rule))
    for entity in extraction.entities:
        value = f"{entity.canonical} ({entity.country})" if entity.country else entity.canonical
        found += [Mark(s.start_char, s.end_char, entity.type.value, value, entity.rule) for s in entity.mentions]
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.layer))


def subjects(extraction: Extraction) -> list[tuple[int, int]]:
    """Where the article says what its records are about, each place once, in text order."""
    told = (record.subject for record in extraction.records)
    return sorted({(subject.start_char, subject.end_char) for subject in told if subject})


def pieces(length: int, spans: Iterable[tuple[int, int, object]]) -> Iterator[tuple[int, int, list[object]]]:
    """A text of the length cut at every start and end: start, end and what lies over each piece, the longest first."""
    starting: dict[int, list[tuple[int, object]]] = {}
    edges = {0, length}
    for start, end, item in spans:
        if 0 <= start < end <= length:
            starting.setdefault(start, []).append((end, item))
            edges |= {start, end}
    over: list[tuple[int, object]] = []
    for start, end in pairwise(sorted(edges)):
        over = [(until, item) for until, item in over if until > start]
        over += sorted(starting.get(start, []), key=lambda pair: -pair[0])
        yield start, end, [item for _, item in sorted(over, key=lambda pair: -pair[0])]
