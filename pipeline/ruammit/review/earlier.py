"""Corrections of an earlier text of an article: applied to the present one where their words still stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ruammit.review.corrections import JUDGING, Correction, Layer, Value
from ruammit.review.identity import content
from ruammit.schema import Record, Slot, Span, Subject

__all__ = ["carried", "moved"]


def carried(corrections: Iterable[Correction], sha256: str, text: str) -> list[Correction]:
    """One reviewer's corrections of earlier texts as corrections of the present one, where they fit it.

    Corrections that build on each other (accepted, then changed) go together: where one does not fit, none is carried.

    Args:
        corrections: of one reviewer, in their order, without those that were undone.
        sha256: of the present text.
        text: the present text.
    """
    chains: list[tuple[set[object], list[Correction | None]]] = []
    for one in corrections:
        if one.action not in JUDGING or one.layer is not Layer.RECORDS:
            continue
        records = [value for value in (*one.before, *one.after) if isinstance(value, Record)]
        places = [(record, moved(record, text)) for record in records]
        keys = {_key(one, value, place) for value, place in places}
        now = _at(one, [place for _, place in places], sha256)
        met = [chain for chain in chains if chain[0] & keys]
        chains = [chain for chain in chains if not any(chain is other for other in met)]
        chains.append((keys.union(*(chain[0] for chain in met)), [*(told for chain in met for told in chain[1]), now]))
    found = [one for _, chain in chains if None not in chain for one in chain if one is not None]
    return sorted(found, key=lambda one: one.at)


def _key(one: Correction, value: Value, place: Record | None) -> object:
    """What a value is known by, in whichever text it was corrected: as it would stand in the present one."""
    return content(place) if place is not None else (one.sha256, content(value))


def _at(one: Correction, places: Sequence[Record | None], sha256: str) -> Correction | None:
    """The correction with its records in their present places; None: one has none."""
    records = [place for place in places if place is not None]
    if len(records) < len(places):
        return None
    border = len(one.before)
    return one.model_copy(
        update={"sha256": sha256, "before": tuple(records[:border]), "after": tuple(records[border:])}
    )


def moved(record: Record, text: str) -> Record | None:
    """The record in another text that holds its quote; None: there is no such place, or more than one.

    Places within the quote move with it, a subject outside it goes to where its words stand. Other places outside the
    quote are left out, as nobody has seen them in this text.

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
    elif record.subject and text.count(words := record.subject.quote) == 1:
        start = text.index(words)
        subject = Subject(start_char=start, end_char=start + len(words), quote=words)
    return record.model_copy(
        update={
            **{name: tuple(map(slot, getattr(record, name))) for name in ("parties", "amounts", "shares", "counts")},
            "period": slot(record.period) if isinstance(record.period, Slot) else None,
            "subject": subject,
            "evidence": inside([first]),
        }
    )
