"""When: the period of a record, from its clause or from where a reader would take it."""

from __future__ import annotations

from ruammit.records.candidates import NOTABLE, Candidate
from ruammit.records.figures import span
from ruammit.records.scene import Dated, Scene
from ruammit.schema import Measure, RecordKind, Slot

__all__ = ["fill_period"]

FLOWS = {RecordKind.TRADE, RecordKind.INVESTMENT}
"""Kinds whose figures go on under the period of the sentence before."""
CARRY = 600
"""Characters over which a period is carried on to figures that have none."""


def fill_period(scene: Scene, candidate: Candidate, taken: set[tuple[RecordKind, int]]) -> None:
    """Set the candidate's start, end and period slot, where something tells them.

    `taken` holds the dates (kind and place) that stand in clauses of their own: those are not carried on to another
    event. The candidate's own is added.
    """
    clause = candidate.clause
    trigger = candidate.triggers[0].start
    inside = [d for d in scene.dates.within(clause.start, clause.end) if not _of_the_saying(scene, d, trigger)]
    own = [d for d in inside if d.start not in scene.compared]
    if own:
        taken |= {(candidate.kind, date.start) for date in own}
        return _set(scene, candidate, _nearest(candidate, own), "sentence")
    earlier = [d for d in scene.dates.within(clause.sentence, clause.start) if d.start not in scene.compared]
    earlier = [d for d in earlier if not _of_the_saying(scene, d, trigger)]
    if any(hit.key == NOTABLE for hit in candidate.triggers):
        return None  # the date of the sum before it is not that of one project
    if candidate.kind in FLOWS:
        if earlier and (candidate.amounts or not candidate.shares):
            return _set(scene, candidate, earlier[-1], "sentence")
        if candidate.amounts and not _timeless(scene, candidate):
            before = scene.dates.within(max(0, clause.start - CARRY), clause.start)
            before = [d for d in before if d.start not in scene.compared and not _of_the_saying(scene, d, trigger)]
            if before:
                return _set(scene, candidate, before[-1], "previous-sentence")
    elif candidate.kind in {RecordKind.ENGAGEMENT, RecordKind.AGREEMENT} and earlier:
        last = earlier[-1]
        if last.end > clause.start - 120 and (candidate.kind, last.start) not in taken:
            return _set(scene, candidate, last, "sentence")
    return None


def _nearest(candidate: Candidate, dates: list[Dated]) -> Dated:
    """The date that stands closest to what triggered the record."""
    hits = [hit for hit in candidate.triggers if hit.start >= candidate.clause.start] or candidate.triggers
    return min(dates, key=lambda d: min(abs(d.start - h.start) if d.start < h.start else d.start - h.end for h in hits))


def _of_the_saying(scene: Scene, date: Dated, trigger: int) -> bool:
    """Whether a verb of saying stands between the date and the trigger: then the date tells when it was said."""
    return date.end <= trigger and bool(scene.context("report", date.end, trigger))


def _timeless(scene: Scene, candidate: Candidate) -> bool:
    """Whether the clause has a time of its own that no calendar tells ("now", "a year"), or aims at a target."""
    clause = candidate.clause
    if scene.context("present", clause.start, clause.end):
        return True
    return any(amount.measure is Measure.TARGET for amount in candidate.amounts)


def _set(scene: Scene, candidate: Candidate, date: Dated, via: str) -> None:
    candidate.start, candidate.end = date.value.start, date.value.end
    candidate.period = Slot(evidence=(span(scene, date.start, date.end),), via=via)
