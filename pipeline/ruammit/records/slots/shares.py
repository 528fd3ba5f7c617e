"""The shares of a draft: percentages that are said to be parts of a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.items import Item
from ruammit.records.placed import Shared
from ruammit.schema import Measure, Share

__all__ = ["continues_shares", "of_items", "of_others", "shares", "with_whole"]

SHARE_REACH = 40
"""Characters that may stand between a word for a share and its percentage."""
SHARED_REACH = 3
"""Characters between a percentage and the word that makes it a share ("26% market share", "60% of exports")."""
STAKE_REACH = 20
"""Characters between a word for a stake in a company and its percentage, on either side."""
BOUGHT_REACH = 120
"""Characters between a word for the purchase of a company and the percentage that is bought."""
BRACKETED = 2
"""Characters between what a percentage in brackets is of and the percentage: "17 investors (28%)"."""
WIDEST = 30
"""Characters that a date takes at most."""
WHOLE = 100
"""What the stakes in a company add up to, per cent."""
RATIO = re.compile(r"(?<![\d.:])(\d{1,2}(?:\.\d+)?) ?: ?(\d{1,2}(?:\.\d+)?)(?![\d:])")
"""Two stakes that make up a company ("60:40"); two numbers that do not add up to a hundred are a score or a time."""
PURCHASES = ontology().frames_with(FrameTrait.PURCHASE)
STAKE = "capital of a company"
"""What a stake is a share of."""
OTHERS_REACH = 28
"""Characters between a word for others than those named and their number."""
WHOLE_REACH = 60
"""Characters after a share in which a frame's phrase says what it is of."""
WHOLES: dict[Measure | None, str] = {
    Measure.EXPORT: "exports",
    Measure.IMPORT: "imports",
    Measure.TURNOVER: "trade turnover",
    Measure.INVESTMENT: "investment",
}
"""What a share is of, by the measure that is named beside it."""


def shares(index: ArticleIndex, draft: Draft) -> tuple[Share, ...]:
    """Percentages of the draft's clause that are said to be shares."""
    if not draft.has(KindTrait.SHARED):
        return ()
    found = [
        Share(
            value=item.value.value,
            of=_whole(index, draft, item),
            evidence=(index.span(item.start, item.end),),
        )
        for item in index.percent.within(draft.clause.start, draft.clause.end)
        if item.value.change is None and _is_share(index, draft, item) and not of_others(index, item.start)
    ]
    return (*found, *_ratio(index, draft))


def _ratio(index: ArticleIndex, draft: Draft) -> Iterator[Share]:
    """The two stakes of a joint venture: "60:40"."""
    for match in RATIO.finditer(index.text, draft.clause.start, draft.clause.end):
        parts = [Decimal(part) for part in match.groups()]
        start, end = match.start() - STAKE_REACH, match.end() + STAKE_REACH
        if sum(parts) == WHOLE and any(index.context(key, start, end) for key in (Context.STAKE, Context.SHARE)):
            for at, part in enumerate(parts, 1):
                yield Share(value=part, of=STAKE, evidence=(index.span(*match.span(at)),))


def of_items(index: ArticleIndex, draft: Draft, told: Sequence[Share]) -> tuple[Share, ...]:
    """Percentages of an item of a list whose first item has a share: shares of the same."""
    item = draft.item
    if item is None or not told:
        return ()
    found = [one for one in index.percent.within(item.start, item.end) if one.start in item.figures]
    return tuple(
        Share(value=one.value.value, of=told[-1].of, evidence=(index.span(one.start, one.end),)) for one in found
    )


def continues_shares(index: ArticleIndex, draft: Draft) -> bool:
    """Whether the clause can only tell a further share of what the clause before it tells shares of."""
    return all(index.words.frames[hit.key].measure is None for hit in draft.triggers)


def with_whole(found: tuple[Share, ...], whole: str) -> tuple[Share, ...]:
    """The shares as shares of another whole."""
    return tuple(share.model_copy(update={"of": whole}) for share in found)


def _is_share(index: ArticleIndex, draft: Draft, item: Shared) -> bool:
    """Whether a word about the percentage makes it a share: of a market, of a flow that it is part of, a stake."""
    start, end = max(draft.clause.start, item.start - SHARE_REACH), draft.clause.end
    if index.context(Context.SHARE, start, item.start) or index.context(
        Context.SHARE, item.end, item.end + SHARED_REACH
    ):
        return True
    if _is_stake(index, draft, item) or _is_bracketed(index, item) or _of_list(index, draft, item):
        return True
    if not index.little.following(Context.SHARE_OF, item.end, end):
        return False
    frames = index.words.frames
    return any(frames[hit.key].measure in WHOLES for hit in index.frames.within(item.end, item.end + SHARE_REACH))


def _of_list(index: ArticleIndex, draft: Draft, item: Shared) -> bool:
    """Whether the percentage is the first of a list of shares: a word for them stands before, or brackets around it."""
    listed = draft.item
    if listed is None or item.start not in listed.figures:
        return False
    bracketed = index.text[item.start - 1] == "(" and index.text[item.end : item.end + 1] == ")"
    if bracketed and not draft.has(KindTrait.TARGETS):
        return True
    said = index.context(Context.SHARE, draft.clause.sentence, item.start)
    return (bool(said) and bool(index.percent.within(said[-1].end, item.start))) or _told_behind(index, listed)


def _told_behind(index: ArticleIndex, listed: Item) -> bool:
    """Whether behind a list stands what its percentages are of: "38% from A, 17% from B of all imports"."""
    last = [item for item in index.items.items if item.head == listed.head][-1]
    end = last.end + index.text.startswith(")", last.end)
    if not index.little.following(Context.SHARE_OF, end, end + WHOLE_REACH):
        return False
    frames = index.words.frames
    return any(frames[hit.key].measure in WHOLES for hit in index.frames.within(end, end + SHARE_REACH))


def _is_stake(index: ArticleIndex, draft: Draft, item: Shared) -> bool:
    """Whether capital is said to be for the percentage of a company."""
    clause = draft.clause
    if draft.has(KindTrait.TARGETS):  # goods, not capital
        return False
    start, end = max(clause.start, item.start - STAKE_REACH), min(clause.end, item.end + STAKE_REACH)
    return bool(index.context(Context.STAKE, start, end)) or _is_bought(index, draft, item)


def _is_bought(index: ArticleIndex, draft: Draft, item: Shared) -> bool:
    """Whether a company, or a part of one, is bought and the percentage follows: no rate, no part of other things."""
    bought = [
        hit
        for hit in draft.triggers
        if hit.start <= item.end and (hit.key in PURCHASES or index.little.leading(Context.BUYING, hit.start, hit.end))
    ]
    return (
        any(item.start - hit.end <= BOUGHT_REACH for hit in bought[-1:])
        and not index.money.within(bought[-1].end, item.start)
        and not index.little.following(Context.SHARE_OF, item.end, draft.clause.end)
        and not index.context(Context.PRESENT, item.end, item.end + SHARED_REACH)
    )


def _is_bracketed(index: ArticleIndex, item: Shared) -> bool:
    """Whether the percentage stands in brackets behind a number of things or a name: its part of all of them."""
    bracket = index.text.rfind("(", max(0, item.start - BRACKETED), item.start)
    if bracket < 0 or index.text[item.end : item.end + 1] != ")":
        return False
    ends = [item.end for item in index.counted.within(bracket - WIDEST, bracket)]
    ends += [item.end for item in index.named.within(bracket - WIDEST, bracket)]
    return any(0 <= bracket - end <= 1 for end in ends)


def of_others(index: ArticleIndex, at: int) -> bool:
    """Whether the figure at the place is that of others than those named."""
    others = index.context(Context.OTHERS, at - OTHERS_REACH, at)
    return bool(others) and not index.named.within(others[-1].end, at)


def _whole(index: ArticleIndex, draft: Draft, share: Shared) -> str:
    """What the percentage is a share of.

    In English where a frame's measure says it: the one that follows ("93% of the value of exports"), else the last one
    before. In the article's own words where only they do. What the record tells of, where nothing does.
    """
    if _is_stake(index, draft, share):
        return STAKE
    clause, frames = draft.clause, index.words.frames
    after = index.frames.within(share.end, min(share.end + WHOLE_REACH, clause.end))
    said = [whole for hit in after if (whole := WHOLES.get(frames[hit.key].measure))]
    if said:
        return said[0]
    words = index.little.following(Context.SHARE_OF, share.end, clause.end)
    if words:
        return words
    before = [h for h in index.frames.within(clause.start, share.start) if frames[h.key].measure in WHOLES]
    measures = [frames[hit.key].measure for hit in [*draft.triggers, *before]]
    return next((whole for m in reversed(measures) if (whole := WHOLES.get(m))), str(draft.kind))
