"""Corrections of an earlier text of an article: carried over where their words still stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruammit.schema import Record, Slot, Span, Subject

__all__ = ["moved"]


def moved(record: Record, text: str) -> Record | None:
    """The record in another text that holds its quote; None: there is no such place, or more than one.

    Places within the quote move with it. What stood elsewhere is left out, as nobody has seen it in this text.

    Args:
        record: a record of an earlier text.
        text: the article's text as it is now.
    """
    if text.count(record.quote) != 1:
        return None
    first = record.evidence[0]
    shift = text.index(record.quote) - first.start_char

    def inside(spans: Sequence[Span]) -> tuple[Span, ...]:
        kept = (s for s in spans if first.start_char <= s.start_char and s.end_char <= first.end_char)
        return tuple(Span(start_char=s.start_char + shift, end_char=s.end_char + shift) for s in kept)

    def slot(found: Any) -> Any:
        return found.model_copy(update={"evidence": inside(found.evidence)})

    subject = None
    if record.subject and (places := inside([record.subject])):
        subject = Subject(**places[0].model_dump(), quote=record.subject.quote)
    return record.model_copy(
        update={
            **{name: tuple(map(slot, getattr(record, name))) for name in ("parties", "amounts", "shares", "counts")},
            "period": slot(record.period) if isinstance(record.period, Slot) else None,
            "subject": subject,
            "evidence": inside([first]),
        }
    )
