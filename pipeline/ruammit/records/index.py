"""What the earlier stages found, laid out in the order of the text: what clauses and slots are read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property

from ruammit.analysis import Analysis, Number
from ruammit.matching import Spans, fold
from ruammit.ontology.terms import Context
from ruammit.records.counted import counted
from ruammit.records.direction import Standing, leads_of, standings
from ruammit.records.items import Item, items_of
from ruammit.records.lexicon import PhraseMatch, PhraseMatches, RecordLexicon, by_list, lexicon, scan
from ruammit.records.little_words import LittleWords
from ruammit.records.named import SHORTEST_ARTICLE, Named, in_a_name, lists_of, named_mentions, reports, says_nothing
from ruammit.records.naming import names_of
from ruammit.records.placed import Amounted, Dated, Shared
from ruammit.records.positions import openings_of, venues_of, wholes_of
from ruammit.records.scoring import Feature
from ruammit.records.tellers import tellers
from ruammit.records.wording import Wording
from ruammit.schema import EntityType, Mention, Sector, Span

__all__ = ["ArticleIndex"]

ABOUT = 0.7
"""What the features of an article as a whole are for a short text: those of an article about cooperation."""
PASSING = 0.1
"""Part of all mentions of sides up to which the home country is named in passing: in foreign news, to compare with."""
STRONG = 9
"""Characters from which a frame's phrase means little else."""
PRICED = 2
"""Characters between an amount and the unit that it is the price of."""
COMPARED = 25
"""Characters before a date in which a word makes it what a figure is compared with."""

SECTORS = tuple(map(str, Sector))


class ArticleIndex:
    """An article's mentions and lexicon phrases by place. Made once; nothing in it changes.

    Attributes:
        analysis: the article, with the layers before records filled.
        text: `Analysis.text`; every place below is an offset in it.
        home: ISO 3166-1 code of the country whose news it is.
        words: the compiled record lexicons of its language.
        frames: frame phrases, but for those that trigger something and are part of a body's name.
        modifiers: phrases that tell planned, denied and past things.
        little: words such as "in", "of" and "to", by place.
        counted: numbers with what they count.
        bounds: words that begin or end what a record is about.
        sectors: words for fields of cooperation.
        faint: words that may tell of a field or stand in passing (`RecordLexicon.faint`).
        named: places and organisations, of overlapping ones the longest.
        reporters: where the names start of those who only report.
        tellers: bodies that tell of what others do.
        money: amounts of money that are no prices.
        percent: percentages.
        dates: calendar expressions.
        offices: persons beside an office of a country.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.home = analysis.home
        self.words: RecordLexicon = lexicon(analysis.pack)
        self._folded = fold(self.text)
        hits: PhraseMatches = scan(self.text, self._folded, self.words)
        self.frames, self.modifiers = Spans(hits.frame), Spans(hits.status)
        self.counted = Spans(counted(self.text, self._folded, self.numbers, self.words, hits))
        self.bounds = Spans(hits.subject)
        self.sectors = Spans([hit for hit in hits.sector if hit.key in SECTORS])
        self.faint = Spans([hit for hit in hits.sector if hit.key in self.words.faint])
        self._context = {key: Spans(rows) for key, rows in by_list(hits.context).items()}
        self.little = LittleWords(self.text, self._folded, self.words, hits.leading)
        self.dates = Spans([Dated(*self.place(m), m) for m in analysis.dates])
        named, self.offices = named_mentions(self, self.frames.items)
        self.reporters = frozenset(item.start for item in named if reports(self, item))
        self.named = Spans(named)
        self.tellers = tellers(self, named)
        self.frames = Spans([hit for hit in self.frames.items if not (in_a_name(self, hit) or self._is_part(hit))])
        self.modifiers = Spans([hit for hit in self.modifiers.items if not says_nothing(self, hit)])
        money = [Amounted(*self.place(m), m, m.equivalent_to is not None) for m in analysis.money]
        self.money = Spans([item for item in money if not self._is_price(item)])
        self.percent = Spans([Shared(*self.place(m), m) for m in analysis.percent])

    def place(self, mention: Mention | Span) -> tuple[int, int]:
        """Start and end in `text` of a span of the article's own text."""
        index = self.analysis.reading.index
        return index(mention.start_char), index(mention.end_char)

    def span(self, start: int, end: int) -> Span:
        """The stretch `start:end` of `text` as a span of the article's own text."""
        first, last = self.analysis.reading.raw_span(start, end)
        return Span(start_char=first, end_char=last)

    def _is_part(self, hit: PhraseMatch) -> bool:
        """Whether the phrase begins inside another word, as "art" does in "party"."""
        return not self.words.script.spaced and self.wording.is_part(hit.start)

    def _is_price(self, amount: Amounted) -> bool:
        """Whether the amount is a price per unit ("a kilogramme", "a share"): no sum of anything."""
        each, yearly = (self.little.led(key, amount.start, PRICED) for key in (Context.EACH, Context.YEARLY))
        return (each and not yearly) or bool(self.context(Context.PER_UNIT, amount.end, amount.end + PRICED))

    def context(self, key: Context, start: int, end: int) -> list[PhraseMatch]:
        """The context phrases of a list that start in `start:end`."""
        track = self._context.get(key)
        return [] if track is None else track.within(start, end)

    def at(self, key: Context, place: int) -> bool:
        """Whether a phrase of a list of `SPOTS` stands at the place, a space or comma before it or none."""
        return self.words.spots[key].match(self._folded, place) is not None

    def covered(self, hit: PhraseMatch) -> bool:
        """Whether the phrase is only part of a frame's phrase that is of no kind ("bán" in "bán đảo")."""
        frames, starts = self.frames.items, self.frames.starts
        over = frames[max(0, bisect_right(starts, hit.start) - 1) :][:1]
        return any(
            frame.start <= hit.start and hit.end <= frame.end and frame.end - frame.start > hit.end - hit.start
            for frame in over
            if self.words.frames[frame.key].kind is None
        )

    @cached_property
    def _covered(self) -> Spans[PhraseMatch]:
        return Spans([PhraseMatch(*row) for row in self.analysis.boilerplate])

    def is_boilerplate(self, start: int, end: int) -> bool:
        """Whether more than half of `start:end` surrounds the article; in a text that is no article, nothing does."""
        pieces = self._covered
        if not self.lead or not pieces.items:
            return False
        first = max(0, bisect_left(pieces.starts, start) - 1)
        near = pieces.items[first : bisect_left(pieces.starts, end)]
        covered = sum(max(0, min(end, piece.end) - max(start, piece.start)) for piece in near)
        return covered * 2 > end - start

    @cached_property
    def weight(self) -> Counter[str]:
        """How much the article is about each side: its mentions, those at the head thrice."""
        tally: Counter[str] = Counter()
        for item in self.named.items:
            tally[item.side] += 3 if item.start < self.lead else 1
        return tally

    @cached_property
    def weighed(self) -> int:
        """How much the article is about all sides together."""
        return self.weight.total()

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
        """Whether the article speaks of its home country: it is named, more than in passing."""
        nation = len(self.little.leading(Context.NATION, 0, len(self.text)))
        cues = len(self.context(Context.HOME, 0, len(self.text))) + nation
        places = (item.country for item in self.named.items if item.entity.type is EntityType.GPE)
        named = nation > 0 or self.home in places
        leading = self.home in [side for side, _ in self.weight.most_common(2)]
        weight = self.weight[self.home]
        enough = (weight + cues >= 2 and weight >= PASSING * self.weighed) or not self.lead
        return (named or leading) and enough

    @cached_property
    def home_unsaid(self) -> bool:
        """Whether it is a sentence of the home press that names one foreign side: home is who deals with it."""
        if self.lead:
            return False
        foreign = [item for item in self.named.items if item.side != self.home]
        met = [item for item in foreign if item.start not in self.venues]
        return len({item.side for item in met or foreign}) == 1

    @cached_property
    def lead(self) -> int:
        """Where the head of the article ends: its first tenth, and at least its title; a short text has none."""
        return max(len(self.text) // 10, 250) if len(self.text) >= SHORTEST_ARTICLE else 0

    @cached_property
    def about(self) -> dict[Feature, float]:
        """How much the article as a whole is about foreign sides and dealings: features for the models, 0 to 1.

        A short text is a piece of an article that is about what it says.
        """
        if not self.lead:
            return {"article.foreign": ABOUT, "article.strong": ABOUT, "article.home": 1.0, "article.elsewhere": 0.0}
        size = len(self.text)
        thousands = max(size / 1000, 1.0)
        foreign = sum(n for side, n in self.weight.items() if side != self.home) / thousands
        # Phrases long enough to mean dealings and little else.
        strong = sum(hit.end - hit.start >= STRONG for hit in self.telling.items) / thousands
        elsewhere = len(self.context(Context.ELSEWHERE, 0, size)) / thousands
        return {
            "article.foreign": min(foreign, 12.0) / 12,
            "article.strong": min(strong, 6.0) / 6,
            "article.home": float(self.home_speaks),
            "article.elsewhere": min(elsewhere, 6.0) / 6,
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
    def telling(self) -> Spans[PhraseMatch]:
        """The frame phrases that trigger records."""
        return Spans([hit for hit in self.frames.items if self.words.frames[hit.key].kind is not None])

    @cached_property
    def subject_ends(self) -> Spans[PhraseMatch]:
        """The words that end what a record is about; letters inside a longer word end nothing."""
        ends = [hit for hit in self.bounds.items if hit.key == Context.SUBJECT_END]
        if not self.words.script.spaced:
            ends = [hit for hit in ends if hit.start in self.analysis.word_ends]
        return Spans(ends)

    @cached_property
    def compared(self) -> frozenset[int]:
        """Where the dates start that a figure is compared with ("from 2023", "over the same period of 2016")."""
        return frozenset(
            date.start
            for date in self.dates.items
            if any(hit.end >= date.start - 1 for hit in self.context(Context.COMPARE, date.start - COMPARED, date.end))
        )

    @cached_property
    def wholes(self) -> frozenset[int]:
        """Where the amounts start that a share is told of: "43% of the project's cost of 200 m"."""
        return wholes_of(self)

    @cached_property
    def wording(self) -> Wording:
        """The words of the article by place."""
        return Wording(self.analysis, self._folded)

    @cached_property
    def numbers(self) -> dict[int, Number]:
        """The numbers by where they end."""
        return {number.end: number for number in self.analysis.numbers}

    @cached_property
    def figures(self) -> Spans[Number]:
        """The numbers by place."""
        return Spans(self.analysis.numbers)

    @cached_property
    def head_modifiers(self) -> Counter[str]:
        """How often modifiers of each category stand in the head of the article."""
        return Counter(hit.key for hit in self.modifiers.within(0, self.lead))

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """Of every side how the article names it."""
        return standings(self)

    @cached_property
    def lists(self) -> dict[int, int]:
        """Of the names in lists ("A, B and C") from the second on: where each starts, to where its list does."""
        return lists_of(self, self.named.items)

    @cached_property
    def items(self) -> Spans[Item]:
        """The items of lists and rankings, each a side with figures of its own."""
        return Spans(items_of(self))

    @cached_property
    def openings(self) -> dict[int, tuple[int, int]]:
        """Of every name, by where it starts: where its list does ("A, B and C"), and characters before it."""
        return openings_of(self)

    @cached_property
    def leads(self) -> dict[int, frozenset[Context]]:
        """Of every name, by where it starts, the lists of little words that introduce it or its list."""
        return leads_of(self)

    @cached_property
    def venues(self) -> frozenset[int]:
        """Where the names start of the places where something happens, the country behind the city too."""
        return venues_of(self)

    @cached_property
    def names(self) -> dict[str, Named]:
        """Of each side the name to call it by where a clause leaves it unsaid."""
        return names_of(self)
