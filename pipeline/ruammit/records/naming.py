"""What a side is called where the clause that tells of it leaves it unsaid."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ruammit.records.named import Named
from ruammit.schema import EntityType

if TYPE_CHECKING:
    from ruammit.records.index import ArticleIndex

__all__ = ["names_of"]

REGIONAL = 3
"""Mentions that make a region of home the one that the news is of."""


def names_of(index: ArticleIndex) -> dict[str, Named]:
    """Of each side its country's name, else the first body's.

    Home is called by the region that the article names more often than the country, and by none of its bodies; no
    country by who only tells of it.
    """
    best: dict[str, Named] = {}
    told = index.tellers.sure | index.tellers.said
    for item in index.named.items:
        if item.entity.type is EntityType.PERSON:
            continue
        body = item.entity.type is EntityType.ORG and item.side != index.home and item.start not in told
        if item.country and not item.is_country and not body:
            continue
        known = best.get(item.side)
        if known is None or (item.is_country and not known.is_country):
            best[item.side] = item
    if (region := _home_region(index)) is not None:
        best[index.home] = region
    return best


def _home_region(index: ArticleIndex) -> Named | None:
    """The region or city of home that the article names most, where that is more often than the country."""
    own = [item for item in index.named.items if item.side == index.home and item.entity.type is EntityType.GPE]
    places = [item for item in own if not item.is_country and item.start not in index.venues]
    tally = Counter(item.entity.canonical for item in places)
    name, most = max(tally.items(), key=lambda row: row[1], default=("", 0))
    if most <= sum(item.is_country for item in own) or most < REGIONAL:
        return None
    return next(item for item in places if item.entity.canonical == name)
