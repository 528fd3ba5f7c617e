"""Which way names stand: what little word leads them, alone or with their list, and who gives and takes by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context
from ruammit.records.lexicon import PhraseMatch
from ruammit.records.named import Named
from ruammit.schema import EntityType, Measure, RecordKind

if TYPE_CHECKING:
    from ruammit.records.index import ArticleIndex

__all__ = [
    "FLOWING",
    "LED",
    "Standing",
    "acting",
    "direction",
    "flowing",
    "holding_share",
    "introduced",
    "leads_of",
    "related",
    "standings",
]

LED = {Context.TOWARDS: 7, Context.FROM: 14, Context.OF: 14, Context.COMPARED_WITH: 10, Context.PLACE: 1}
"""Characters between a little word and the name that it leads ("to the country of", "from investors of")."""
FLOWING = frozenset({Measure.EXPORT, Measure.IMPORT})
"""What is measured from one side to the other, by whom it is told of."""
RELATED = 45
"""Characters between a word for what somebody is to another, with its rank, and the other ("the third largest")."""
BEHIND = (Context.OF, Context.TOWARDS, Context.PLACE)
"""Little words between such a word and the other side."""
HOLDS = 20
"""Characters between a side, the word for its share, the percentage, and what it is a share of."""
APPOSED = 40
"""Characters between the owner and who is named behind a copula ("of A in the quarter is B")."""
CLOSED = 1
"""Characters between a closed phrase and the name: a space."""
ACTS = 30
"""Characters between who does something and the verb: auxiliaries, what kind of firm it is."""
ASIDE = (Context.TOWARDS, Context.FROM, Context.PLACE)
"""Little words before a name that does nothing itself."""


class Standing(NamedTuple):
    """How a side is named in an article: how often, how often by an organisation, how often where something goes."""

    mentions: int
    bodies: int
    goals: int


def introduced(index: ArticleIndex, key: Context, item: Named, reach: int | None = None) -> bool:
    """Whether a little word of the list stands before the name, or before the list that it is in.

    It may end up to `reach` characters before it (None: as `LED` says), with no other name between.
    """
    if reach is None:
        return key in index.leads[item.start]
    first, between = index.openings[item.start]
    return between >= 0 and index.little.led(key, first, min(between, reach))


def leads_of(index: ArticleIndex) -> dict[int, frozenset[Context]]:
    """Of every name, by where it starts, the lists of `LED` that introduce it: it is asked for again and again."""
    found: dict[int, frozenset[Context]] = {}
    for start, (first, between) in index.openings.items():
        gaps = index.little.gaps(first)
        found[start] = frozenset(key for key, reach in LED.items() if gaps.get(key, reach + 1) <= min(between, reach))
    return found


def related(index: ArticleIndex, named: Sequence[Named]) -> tuple[frozenset[str], frozenset[str]]:
    """Who gives and who takes by what they are to each other ("A is a large investor in B"); nobody where none is told.

    Before the word stands who is it, behind it to whom; markets without an owner are named behind the word.
    """
    if not named:
        return frozenset(), frozenset()
    starts = [item.start for item in named]
    for key in (Context.GIVES, Context.TAKES):
        for hit in index.context(key, max(named[0].start - RELATED, 0), named[-1].end):
            at, since = bisect_left(starts, hit.start), bisect_left(starts, hit.end)
            # Of names in text order only the last can reach into the word.
            before = [item.side for item in named[max(0, at - 2) : at] if 0 <= hit.start - item.end <= RELATED]
            first = named[since] if since < len(named) and named[since].start - hit.end <= RELATED else None
            owned = first is not None and any(introduced(index, by, first, RELATED) for by in BEHIND)
            if first is not None and owned and before and before[-1] != first.side:
                told, other = frozenset(before[-1:]), frozenset((first.side,))
            elif first is not None and owned and not before and (named_behind := _apposed(index, named, since)):
                told, other = named_behind, frozenset((first.side,))
            elif first is not None and not owned and not before and key is Context.TAKES:
                told, other = frozenset(item.side for item in named[since:]), frozenset[str]()
            else:
                continue
            return (told, other) if key is Context.GIVES else (other, told)
    return frozenset(), frozenset()


def holding_share(index: ArticleIndex, named: Sequence[Named], start: int, end: int) -> tuple[str, Measure] | None:
    """Who is said to have a share of what another exports or imports, and which: "A has 12% of B's exports"."""
    frames = index.words.frames
    for hit in index.context(Context.SHARE, start, end):
        before = [item for item in named if 0 <= hit.start - item.end <= HOLDS]
        percent = index.percent.within(hit.end, hit.end + HOLDS)
        if not before or not percent or any(introduced(index, by, before[-1], 1) for by in (Context.FROM, Context.OF)):
            continue
        told = index.frames.within(percent[0].end, min(percent[0].end + HOLDS, end))
        measures = [m for one in told if (m := frames[one.key].measure) in FLOWING]
        if measures and measures[0] is not None:
            return before[-1].side, measures[0]
    return None


def _apposed(index: ArticleIndex, named: Sequence[Named], owner: int) -> frozenset[str]:
    """Who is named right behind an owner as what stands before ("the first market of A is B"), if a copula says so."""
    end = named[owner].end
    after = [item for item in named[owner + 1 : owner + 2] if item.start - end <= APPOSED]
    return frozenset(item.side for item in after if index.little.leading(Context.COPULA, end + 1, item.start + 1))


def acting(
    index: ArticleIndex, kind: RecordKind, named: Sequence[Named], start: int, end: int
) -> tuple[frozenset[str], frozenset[str]]:
    """Who gives and who takes by what they do in `start:end`: whoever stands right before a verb does it.

    Of verbs that begin at one place the longest is meant, and of several the one nearest to the name: who hands out a
    certificate of investment invests nothing.
    """
    declared = ontology().kinds[kind]
    verbs = {key: index.little.leading(key, start, end) for key in (*declared.gives, *declared.takes)}
    ends: dict[int, int] = {}
    for verb in chain.from_iterable(verbs.values()):
        ends[verb.start] = max(verb.end, ends.get(verb.start, 0))

    def doers(lists: Sequence[Context]) -> frozenset[str]:
        meant = [verb for key in lists for verb in verbs[key] if verb.end == ends[verb.start]]
        return frozenset(side for verb in meant for side in _doers(index, named, verb, start, ends))

    givers, takers = doers(declared.gives), doers(declared.takes)
    return givers - takers, takers - givers


def _doers(
    index: ArticleIndex, named: Sequence[Named], verb: PhraseMatch, start: int, verbs: Iterable[int]
) -> set[str]:
    """Who does what the verb says: the name or list right before it; nobody where a noun is made of it.

    Args:
        index: the article.
        named: who may do it.
        verb: what is done.
        start: where the clause starts.
        verbs: where all verbs of the clause start.
    """
    if (
        verb.start < start
        or index.little.led(Context.NOMINAL, verb.start, 1)
        or index.little.led(Context.RECEIVES, verb.start, 1)
    ):
        return set()
    if index.little.following(Context.OF, verb.end, verb.end + ACTS) or index.covered(verb):
        return set()
    before = [
        item for item in named if item.end <= verb.start and not any(introduced(index, a, item, 1) for a in ASIDE)
    ]
    if not before or verb.start - before[-1].end > ACTS or "\n" in index.text[before[-1].end : verb.start]:
        return set()
    if any(before[-1].end <= other < verb.start for other in verbs):
        return set()
    first = index.lists.get(before[-1].start, before[-1].start)
    return {item.side for item in before if item.start >= first}


def flowing(index: ArticleIndex, kind: RecordKind, named: Sequence[Named]) -> tuple[frozenset[str], frozenset[str]]:
    """Who gives and who takes by the phrase right before their names: "from investors of A", "imported from B".

    Closed phrases, which say it whatever else the clause tells. Where a flow comes from is said in more words
    ("with its seat in A"), and stands over where it goes ("in A").
    """
    declared = ontology().kinds[kind]

    def led(key: Context | None) -> frozenset[str]:
        return frozenset(item.side for item in named if key and introduced(index, key, item, CLOSED))

    givers, takers = led(declared.origin), led(declared.goal)
    return givers, takers - givers


def direction(index: ArticleIndex, named: Sequence[Named]) -> tuple[frozenset[str], frozenset[str]]:
    """Who gives and who takes in a clause that names two sides at least; nobody where no word tells."""
    sides = frozenset(item.side for item in named)
    if len(sides) < 2:
        return frozenset(), frozenset()
    givers, takers = related(index, named)
    if givers or takers:
        return givers, takers
    takers = frozenset(item.side for item in named if introduced(index, Context.TOWARDS, item))
    givers = frozenset(item.side for item in named if introduced(index, Context.FROM, item)) - takers
    if takers and takers != sides:
        givers |= sides - takers
    elif givers and givers != sides:
        takers = sides - givers
    return givers, takers


def standings(index: ArticleIndex) -> dict[str, Standing]:
    """Of every side how the article names it."""
    found: dict[str, Standing] = {}
    for item in index.named.items:
        mentions, bodies, goals = found.get(item.side, Standing(0, 0, 0))
        goal = introduced(index, Context.TOWARDS, item, 1) or introduced(index, Context.PLACE, item)
        body = item.entity.type is EntityType.ORG
        found[item.side] = Standing(mentions + 1, bodies + body, goals + goal)
    return found
