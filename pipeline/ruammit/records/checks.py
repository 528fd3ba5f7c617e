"""Flags: what a careful reader would question in a record."""

from __future__ import annotations

from ruammit.records.candidates import Candidate
from ruammit.records.scene import Scene
from ruammit.schema import Flag, Span

__all__ = ["flags"]

AHEAD = 60
"""Characters over which a word for what is to come reaches a date after it."""


def flags(scene: Scene, candidate: Candidate) -> tuple[Flag, ...]:
    """What to question in a record, each with where it stands."""
    found = [*_future_of_the_past(scene, candidate), *_share_over_100(candidate)]
    return tuple(found)


def _span(scene: Scene, start: int, end: int) -> Span:
    quoted = scene.analysis.quoted(start, end)
    return Span(start_char=quoted["start_char"], end_char=quoted["end_char"])


def _future_of_the_past(scene: Scene, candidate: Candidate) -> list[Flag]:
    """A period that was over when the article was written, told in the future tense: a slip of machine translation."""
    if not candidate.amounts or not candidate.period:
        return []
    clause = candidate.clause
    hits = [h for h in scene.modifiers.within(clause.start, clause.end) if h.key == "future-tense"]
    if not hits or not _over(scene, candidate):
        return []
    message = "told in the future tense of a period that is over"
    return [Flag(code="future-tense-past-period", message=message, spans=(_span(scene, hits[0].start, hits[0].end),))]


def _over(scene: Scene, candidate: Candidate) -> bool:
    """Whether the candidate's period was over when the article was written.

    The day of publication tells; where there is none, a later date that the article speaks of as past.
    """
    published = scene.analysis.article.published
    if not candidate.end or "X" in candidate.end:
        return False
    if published and "X" not in published:
        return candidate.end < published
    return any(
        "X" not in date.value.end and date.value.end > candidate.end and not _ahead(scene, date.start)
        for date in scene.dates.items
    )


def _ahead(scene: Scene, at: int) -> bool:
    """Whether words for what is to come stand close before the place."""
    return any(hit.key in {"planned", "proposed"} for hit in scene.modifiers.within(max(0, at - AHEAD), at))


def _share_over_100(candidate: Candidate) -> list[Flag]:
    return [
        Flag(code="share-over-100", message=f"a share of {share.value} per cent", spans=share.evidence)
        for share in candidate.shares
        if share.value > 100
    ]
