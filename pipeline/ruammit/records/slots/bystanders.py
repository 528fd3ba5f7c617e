"""Who is named in a clause and takes no part in what a draft tells: who says it, where a firm sits, to whom goods go.

They are left out before anything is weighed, and come back by no other way: not as who was named before, either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.records.direction import acting, introduced
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.named import Named
from ruammit.records.segment import Clause
from ruammit.schema import EntityType, Measure

__all__ = [
    "INTO",
    "SINGLING",
    "among_many",
    "bystanders",
    "left_to_home",
    "lists_markets",
    "named_sides",
    "taking_part",
    "unsaid_office",
    "whole_side",
]

SAYING = 4
"""Characters between a body and the verb of saying behind it."""
FIRM = 30
"""Characters that the head word of a firm and its name take before the place where it sits."""
OWNED = 25
"""Characters between the place where a firm sits and whose it is."""
GOING = 25
"""Characters between the word for a flow and the name where it goes ("exports all of it to")."""
OFFICE = 24
"""Characters between an office and its country ("minister of foreign affairs of")."""
WITH = 30
"""Characters between the word before those whom somebody meets and the first of them: their office."""
COUNTED = 3
"""Characters between a number and what it counts."""
OPENS = 15
"""Characters in which a clause begins with a list of markets ("with main markets such as")."""
PART = 25
"""Characters from a percentage to the whole that it is a part of."""
SINGLED = 250
"""Characters before a clause in which one of many is singled out."""
OFFICES = ontology().frames_with(FrameTrait.OFFICE)
SINGLING = (Context.RANK, Context.SUPERLATIVE)
"""Words that single out one of many."""
INTO = (Context.TOWARDS, Context.PLACE)
"""Little words before the place where something goes or is."""
OUT = frozenset({Measure.EXPORT, Measure.IMPORT})


def bystanders(index: ArticleIndex, draft: Draft, named: Sequence[Named]) -> frozenset[int]:
    """Where those of the clause's names start that take no part, where two sides at least remain or goods go there."""
    found = draft.unpaired
    for look in (_sayers, _tellers, _brands, _affairs, _seats, _told_of):
        out = look(index, draft, named)
        if out and len(_sides(named, found | out)) > 1:
            found |= out
    return found | _elsewhere(index, draft, named)


def named_sides(index: ArticleIndex, draft: Draft, own: Sequence[Named]) -> list[Named]:
    """Of those who take part, the sides: places where something happens only where nothing else is named."""
    events = draft.has(KindTrait.EVENT)
    goal = ontology().kinds[draft.kind].goal
    at = {
        item.start
        for item in own
        if (events or item.entity.type is EntityType.GPE)
        and item.start in index.venues
        and not (goal and introduced(index, goal, item, 1))
    }
    rest = [item for item in own if item.start not in at]
    if events:
        enough = any(item.side != index.home for item in rest)
    else:
        enough = not draft.has(KindTrait.TOTALS) and len({item.side for item in rest}) >= 2
    return rest if enough else list(own)


def taking_part(index: ArticleIndex, draft: Draft, own: Sequence[Named]) -> list[Named]:
    """Those who take part, but for the venue and the topic of what two others do."""
    if not draft.has(KindTrait.EVENT):
        return list(own)
    end = draft.clause.end
    topics = [hit.start for hit in index.bounds.within(draft.first, end) if hit.key == Context.ABOUT]
    topic = topics[0] if topics else end
    rest = [item for item in own if item.start not in index.venues and item.start < topic]
    sides = {item.side for item in rest}
    unnamed = sides and all(item.side != index.home for item in own)
    if unnamed and (index.home_speaks or unsaid_office(index, draft)):
        sides.add(index.home)
    return rest if len(sides) > 1 else list(own)


def among_many(index: ArticleIndex, draft: Draft) -> str | None:
    """The side that all figures of the draft are of where one of many was singled out just before it.

    "Among 60 countries that invest in B, A leads. New capital came to 8 bn": to B, from all of them.
    """
    clause = draft.clause
    if not draft.has(KindTrait.TOTALS) or index.context(Context.SAME, clause.start, clause.end):
        return None
    least = max(0, clause.start - SINGLED)
    begin = max(index.text.rfind("\n", least, clause.start) + 1, least)
    for hit in index.context(Context.AMONG, begin, clause.start):
        counted = any(end in index.numbers for end in range(hit.start - COUNTED, hit.start + 1))
        if not counted or not any(index.context(first, hit.end, clause.start) for first in SINGLING):
            continue
        named = index.named.within(hit.end, clause.start)
        goals = [item.side for item in named if any(introduced(index, to, item, 1) for to in INTO)]
        whole = goals[0] if goals else index.home
        if all(item.side == whole for item in index.named.within(clause.start, clause.end)):
            return whole
    return None


def whole_side(index: ArticleIndex, draft: Draft) -> str | None:
    """The one side of a total: of a whole country, or what somebody attracts from abroad, with nobody else named.

    "The country imported 4 m tonnes ... Exports came to 3 bn": until somebody else is named, figures are of the whole.
    """
    clause = draft.clause
    if not draft.has(KindTrait.TOTALS):
        return None
    if any(index.context(key, clause.start, clause.end) for key in (Context.BOTH_SIDES, Context.SAME)):
        return None
    here = {item.side for item in index.named.within(clause.start, clause.end)}
    if len(here) > 1:
        return None
    if here and draft.has(KindTrait.FROM_ABROAD) and index.context(Context.ABROAD, clause.start, clause.end):
        named = index.named.within(clause.start, clause.end)
        if acting(index, draft.kind, named, clause.start, clause.end)[1] == here:
            return next(iter(here))
    starts = [one.start for one in index.money.within(clause.start, clause.end)]
    starts += [one.start for one in index.percent.within(clause.start, clause.end)]
    least = max(index.text.rfind("\n", 0, clause.start) + 1, clause.start - SINGLED)
    for hit in reversed(index.little.leading(Context.NATION, least, min(starts, default=clause.start))):
        told = {item.side for item in index.named.within(hit.start, clause.end)}
        part = bool(index.percent.within(hit.start - PART, hit.start))  # "16% of that of the whole country"
        if len(told) > 1 or part or (here and hit.start < clause.start):
            return None
        return next(iter(told), index.home)
    return None


def lists_markets(index: ArticleIndex, clause: Clause) -> bool:
    """Whether the clause begins with a list of the markets of what its sentence tells before."""
    return bool(index.context(Context.MARKETS, clause.start, clause.start + OPENS))


def unsaid_office(index: ArticleIndex, draft: Draft) -> bool:
    """Whether an office stands before the first trigger and no country with it: home's ("the prime minister met")."""
    start, end = draft.clause.start, draft.first
    return any(
        hit.key in OFFICES
        and not index.named.within(hit.start - OFFICE, min(end, hit.end + OFFICE))
        and not any(hit.start - OFFICE <= office.start <= hit.end for office in index.offices)
        for hit in index.frames.within(start, end)
    )


def _sides(named: Iterable[Named], out: frozenset[int]) -> set[str]:
    return {item.side for item in named if item.start not in out}


def _sayers(index: ArticleIndex, _: Draft, named: Sequence[Named]) -> frozenset[int]:
    """The bodies that say what is told, where two others are named behind them."""
    for at, item in enumerate(named):
        if item.entity.type is EntityType.ORG and index.context(Context.REPORT, item.end, item.end + SAYING):
            told = {other.side for other in named[at + 1 :]}
            if item.side not in told and len(told) > 1:
                return frozenset(other.start for other in named[: at + 1] if other.side == item.side)
    return frozenset()


def _tellers(index: ArticleIndex, draft: Draft, named: Sequence[Named]) -> frozenset[int]:
    """The bodies that only tell of what others do: of a country that is named besides, or of none."""
    tellers = index.tellers.sure | index.tellers.said
    out = [item for item in named if item.start in tellers]
    rest = {item.side for item in named if item.start not in tellers}
    if not out or not draft.has(KindTrait.TOTALS):
        out = [item for item in out if item.start in index.tellers.sure]
    return frozenset(item.start for item in out if item.side not in rest)


def _brands(index: ArticleIndex, draft: Draft, named: Sequence[Named]) -> frozenset[int]:
    """The firms that are named for what they made ("vaccines of A"), in what others give or sell."""
    if not draft.has(KindTrait.FLOW):
        return frozenset()
    return frozenset(
        item.start
        for item in named
        if item.entity.type is EntityType.ORG and index.little.led(Context.BRAND, item.start, 1)
    )


def _affairs(index: ArticleIndex, draft: Draft, named: Sequence[Named]) -> frozenset[int]:
    """The countries whose affairs others deal with: "talks with A on the crisis in B"."""
    if draft.has(KindTrait.FLOW):
        return frozenset()
    return frozenset(
        item.start
        for item in named
        if item.entity.type is EntityType.GPE
        and index.little.led(Context.AFFAIR, index.lists.get(item.start, item.start), 1)
    )


def left_to_home(index: ArticleIndex, draft: Draft, named: Sequence[Named]) -> bool:
    """Whether home meets or signs with a list of others, and is left unsaid ("the minister met those of A, B and C").

    The others are then no partners of each other alone.
    """
    foreign = [item for item in named if item.side != index.home and item.start not in index.venues]
    if not draft.has(KindTrait.EVENT) or len({item.side for item in foreign}) < 2:
        return False
    first = index.lists.get(foreign[0].start, foreign[0].start)
    alone = all(index.lists.get(item.start, item.start) == first for item in foreign)
    if not alone or first < draft.first or not index.little.led(Context.WITH, first, WITH):
        return False
    if any(item.side != index.home for item in index.named.within(draft.clause.sentence, first)):
        return False
    return index.home_speaks or index.home in draft.state.pair or unsaid_office(index, draft) or not index.lead


def _told_of(index: ArticleIndex, draft: Draft, named: Sequence[Named]) -> frozenset[int]:
    """Those of whom somebody only speaks where two others meet ("visiting A, the minister of B said that C ...")."""
    if not draft.has(KindTrait.EVENT):
        return frozenset()
    for said in index.context(Context.REPORT, draft.first, draft.clause.end):
        if len({item.side for item in named if item.end <= said.start}) > 1:
            return frozenset(item.start for item in named if item.start >= said.end)
    return frozenset()


def _seats(index: ArticleIndex, draft: Draft, named: Sequence[Named]) -> frozenset[int]:
    """Where firms sit that take part, or that put in the money of another."""
    brackets = frozenset(item.start for firm, item in pairwise(named) if _bracketed(index, firm, item))
    if not draft.has(KindTrait.FLOW):
        return brackets
    owned = frozenset(item.start for item, owner in pairwise(named) if _owned(index, item, owner))
    return brackets | owned | frozenset(item.start for item in named if _through(index, item))


def _bracketed(index: ArticleIndex, firm: Named, item: Named) -> bool:
    """Whether a place stands in brackets behind a firm."""
    text = index.text
    beside = text[firm.end : item.start].strip() == "(" and text[item.end : item.end + 1] == ")"
    return beside and firm.entity.type is EntityType.ORG and item.entity.type is EntityType.GPE


def _owned(index: ArticleIndex, item: Named, owner: Named) -> bool:
    """Whether a place is where a firm sits that belongs to another ("the subsidiary in A of a group from B")."""
    return (
        item.entity.type is EntityType.GPE
        and owner.side != item.side
        and any(index.little.led(key, item.start, 1) for key in INTO)
        and bool(index.little.leading(Context.BRANCH, item.start - FIRM, item.start))
        and bool(index.little.leading(Context.OF, item.end, min(owner.start, item.end + OWNED)))
    )


def _through(index: ArticleIndex, item: Named) -> bool:
    """Whether a place is on the way: goods pass it, or a firm sits there through which another invests."""
    if item.entity.type is not EntityType.GPE:
        return False
    if index.little.led(Context.THROUGH, item.start, 1):
        return True
    through = index.little.leading(Context.THROUGH, item.start - FIRM, item.start)
    if not through or not any(index.little.led(key, item.start, 1) for key in (*INTO, Context.CAPITAL_TO)):
        return False
    return all(one.entity.type is EntityType.ORG for one in index.named.within(through[-1].end, item.start))


def _elsewhere(index: ArticleIndex, draft: Draft, named: Sequence[Named]) -> frozenset[int]:
    """Where goods go that are told of besides: to no side of an investment ("a plant that exports all of it to A")."""
    if not draft.has(KindTrait.FLOW) or draft.has(KindTrait.OUTWARD):
        return frozenset()
    frames = index.words.frames
    found = set()
    for item in named:
        first = index.lists.get(item.start, item.start)
        before = index.telling.within(max(draft.first + 1, first - GOING), first)
        kind = frames[before[-1].key].kind if before else None
        flows = before and frames[before[-1].key].measure in OUT and kind and ontology().has(kind, KindTrait.OUTWARD)
        if flows and index.little.led(Context.TOWARDS, first, 7):
            found.add(item.start)
    return frozenset(found)
