"""What the earlier stations found, laid out in the order of the text: what clauses and slots are read from."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, Protocol, TypeVar

from ruammit.analysis import Analysis
from ruammit.records.lexicon import Hit, Hits, Lexicon, lexicon, scan
from ruammit.schema import DateMention, Entity, EntityType, Mention, Money, Percent

__all__ = ["Amounted", "Dated", "Named", "Placed", "Scene", "Shared", "within"]


class Placed(Protocol):
    """Anything with a place in `Analysis.text`."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends (exclusive)."""


class Named(NamedTuple):
    """A mention of an entity that can be a side: a place or an organisation."""

    start: int
    end: int
    entity: Entity

    @property
    def side(self) -> str:
        """What makes two names one side: the country, or the name of a body that has none."""
        return self.entity.country or "name:" + self.entity.canonical


class Amounted(NamedTuple):
    """An amount of money with its place, and whether it restates the one before it in another currency."""

    start: int
    end: int
    value: Money
    restated: bool


class Shared(NamedTuple):
    """A percentage with its place."""

    start: int
    end: int
    value: Percent


class Dated(NamedTuple):
    """A calendar expression with its place."""

    start: int
    end: int
    value: DateMention


P = TypeVar("P", bound=Placed)


def within(items: Sequence[P], start: int, end: int) -> Sequence[P]:
    """Those of the items, which are in text order and do not overlap, that start in `start:end`."""
    first = bisect_left(items, start, key=lambda item: item.start)
    last = bisect_left(items, end, lo=first, key=lambda item: item.start)
    return items[first:last]


class Scene:
    """An article's mentions and lexicon phrases by place.

    Attributes:
        analysis: the article, with the layers left of records filled.
        words: the compiled record lexicons of its language.
        hits: their phrases in the text.
        named: places and organisations, of overlapping ones the longest.
        money: amounts of money.
        percent: percentages.
        dates: calendar expressions.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.home = analysis.pack.home
        self.words: Lexicon = lexicon(analysis.pack)
        self.hits: Hits = scan(self.text, self.words)
        index = analysis.reading.index
        self.named = self._sides()
        self.money = [
            Amounted(index(m.start_char), index(m.end_char), m, m.equivalent_to is not None) for m in analysis.money
        ]
        self.percent = [Shared(*self._place(m), m) for m in analysis.percent]
        self.dates = [Dated(*self._place(m), m) for m in analysis.dates]

    def _place(self, mention: Mention) -> tuple[int, int]:
        index = self.analysis.reading.index
        return index(mention.start_char), index(mention.end_char)

    def _sides(self) -> list[Named]:
        index = self.analysis.reading.index
        found = [
            Named(index(span.start_char), index(span.end_char), entity)
            for entity in self.analysis.entities
            if entity.type is not EntityType.PERSON and (entity.country or entity.ref)
            for span in entity.mentions
        ]
        found.sort(key=lambda item: (item.start, -item.end))
        media = {(hit.start, hit.end) for hit in self.hits.context if hit.key == "media"}
        kept: list[Named] = []
        reach = 0
        for item in found:
            if item.start >= reach:
                reach = item.end
                if (item.start, item.end) not in media:
                    kept.append(item)
        return kept

    def context(self, key: str, start: int, end: int) -> list[Hit]:
        """The context phrases of a list that start in `start:end`."""
        return [hit for hit in within(self.hits.context, start, end) if hit.key == key]

    @cached_property
    def furniture(self) -> list[tuple[int, int, str]]:
        """Stretches that tell nothing: see `Analysis.furniture`."""
        return self.analysis.furniture

    def is_furniture(self, start: int, end: int) -> bool:
        """Whether more than half of `start:end` surrounds the article."""
        covered = sum(max(0, min(end, last) - max(start, first)) for first, last, _ in self.furniture)
        return covered * 2 > end - start

    @cached_property
    def weight(self) -> Counter[str]:
        """How much the article is about each side: its mentions, those at the head thrice."""
        tally: Counter[str] = Counter()
        for item in self.named:
            tally[item.side] += 3 if item.start < self.lead else 1
        return tally

    @cached_property
    def partner(self) -> str | None:
        """The foreign side that the article is about most."""
        return next((side for side, _ in self.weight.most_common() if side != self.home), None)

    @cached_property
    def home_speaks(self) -> bool:
        """Whether the article is one of its language's home country: its name or its government stands in it."""
        cues = sum(hit.key == "home" for hit in self.hits.context)
        return self.weight[self.home] + cues >= 2

    @cached_property
    def lead(self) -> int:
        """Where the head of the article ends: its first tenth, and at least its title."""
        return max(len(self.text) // 10, 250)

    @cached_property
    def first_line(self) -> int:
        """The number of the first line (see `clauses`)."""
        return 0

    @cached_property
    def kind_counts(self) -> Counter[str]:
        """How often the frames of each kind are triggered in the article, and of `all`."""
        kinds = (self.words.frames[hit.key].kind for hit in self.hits.frame)
        tally = Counter(str(kind) for kind in kinds if kind is not None)
        tally["all"] = tally.total()
        return tally

    @cached_property
    def sector_counts(self) -> Counter[str]:
        """How often words of each sector stand in the article."""
        return Counter(hit.key for hit in self.hits.sector)

    @cached_property
    def names(self) -> dict[str, Named]:
        """Of each side the name to call it by where a clause leaves it unsaid: its country's, else the first."""
        best: dict[str, Named] = {}
        for item in self.named:
            known = best.get(item.side)
            if known is None or (_is_country(item) and not _is_country(known)):
                best[item.side] = item
        return best


def _is_country(item: Named) -> bool:
    return bool(item.entity.ref and item.entity.ref.startswith("iso3166:"))
