"""One thing told twice: candidates of an article that tell of the same become one."""

from __future__ import annotations

from ruammit.records.candidates import Candidate
from ruammit.schema import RecordKind

__all__ = ["merged"]


def merged(found: list[Candidate]) -> list[Candidate]:
    """The candidates with those that tell the same put together, best first.

    The better scored one keeps its slots and takes over what it lacks: period, amounts, shares, counts.
    """
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.score, c.clause.start)):
        same = next((other for other in kept if _same(other, candidate)), None)
        if same is None:
            kept.append(candidate)
            continue
        same.also.append(candidate.clause)
        if same.start is None and same.end is None and candidate.period:
            same.start, same.end, same.period = candidate.start, candidate.end, candidate.period
        same.amounts = same.amounts or candidate.amounts
        same.shares = same.shares or candidate.shares
        same.counts = same.counts or candidate.counts
    return kept


def _same(one: Candidate, other: Candidate) -> bool:
    if one.kind is not other.kind or not (one.sides <= other.sides or other.sides <= one.sides):
        return False
    if one.period and other.period and (one.start, one.end) != (other.start, other.end):
        return False
    if (one.repeated and other.period) or (other.repeated and one.period):
        return False
    if one.bodies and other.bodies and not (one.bodies <= other.bodies or other.bodies <= one.bodies):
        return False
    figures = {(a.value, a.currency) for a in one.amounts}, {(a.value, a.currency) for a in other.amounts}
    if figures[0] and figures[1]:
        return bool(figures[0] & figures[1])
    if one.kind in {RecordKind.TRADE, RecordKind.INVESTMENT, RecordKind.AID}:
        return not (figures[0] or figures[1]) and not (one.shares and other.shares) and one.rule == other.rule
    return one.status is other.status and (one.rule == other.rule or one.sectors[:1] == other.sectors[:1])
