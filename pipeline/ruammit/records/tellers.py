"""Bodies that only tell what others do: who reports, estimates, speaks for a government, or is told.

They give their country to a record, whose own name is then looked for elsewhere; a ministry that a head of government
heads besides is one of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ruammit.ontology.terms import Context
from ruammit.records.named import Named, reports
from ruammit.schema import EntityType

if TYPE_CHECKING:
    from ruammit.records.index import ArticleIndex

__all__ = ["Tellers", "tellers"]

SPEAKER = 12
"""Characters between a body and the name of who speaks for it: a title of courtesy."""
TOLD = 2
"""Characters between the word that says that somebody is told, and who is."""
POST = 40
"""Characters between a head of government and the ministry that they head besides."""
_SHORT = re.compile(r" ?\([^()\n]{1,20}\)")
"""The short form of a body, in brackets behind it."""


class Tellers(NamedTuple):
    """Where the names start of bodies that tell of what others do.

    Attributes:
        sure: those that take no part in what they tell: reporters, whose spokesman speaks, who is told.
        said: those that a verb of saying stands behind; they may tell of what they did themselves.
    """

    sure: frozenset[int]
    said: frozenset[int]


def tellers(index: ArticleIndex, named: Sequence[Named]) -> Tellers:
    """The bodies among the names that tell, by how: firms are none, which tell of themselves."""
    bodies = [item for item in named if item.entity.type is EntityType.ORG and _is_official(index, item)]
    people = sorted(
        index.place(span)
        for entity in index.analysis.entities
        if entity.type is EntityType.PERSON
        for span in entity.mentions
    )
    sure = frozenset(item.start for item in bodies if _is_sure(index, item))
    said = frozenset(item.start for item in bodies if _says(index, item, people)) - sure
    short = [(body.start, item.start) for body, item in pairwise(named) if _abbreviates(index, body, item)]
    return Tellers(
        sure | {item for body, item in short if body in sure}, said | {item for body, item in short if body in said}
    )


def _abbreviates(index: ArticleIndex, body: Named, item: Named) -> bool:
    """Whether a name in brackets is the short form of the body before it."""
    beside = index.text[body.end : item.start].strip() == "(" and index.text[item.end : item.end + 1] == ")"
    return beside and item.entity.type is EntityType.ORG and item.side == body.side


def _is_official(index: ArticleIndex, item: Named) -> bool:
    """Whether it is a body that tells of what others do: by the head of its name, or of no country."""
    return item.country is None or index.at(Context.OFFICIAL, item.start)


def _is_sure(index: ArticleIndex, item: Named) -> bool:
    """Whether it reports, is told, is spoken for, or is the second post of who acts."""
    little = index.little
    return (
        reports(index, item)
        or little.led(Context.SPOKESMAN, item.start, 1)
        or little.led(Context.TOLD_TO, item.start, TOLD)
        or _second_post(index, item)
    )


def _second_post(index: ArticleIndex, item: Named) -> bool:
    """Whether it is the ministry of a head of government ("prime minister and minister of")."""
    heads = index.little.leading(Context.HEAD_OF, item.start - POST, item.start)
    joined = index.context(Context.AND, heads[-1].end, item.start) if heads else []
    return bool(joined) and not index.text[heads[-1].end : joined[0].start].strip()


def _says(index: ArticleIndex, item: Named, people: Sequence[tuple[int, int]]) -> bool:
    """Whether a verb of saying stands behind the body, or behind the person who speaks for it."""
    ends = [item.end]
    if short := _SHORT.match(index.text, item.end):
        ends.append(short.end())
    at = bisect_left(people, (item.end, 0))
    if at < len(people) and people[at][0] - item.end <= SPEAKER:
        ends.append(people[at][1])
    return any(index.at(Context.TOLD_BY, end) for end in ends)
