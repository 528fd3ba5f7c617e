"""What a reviewer types or selects, read by the readers that extraction uses: an amount is what the article's is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ruammit.errors import ReviewError
from ruammit.schema import Extraction, IsoDate, Span, plain_decimal

__all__ = ["Kind", "read_selected", "read_typed"]

LONGEST = 300
"""Characters of an expression that is read."""
_ISO = TypeAdapter(IsoDate)


class Kind(StrEnum):
    """What is typed."""

    MONEY = "money"
    PERCENT = "percent"
    DATES = "dates"
    NUMBERS = "numbers"


def _money(row: Any) -> dict[str, Any]:
    upper = None if row.amount_max is None else plain_decimal(row.amount_max)
    told = {"value": plain_decimal(row.amount), "value_max": upper}
    return told | {"currency": row.currency, "modifier": str(row.modifier)}


def _number(row: Any) -> dict[str, Any]:
    return {"value": plain_decimal(row.value)}


def _date(row: Any) -> dict[str, Any]:
    return {"start": row.start, "end": row.end}


_VALUES: dict[Kind, Callable[[Any], dict[str, Any]]] = {
    Kind.MONEY: _money,
    Kind.PERCENT: _number,
    Kind.DATES: _date,
    Kind.NUMBERS: _number,
}


def read_typed(text: str, kind: Kind, extraction: Extraction) -> dict[str, Any]:
    """What the readers make of typed words, as if the article said them.

    Args:
        text: an expression, in the article's language or in ISO 8601.
        kind: what it should be.
        extraction: the article: its language, home and day of publication decide what the words mean.

    Returns:
        Money: `value`, `value_max`, `currency`, `modifier`; dates: `start`, `end`; percentages and numbers: `value`.

    Raises:
        ReviewError: the readers find nothing of the kind, or more than the words of it.
    """
    words = text.strip()
    if kind is Kind.DATES and _is_iso(words):
        return {"start": words, "end": words}
    found = _read(words, kind, extraction)
    whole = [row for row, start, end in found if (start, end) == (0, len(words))]
    if len(whole) != 1:
        read = ", ".join(words[start:end] for _, start, end in found)
        what = f"of this only {read!r} is read" if read else f"this is not read as {_NAMES[kind]}"
        raise ReviewError(what, where=repr(words[:80]), cure=f"write it as the article would, such as {_SUCH_AS[kind]}")
    return _VALUES[kind](whole[0])


_NAMES = {
    Kind.MONEY: "an amount of money",
    Kind.PERCENT: "a percentage",
    Kind.DATES: "a date",
    Kind.NUMBERS: "a number",
}
_SUCH_AS = {Kind.MONEY: "25,000,000 USD", Kind.PERCENT: "12.5%", Kind.DATES: "2025-10-31", Kind.NUMBERS: "8"}


def read_selected(extraction: Extraction, start: int, end: int, kind: Kind) -> tuple[dict[str, Any], Span]:
    """What the readers make of selected words of the article, and which of them it stands in.

    A mention of the article that the selection touches is taken as it was read there; other words are read alone.

    Args:
        extraction: the article.
        start: where the selection starts (offset in code points of its text).
        end: where it ends (exclusive).
        kind: what it should be.

    Raises:
        ReviewError: there is nothing of the kind, or more than one.
    """
    if kind is not Kind.NUMBERS:
        rows: Sequence[Any] = getattr(extraction, kind.value)
        touched = [row for row in rows if row.start_char < end and start < row.end_char]
        inside = [row for row in touched if start <= row.start_char and row.end_char <= end] or touched
        if len(inside) == 1:
            return _VALUES[kind](inside[0]), Span(start_char=inside[0].start_char, end_char=inside[0].end_char)
        if inside:
            raise _unclear(extraction.text[start:end], f"more than {_NAMES[kind]}")
    words = extraction.text[start:end]
    found = _read(words, kind, extraction)
    if len(found) != 1:
        raise _unclear(words, f"{'more than' if found else 'not'} {_NAMES[kind]}")
    row, first, last = found[0]
    return _VALUES[kind](row), Span(start_char=start + first, end_char=start + last)


def _unclear(words: str, what: str) -> ReviewError:
    cure = "select its words alone, or type the value"
    return ReviewError(f"the selection is {what}", where=repr(words[:80]), cure=cure)


def _read(words: str, kind: Kind, extraction: Extraction) -> list[tuple[Any, int, int]]:
    """Every value of the kind in the words, with its place."""
    if not words.strip() or len(words) > LONGEST:
        raise ReviewError("nothing to read" if len(words) <= LONGEST else "too long to be one value", where=words[:80])
    # Here: the page is to open without the readers of the extraction, which take longer to load than a dataset.
    from ruammit.analysis import Analysis
    from ruammit.examples import article_of
    from ruammit.pipeline import run

    article = article_of(words, extraction.lang, extraction.published, home=extraction.home)
    analysis = run(Analysis(article), until="dates")
    if kind is not Kind.NUMBERS:
        return [(row, row.start_char, row.end_char) for row in getattr(analysis, kind.value)]
    reading = analysis.reading
    return [(row, *reading.raw_span(row.start, row.end)) for row in analysis.numbers if row.value_max is None]


def _is_iso(words: str) -> bool:
    try:
        _ISO.validate_python(words)
    except ValidationError:
        return False
    return re.search("X", words) is not None
