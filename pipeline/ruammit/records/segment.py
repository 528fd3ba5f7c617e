"""Clauses: the stretches of an article that tell one thing each, and that a record is read from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ruammit.ontology.terms import Context
from ruammit.records.index import ArticleIndex
from ruammit.records.items import Item, opening
from ruammit.records.placed import Amounted, Dated
from ruammit.records.turns import CONNECTIVE, turns

__all__ = ["Clause", "clauses"]

_LINE = re.compile(r"[^\n]+")
_SEMICOLON = re.compile(r"; ")
SHORTEST = 20
"""Characters below which a stretch is no clause of its own, but part of the one before it."""


class Clause(NamedTuple):
    """A stretch of `Analysis.text` that tells one thing.

    Attributes:
        start: where it starts.
        end: where it ends (exclusive).
        sentence: where its sentence starts: what clauses of one sentence share.
        line: the number of its line, empty ones left out.
    """

    start: int
    end: int
    sentence: int
    line: int


def clauses(index: ArticleIndex) -> list[Clause]:
    """The article's clauses in text order, page boilerplate left out."""
    found: list[Clause] = []
    starts = index.analysis.sentence_starts
    told = ""
    for line, match in enumerate(_LINE.finditer(index.text)):
        begin, end = match.span()
        words = match.group().strip()
        # Government pages print the headline two or three times over.
        if index.is_boilerplate(begin, end) or (words and words in told):
            continue
        told = words if end < index.lead or not told else told
        cuts = [begin, *starts[bisect_right(starts, begin) : bisect_left(starts, end)]]
        for first, last in pairwise([*cuts, end]):
            found += (Clause(a, b, first, line) for a, b in _parts(index, first, last))
    return found


def _parts(index: ArticleIndex, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of the sentence `start:end`: cut at connectives, and between amounts of different things."""
    text = index.text
    cuts = {match.end() for match in _SEMICOLON.finditer(text, start, end)}
    # One that is a preposition where a space follows it begins nothing there.
    joined = index.context(Context.CLAUSE_JOINED, start, end)
    joined = [hit for hit in joined if not text[hit.end : hit.end + 1].isspace()]
    for hit in [*index.context(Context.CLAUSE, start, end), *joined]:
        number = text[max(start, hit.start - 2) : hit.start].strip().isdigit()
        counted = number and index.context(Context.CLAUSE_COUNTED, hit.start, hit.start + 1)
        if text[hit.start - 1 : hit.start].isspace() and not counted:
            cuts.add(hit.start)
    items = [item for item in index.items.within(start, end) if item.rank]
    at = start
    for cut in sorted(cuts):
        if cut - at >= SHORTEST and not any(item.start < cut <= item.end for item in items):
            yield from _values_apart(index, at, cut)
            at = cut
    yield from _values_apart(index, at, end)


def _values_apart(index: ArticleIndex, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clause `start:end`, cut where after a value another measure, side or thing begins for the next value."""
    amounts: list[Amounted] = [item for item in index.money.within(start, end) if not item.restated]
    amounts = [item for item in amounts if item.start not in index.wholes]
    items = [item for item in index.items.within(start, end) if item.rank]
    if not items and len(amounts) > 1 and index.context(Context.RESPECTIVELY, amounts[0].end, end):
        yield start, end
        return
    dates = index.dates.within(start, end)
    cuts = turns(index, amounts, start, end)
    cuts = [cut for cut in cuts if not any(_opening(item, cut) for item in items)] + [item.start for item in items]
    cuts += [cut for item in items if (cut := opening(index, item.end, end)) < end and _begins(index, item, cut)]
    at = start
    for cut in sorted({_behind_marks(index.text, _outside(dates, cut), end) for cut in cuts}):
        if cut > at:
            yield at, cut
            at = cut
    if end > at:
        yield at, end


def _opening(item: Item, cut: int) -> bool:
    """Whether the place lies in the words that open an item, or in the item: it is one telling."""
    return item.start - CONNECTIVE <= cut <= item.end


def _begins(index: ArticleIndex, item: Item, at: int) -> bool:
    """Whether behind an item, at the place, a side of no item begins what is told next."""
    named = index.named.at(at)
    return named is not None and named not in item.sides


def _outside(dates: list[Dated], cut: int) -> int:
    """The cut, before the date that it would split: "in the year | 2022"."""
    return next((date.start for date in dates if date.start < cut < date.end), cut)


def _behind_marks(text: str, cut: int, end: int) -> int:
    """The cut, behind the comma at which it would stand."""
    return cut + len(text[cut:end]) - len(text[cut:end].lstrip(" ,;"))
