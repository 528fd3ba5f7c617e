"""What crosses no border, whatever names stand in it: recognised before its slots are filled."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.segment import Clause

__all__ = ["far", "for_own_people", "stays_at_home"]

OWN = 30
"""Characters after a word for help in which it says who is helped."""
ABROAD = 200
"""Characters around a clause in which a word says that its capital crosses the border."""


def far(index: ArticleIndex, draft: Draft, sides: Iterable[str], total: bool) -> bool:
    """Whether a flow or a meeting has no foreign side in its sentence, the one before it, or the article's head.

    It is then about something else, unless the article is about dealings with one country above all.
    """
    clause = draft.clause
    if not draft.has(KindTrait.NEAR) or total or not index.lead:
        return False
    starts = index.analysis.sentence_starts
    before = starts[max(0, bisect_left(starts, clause.sentence) - 1)] if starts else 0
    near = [*index.named.within(0, index.lead), *index.named.within(min(before, clause.start), clause.end)]
    sides = set(sides)
    if any(item.side != index.home and item.side in sides for item in near):
        return False
    return not (index.home_speaks and index.alone and index.partner in sides)


def for_own_people(index: ArticleIndex, clause: Clause) -> bool:
    """Whether a clause tells of help for the home country's own people abroad: nothing with the country they are in."""
    if index.home != index.analysis.pack.home:
        return False
    frames = index.words.frames
    helps = [
        hit
        for hit in index.telling.within(clause.start, clause.end)
        if (kind := frames[hit.key].kind) and ontology().has(kind, KindTrait.HELP)
    ]
    return any(index.context(Context.OWN_PEOPLE, hit.end, hit.end + OWN) for hit in helps)


def stays_at_home(index: ArticleIndex, draft: Draft, sides: list[str]) -> bool:
    """Whether a flow has home as its only side, and no foreign name and no word near by takes it across the border."""
    if sides != [index.home] or not draft.has(KindTrait.FROM_ABROAD):
        return False
    start, end = draft.clause.start - ABROAD, draft.clause.end + ABROAD
    abroad = any(item.side != index.home for item in index.named.within(start, end))
    return not abroad and not index.context(Context.ABROAD, start, end)
