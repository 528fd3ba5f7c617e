"""Where names and amounts stand: at the head of a list, at a venue, as the whole of a share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruammit.ontology.terms import Context
from ruammit.records.named import Named

if TYPE_CHECKING:
    from ruammit.records.index import ArticleIndex

__all__ = ["openings_of", "venues_of", "wholes_of"]

NAMED_ON = 14
"""Characters between a city and the country that it is in, named behind it."""
WHOLE = 60
"""Characters between a share and the amount that it is a share of."""
WHOLE_WORDS = 5
"""Words that say what the amount is of, at most."""


def openings_of(index: ArticleIndex) -> dict[int, tuple[int, int]]:
    """Of every name, by where it starts: where its list does ("A, B and C"), else itself, and characters before it.

    Those are the characters up to the name before it, less one.
    """
    found: dict[int, tuple[int, int]] = {}
    before = -len(index.text)
    for item in index.named.items:
        first = index.lists.get(item.start, item.start)
        found[item.start] = found.get(first, (first, first - before - 1))
        before = item.end
    return found


def venues_of(index: ArticleIndex) -> frozenset[int]:
    """Where the names start of the places where something happens, the country behind the city too."""
    found: set[int] = set()
    before: Named | None = None
    for item in index.named.items:
        named_on = before is not None and before.start in found and _names_on(index, before, item)
        if index.little.led(Context.PLACE, item.start, 1) or (
            named_on and before is not None and before.country == item.country and before.entity != item.entity
        ):
            found.add(item.start)
        before = item
    return frozenset(found)


def _names_on(index: ArticleIndex, before: Named, item: Named) -> bool:
    """Whether a name stands right behind another: no word of saying between ("the office said that B"), no line."""
    near = item.start - before.end <= NAMED_ON and "\n" not in index.text[before.end : item.start]
    return near and not index.context(Context.REPORT, before.end, item.start)


def wholes_of(index: ArticleIndex) -> frozenset[int]:
    """Where the amounts start that a share is told of: "43% of the project's cost of 200 m"."""
    found: set[int] = set()
    for share in index.percent.items if index.money.items else ():
        after = index.money.within(share.end, share.end + WHOLE)
        if share.value.change is not None or not after:
            continue
        words = index.little.following(Context.SHARE_OF, share.end, after[0].start)
        between = index.text[share.end : after[0].start].strip()
        if words and words.count(" ") < WHOLE_WORDS and between.endswith(words):
            found.add(after[0].start)
    return frozenset(found)
