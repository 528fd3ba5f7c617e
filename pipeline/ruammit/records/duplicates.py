"""One thing told twice: candidates of an article that tell of the same become one."""

from __future__ import annotations

from ruammit.records.candidates import Candidate
from ruammit.schema import RecordKind

__all__ = ["merged"]

FLOWS = {RecordKind.TRADE, RecordKind.INVESTMENT, RecordKind.AID}
"""Kinds that are told by their figures: without any, two clauses tell of the same flow."""


def merged(found: list[Candidate]) -> list[Candidate]:
    """The candidates with those that tell the same put together, best first.

    The better scored one keeps its slots and takes over what it lacks: period, amounts, shares, counts. Its score
    becomes the probability that one of its tellings at least is of a record.
    """
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.score, c.clause.start)):
        same = next((other for other in kept if _same(other, candidate)), None)
        if same is None:
            kept.append(candidate)
            continue
        same.also.append(candidate.clause)
        same.score = 1 - (1 - same.score) * (1 - candidate.score)
        if same.start is None and same.end is None and candidate.period:
            same.start, same.end, same.period = candidate.start, candidate.end, candidate.period
        same.amounts = same.amounts or candidate.amounts
        same.shares = same.shares or candidate.shares
        same.counts = same.counts or candidate.counts
    return sorted(kept, key=lambda c: (-c.score, c.clause.start))


def _same(one: Candidate, other: Candidate) -> bool:
    if one.kind is not other.kind or one.sides != other.sides:
        return False
    if one.period and other.period and not (_within(one, other) or _within(other, one)):
        return False
    if (one.repeated and other.period) or (other.repeated and one.period):
        return False
    if one.bodies and other.bodies and not (one.bodies <= other.bodies or other.bodies <= one.bodies):
        return False
    figures = {(a.value, a.currency) for a in one.amounts}, {(a.value, a.currency) for a in other.amounts}
    if figures[0] and figures[1]:
        return bool(figures[0] & figures[1])
    if one.kind in FLOWS:
        return not (figures[0] or figures[1]) and not (one.shares and other.shares)
    # "Many programmes, such as": what introduces examples tells nothing beside them, in whatever tense.
    adjacent = one.clause.end == other.clause.start or other.clause.end == one.clause.start
    if adjacent and one.rule == other.rule and bool(one.bodies) != bool(other.bodies):
        return True
    return one.status is other.status and (one.rule == other.rule or one.sectors[:1] == other.sectors[:1])


def _within(one: Candidate, other: Candidate) -> bool:
    """Whether the first one's period lies in the other's: the day of a visit in the month that it was made in."""
    return (other.start or "") <= (one.start or "") and (one.end or "") <= (other.end or "")
