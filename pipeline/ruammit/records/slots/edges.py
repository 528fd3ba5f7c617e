"""Where what a record is about begins and ends: a model marks words, some of which belong to something else."""

from __future__ import annotations

from ruammit.ontology.terms import Context
from ruammit.records.index import ArticleIndex
from ruammit.records.wording import trimmed

__all__ = ["without_edges"]

LEADING = 20
"""Characters that a word of direction takes at most, with the space behind it."""
TAKERS = (Context.TOWARDS, Context.HELP_TO)
"""The lists of words behind which stands who takes."""
MARKS = " \n\t\u00a0,;:–-•"
"""Space, and marks that belong to no subject at its edges."""


def without_edges(index: ArticleIndex, start: int, end: int) -> tuple[int, int]:
    """The stretch without what stands at its edges and is none of what a record is about.

    That is words that end it, a side that takes ("to A"), part of a figure, marks, and a bracket left open.
    """
    text = index.text
    start, end = _uncut(index, start, end)
    opening = text.rfind("(", start, end)
    if opening > text.rfind(")", start, end):
        end = opening
    closing = text.find(")", start, end)
    if closing >= 0 and "(" not in text[start:closing]:
        start = closing + 1
    if (item := text.find(";", start, end)) >= 0:
        end = item
    start, end = trimmed(text, start, end, MARKS)
    while start < end and (before := _ended_by(index, start, end)) is not None:
        start, end = trimmed(text, start, before, MARKS)
    while start < end and (after := _led_by(index, start)) and after <= end:
        start, end = trimmed(text, after, end, MARKS)
    return start, end


def _uncut(index: ArticleIndex, start: int, end: int) -> tuple[int, int]:
    """The stretch with the whole of a name at its end, and without a part of a figure or word at its edges."""
    if names := index.named.within(start, end):
        end = max(end, names[-1].end)
    for spans in (index.money, index.percent, index.dates, index.figures, index.subject_ends):
        if (cut := spans.last(start)) and cut.end > start:
            start = cut.end
        if (cut := spans.last(end)) and cut.end > end:
            end = cut.start
    return start, end


def _ended_by(index: ArticleIndex, start: int, end: int) -> int | None:
    """Where the word starts that the stretch ends with and that ends a subject, or joins another thing to it."""
    hit = index.subject_ends.ending(end)
    if hit is None:
        hit = next((one for one in index.context(Context.AND, max(start, end - LEADING), end) if one.end == end), None)
    return hit.start if hit is not None and hit.start > start else None


def _led_by(index: ArticleIndex, start: int) -> int | None:
    """Where what leads into the subject ends: a name with a word of direction before it ("to A"), or a word alone."""
    name = next(iter(index.named.within(start, start + LEADING)), None)
    if name is not None:
        leading = (hit for key in TAKERS for hit in index.little.leading(key, name.start - 1, name.start))
        if any(hit.start <= start for hit in leading):
            return name.end
    hit = index.subject_ends.at(start)
    return hit and hit.end
