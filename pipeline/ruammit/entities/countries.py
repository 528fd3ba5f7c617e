"""The country of an organisation, where the article makes it plain."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cache, cached_property

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities.candidate import COMPANY, FIRM, OUTLET, TICKER, Candidate
from ruammit.entities.cased.words import syllable_test
from ruammit.entities.gazetteer import Entry, Hit, gazetteer, hits
from ruammit.entities.home_signs import body_countries, source_country
from ruammit.entities.lexicons import CasedPersons
from ruammit.entities.organisation_lexicons import CasedOrganisations, UncasedOrganisations
from ruammit.entities.phonetic import phonetic_key
from ruammit.languages import LanguagePack
from ruammit.matching import Spans, any_of
from ruammit.schema import EntityType

__all__ = ["settle_countries"]

_BRACKET = "organisation-bracket"  # the rule of names in brackets after a name
_TAGGED = "organisation-tagged"  # the rule of names that the tagger finds
_LEAST_MENTIONS = 3  # of places abroad, from which on an article without the home country plays abroad
_LARGEST_SHARE = 0.6  # of the mentions of places, at the least
_FURTHEST = 250  # letters back to the country of a body that is none of the home country's
_SHORTEST_HIT = 3  # letters of a known body inside a name
_SHORTEST_PLACE = 6  # letters of a country inside a name: shorter ones are syllables of other words
_LONGEST_APPOSITION = 70  # letters from a name to the country in an apposition to it, or from a noun to the name
_LONGEST_OFFICE = 40  # letters between a firm's name and that of the person who speaks for it
_SPOKEN_FOR = {COMPANY, "organisation-body", "organisation-generic", "organisation-suffix"}
"""Rules whose names are of firms and funds that a person may speak for."""
_ONE_COUNTRY = {COMPANY, _TAGGED, "organisation-latin", "organisation-listed", "organisation-generic", FIRM}
"""Rules whose names are of firms and the like, of which any mention may say the country."""


class _Rules:
    """What tells the country of an organisation: a pack's organisations lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        self.lexicon = lexicon = pack.lexicon(CasedOrganisations if pack.script.cased else UncasedOrganisations)
        self.beside = re.compile(lexicon.beside)
        self.past_bracket = re.compile(r" ?\([^()\n]{1,60}\)" + lexicon.beside)
        self.international = re.compile(any_of(lexicon.international))
        self.abroad = re.compile(any_of(lexicon.abroad))
        self.is_native: Callable[[str], bool] = syllable_test(pack) if pack.script.cased else lambda _: True
        self.closed = re.compile(any_of(lexicon.closed))
        self.families = pack.lexicon(CasedPersons).families if pack.script.cased else frozenset[str]()
        self.governing = re.compile(any_of(lexicon.governing))


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


@cache
def _takes_foreign_letters(home: str) -> bool:
    """Whether names in foreign letters, of which nothing else is said, are of the country itself."""
    packs = (pack for code in languages.codes() if (pack := languages.pack(code)).home == home)
    return any(_rules(pack).lexicon.foreign_letters_are_home for pack in packs)


def settle_countries(analysis: Analysis, candidates: list[Candidate], places: list[Candidate]) -> list[Candidate]:
    """The candidates, in order, the organisations among them with their country where it is plain.

    It is that of a place or a known organisation in the name; that of a place right after the name; for a name in the
    home language that is not international, the country that the passage is about; for one in foreign letters, that of
    the one foreign country which its sentence names, or what the home country's pack says of such names. What stands in
    brackets has the country of what stands before them. A name has one country in an article, which its first mention
    settles.
    """
    settle = _Settler(analysis, places, candidates)
    settled: list[Candidate] = []
    for candidate in candidates:
        if candidate.type is EntityType.ORG and candidate.country is None and candidate.ref is None:
            before = settled[-1] if settled else None
            candidate = candidate._replace(country=settle.country(candidate, before))
        elif candidate.type is EntityType.ORG and candidate.country is not None:
            candidate = settle.of_its_country(candidate)
        settled.append(candidate)
    return settled


class _Settler:
    """One article."""

    def __init__(self, analysis: Analysis, places: list[Candidate], candidates: list[Candidate]) -> None:
        self.analysis = analysis
        self.rules = _rules(analysis.pack)
        self.home = analysis.home
        self.places = sorted(places, key=lambda place: place.start)
        self.starts = [place.start for place in self.places]
        self.by_start = dict(zip(self.starts, self.places, strict=True))
        self.countries: dict[str, str | None] = {}
        self.fullest: dict[str, str] = {}
        """The first of the names of more than one word by the word that it ends with."""
        self.persons = [one for one in candidates if one.type is EntityType.PERSON]
        self.mentions: dict[str, list[Candidate]] = {}
        self.known_short: dict[int, Candidate] = {}
        """By the start of a name: the body that the gazetteer knows by the letters in brackets after it."""
        self.full: dict[str, Candidate] = {}
        """By the name that stands in brackets after another one: that one."""
        before = None
        for one in candidates:
            if one.type is EntityType.ORG:
                name = analysis.text[one.start : one.end]
                self.mentions.setdefault(name, []).append(one)
                if before is not None and one.ref and analysis.text[before.end : one.start] == " (":
                    self.known_short.setdefault(before.start, one)
                if one.rule == _BRACKET and before is not None:
                    self.full.setdefault(name, before)
            before = one if one.type is EntityType.ORG else None

    @cached_property
    def scene(self) -> str | None:
        """The country whose bodies need no name of it.

        The home country; in an article that names others only, the one that all is about, or none.
        """
        counts = Counter(place.country for place in self.places)
        if self.home in counts or counts.total() < _LEAST_MENTIONS:
            return self.home
        (country, most), *_ = counts.most_common(1)
        return country if most >= _LARGEST_SHARE * counts.total() else None

    @cached_property
    def hits(self) -> Spans[Hit]:
        """What the gazetteer knows, by place."""
        return Spans(hits(self.analysis.pack, self.analysis.text))

    def country(self, candidate: Candidate, before: Candidate | None) -> str | None:
        """The country of one mention; `before` is the candidate that stands before it."""
        name = self.analysis.text[candidate.start : candidate.end]
        if name not in self.countries:
            if candidate.rule == _BRACKET and before is not None and before.type is EntityType.ORG:
                self.countries[name] = before.country
            elif (full := self.full.get(name)) and full.country is None and full.rule != _BRACKET:
                self.countries[name] = self.country(full, None)
            elif candidate.rule == COMPANY and (whole := self.full_name(name)):
                self.countries[name] = self.countries[whole]
            else:
                self.countries[name] = self.first(candidate, name)
            if " " in name:
                self.fullest.setdefault(name.rpartition(" ")[2], name)
        return self.countries[name]

    def full_name(self, name: str) -> str | None:
        """The name seen before that ends with the one word by which the company goes now."""
        return None if " " in name else self.fullest.get(name)

    def of_its_country(self, candidate: Candidate) -> Candidate:
        """A known body of a state whose name does not say which: that of the country that the text makes plain."""
        name = self.analysis.text[candidate.start : candidate.end]
        alike = gazetteer(self.analysis.pack).bodies(name)
        if not self.rules.governing.match(name) or candidate.country not in alike:
            return candidate
        place = self.beside(candidate)
        country = place.country if place is not None else self.body_country(candidate, name)
        if country == candidate.country:
            return candidate
        known = alike.get(country) if country else None
        canonical, ref = (known.canonical, known.ref) if known else (None, None)
        return candidate._replace(country=country, ref=ref, canonical=canonical)

    def body_country(self, candidate: Candidate, name: str) -> str | None:
        """The country of a body whose name fits the bodies of several: of both sides none, else the passage's."""
        if self.rules.lexicon.both_sides.match(self.analysis.text, candidate.end):
            return None
        peculiar = body_countries(self.analysis.pack, name)
        alike = {*gazetteer(self.analysis.pack).bodies(name), *peculiar}
        passage = self.passage(candidate.start)
        if passage is None and not alike and self.home == self.analysis.pack.home and self.rules.closed.match(name):
            passage = self.last_abroad(candidate.start)  # it is none of the home country's, all of which are known
        if passage is not None or not alike or self.scene is None or self.scene in alike:
            return passage or self.scene
        # No body of this name is at home in the country of which the article tells.
        named = [country for country in alike if country in self.named]
        if len(named) == 1:
            return named[0]
        return self.of_sentence(candidate.start) if peculiar else self.scene

    @cached_property
    def named(self) -> frozenset[str | None]:
        """The countries of the places that the article names, and those whose names stand within other names."""
        inside = {
            hit.entry.country for hit in hits(self.analysis.pack, self.analysis.text) if hit.entry.kind == "state"
        }
        return frozenset({place.country for place in self.places} | inside)

    def last_abroad(self, at: int) -> str | None:
        """The country abroad that was named last, if it is near."""
        near = [place for place in self.between(max(at - _FURTHEST, 0), at) if place.country != self.home]
        return near[-1].country if near else None

    def passage(self, at: int) -> str | None:
        """The country abroad that a sentence says it is about: "In Laos, the ministry …", "on behalf of Laos"."""
        text, lexicon = self.analysis.text, self.rules.lexicon
        start, _ = self.analysis.sentence(at)
        opening = lexicon.opening.match(text, start, at)
        place = self.by_start.get(opening.end()) if opening else None
        for match in lexicon.representing.finditer(text, start, at):
            place = self.by_start.get(match.end(), place)
        if place is None or any(other.country != place.country for other in self.between(place.end, at)):
            return None
        return place.country

    def beside(self, candidate: Candidate) -> Candidate | None:
        """The place that stands right after a name, or after its abbreviation, or that a company is from."""
        origin = (self.rules.lexicon.firms.origin,) if candidate.rule in _ONE_COUNTRY else ()
        for pattern in (self.rules.beside, self.rules.past_bracket, self.rules.lexicon.shared, *origin):
            match = pattern.match(self.analysis.text, candidate.end)
            if match and match.end() in self.by_start:
                return self.by_start[match.end()]
        return None

    def told_of(self, name: str) -> Candidate | None:
        """The place that stands beside any mention of a firm, in apposition to it, or after the noun before it."""
        text, lexicon = self.analysis.text, self.rules.lexicon
        for one in self.mentions.get(name, ()):
            if place := self.beside(one):
                return place
            for place in self.between(one.end, one.end + _LONGEST_APPOSITION):
                if lexicon.firms.apposition.fullmatch(text, one.end, place.start):
                    return place
            for place in reversed(self.between(max(one.start - _LONGEST_APPOSITION, 0), one.start)):
                if lexicon.firms.after.fullmatch(text, place.end, one.start) and lexicon.firms.before.search(
                    text, max(place.start - _LONGEST_APPOSITION, 0), place.start
                ):
                    return place
        return None

    @cached_property
    def partner(self) -> str | None:
        """The one country abroad that the article names by far the most; None where there is none."""
        counts = Counter(place.country for place in self.places if place.country != self.home)
        if counts.total() < _LEAST_MENTIONS:
            return None
        (country, most), *_ = counts.most_common(1)
        return country if most >= _LARGEST_SHARE * counts.total() else None

    def speaks_abroad(self, firm: Candidate) -> bool:
        """Whether a person with a foreign name speaks for a firm in foreign letters: "ông Tan, Chủ tịch Tập đoàn …"."""
        text = self.analysis.text
        if not self.analysis.pack.script.cased or firm.rule not in _SPOKEN_FOR:
            return False
        for person in self.persons:
            between = (person.end, firm.start) if person.end <= firm.start else (firm.end, person.start)
            if 0 <= between[1] - between[0] <= _LONGEST_OFFICE and self.rules.lexicon.firms.office.fullmatch(
                text, *between
            ):
                name = text[person.start : person.end].split()
                return " ".join(name[:1]) not in self.rules.families and not all(map(self.rules.is_native, name))
        return False

    def first(self, candidate: Candidate, name: str) -> str | None:
        """The country of a name's first mention."""
        if self.rules.lexicon.mission.search(name) or self.rules.lexicon.firms.home_form.search(name):
            return self.home
        for country, form in self.rules.lexicon.firms.forms.items():
            if form.search(name):
                return country
        if candidate.rule in {OUTLET, TICKER}:
            return self.home if candidate.rule == OUTLET else self.analysis.pack.home
        inside = [place.country for place in self.between(candidate.start, candidate.end)]
        if len(set(inside)) > 1 and candidate.rule == "organisation-state":  # a body of both governments
            return None
        if inside:
            return inside[0]
        if candidate.rule in _ONE_COUNTRY and (place := self.told_of(name)):
            return place.country
        of_one = candidate.rule == COMPANY or self.rules.governing.match(name) is not None
        if not of_one and self.rules.international.search(name):
            return None
        if short := self.known_short.get(candidate.start):
            return short.country
        known = self.known(candidate)
        if known is not None:
            return known.country
        mentions = self.mentions.get(name, ()) if candidate.rule == "organisation-body" else ()
        for one in (candidate, *mentions):
            if place := self.beside(one):
                return place.country
        if source := source_country(self.analysis.pack, name):
            return source
        if self.rules.abroad.match(name):
            return self.of_sentence(candidate.start) or self.partner
        if self.rules.lexicon.native.search(name) and self.is_native(name.split()[-1]):
            return self.body_country(candidate, name)
        if candidate.rule == "organisation-generic":
            return None
        if candidate.rule in {_TAGGED, FIRM} and name.isupper() and name.isascii():
            return self.home  # the short name of a firm, which the country that it deals with does not tell
        if any(map(self.speaks_abroad, self.mentions.get(name, ()))):
            return self.partner
        foreign = self.foreign_near(candidate.start)
        if foreign or candidate.rule == "organisation-body" or self.rules.lexicon.elsewhere.search(name):
            return foreign.pop() if len(foreign) == 1 else None
        return self.home if _takes_foreign_letters(self.home) else None

    def is_native(self, word: str) -> bool:
        """Whether the last word of a name is one of the home language, as far as its spelling tells."""
        if not self.analysis.pack.script.cased or word.isupper() or word.isdigit():
            return True
        return phonetic_key(word, self.analysis.pack.code) is not None

    def between(self, start: int, end: int) -> list[Candidate]:
        """The places that start in a stretch of the text."""
        return self.places[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def known(self, candidate: Candidate) -> Entry | None:
        """What the gazetteer knows inside the name, the longest of it; an international body there has no country."""
        found = [
            hit
            for hit in self.hits.within(candidate.start, candidate.end)
            if hit.end <= candidate.end and hit.end - hit.start >= _SHORTEST_HIT
        ]
        found = [hit for hit in found if hit.entry.kind == "state" or not hit.entry.is_place]
        bodies = gazetteer(self.analysis.pack).bodies
        found = [hit for hit in found if hit.entry.country not in bodies(hit.name.form)]
        found = [
            hit
            for hit in found
            if not hit.entry.is_place
            or hit.end - hit.start >= _SHORTEST_PLACE
            or (hit.end == candidate.end and candidate.rule == "organisation-state")
        ]
        return max(found, key=lambda hit: hit.end - hit.start).entry if found else None

    def of_sentence(self, at: int) -> str | None:
        """The one foreign country that the sentence names, if it is one."""
        foreign = self.foreign_near(at)
        return foreign.pop() if len(foreign) == 1 else None

    def foreign_near(self, at: int) -> set[str | None]:
        """The foreign countries that the sentence names."""
        return {place.country for place in self.between(*self.analysis.sentence(at))} - {self.home}
