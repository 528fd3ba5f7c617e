"""What the earlier stations found, laid out in the order of the text: what clauses and slots are read from."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar

from ruammit.analysis import Analysis, Number
from ruammit.records.lexicon import Hit, Hits, Lexicon, led, lexicon, lowered, scan
from ruammit.records.people import countries_of_people
from ruammit.schema import DateMention, Entity, EntityType, Mention, Money, Percent, Sector

__all__ = ["Amounted", "Dated", "Named", "Placed", "Scene", "Shared", "Track"]


ABOUT = 0.7
"""What the features of an article as a whole are for a short text: those of an article about cooperation."""
STRONG = 9
"""Characters from which a frame's phrase means little else."""
PRICED = 2
"""Characters between an amount and the unit that it is the price of."""
FEW = 40
"""Characters that a few words take at most."""
COMPARED = 25
"""Characters before a date in which a word makes it what a figure is compared with."""
SHORT = 800
"""Characters below which a text is no article with a title, but a piece of one."""


SECTORS = tuple(map(str, Sector))
_WORDS = re.compile(r"[^\n,.;:()%0-9]{1,40}")


class Placed(Protocol):
    """Anything with a place in `Analysis.text`."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends (exclusive)."""


class Named(NamedTuple):
    """A mention of an entity that can be a side: a place, an organisation, or a person who speaks for a country."""

    start: int
    end: int
    entity: Entity
    country: str | None

    @property
    def side(self) -> str:
        """What makes two names one side: the country, or the name of a body that has none."""
        return self.country or "name:" + self.entity.canonical


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


class Track(Generic[P]):
    """Things in text order that do not start at the same place twice over, for looking up by place."""

    __slots__ = ("items", "starts")

    def __init__(self, items: list[P]) -> None:
        self.items = items
        self.starts = [item.start for item in items]

    def within(self, start: int, end: int) -> list[P]:
        """Those that start in `start:end`."""
        starts = self.starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:  # mostly there are none
            return []
        return self.items[first : bisect_left(starts, end, first)]


class Scene:
    """An article's mentions and lexicon phrases by place.

    Attributes:
        analysis: the article, with the layers left of records filled.
        words: the compiled record lexicons of its language.
        frames: frame phrases in the text.
        modifiers: phrases that tell planned, denied and past things.
        units: words for what is counted.
        sectors: words for fields of cooperation.
        faint: words that may tell of a field or stand in passing (`Lexicon.faint`).
        named: places and organisations, of overlapping ones the longest.
        money: amounts of money.
        percent: percentages.
        dates: calendar expressions.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.home = analysis.home
        self.words: Lexicon = lexicon(analysis.pack)
        hits: Hits = scan(self.text, self.words)
        self.frames, self.modifiers = Track(hits.frame), Track(hits.status)
        self.units = Track(hits.unit)
        self.sectors = Track([hit for hit in hits.sector if hit.key in SECTORS])
        self.faint = Track([hit for hit in hits.sector if hit.key in self.words.faint])
        self._context = {key: Track(rows) for key, rows in hits.by_context().items()}
        self.named = Track(self._sides())
        money = [Amounted(*self._place(m), m, m.equivalent_to is not None) for m in analysis.money]
        self.money = Track([item for item in money if not self._is_price(item)])
        self.percent = Track([Shared(*self._place(m), m) for m in analysis.percent])
        self.dates = Track([Dated(*self._place(m), m) for m in analysis.dates])

    def _place(self, mention: Mention) -> tuple[int, int]:
        index = self.analysis.reading.index
        return index(mention.start_char), index(mention.end_char)

    def _sides(self) -> list[Named]:
        index = self.analysis.reading.index
        found = [
            Named(index(span.start_char), index(span.end_char), entity, entity.country)
            for entity in self.analysis.entities
            if entity.type is not EntityType.PERSON and (entity.country or entity.ref)
            for span in entity.mentions
        ]
        found.sort(key=lambda item: (item.start, -item.end))
        people = [
            ((index(span.start_char), index(span.end_char)), entity)
            for entity in self.analysis.entities
            if entity.type is EntityType.PERSON
            for span in entity.mentions
        ]
        countries = [((item.start, item.end), item.country) for item in found if item.country]
        offices = [(hit.start, hit.end) for hit in self.frames.items if hit.key == "office"]
        if offices:
            # A country that is named once, in an office, may be a slip: nobody speaks for it, and it is no side.
            often = {country for country, n in Counter(country for _, country in countries).items() if n > 1}
            held = {end for _, end in offices} if len(self.text) >= SHORT else set()
            named_else = {None, *often}
            found = [
                item
                for item in found
                if not (item.start in held and item.entity.type is EntityType.ORG and item.country not in named_else)
            ]
            told = countries_of_people(self.text, people, countries, offices)
            found += (Named(*place, entity, country) for place, entity, country in told if country in often)
            found.sort(key=lambda item: (item.start, -item.end))
        media = {(hit.start, hit.end) for hit in self.context("media", 0, len(self.text))}
        kept: list[Named] = []
        reach = 0
        for item in found:
            if item.start >= reach:
                reach = item.end
                if (item.start, item.end) not in media and not self._names_document(item):
                    kept.append(item)
        return kept

    def _names_document(self, item: Named) -> bool:
        """Whether it is the city after which a treaty or declaration is named: no side of anything."""
        return item.entity.type is EntityType.GPE and not _is_country(item) and self.led("document", item.start, 1)

    def _is_price(self, amount: Amounted) -> bool:
        """Whether the amount is a price per unit ("a kilogramme", "a share"): no sum of anything."""
        return bool(self.context("per-unit", amount.end, amount.end + PRICED))

    def context(self, key: str, start: int, end: int) -> list[Hit]:
        """The context phrases of a list that start in `start:end`."""
        track = self._context.get(key)
        return track.within(start, end) if track else []

    @cached_property
    def offices(self) -> dict[str, list[Hit]]:
        """Country to the offices of it that stand in the text (context lists `office-XX`)."""
        return {key[7:]: track.items for key, track in self._context.items() if key.startswith("office-")}

    @cached_property
    def _low(self) -> str:
        return lowered(self.text)

    def led(self, key: str, at: int, reach: int) -> bool:
        """Whether a little word of the list ("in", "to", "from") ends at most `reach` characters before the place."""
        return led(self._low, at, self.words.leading[key], reach)

    def following(self, key: str, at: int, end: int) -> str:
        """The few words after a little word of the list that stands at the place; empty where none stands there.

        They end at the next mark of punctuation; in scripts without spaces between words at the next space.
        """
        at += len(self.text[at:end]) - len(self.text[at:end].lstrip())
        word = next((word for word in self.words.leading[key] if self._low.startswith(word, at)), None)
        if word is None:
            return ""
        found = _WORDS.match(self.text, at + len(word), end)
        words = found.group().strip() if found else ""
        if len(words) == FEW:  # cut off: at the last whole word
            words = words.rpartition(" ")[0] or words
        return words.split(" ")[0] if words and "\u0e00" <= words[0] <= "\u0e7f" else words

    @cached_property
    def boilerplate(self) -> list[tuple[int, int, str]]:
        """Stretches that tell nothing: see `Analysis.boilerplate`."""
        return self.analysis.boilerplate

    def is_boilerplate(self, start: int, end: int) -> bool:
        """Whether more than half of `start:end` surrounds the article."""
        covered = sum(max(0, min(end, last) - max(start, first)) for first, last, _ in self.boilerplate)
        return covered * 2 > end - start

    @cached_property
    def weight(self) -> Counter[str]:
        """How much the article is about each side: its mentions, those at the head thrice."""
        tally: Counter[str] = Counter()
        for item in self.named.items:
            tally[item.side] += 3 if item.start < self.lead else 1
        return tally

    @cached_property
    def partner(self) -> str | None:
        """The foreign side that the article is about most."""
        return next((side for side, _ in self.weight.most_common() if side != self.home), None)

    @cached_property
    def alone(self) -> bool:
        """Whether that side is a country and has most of the mentions that foreign sides have."""
        foreign = sum(n for side, n in self.weight.items() if side != self.home)
        return self.partner is not None and ":" not in self.partner and 2 * self.weight[self.partner] >= foreign

    @cached_property
    def home_speaks(self) -> bool:
        """Whether the article is one of its language's home country: it is named, more than in passing."""
        cues = len(self.context("home", 0, len(self.text)))
        named = any(item.entity.type is EntityType.GPE and item.country == self.home for item in self.named.items)
        leading = self.home in [side for side, _ in self.weight.most_common(2)]
        return (named or leading) and self.weight[self.home] + cues >= 2

    @cached_property
    def lead(self) -> int:
        """Where the head of the article ends: its first tenth, and at least its title; a short text has none."""
        return max(len(self.text) // 10, 250) if len(self.text) >= SHORT else 0

    @cached_property
    def about(self) -> dict[str, float]:
        """How much the article as a whole is about foreign sides and dealings: features for the models, 0 to 1.

        A short text is a piece of an article that is about what it says.
        """
        if not self.lead:
            return {"article.foreign": ABOUT, "article.strong": ABOUT, "article.home": 1.0, "article.elsewhere": 0.0}
        size = len(self.text)
        thousands = size / 1000
        foreign = sum(n for side, n in self.weight.items() if side != self.home) / max(thousands, 1.0)
        # Phrases long enough to mean dealings and little else.
        strong = sum(
            hit.end - hit.start >= STRONG for hit in self.frames.items if self.words.frames[hit.key].kind is not None
        )
        return {
            "article.foreign": min(foreign, 12.0) / 12,
            "article.strong": min(strong / max(thousands, 1.0), 6.0) / 6,
            "article.home": float(self.home_speaks),
            "article.elsewhere": min(len(self.context("elsewhere", 0, size)) / max(thousands, 1.0), 6.0) / 6,
        }

    @cached_property
    def last_year(self) -> int:
        """The year of publication, else the last year that the article speaks of up to it; 0 where nothing tells."""
        published = (self.analysis.article.published or "X")[:4]
        if published.isdigit():
            return int(published)
        years = (date.value.end[:4] for date in self.dates.items if date.value.granularity != "year")
        return max((int(year) for year in years if year.isdigit()), default=0)

    @cached_property
    def telling(self) -> Track[Hit]:
        """The frame phrases that trigger records."""
        return Track([hit for hit in self.frames.items if self.words.frames[hit.key].kind is not None])

    @cached_property
    def compared(self) -> set[int]:
        """Where the dates start that a figure is compared with ("from 2023", "over the same period of 2016")."""
        return {
            date.start
            for date in self.dates.items
            if any(hit.end >= date.start - 1 for hit in self.context("compare", date.start - COMPARED, date.start))
        }

    @cached_property
    def numbers(self) -> dict[int, Number]:
        """The numbers by where they end."""
        return {number.end: number for number in self.analysis.numbers}

    @cached_property
    def head_modifiers(self) -> Counter[str]:
        """How often modifiers of each category stand in the head of the article."""
        return Counter(hit.key for hit in self.modifiers.within(0, self.lead))

    @cached_property
    def names(self) -> dict[str, Named]:
        """Of each side the name to call it by where a clause leaves it unsaid: its country's, else the first."""
        best: dict[str, Named] = {}
        for item in self.named.items:
            if item.entity.type is EntityType.PERSON:
                continue
            known = best.get(item.side)
            if known is None or (_is_country(item) and not _is_country(known)):
                best[item.side] = item
        return best


def _is_country(item: Named) -> bool:
    return bool(item.entity.ref and item.entity.ref.startswith("iso3166:"))
