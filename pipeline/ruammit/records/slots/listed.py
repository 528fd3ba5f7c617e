"""The slots of the items of a list: what its head tells, with the item's own side and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ruammit.ontology.terms import Context, KindTrait
from ruammit.records.drafts import Draft
from ruammit.records.filled import Filled, Side
from ruammit.records.index import ArticleIndex
from ruammit.records.named import Named
from ruammit.records.slots import figures
from ruammit.records.slots.bystanders import INTO, SINGLING
from ruammit.records.slots.counts import counts
from ruammit.records.slots.shares import of_items

__all__ = ["item_filled", "listed_first", "members"]

RANKED = 40
"""Characters between a side and the word that ranks it."""
COPULA = 8
"""Characters behind a side in which a word says that it is something ("is still")."""


def members(index: ArticleIndex, draft: Draft) -> frozenset[str]:
    """The sides of the items of the draft's list but for the first: none of them is the other side of another."""
    if draft.item is None:
        return frozenset()
    items = [item for item in index.items if item.head == draft.item.head and item.rank]
    return frozenset(named.side for item in items for named in item.sides)


def listed_first(index: ArticleIndex, head: Filled) -> tuple[Side, ...]:
    """The sides of a list's head that are its first item: the rest are the other side of all items."""
    item = head.draft.item
    if item is None or len(head.sides) < 2:
        return head.sides
    own = {named.side for named in item.sides}
    if head.draft.has(KindTrait.HELP):
        return tuple(side for side in head.sides if side.side in own)
    defined = _defined(index, head)
    if defined is not None and defined in {side.side for side in head.sides}:
        return tuple(side for side in head.sides if side.side == defined)
    foreign = [side for side in head.sides if side.side != index.home]
    if len(foreign) < len(head.sides):
        return tuple(foreign)
    ranked = _ranked(index, head)
    first = [side for side in head.sides if side.side == ranked] or [side for side in head.sides if side.side in own]
    placed = any(index.little.led(key, named.start, 1) for named in item.sides for key in INTO)
    if ranked is None and placed and not head.draft.has(KindTrait.OUTWARD):  # "A invested 3 bn in B, followed by C"
        first = [side for side in head.sides if side not in first]
    return tuple(first) if 0 < len(first) < len(head.sides) else ()


def _defined(index: ArticleIndex, head: Filled) -> str | None:
    """The side of which the clause says what it is: "A is the largest buyer of B's fish, with 3 m"."""
    clause = head.draft.clause
    for item in index.named.within(clause.start, clause.end)[:1]:
        if index.little.led(Context.OF, item.start, 1):
            return None
        copula = index.little.leading(Context.COPULA, item.end + 1, item.end + COPULA)
        if copula and index.named.within(copula[0].end, clause.end):
            return item.side
    return None


def _ranked(index: ArticleIndex, head: Filled) -> str | None:
    """The side right before the word that says that it is the first."""
    clause = head.draft.clause
    named: Sequence[Named] = index.named.within(clause.start, clause.end)
    for key in SINGLING:
        for hit in index.context(key, clause.start, clause.end):
            before = [item for item in named if 0 <= hit.start - item.end <= RANKED]
            if before:
                return before[-1].side
    return None


def item_filled(index: ArticleIndex, draft: Draft, head: Filled) -> Filled | None:
    """An item of the head's list: its side in the place of the first item's; None without a figure of its own."""
    first = listed_first(index, head)
    others = tuple(side for side in head.sides if side not in first)
    if not first or draft.item is None:
        return None
    amounts, counted = figures.amounts(index, draft), counts(index, draft)
    shares = of_items(index, draft, head.shares)
    measures = [amount.measure for amount in head.amounts]
    amounts = tuple(a.model_copy(update={"measure": measures[0]}) if measures else a for a in amounts)
    if not (amounts or shares or counted):
        return None
    named = [one for one in draft.item.sides if draft.paired is None or one.start == draft.paired[0]]
    own = tuple(
        first[0]._replace(side=one.side, named=(one,), via="sentence")
        for one in named
        if one.side not in {side.side for side in others}
    )
    if not own:
        return None
    return replace(
        head,
        draft=draft,
        sides=(*own, *(side._replace(named=(), via="sentence") for side in others)),
        amounts=amounts,
        shares=shares,
        counts=counted,
        base=False,
        anaphoric=False,
        also=(),
        head=head,
    )
