"""Turns: where in a stretch with several values the telling goes on to the next one's measure, side or thing."""

from __future__ import annotations

from itertools import pairwise

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, Cue, FrameTrait, KindTrait
from ruammit.records.direction import FLOWING
from ruammit.records.index import ArticleIndex
from ruammit.records.items import opening
from ruammit.records.placed import Amounted, Dated, Shared

__all__ = ["CONNECTIVE", "turns"]

DISTINCT = (
    ontology().frames_with(FrameTrait.OFFICE)
    | ontology().frames_with(FrameTrait.STAGE)
    | {
        name
        for name, frame in ontology().frames.items()
        if frame.kind is not None and ontology().has(frame.kind, KindTrait.DISTINCT)
    }
)
"""Frames of which a sentence can tell several, one after the other, each with its date."""
AHEAD = (Cue.PLANNED, Cue.PROPOSED)
"""What turns from one value to one that is still to come."""
OUTLAYS = frozenset(name for name, frame in ontology().frames.items() if frame.kind is None and frame.with_money)
"""Frames that need an amount behind them: money that is put in, provided, earned."""
FIGURED = 40
"""Characters between a value and the date that it is of."""
DATED = 3
"""Characters between a date and the telling that it opens."""
LED = 3
"""Characters between a value and the little word that makes it the end of a rise."""
NOUN = 2
"""Characters that the name of goods has at least."""
GOODS = 45
"""Characters that it has at most."""
TOLD = 400
"""Characters before a list of goods in which it is told that they are traded."""
CLOSING = 8
"""Characters between a value and the date that closes it."""
AGAIN = 200
"""Characters after an amount in which a further flow may begin."""
EVENT = 200
"""Characters between a date and the event that it is of."""
BEHIND = 10
"""Characters between a value and where it goes ("3 bn into A")."""
NEXT = 30
"""Characters between a side and its share."""
CONNECTIVE = 12
"""Characters that a connective before a new measure or side ("and", "with") may take."""


def turns(index: ArticleIndex, amounts: list[Amounted], start: int, end: int) -> list[int]:
    """Where in `start:end` after a value another measure, side or thing begins for the next value; in any order.

    Args:
        index: the article.
        amounts: the amounts of the stretch that tell one thing each.
        start, end: offsets of the stretch.
    """
    cuts = [cut for before, after in pairwise(amounts) if (cut := _turn(index, start, before, after))]
    cuts += _goods(index, start, amounts)
    cuts += [cut for look in (_again, _markets) for item in amounts[-1:] if (cut := look(index, item, end))]
    if amounts:
        cuts += [cut for item in index.percent.within(amounts[0].end, end) if (cut := _share(index, amounts, item))]
    else:
        cuts += [cut for a, b in pairwise(index.percent.within(start, end)) if (cut := _next_share(index, a, b))]
    dates = index.dates.within(start, end)
    cuts += [cut for before, after in pairwise(dates) if (cut := _event(index, start, before, after, end))]
    return cuts


def _turn(index: ArticleIndex, start: int, before: Amounted, after: Amounted) -> int | None:
    """Where between two amounts the telling turns to the second one's measure or side."""
    turns = [
        hit.start
        for hit in index.frames.within(before.end, after.start)
        if index.words.frames[hit.key].measure is not None
    ]
    turns += [
        item.start
        for item in index.named.within(before.end, after.start)
        if item.start - before.end > BEHIND
        or not index.little.led(Context.TOWARDS, item.start, 1)  # where the value goes
    ]
    if index.text[before.start - 1] == index.text[after.start - 1] == "(":  # goods, each with its value in brackets
        turns.append(index.text.find(")", before.end, after.start) + 1 or after.start)
    turns += _times(index, start, before, after)
    if not turns:
        return None
    cut = min(turns)
    for date in index.dates.within(before.end, cut):  # the date that opens the second telling is its own
        if cut - date.end <= DATED and index.dates.within(start, before.start) and not _closes(index, start, date):
            cut = date.start
    told = index.dates.within(before.end, cut)
    space = index.text.rfind(" ", max([before.end, *(date.end for date in told if date.end <= cut)]), cut)
    return space + 1 if cut - space <= CONNECTIVE else cut


def _goods(index: ArticleIndex, start: int, amounts: list[Amounted]) -> list[int]:
    """Where in a list of goods, each with its value, the further ones begin: "rice 3 m, followed by fish 2 m".

    Only of goods that are traded; a word must say that it is a list, or three of them do.
    """
    frames = index.words.frames
    cuts, ranked = [], False
    for before, after in pairwise(amounts):
        begin = opening(index, before.end, after.start)
        told = [hit for hit in index.frames.within(begin, after.start) if frames[hit.key].measure is not None]
        taken = index.named.within(before.end, after.start) or index.dates.within(begin, after.start)
        if told or taken or not NOUN < after.start - begin <= GOODS or before.value.currency != after.value.currency:
            return []
        ranked = ranked or bool(index.little.leading(Context.NEXT, before.end, begin + CONNECTIVE))
        cuts.append(begin)
    if not cuts or not (ranked or len(cuts) > 1):
        return []
    least = max(index.text.rfind("\n", 0, start) + 1, start - TOLD)
    measures = [m for hit in index.frames.within(least, cuts[0]) if (m := frames[hit.key].measure)]
    return cuts if measures and measures[-1] in FLOWING else []


def _again(index: ArticleIndex, amount: Amounted, end: int) -> int | None:
    """Where after the last amount another flow begins, to a side of its own: "20 m in A, and more exports to B"."""
    frames = index.words.frames
    for hit in index.frames.within(amount.end, min(end, amount.end + AGAIN)):
        sides = index.named.within(hit.end, min(end, hit.end + NEXT))
        flows = (kind := frames[hit.key].kind) is not None and ontology().has(kind, KindTrait.FLOW)
        goes = flows and bool(sides) and index.little.led(Context.TOWARDS, sides[0].start, 1)
        if frames[hit.key].measure is None and not goes:
            continue
        told = index.named.within(amount.end, hit.start)
        if sides and told and sides[0].side not in {item.side for item in told}:
            space = index.text.rfind(" ", amount.end, hit.start)
            return space + 1 if 0 <= hit.start - space <= CONNECTIVE else hit.start
    return None


def _markets(index: ArticleIndex, amount: Amounted, end: int) -> int | None:
    """Where after the last amount the markets of all that was told are listed: it is not what went to them alone."""
    for hit in index.context(Context.MARKETS, amount.end, min(end, amount.end + AGAIN)):
        listed = {item.side for item in index.named.within(hit.end, min(end, hit.end + AGAIN))}
        if len(listed) > 1 and not index.little.led(Context.TOWARDS, hit.start, LED):
            space = index.text.rfind(" ", amount.end, hit.start)
            return space + 1 if 0 <= hit.start - space <= CONNECTIVE else hit.start
    return None


def _times(index: ArticleIndex, start: int, before: Amounted, after: Amounted) -> list[int]:
    """Where between two values of one thing at two times the second one's telling begins.

    "5 bn in 2022, 6 bn in 2023", "in 2022 5 bn, in 2023 6 bn", "5 bn in 2022 and 7 bn are expected".
    """
    between = index.dates.within(before.end, after.start)
    dated = index.dates.within(max(start, before.start - FIGURED), before.start)
    earlier = [date for date in dated if not _closes(index, start, date)]
    later = index.dates.within(after.end, after.end + FIGURED)
    planned = [hit.start for hit in index.modifiers.within(before.end, after.start) if hit.key in AHEAD]
    if between and earlier:
        return [between[-1].start]
    if between and dated and _closes(index, start, between[0]):
        return [between[0].end]
    if between and (later or index.little.led(Context.TO_VALUE, after.start, LED)):
        return [between[-1].end]
    spent = any(hit.key in OUTLAYS for hit in index.frames.within(before.end, after.start))
    if planned and (earlier or later or spent):  # "1.5 bn so far, and wants to put in another 700 m"
        return planned[:1]
    return []


def _closes(index: ArticleIndex, start: int, date: Dated) -> bool:
    """Whether the date belongs to the value right before it ("3 bn in 2022"): no mark and no pause stands between."""
    before = [item for item in index.money.within(start, date.start) if item.end <= date.start]
    gap = index.text[before[-1].end : date.start] if before else ","
    if len(gap) > CLOSING or set(",;.") & set(gap):
        return False
    return index.words.script.spaced or not gap.startswith(" ") or "(" in gap


def _next_share(index: ArticleIndex, before: Shared, after: Shared) -> int | None:
    """Where between two shares the side begins that the second one is of."""
    if before.value.change is not None or after.value.change is not None:
        return None
    named = index.named.within(before.end, after.start)
    if not named or after.start - named[0].end > NEXT:
        return None
    return named[0].start


def _share(index: ArticleIndex, amounts: list[Amounted], percent: Shared) -> int | None:
    """Where after an amount a thing begins whose share is told; a share of the amount itself follows it at once."""
    cue = index.context(Context.SHARE, max(amounts[0].end, percent.start - 40), percent.start)
    before = [item for item in amounts if item.end <= percent.start]
    if percent.value.change is not None or not cue or not before:
        return None
    comma = index.text.rfind(", ", before[-1].end, cue[-1].start)
    if comma > 0 and index.named.within(comma, cue[-1].start):
        return comma + 2
    space = index.text.rfind(" ", before[-1].end, cue[-1].start)
    return space + 1 if space > 0 and index.text[space + 1 : cue[-1].start].strip() else None


def _event(index: ArticleIndex, start: int, before: Dated, after: Dated, end: int) -> int | None:
    """Where between two dates the telling turns to the second one's event.

    Where events come before their dates, at the end of the first date; where after them, at the second date.
    """
    told = [hit.start for hit in index.frames.within(before.end, after.start) if hit.key in DISTINCT]
    if not told:
        return None
    if not _tells(index, max(start, before.start - EVENT), before.start):
        return _opens(index, after.start) if _tells(index, after.end, min(end, after.end + EVENT)) else None
    space = index.text.find(" ", before.end, told[0] + 1)
    return space + 1 if 0 < space <= told[0] else told[0]


def _tells(index: ArticleIndex, start: int, end: int) -> bool:
    """Whether one of several events of a sentence is told there."""
    return any(hit.key in DISTINCT for hit in index.frames.within(start, end))


def _opens(index: ArticleIndex, date: int) -> int:
    """Where the telling begins that a date opens: at the date, or the connective right before it."""
    space = index.text.rfind(" ", max(0, date - CONNECTIVE), date - 1)
    return space + 1 if space >= 0 else date
