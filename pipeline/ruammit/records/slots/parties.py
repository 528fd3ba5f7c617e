"""Which sides a draft has: who is named in its clause, and who is left to the reader.

Every side that could be meant is a candidate with features: where it is named, what stands before it, and what a plain
rule says (`ruled`). A logistic model weighs them (`scoring`); the sides of a record are those that are likely.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.records.named import Named
from ruammit.records.scoring import Features
from ruammit.records.slots.bystanders import (
    among_many,
    bystanders,
    named_sides,
    taking_part,
    whole_side,
)
from ruammit.records.slots.ruled import sides_by_rule
from ruammit.records.slots.side_features import SideFeatures

__all__ = ["SideCandidate", "side_candidates", "together"]


class SideCandidate(NamedTuple):
    """A side that a draft may have.

    Attributes:
        side: the country, or the name of a body without one (`Named.side`).
        named: its mentions in the clause.
        via: how it comes into the record: `sentence`, `both-sides`, `previous-sentence`, `home-country`, `heading`.
        features: what speaks for it being a side of the record.
    """

    side: str
    named: tuple[Named, ...]
    via: str
    features: Features


def side_candidates(index: ArticleIndex, draft: Draft) -> tuple[list[SideCandidate], bool]:
    """Every side that the draft may have, those named in its clause first; whether it is a total over all partners."""
    clause, state = draft.clause, draft.state
    named = index.named.within(clause.start, clause.end)
    aside = bystanders(index, draft, named)
    own = [item for item in named if item.start not in aside]
    everywhere = taking_part(index, draft, own)
    here = named_sides(index, draft, own)
    ruled, total = sides_by_rule(index, draft, here)
    vias = dict(ruled)
    mentions: dict[str, list[Named]] = {}
    for item in everywhere:
        mentions.setdefault(item.side, []).append(item)
    listed = _members(index, draft)
    sentence = [i.side for i in index.named.within(clause.sentence, clause.start) if i.start not in listed]
    whole = among_many(index, draft) or whole_side(index, draft)
    sources = (
        {whole: "sentence"}
        if whole
        else {
            **dict.fromkeys(state.pair, "previous-sentence"),
            **dict.fromkeys(sentence, "sentence"),
            **({index.partner: "heading"} if index.partner else {}),
            index.home: "home-country",
        }
    )
    order = [*mentions, *(side for side in sources if side not in mentions)]
    out = {item.side for item in named if item.start in aside} | _apart(index, named, mentions)
    order = [side for side in order if side in mentions or side not in out]
    features = SideFeatures(index, draft, mentions, frozenset(sentence), vias, total)
    return [
        SideCandidate(
            side,
            tuple(mentions.get(side, ())),
            vias.get(side) or ("sentence" if side in mentions else sources[side]),
            features.of(side),
        )
        for side in order
    ], total


def _members(index: ArticleIndex, draft: Draft) -> set[int]:
    """Where the sides of lists in the sentence before the clause start, but for the last: they have had their say."""
    items = index.items.within(draft.clause.sentence, draft.clause.start)
    return {named.start for item in items[:-1] for named in item.sides}


def _apart(index: ArticleIndex, named: Iterable[Named], mentions: Iterable[str]) -> set[str]:
    """The foreign sides that the clause names as its venue or topic only."""
    return {item.side for item in named} - {*mentions, index.home}


def together(index: ArticleIndex, sides: Sequence[SideCandidate], odds: Sequence[float]) -> list[float]:
    """The log-odds of the sides, where those first named in one list ("A, B and C") have the mean of theirs.

    Sides of one list stand or fall together, and have one role.
    """
    lists: dict[int, list[int]] = {}
    for at, side in enumerate(sides):
        if side.named:
            first = side.named[0].start
            lists.setdefault(index.lists.get(first, first), []).append(at)
    found = list(odds)
    if any(len(members) == len(sides) for members in lists.values()):  # nobody else is there to tell them from
        return found
    for members in lists.values():
        mean = sum(odds[at] for at in members) / len(members)
        for at in members:
            found[at] = mean
    return found
