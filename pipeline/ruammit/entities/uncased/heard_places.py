"""Places of another country as they sound: provinces and cities that its gazetteer has, wards after a word for one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate, Priority
from ruammit.entities.gazetteer import Entry
from ruammit.entities.lexicons import Places, UncasedPersons
from ruammit.entities.phonetic import phonetic_key
from ruammit.languages import LanguagePack
from ruammit.matching import any_of
from ruammit.schema import EntityType
from ruammit.text.scripts import members

__all__ = ["PLACES", "HeardPlaces", "holds_unknown"]

PLACES = frozenset({"region", "city", "capital"})
"""Kinds of places that are known by name alone."""
_LONGEST_PART = 24  # letters
_LONGEST_PLACE = 4  # words, as segmented
_NEARBY = 80  # letters between a district and a place of its country
_SYLLABLES = range(2, 5)  # of a ward that no gazetteer has


class _Rules:
    """A pack's places lexicon, as far as it goes with names by ear."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon, letter = pack.lexicon(Places), pack.script.letter
        heads = {*lexicon.wards, *(head for kind, listed in lexicon.heads if kind != "state" for head in listed)}
        self.headed = re.compile(rf"(?P<head>{any_of(heads)}) ?(?P<name>{letter}{{4,{_LONGEST_PART}}})")
        self.wards = lexicon.wards
        self.ends = re.compile(any_of(pack.lexicon(UncasedPersons).ends))
        self.letter = re.compile(letter)
        lists = pack.word_lists() if pack.word_lists else {}
        self.dictionary = lists.get("dictionary", frozenset())


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


@cache
def _spelt_by_ear(pack: LanguagePack) -> frozenset[str]:
    """The countries whose names the language spells by ear."""
    others = map(languages.pack, languages.codes())
    return frozenset(other.home for other in others if other is not pack and other.script.cased)


class HeardPlaces:
    """One article in a script without capitals."""

    def __init__(self, analysis: Analysis, known: Sequence[Candidate], heard: Callable[..., Entry | None]) -> None:
        self.analysis, self.pack, self.text = analysis, analysis.pack, analysis.text
        self.taken = {one.start for one in known}
        self.known = sorted((one.start, one.country or "") for one in known)
        self.leading = members(analysis.pack.script.leading)
        self.tokens = analysis.tokens
        self.ends_of = analysis.word_ends
        self.word_ends = frozenset(self.ends_of.values())
        self.rules = _rules(analysis.pack)
        self.heard = heard

    def find(self) -> Iterator[Candidate]:
        """Provinces and cities in a spelling that the gazetteer lacks, and places that a head word opens."""
        for index, (start, end) in enumerate(self.tokens):
            if self.text[start:end] in self.rules.dictionary or not self.rules.letter.match(self.text, start):
                continue
            found = self.place(max(0, index - 1), index) or self.place(index, index)
            if found:
                yield found
        for match in self.rules.headed.finditer(self.text):
            if match.start("name") not in self.taken and (found := self.after_head(match)):
                yield found

    def place(self, first: int, unknown: int) -> Candidate | None:
        """The longest place that starts with the word `first` and holds the word `unknown`."""
        start = self.tokens[first][0]
        before = self.text[max(0, start - 2) : start]
        if before[:1] in self.leading and not self.rules.ends.fullmatch(before):  # the segmenter cut a syllable
            return None
        for last in range(min(first + _LONGEST_PLACE, len(self.tokens)) - 1, unknown - 1, -1):
            end = self.tokens[last][1]
            form = self.text[start:end]
            if end - start > _LONGEST_PART or not form.isprintable() or " " in form:
                continue
            if self.pack.script.splits(self.text, start) or self.pack.script.splits(self.text, end):
                continue
            entry = self.heard(self.pack, form, district=False) or self.heard(self.pack, form, district=True)
            if entry and (entry.kind in PLACES or self.is_among(start, entry.country)):
                return _candidate(start, end, entry)
        return None

    def after_head(self, match: re.Match[str]) -> Candidate | None:
        """The place after a word for one: the longest that sounds like one, else a ward whose syllables are foreign."""
        start, stop = match.span("name")
        ward = match["head"] in self.rules.wards
        ends = [end for end in range(stop, start + 2, -1) if end == stop or end in self.word_ends]
        for end in ends:
            if self.pack.script.splits(self.text, end) or not (ward or self.is_name(start, end)):
                continue
            entry = self.heard(self.pack, self.text[start:end], district=ward)
            if entry and (entry.kind in PLACES or self.is_theirs(start, entry.country)):
                return _candidate(start, end, entry)
        country = next((one for one in sorted(_spelt_by_ear(self.pack)) if self.is_theirs(start, one)), None)
        if country is None or not ward or self.rules.letter.match(self.text, stop):
            return None
        key = phonetic_key(match["name"], self.pack.code)
        if (
            key is None
            or len(key.split()) not in _SYLLABLES
            or not holds_unknown(self.text, start, stop, self.ends_of, self.rules.dictionary)
        ):
            return None
        return Candidate(start, stop, EntityType.GPE, "place-heard", Priority.BARE, match["name"], country)

    def is_name(self, start: int, end: int) -> bool:
        """Whether none of the words in the letters is one that ends names."""
        while start < end:
            stop = min(self.ends_of.get(start, end), end)
            if self.rules.ends.fullmatch(self.text, start, stop):
                return False
            start = stop
        return True

    def is_theirs(self, at: int, country: str | None) -> bool:
        """Whether the article is the country's news, or names a place of it nearby."""
        return self.analysis.home == country or self.is_among(at, country)

    def is_among(self, at: int, country: str | None) -> bool:
        """Whether a place of that country is named nearby."""
        index = bisect_left(self.known, (at - _NEARBY, ""))
        while index < len(self.known) and self.known[index][0] <= at + _NEARBY:
            if self.known[index][1] == country:
                return True
            index += 1
        return False


def holds_unknown(text: str, start: int, end: int, ends_of: Mapping[int, int], dictionary: Set[str]) -> bool:
    """Whether the letters hold a word that no dictionary has: else they are a phrase, not a name without spaces.

    Args:
        text: the article's reading view.
        start: where the letters start.
        end: where they end (exclusive).
        ends_of: where a word starts to where it ends.
        dictionary: the words of the language.
    """
    while start < end:
        stop = min(ends_of.get(start, end), end)
        if text[start:stop] not in dictionary:
            return True
        start = stop
    return False


def _candidate(start: int, end: int, entry: Entry) -> Candidate:
    span = (start, end, EntityType.GPE, "place-heard", Priority.BARE)
    return Candidate(*span, entry.canonical, entry.country, entry.ref)
