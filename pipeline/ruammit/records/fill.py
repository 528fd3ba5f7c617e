"""From a draft to its slots: candidates of every slot, weighed by the models, the likeliest taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import itemgetter

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.records.drafts import BRIEF, Draft
from ruammit.records.filled import Filled, Side
from ruammit.records.index import ArticleIndex
from ruammit.records.scoring import Models, sigmoid
from ruammit.records.slots import figures
from ruammit.records.slots.border import far, for_own_people, stays_at_home
from ruammit.records.slots.bystanders import left_to_home, lists_markets
from ruammit.records.slots.counts import counts
from ruammit.records.slots.listed import item_filled
from ruammit.records.slots.parties import SideCandidate, side_candidates, together
from ruammit.records.slots.period import (
    Period,
    PeriodCandidate,
    bare_period,
    is_over,
    period_candidates,
    period_of,
)
from ruammit.records.slots.roles import assign, directed, giver_features, relation
from ruammit.records.slots.ruled import MOST
from ruammit.records.slots.shares import continues_shares, shares, with_whole
from ruammit.schema import Amount, Measure, RecordKind, Role

__all__ = ["fill_all", "measures_of"]

ELABORATES = ontology().frames_with(FrameTrait.ELABORATES)
MEASURED = frozenset(name for name, frame in ontology().frames.items() if ontology().kind_of(frame.measure))
"""Frames that say what their amounts measure: exports, imports; "worth" may be said of anything."""
HOPES = ontology().frames_with(FrameTrait.HOPE)
ABOUT = (Context.ABOUT, Context.SUBJECT_HEAD)
RANKED = 60
"""Characters about a trigger in which a place among others is told."""
PART = 3
"""Characters within which a clause opens with a word for a part of what was told."""
BEFORE = ("previous-sentence", "sentence")
"""Where the date stands of a sum that a clause tells a part of."""
OPENS = 30
"""Characters within which a clause says that it goes on about what was told before."""
SURE = 5.0
"""Log-odds of a side that cannot be doubted."""


def fill_all(index: ArticleIndex, drafts: Iterable[Draft], models: Models) -> Iterator[Filled]:
    """The drafts with their slots, in text order; those that cannot be records are left out."""
    before: Filled | None = None
    taken: dict[str, set[int]] = {}
    heads: dict[tuple[int, RecordKind], Filled] = {}
    for draft in drafts:
        item = draft.item
        if item is not None and draft.follows:
            head = heads.get((item.head, draft.kind))
            filled = item_filled(index, draft, head) if head is not None else None
        else:
            filled = fill(index, draft, models, frozenset(taken.get(draft.kind, ())))
            if item is not None and filled is not None:
                heads[item.head, draft.kind] = filled
        inside = index.dates.within(draft.clause.start, draft.clause.end)
        taken.setdefault(draft.kind, set()).update(date.start for date in inside)
        if filled is None:
            continue
        if before is not None and _continues(index, before, filled):
            before = _continued(before, filled)
            continue
        if before is not None:
            yield before
        before = filled
    if before is not None:
        yield before


def fill(index: ArticleIndex, draft: Draft, models: Models, taken: frozenset[int]) -> Filled | None:
    """The draft with its slots; None where it cannot be a record."""
    amounts, portions = figures.amounts(index, draft), shares(index, draft)
    counted = counts(index, draft)
    figured = bool(amounts or portions or counted)
    if not figured and (draft.topic or _ranked(index, draft) or _empty(index, draft)):
        return None
    if for_own_people(index, draft.clause):
        return None
    measures = measures_of(amounts)
    chosen, total, omitted = _choose(index, draft, models, figured)
    sides = [candidate.side for candidate, _ in chosen]
    if not chosen or far(index, draft, sides, total) or stays_at_home(index, draft, sides):
        return None
    period, period_sure, coming = _period(index, draft, models, measures, taken)
    with_roles = _with_roles(index, draft, models, chosen, measures)
    return Filled(
        draft=draft,
        sides=with_roles,
        total=total,
        omitted=omitted,
        amounts=figures.settled(
            index, draft, amounts, [(side.side, side.role) for side in with_roles], period.end != period.start
        ),
        shares=portions,
        counts=counted,
        period=period,
        period_sure=period_sure,
        coming=coming,
        base=any(figures.starts_rise(index, *index.place(span)) for amount in amounts for span in amount.evidence),
        anaphoric=bool(index.context(Context.ANAPHOR, draft.clause.start, draft.clause.start + OPENS)),
        repeated=period.slot is None and bool(index.context(Context.REPEATED, draft.clause.start, draft.clause.end)),
    )


def _ranked(index: ArticleIndex, draft: Draft) -> bool:
    """Whether a flow is only told by its place among others ("the fourth largest investor")."""
    clause = draft.clause
    start, end = max(clause.start, draft.first - RANKED), min(clause.end, draft.first + RANKED)
    near = [*index.context(Context.RANK, start, end), *index.context(Context.GIVES, start, end)]
    return draft.has(KindTrait.FLOW) and not draft.told & ELABORATES and bool(near)


def _empty(index: ArticleIndex, draft: Draft) -> bool:
    """Whether a short clause only says that two sides work together: no field, no time, nothing that it is about."""
    clause = draft.clause
    if not draft.told <= HOPES or clause.end - clause.start > BRIEF:
        return False
    about = any(hit.key in ABOUT for hit in index.bounds.within(clause.start, clause.end))
    fields = index.sectors.within(clause.start, clause.end)
    return not (about or fields or index.dates.within(clause.start, clause.end))


def measures_of(amounts: Iterable[Amount]) -> frozenset[Measure]:
    """What the amounts measure."""
    return frozenset(amount.measure for amount in amounts)


def _choose(
    index: ArticleIndex, draft: Draft, models: Models, figured: bool
) -> tuple[list[tuple[SideCandidate, float]], bool, float]:
    """The sides with their probabilities; whether the figures are over all partners; the likeliest side left out."""
    candidates, total = side_candidates(index, draft)
    odds = together(index, candidates, [models.side.odds(candidate.features) for candidate in candidates])
    if draft.paired:  # the side that its amount is of
        odds = [SURE if _starts(one, draft.paired[0]) else odd for one, odd in zip(candidates, odds, strict=True)]
    if lists_markets(index, draft.clause) and draft.has(KindTrait.OUTWARD):  # whose markets they are: who stands before
        before = {item.side for item in index.named.within(draft.clause.sentence, draft.clause.start)}
        odds = [SURE if {one.side} == before else odd for one, odd in zip(candidates, odds, strict=True)]
    if left_to_home(index, draft, index.named.within(draft.clause.start, draft.clause.end)):
        odds = [SURE if one.side == index.home else odd for one, odd in zip(candidates, odds, strict=True)]
    rated = [(candidate, sigmoid(odd)) for candidate, odd in zip(candidates, odds, strict=True)]
    policy = models.policy
    ranked = sorted(rated, key=lambda row: (-row[1], row[0].side != index.home))
    chosen = [row for row in ranked if row[1] >= policy.side][:MOST]
    rest = ranked[len(chosen) :]
    outward = draft.has(KindTrait.OUTWARD) and bool(draft.told & MEASURED)
    enough = total or not (chosen and chosen[0][0].named) or outward
    alone = len(chosen) == 1 and figured and draft.has(KindTrait.TOTALS) and enough
    if len(chosen) < 2 and not alone:
        more = [row for row in rest if row[1] >= policy.second][: 2 - len(chosen)]
        chosen += more
        rest = rest[len(more) :]
        if len(chosen) < 2:
            return [], total, 0.0
    if draft.item is not None and len(chosen) == 1 and chosen[0][0].side != index.home:
        # One of a list is no total: the other side is the country of which the list is told.
        home = [row for row in rest if row[0].side == index.home and index.home_speaks]
        chosen += home
        rest = [row for row in rest if row not in home]
    order = {candidate.side: at for at, candidate in enumerate(candidates)}
    chosen.sort(key=lambda row: order[row[0].side])
    return chosen, len(chosen) == 1, max((row[1] for row in rest), default=0.0)


def _starts(candidate: SideCandidate, at: int) -> bool:
    """Whether the side is named at the place."""
    return any(item.start == at for item in candidate.named)


def _with_roles(
    index: ArticleIndex,
    draft: Draft,
    models: Models,
    chosen: list[tuple[SideCandidate, float]],
    measures: frozenset[Measure],
) -> tuple[Side, ...]:
    candidates = [candidate for candidate, _ in chosen]
    if directed(draft, measures):
        odds = [models.giver.odds(f) for f in giver_features(index, draft, candidates, measures)]
        odds = together(index, candidates, odds)
        roles = relation(index, draft, candidates) or assign(draft, odds)
        mean = sum(abs(odd) for odd in odds) / len(odds)
        role_sure = sigmoid(mean)
    else:
        roles, role_sure = [Role.PARTNER] * len(candidates), 1.0
    return tuple(
        Side(candidate.side, candidate.named, candidate.via, role, sure, role_sure)
        for (candidate, sure), role in zip(chosen, roles, strict=True)
    )


def _period(
    index: ArticleIndex, draft: Draft, models: Models, measures: frozenset[Measure], taken: frozenset[int]
) -> tuple[Period, float, Period]:
    """The likeliest period, how sure it is, and the likeliest one that was not over when the article appeared."""
    candidates = period_candidates(index, draft, measures, taken)
    rated: list[tuple[float, PeriodCandidate | None]] = [(models.period.odds(one.features), one) for one in candidates]
    odds, likeliest = max(rated, key=itemgetter(0), default=(-SURE, None))
    ahead = [(odds, one) for odds, one in rated if one and not is_over(index, bare_period(index, draft, one))]
    other, next_one = max(ahead, key=itemgetter(0), default=(-SURE, None))
    least, sure = models.policy.period, sigmoid(odds)
    if sure < least and (told := _of_the_whole(index, draft, candidates)) is not None:
        likeliest, sure = told, least
    coming = period_of(index, draft, next_one if sigmoid(other) >= least else None)
    return (period_of(index, draft, likeliest), sure, coming) if sure >= least else (Period(), 1 - sure, coming)


def _of_the_whole(index: ArticleIndex, draft: Draft, candidates: Iterable[PeriodCandidate]) -> PeriodCandidate | None:
    """The date of the sum of which the clause tells a part ("of these, A put in 3 bn"); None where it tells none."""
    clause = draft.clause
    if not draft.has(KindTrait.SERIES) or not index.context(Context.PARTS, clause.start, clause.start + PART):
        return None
    before = [one for one in candidates if one.via in BEFORE and one.date.start not in index.compared]
    return before[-1] if before else None


def _continues(index: ArticleIndex, before: Filled, after: Filled) -> bool:
    """Whether the clause only tells a further share of what the one before it tells shares of."""
    return (
        before.draft.kind is after.draft.kind
        and before.draft.clause.end == after.draft.clause.start
        and bool(before.shares and after.shares)
        and after.head is None
        and not after.amounts
        and continues_shares(index, after.draft)
        and after.keys <= before.keys
    )


def _continued(before: Filled, after: Filled) -> Filled:
    portions = (*before.shares, *with_whole(after.shares, before.shares[-1].of))
    return replace(before, shares=portions, also=(*before.also, after.draft.clause))
