"""Items of rankings and lists, each a side with figures of its own: "A 3 bn, followed by B 2 bn and C 1 bn".

The first item is told in a sentence of its own, the head. The others repeat neither verb nor measure nor the other
side: they are told in the head's words. An item without a figure is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import Context, FrameTrait
from ruammit.records.lexicon import PhraseMatch
from ruammit.records.named import Named
from ruammit.schema import EntityType, Measure

if TYPE_CHECKING:
    from ruammit.records.index import ArticleIndex

__all__ = ["Item", "items_of", "opening"]

FIGURE = 32
"""Characters between a side and its first figure ("came second with")."""
FIGURES = 24
"""Characters between two figures of one item ("17 firms with a capital of 5 m")."""
CLOSES = 24
"""Characters between a figure and what only closes it: how much it grew, against when, the same in another currency."""
SUM = 60
"""Characters behind a list of numbers in which a sum of money is that of all of them."""
TAIL = 60
"""Characters that a bracket behind a figure takes at most."""
BETWEEN = 30
"""Characters between an item and the next: connectives, a number, punctuation."""
FAR = 160
"""Characters behind the figure of an item in which more may be told of it before a word opens the next."""
JOINED = 2
"""Characters between a word for a comparison and who is compared."""
MARKS = " \t\u00a0,;.:()•-–+*&\n"
"""What stands between two items, beside connectives and numbers."""
WORTHS = ontology().frames_with(FrameTrait.WORTH)
SHARE = "%"
"""The unit of a percentage."""
COMPARED = 15
"""Characters that a word for a comparison takes at most."""
TRADED = frozenset({Measure.EXPORT, Measure.IMPORT, Measure.TURNOVER, Measure.BALANCE})
"""What is measured anew where a word for it stands between a side and its figure: no item of a list."""

_end = attrgetter("end")


class Item(NamedTuple):
    """A member of a list.

    Attributes:
        start: where its telling begins, in `Analysis.text`.
        end: where its last figure ends (exclusive).
        sides: whose figures they are; nobody where the first item of a list is told in other words.
        figures: where its figures start.
        head: where the first figure of its list starts: what items of one list share.
        rank: its number in the list, from 0.
    """

    start: int
    end: int
    sides: tuple[Named, ...]
    figures: tuple[int, ...]
    head: int
    rank: int


class _Figure(NamedTuple):
    start: int
    end: int
    unit: str
    """The currency, `SHARE`, or what is counted."""


class _Cell(NamedTuple):
    """Sides of one list of names, and the figures behind them; where their telling begins."""

    start: int
    sides: tuple[Named, ...]
    figures: tuple[_Figure, ...]


def items_of(index: ArticleIndex) -> list[Item]:
    """The items of the article's lists, in text order; no side stands twice in a list."""
    figures = _figures(index)
    if len(figures) < 2:
        return []
    return [
        item for chain in _chains(index, figures) if len(chain) > 1 and _apart(index, chain) for item in _items(chain)
    ]


def _apart(index: ArticleIndex, chain: list[_Cell]) -> bool:
    """Whether the items have all figures that are told of them: no sum of money follows what only was counted."""
    if any(figure.unit == SHARE or figure.unit.isupper() for figure in chain[0].figures):
        return True
    start, end = chain[0].figures[0].start, chain[-1].figures[-1].end
    return not index.money.within(start, end + SUM)


def _figures(index: ArticleIndex) -> list[_Figure]:
    """What can be an item's figure: amounts, percentages that are no growth, numbers of things."""
    found = [_Figure(one.start, one.end, one.value.currency) for one in index.money if not one.restated]
    found += [_Figure(one.start, one.end, SHARE) for one in index.percent if one.value.change is None]
    ends = {one.start: one.end for one in [*index.money, *index.percent, *index.dates]}
    found += [_Figure(one.start, one.end, one.unit) for one in index.counted if one.start not in ends]
    return sorted(found)


def _cells(index: ArticleIndex, figures: list[_Figure]) -> Iterator[_Cell]:
    """Every side or list of sides that a figure follows."""
    ordered = _groups(index, figures)
    at = 0
    for number, group in enumerate(ordered):
        last = group[-1].end
        stop = ordered[number + 1][0].start if number + 1 < len(ordered) else len(index.text)
        line = index.text.find("\n", last)
        stop = min(stop, line if line >= 0 else stop)
        for key in (Context.OTHERS, Context.CLAUSE):
            stop = min([stop, *(hit.start for hit in index.context(key, last, stop))])
        while at < len(figures) and figures[at].start < last:
            at += 1
        own: list[_Figure] = []
        reach, gap = last, FIGURE
        for figure in figures[at:]:
            if figure.start >= stop or figure.start - reach > gap:
                break
            own.append(figure)
            reach, gap = figure.end, FIGURES
        if own and all(_is_place(named) for named in group) and _tells(index, group, own):
            yield _Cell(group[0].start, tuple(group), tuple(own))


def _groups(index: ArticleIndex, figures: list[_Figure]) -> list[list[Named]]:
    """The names of the article, those that are joined without a figure between them together."""
    groups: list[list[Named]] = []
    ends = [figure.end for figure in figures]
    for named in index.named:
        before = groups[-1][-1] if groups else None
        joined = before is not None and named.start in index.lists
        if before is not None and joined and bisect_left(ends, before.end) == bisect_left(ends, named.start):
            # "3 bn of A, B 2 bn": a comma ends the item of the one before.
            if index.words.script.spaced and index.text[before.end : named.start].strip() == ",":
                groups.append([named])
            else:
                groups[-1].append(named)
        else:
            groups.append([named])
    return groups


def _is_place(named: Named) -> bool:
    """Whether it is a country or a bloc of countries."""
    return named.is_country or (named.country is None and named.entity.type is EntityType.ORG)


def _tells(index: ArticleIndex, group: list[Named], own: list[_Figure]) -> bool:
    """Whether the figures are told of the sides: measured as the list is, no stakes in one firm, and not compared."""
    frames, start, end = index.words.frames, group[-1].end, own[0].start
    anew = any(frames[hit.key].measure in TRADED and hit.key not in WORTHS for hit in index.frames.within(start, end))
    stake = own[0].unit == SHARE and bool(index.context(Context.STAKE, start, end))
    first = group[0].start
    compared = any(first - hit.end <= JOINED for hit in index.context(Context.COMPARE, first - COMPARED, first))
    return not (anew or stake or compared)


def _chains(index: ArticleIndex, figures: list[_Figure]) -> Iterator[list[_Cell]]:
    """The lists: cells that follow one another, the first one perhaps without a side."""
    chain: list[_Cell] = []
    for cell in _cells(index, figures):
        first = cell.sides[0].start
        at = bisect_right(figures, first, key=_end)
        before = figures[at - 1] if at else None
        goes_on = bool(chain) and before in chain[-1].figures
        start = _joint(index, before.end, first, goes_on=goes_on) if before is not None else None
        if before is not None and start is not None and not goes_on:
            yield chain
            chain = [_Cell(before.start, (), (before,))]
        if start is not None and _fits(chain, cell):
            chain.append(cell._replace(start=start))
        else:
            yield chain
            chain = [cell]
    yield chain


def _fits(chain: list[_Cell], cell: _Cell) -> bool:
    """Whether the cell has sides of its own, and a figure of what the others are measured in."""
    first = [figure.unit for figure in chain[0].figures]
    if len(chain) == 1 and len(chain[0].sides) < 2 and first.count(first[0]) > 1:  # the second is of somebody unknown
        return False
    sides = {side.side for one in chain for side in one.sides}
    units = {figure.unit for figure in chain[0].figures}
    return sides.isdisjoint(side.side for side in cell.sides) and any(one.unit in units for one in cell.figures)


def _joint(index: ArticleIndex, end: int, start: int, *, goes_on: bool) -> int | None:
    """Where between a figure and a side the telling of the next item begins; None where they are of no list.

    Nothing stands between but what closes the one item and opens the next; a word such as "followed by" opens it
    after whatever was told of the item before.

    Args:
        index: the article.
        end: where the figure ends.
        start: where the side starts.
        goes_on: whether the figure is that of an item of a list: else only such a word opens the next.
    """
    begin = opening(index, end, start)
    text = index.text
    copulas = index.little.leading(Context.COPULA, begin + 1, start + 1)
    for rank in index.little.leading(Context.NEXT, max(begin, start - BETWEEN) + 1, start + 1):
        if not _told(text, rank.end, start, copulas):
            told = _told(text, begin, rank.start, [])
            return None if start - end > FAR or "\n" in text[begin : rank.start] else rank.start if told else begin
    if not goes_on or start - begin > BETWEEN:
        return None
    hits = [*copulas, *index.little.leading(Context.FURTHER, begin + 1, start + 1)]
    hits += index.context(Context.AND, begin, start)
    if _told(text, begin, start, hits):
        return None
    parted = not index.words.script.spaced or any(mark in text[end:start] for mark in ",;.\n")
    return begin if hits or parted else None


def _told(text: str, start: int, end: int, hits: Iterable[PhraseMatch]) -> bool:
    """Whether `start:end` of the text tells anything but the phrases, numbers and marks."""
    out = {at for hit in hits for at in range(hit.start, hit.end)}
    return any(at not in out and not text[at].isdigit() and text[at] not in MARKS for at in range(start, end))


def _closed(index: ArticleIndex, end: int, start: int) -> int:
    """Where after a figure ends what only closes it, at most at `start`."""
    reach = end
    while True:
        tail = index.text[reach:start]
        close = tail.find(")")
        if tail.lstrip().startswith("(") and 0 < close <= TAIL and not tail[:close].strip(" (").isdigit():
            reach += close + 1
            continue
        near = min(reach + CLOSES, start)
        ends = [one.end for one in index.percent.within(reach, near) if one.value.change is not None]
        ends += [one.end for one in index.money.within(reach, near) if one.restated]
        ends += [one.end for one in index.dates.within(reach, near) if one.start in index.compared]
        ends += [hit.end for hit in index.little.leading(Context.CLOSING, reach + 1, start + 1) if hit.start < near]
        ends = [one for one in ends if one <= start]
        if not ends:
            return reach
        reach = max(ends)


def _items(chain: list[_Cell]) -> Iterator[Item]:
    """The items of a list."""
    head = chain[0].figures[0].start
    for rank, cell in enumerate(chain):
        figures = tuple(figure.start for figure in cell.figures)
        yield Item(cell.start, cell.figures[-1].end, cell.sides, figures, head, rank)


def opening(index: ArticleIndex, end: int, start: int) -> int:
    """Where the telling of an item begins: behind what closes the item before it."""
    reach = _closed(index, end, start)
    text = index.text[reach:start]
    return reach + len(text) - len(text.lstrip(" ,;.)\n\u00a0"))
