"""The country of an organisation, where the article makes it plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from ruammit import languages
from ruammit.analysis import Analysis
from ruammit.entities.body_names import BODIES, BRACKET, BodyNames
from ruammit.entities.candidate import COMPANY, FIRM, OUTLET, TICKER, Candidate
from ruammit.entities.cased.words import syllable_test
from ruammit.entities.firm_countries import FirmCountries
from ruammit.entities.gazetteer import Entry, Hit, gazetteer, hits
from ruammit.entities.home_signs import body_countries, source_country
from ruammit.entities.organisation_lexicons import organisations_lexicon
from ruammit.entities.phonetic import phonetic_key
from ruammit.entities.setting import Setting
from ruammit.languages import LanguagePack
from ruammit.matching import Spans, any_of
from ruammit.schema import EntityType

__all__ = ["settle_countries"]

_TAGGED = "organisation-tagged"  # the rule of names that the tagger finds
_DEEPEST = 3  # of bodies that are part of one another
_SHORTEST_HIT = 3  # letters of a known body inside a name
_SHORTEST_PLACE = 6  # letters of a country inside a name: shorter ones are syllables of other words
_STATE = "iso3166:"  # what the identifiers of states and their regions open with
_INSTITUTIONS = {"organisation-state", "organisation-body"}
_ONE_COUNTRY = {COMPANY, _TAGGED, FIRM} | {
    f"organisation-{rule}" for rule in ("latin", "listed", "generic", "tail", "quoted", "suffix")
}
"""Rules whose names are of firms and the like, of which any mention may say the country."""


class _Told(NamedTuple):
    """The country of a name, and whether something says it: it is not only what is likely where nothing does."""

    country: str | None
    sure: bool


class _Rules:
    """What tells the country of an organisation: a pack's organisations lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        self.lexicon = lexicon = organisations_lexicon(pack)
        self.beside = re.compile(lexicon.beside)
        self.past_bracket = re.compile(r" ?\([^()\n]{1,60}\)" + lexicon.beside)
        self.international = re.compile(any_of(lexicon.international))
        self.is_native: Callable[[str], bool] = syllable_test(pack) if pack.script.cased else lambda _: True
        self.closed = re.compile(any_of(lexicon.closed))
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

    It is that of a place or a known organisation in the name; that of a place right after the name; of what the body
    belongs to; for a name in the home language that is not international, the country that the passage is about; for
    one in foreign letters, that of the one foreign country which its sentence names, or what the home country's pack
    says of such names. A name has one country in an article. So have the names of one thing, in brackets or after a
    word for "or": what says it of one says it of all.
    """
    settle = _Settler(analysis, places, candidates)
    settled: list[Candidate] = []
    for candidate in candidates:
        if candidate.type is EntityType.ORG:
            candidate = settle.settled(candidate)
        settled.append(candidate)
    return settled


class _Settler:
    """One article."""

    def __init__(self, analysis: Analysis, places: list[Candidate], candidates: list[Candidate]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.rules = _rules(analysis.pack)
        self.lexicon = self.rules.lexicon
        self.home = analysis.home
        self.setting = Setting(analysis, self.lexicon, places)
        self.firms = FirmCountries(analysis, self.lexicon.firms, self.setting, candidates)
        self.names = BodyNames(analysis, self.lexicon, self.setting, candidates)
        self.told: dict[str, _Told] = {}
        self.depth = 0
        """Of the wholes of wholes, how many have been asked for."""

    def settled(self, candidate: Candidate) -> Candidate:
        """An organisation with its country."""
        if candidate.country is not None:
            return self.of_its_country(candidate)
        if candidate.ref is not None:
            return candidate
        return candidate._replace(country=self.of_all_names(candidate))

    def of_all_names(self, candidate: Candidate) -> str | None:
        """The country that is said of a name, or of another name of the same thing; else the likeliest."""
        told = self.of_name(candidate)
        aliases = list(self.names.aliases.get(self.names.key(candidate), {}).values())
        others = [self.of_name(other) for other in aliases]
        in_order = [*others, told] if candidate.rule == BRACKET else [told, *others]
        if sure := next((one for one in in_order if one.sure), None):
            return sure.country
        native = self.lexicon.native
        pairs = list(zip(aliases, others, strict=True))
        for other, found in pairs:
            if native.search(self.names.of(other)) and not native.search(self.names.of(candidate)):
                return found.country
        fuller = [found for other, found in pairs if candidate.rule == BRACKET and other.end < candidate.start]
        return fuller[0].country if fuller else told.country

    def of_name(self, candidate: Candidate) -> _Told:
        """The country of a name, its first mention settling it."""
        if candidate.ref is not None or candidate.country is not None:
            country = self.of_its_country(candidate).country if candidate.country else None
            return _Told(country, sure=country is None or country != self.home or candidate.rule not in BODIES)
        key = self.names.key(candidate)
        if key not in self.told:
            self.told[key] = _Told(None, sure=False)  # what the name itself is asked for on the way
            self.told[key] = self.of_mentions(self.names.mentions[key])
        return self.told[key]

    def of_mentions(self, mentions: list[Candidate]) -> _Told:
        """What says the country of a name in any of its spellings; else the likeliest."""
        spellings = {self.names.of(one): one for one in reversed(mentions)}
        for name, one in reversed(spellings.items()):
            if found := next(self.evidence(one, name, mentions), None):
                return found
        first = mentions[0]
        name = self.names.of(first)
        fuller = self.names.fullest.get(name) if first.rule == COMPANY and " " not in name else None
        if fuller is not None and self.names.key(fuller) != self.names.key(first):
            return self.of_name(fuller)
        return _Told(self.likely(first, name, mentions), sure=False)

    def of_its_country(self, candidate: Candidate) -> Candidate:
        """A known body of a state whose name does not say which: that of the country that the text makes plain."""
        name = self.names.of(candidate)
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
        if self.lexicon.both_sides.match(self.text, candidate.end):
            return None
        setting, pack = self.setting, self.analysis.pack
        peculiar = body_countries(pack, name)
        alike = {*gazetteer(pack).bodies(name), *peculiar}
        passage = setting.passage(candidate.start)
        if passage is None and not alike and self.home == pack.home and self.rules.closed.match(name):
            passage = setting.last_abroad(candidate.start)  # it is none of the home country's, all of which are known
        if passage is not None or not alike or setting.scene is None or setting.scene in alike:
            return passage or setting.scene
        # No body of this name is at home in the country of which the article tells.
        named = [country for country in alike if country in setting.named]
        if len(named) == 1 and (peculiar or setting.scene == self.home or not self.rules.closed.match(name)):
            return named[0]
        return setting.of_sentence(candidate.start) if peculiar else setting.scene

    def beside(self, candidate: Candidate) -> Candidate | None:
        """The place that stands right after a name, or after its abbreviation, or that a company is from."""
        origin = (self.lexicon.firms.origin,) if candidate.rule in _ONE_COUNTRY else ()
        patterns = (self.rules.beside, self.rules.past_bracket, self.lexicon.shared, *origin)
        return next(filter(None, (self.place_after(pattern, candidate) for pattern in patterns)), None)

    def inside(self, candidate: Candidate) -> list[str | None]:
        """The countries of the places in a name; that of the language too where it is the first of a pair."""
        places = self.setting.between(candidate.start, candidate.end)
        countries = [place.country for place in places]
        if places and self.lexicon.paired.search(self.text, candidate.start, places[0].start):
            return [self.analysis.pack.home, *countries]
        return countries

    def place_after(self, pattern: re.Pattern[str], candidate: Candidate) -> Candidate | None:
        """The place that follows a name and what stands between."""
        match = pattern.match(self.text, candidate.end)
        place = self.setting.by_start.get(match.end()) if match else None
        if place is None or match is None or match.group() != " ":
            return place
        # A space alone may part a body from whoever the clause is about: not a body that only another country has.
        peculiar = body_countries(self.analysis.pack, self.names.of(candidate))
        return place if not peculiar or place.country in peculiar else None

    def evidence(self, candidate: Candidate, name: str, mentions: list[Candidate]) -> Iterator[_Told]:
        """What says the country of a name, the surest first."""
        rules, lexicon, rule = self.rules, self.lexicon, candidate.rule
        for country, word in lexicon.firms.words.items() if rule in _ONE_COUNTRY else ():
            if word.search(name):
                yield _Told(country, sure=True)
        if lexicon.mission.search(name) or lexicon.firms.home_form.search(name):
            yield _Told(self.home, sure=True)
        for country, word in lexicon.firms.forms.items():
            if word.search(name):
                yield _Told(country, sure=True)
        if rule in {OUTLET, TICKER}:
            yield _Told(self.home if rule == OUTLET else self.analysis.pack.home, sure=True)
        if lexicon.joint.search(name):
            yield _Told(None, sure=True)
        inside = self.inside(candidate)
        if inside:  # a body of both governments has none
            yield _Told(None if len(set(inside)) > 1 and rule == "organisation-state" else inside[0], sure=True)
        known = self.known(candidate)
        if rule in _ONE_COUNTRY and known is not None and not known.is_place:
            yield _Told(known.country, sure=True)
        if rule in _ONE_COUNTRY:
            for place in filter(None, map(self.beside, mentions)):
                yield _Told(place.country, sure=True)
            if told := self.firms.told(mentions):
                yield _Told(told, sure=True)
        of_one = rule == COMPANY or rules.governing.match(name) is not None
        if not of_one and rules.international.search(name):
            yield _Told(None, sure=True)
        if known is not None:
            yield _Told(known.country, sure=True)
        for place in filter(None, map(self.beside, mentions if rule == "organisation-body" else [candidate])):
            yield _Told(place.country, sure=True)
        for one in mentions:
            if (whole := self.of_whole(one)) and whole.sure:
                yield whole
        if source := source_country(self.analysis.pack, name):
            yield _Told(source, sure=True)

    def of_whole(self, part: Candidate) -> _Told | None:
        """The country of the body that a name says it is part of."""
        whole = self.names.wholes.get(part.start)
        if whole is None or self.depth == _DEEPEST:
            return None
        self.depth += 1
        told = self.of_name(whole)
        self.depth -= 1
        return told

    def likely(self, candidate: Candidate, name: str, mentions: list[Candidate]) -> str | None:
        """The likeliest country of a name of which nothing says it."""
        lexicon, setting, rule = self.lexicon, self.setting, candidate.rule
        if (abroad := lexicon.abroad.get(self.home)) and abroad.match(name):
            return setting.most_named
        seat = self.place_after(lexicon.located, candidate) if rule in _INSTITUTIONS else None
        if seat is not None and seat.country != self.home and not (seat.ref or "").startswith(_STATE):
            return seat.country
        if lexicon.native.search(name) and self.is_native(name.split()[-1]):
            return self.body_country(candidate, name)
        if any(not word.isascii() and not self.is_native(word) for word in name.split()):
            return setting.of_sentence(candidate.start) or setting.last_abroad(candidate.start) or setting.partner
        if country := self.spelt(name):
            return country
        if rule == "organisation-generic":
            return None
        if rule in {_TAGGED, FIRM} and name.isupper() and name.isascii():
            return self.home  # the short name of a firm, which the country that it deals with does not tell
        if any(map(self.firms.speaks_abroad, mentions)):
            return setting.partner
        foreign = setting.foreign_near(candidate.start)
        if foreign or rule == "organisation-body" or lexicon.elsewhere.search(name):
            return foreign.pop() if len(foreign) == 1 else None
        return self.home if _takes_foreign_letters(self.home) else None

    def spelt(self, name: str) -> str | None:
        """The one country named in the article whose language spells words as the name does."""
        found = [
            country
            for country, spelling in self.lexicon.firms.spellings.items()
            if country in self.setting.named and any(map(spelling.fullmatch, name.split()))
        ]
        return found[0] if len(found) == 1 else None

    def is_native(self, word: str) -> bool:
        """Whether the last word of a name is one of the home language, as far as its spelling tells."""
        if not self.analysis.pack.script.cased or word.isupper() or word.isdigit():
            return True
        return phonetic_key(word, self.analysis.pack.code) is not None

    @cached_property
    def hits(self) -> Spans[Hit]:
        """What the gazetteer knows, by place."""
        return Spans(hits(self.analysis.pack, self.text))

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
