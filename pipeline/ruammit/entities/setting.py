"""Where an article and its passages play: the countries of the places that stand around a name."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.gazetteer import hits
from ruammit.entities.organisation_lexicons import Organisations

__all__ = ["LEAST_MENTIONS", "Setting"]

LEAST_MENTIONS = 3
"""Mentions of places abroad, from which on an article without the home country plays abroad."""
_LARGEST_SHARE = 0.6  # of the mentions of places, at the least
_FURTHEST = 250  # letters back to the country of a body that is none of the home country's


class Setting:
    """The places of one article.

    Attributes:
        home: ISO 3166-1 alpha-2 of the country whose news the article is.
        by_start: the places by where they start.
    """

    def __init__(self, analysis: Analysis, lexicon: Organisations, places: Iterable[Candidate]) -> None:
        self.analysis, self.lexicon = analysis, lexicon
        self.home = analysis.home
        self.places = sorted(places, key=lambda place: place.start)
        self.starts = [place.start for place in self.places]
        self.by_start = dict(zip(self.starts, self.places, strict=True))

    @cached_property
    def scene(self) -> str | None:
        """The country whose bodies need no name of it.

        The home country; in an article that names others only, the one that all is about, or none.
        """
        counts = Counter(place.country for place in self.places)
        if self.home in counts or counts.total() < LEAST_MENTIONS:
            return self.home
        (country, most), *_ = counts.most_common(1)
        return country if most >= _LARGEST_SHARE * counts.total() else None

    @cached_property
    def partner(self) -> str | None:
        """The one country abroad that the article names by far the most; None where there is none."""
        counts = Counter(place.country for place in self.places if place.country != self.home)
        if counts.total() < LEAST_MENTIONS:
            return None
        (country, most), *_ = counts.most_common(1)
        return country if most >= _LARGEST_SHARE * counts.total() else None

    @cached_property
    def most_named(self) -> str | None:
        """The country abroad that the article names most often."""
        counts = Counter(place.country for place in self.places if place.country != self.home)
        return counts.most_common(1)[0][0] if counts else None

    @cached_property
    def named(self) -> frozenset[str | None]:
        """The countries of the places that the article names, and those whose names stand within other names."""
        inside = {
            hit.entry.country for hit in hits(self.analysis.pack, self.analysis.text) if hit.entry.kind == "state"
        }
        return frozenset({place.country for place in self.places} | inside)

    def between(self, start: int, end: int) -> list[Candidate]:
        """The places that start in a stretch of the text."""
        return self.places[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def last_abroad(self, at: int) -> str | None:
        """The country abroad that was named last, if it is near."""
        near = [place for place in self.between(max(at - _FURTHEST, 0), at) if place.country != self.home]
        return near[-1].country if near else None

    def passage(self, at: int) -> str | None:
        """The country abroad that a sentence says it is about: "In Laos, the ministry …", "on behalf of Laos"."""
        text, lexicon = self.analysis.text, self.lexicon
        start, _ = self.analysis.sentence(at)
        opening = lexicon.opening.match(text, start, at)
        place = self.by_start.get(opening.end()) if opening else None
        for match in lexicon.representing.finditer(text, start, at):
            place = self.by_start.get(match.end(), place)
        if place is None or any(other.country != place.country for other in self.between(place.end, at)):
            return None
        return place.country

    def of_sentence(self, at: int) -> str | None:
        """The one foreign country that the sentence names, if it is one."""
        foreign = self.foreign_near(at)
        return foreign.pop() if len(foreign) == 1 else None

    def foreign_near(self, at: int) -> set[str | None]:
        """The foreign countries that the sentence names."""
        return {place.country for place in self.between(*self.analysis.sentence(at))} - {self.home}
