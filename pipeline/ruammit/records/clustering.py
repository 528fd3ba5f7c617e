"""Which drafts of an article tell the same: they become one cluster, and one record.

Rules decide: a model over pairs of drafts, learnt from the same annotations, found no more (CONTRIBUTING.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import FrameTrait, KindTrait
from ruammit.records.drafts import RULES
from ruammit.records.filled import Cluster, Filled, Scored

__all__ = ["agree", "clustered", "same"]

Sums = frozenset[tuple[Decimal, str]]
"""Amounts of money: value and currency."""
DIGITS = 2
"""Digits of a value that a headline has rounded."""
NEAR = Decimal("0.035")
"""How far that value may be from the exact one, as a share of it."""
ELABORATES = ontology().frames_with(FrameTrait.ELABORATES)
WITHIN = ontology().frames_with(FrameTrait.WITHIN)


def clustered(found: Iterable[Scored]) -> list[Cluster]:
    """The drafts with those that tell the same put together, likeliest first.

    The likeliest draft keeps its slots and takes over what it lacks; where a second reader proposed one, that is the
    likeliest. The probability of a cluster is that at least one of its drafts tells of a record.
    """
    groups: list[list[Scored]] = []
    for scored in sorted(found, key=_rank):
        group = next((group for group in groups if same(group[0], scored)), None)
        if group is None:
            groups.append([scored])
        else:
            group.append(scored)
    clusters = [_cluster(group) for group in groups]
    return sorted(clusters, key=lambda cluster: (-cluster.told, cluster.filled.draft.clause.start))


def _rank(one: Scored) -> tuple[bool, float, int]:
    """Drafts of second readers first: their slots are right more often (docs/second-reader.md)."""
    return one.filled.draft.reader == RULES, -one.told, one.filled.draft.clause.start


def _cluster(group: list[Scored]) -> Cluster:
    best = _with_tense(group)
    filled, missed = best.filled, 1.0
    for scored in group:
        missed *= 1 - scored.told
        if scored.filled.draft.reader == best.filled.draft.reader:
            filled = _completed(filled, scored.filled, scored is group[0] or _alike(best, scored))
    return Cluster(best, filled, tuple(group), 1 - missed)


def _with_tense(group: list[Scored]) -> Scored:
    """The best draft; one that goes on about what was told before ("this visit") is as done or planned as that was."""
    best = group[0]
    told = [one for one in group if not one.filled.anaphoric]
    if not best.filled.anaphoric or not told:
        return best
    first = min(told, key=lambda one: one.filled.draft.clause.start)
    return replace(best, planned=first.planned, status=first.status)


def _completed(filled: Filled, other: Filled, alike: bool) -> Filled:
    """The filled draft with what it lacks and the other one has; the period only of what is told alike, or figured."""
    if filled is other:
        return filled
    dates = alike or (other.figured and not filled.figured)
    undated = dates and filled.period.slot is None and other.period.slot is not None
    return replace(
        filled,
        period=other.period if undated else filled.period,
        period_sure=other.period_sure if undated else filled.period_sure,
        amounts=filled.amounts or other.amounts,
        shares=filled.shares or other.shares,
        counts=filled.counts or other.counts,
    )


def same(one: Scored, other: Scored) -> bool:
    """Whether two drafts tell the same: one kind, the same sides or some of them, and nothing in one denies the other.

    Flows are told by their figures: two with different ones are two flows. What is singled out from a sum is a record
    beside it, and what was done several times has no day.
    """
    a, b = one.filled, other.filled
    if a.draft.reader != b.draft.reader:
        return agree(a, b)
    if a.draft.reader != RULES:  # it was asked for one record per event: only its windows overlap
        return a.keys == b.keys and a.period == b.period and agree(a, b)
    if a.draft.kind is not b.draft.kind or not (a.keys <= b.keys or b.keys <= a.keys) or _contradict(a, b):
        return False
    if a.keys != b.keys:
        return _adds(one, other) or bool(_sums(a) & _sums(b))
    return _alike(one, other) or _adds(one, other)


def _contradict(a: Filled, b: Filled) -> bool:
    """Whether one of two drafts of a kind says what cannot be true of the other."""
    if bool(a.draft.told & ELABORATES) != bool(b.draft.told & ELABORATES):
        return True
    if a.period.slot and b.period.slot and not (_within(a, b) or _within(b, a)):
        return True
    if (a.repeated and b.period.slot) or (b.repeated and a.period.slot):
        return True
    return bool(a.bodies and b.bodies) and not (a.bodies <= b.bodies or b.bodies <= a.bodies)


def _alike(one: Scored, other: Scored) -> bool:
    """Whether two drafts of the same sides, which do not contradict each other, tell the same in the same words."""
    a, b = one.filled, other.filled
    if _goes_on(a, b) and not (a.amounts and b.amounts):
        return True
    sums = _sums(a), _sums(b)
    if all(sums):
        return bool(sums[0] & sums[1]) or _rounded(*sums) or _rounded(*reversed(sums))
    if a.draft.has(KindTrait.FLOW):
        shares = [{share.value for share in filled.shares} for filled in (a, b)]
        return bool(shares[0] & shares[1]) or not (any(sums) or all(shares))
    # "Many programmes, such as": what introduces examples tells nothing beside them, in whatever tense.
    clauses = a.draft.clause, b.draft.clause
    adjacent = clauses[0].end == clauses[1].start or clauses[1].end == clauses[0].start
    if adjacent and a.draft.rule == b.draft.rule and bool(a.bodies) != bool(b.bodies):
        return True
    if one.status is not other.status:
        return False
    if a.draft.rule == b.draft.rule:
        return True
    apart = clauses[0].line != clauses[1].line and a.figured != b.figured
    return one.sectors[:1] == other.sectors[:1] and not apart


def _sums(filled: Filled) -> Sums:
    return frozenset((amount.value, amount.currency) for amount in filled.amounts)


def _rounded(short: Sums, full: Sums) -> bool:
    """Whether a value is one of the others cut or rounded, as a headline has it ("3.3 bn" of 3.384 bn)."""
    return any(
        currency == other
        and len(value.normalize().as_tuple().digits) <= DIGITS
        and 0 < abs(exact - value) < NEAR * value
        for value, currency in short
        for exact, other in full
        if len(exact.normalize().as_tuple().digits) > DIGITS
    )


def _adds(one: Scored, other: Scored) -> bool:
    """Whether one of two drafts, without figures, only says more of the other.

    A meeting is told again by who was welcomed, what was said, and the same words without a date; an agreement by its
    stages, which are of one field; a joint activity by what is of a common field and one status; a flow by what is of
    one status.
    """
    a, b = one.filled, other.filled
    if a.figured and b.figured:
        return False
    joint = a.draft.has(KindTrait.JOINT)
    if a.draft.has(KindTrait.EVENT) and not joint:
        undated = a.period.slot is None or b.period.slot is None
        again = undated and a.draft.rule == b.draft.rule
        return a.keys == b.keys and (again or bool({a.draft.rule, b.draft.rule} & WITHIN))
    if a.draft.has(KindTrait.EVENT):
        return one.sectors[:1] == other.sectors[:1]
    related = bool(set(one.sectors) & set(other.sectors)) if joint else a.keys == b.keys
    return related and one.status is other.status


def _goes_on(one: Filled, other: Filled) -> bool:
    """Whether the later one only says more of the earlier: "this visit", or a clause without own sides."""
    first, second = sorted((one, other), key=lambda filled: filled.draft.clause.start)
    a, b = first.draft.clause, second.draft.clause
    adjacent = a.end == b.start and a.sentence == b.sentence
    return second.anaphoric or (adjacent and not any(side.named for side in second.sides))


def agree(a: Filled, b: Filled) -> bool:
    """Whether the drafts of two readers tell the same: one kind, a common side, and one amount or one place.

    Two readers cut the text and fill the slots in their own ways, so less is asked of them than of one reader's drafts.
    """
    if a.draft.kind is not b.draft.kind or not a.keys & b.keys:
        return False
    sums = _sums(a), _sums(b)
    if all(sums):
        return bool(sums[0] & sums[1])
    one, other = a.draft.clause, b.draft.clause
    common = min(one.end, other.end) - max(one.start, other.start)
    return 2 * common >= min(one.end - one.start, other.end - other.start)


def _within(one: Filled, other: Filled) -> bool:
    """Whether the first one's period lies in the other's: the day of a visit in the month that it was made in."""
    start, end = one.period.start or "", one.period.end or "9"
    return (other.period.start or "") <= start and end <= (other.period.end or "9")
