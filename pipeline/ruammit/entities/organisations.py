"""Organisations by their head words: "กระทรวง…", "บริษัท … จำกัด", "Bộ …", "Công ty …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ruammit.analysis import Analysis
from ruammit.entities.candidate import Candidate
from ruammit.entities.capital_organisations import find_capital_organisations
from ruammit.entities.lexicon import alternatives, words
from ruammit.language import LanguagePack
from ruammit.schema import EntityType

__all__ = ["find_organisations"]

_LATIN_WORD = r"[A-Z][A-Za-zÀ-ÿ0-9’'.&\-]*"
_LATIN_NAME = rf"{_LATIN_WORD}(?:(?:,? |, | & | (?:(?:of|and|the|for|de|du|on) ){{1,2}}){_LATIN_WORD})*"
PRIORITY_HEADED = 20  # as what the gazetteer knows: the longer of the two stands
_LONGEST = 90  # letters
_SHORT_HEAD = 5  # letters: a head no longer than this is also the beginning of common words


def find_organisations(analysis: Analysis, places: Iterable[Candidate], known: Iterable[Candidate]) -> list[Candidate]:
    """The organisations that a head word or capitals give away, in no particular order; countries not yet settled."""
    if analysis.pack.lexicon("organisations")["letter_case"]:
        return find_capital_organisations(analysis, places, known)
    return _Caseless(analysis, places).find()


class _Rules:
    """A caseless pack's organisations lexicon, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon: dict[str, Any] = pack.lexicon("organisations")
        heads = lexicon["heads"]
        self.kind = {head: kind for kind, entries in heads.items() for head in words(entries)}
        self.head = re.compile(alternatives(self.kind))
        self.whole = words(lexicon["whole"])
        self.ends = words(lexicon["ends"])
        self.joins = words(lexicon["joins"])
        self.generic = words(lexicon["generic"]["after"])
        self.of = words(lexicon["of"])
        self.nation = re.compile(lexicon["nation"])
        self.home_names = words(lexicon["home_names"])
        self.letter = re.compile(rf"[{lexicon['letters']}]")
        self.run = re.compile(rf"[{lexicon['letters']}]+(?:[-–][{lexicon['letters']}]+)*")
        self.latin = re.compile(_LATIN_NAME)
        self.company = re.compile(lexicon["company_form"])
        self.abbreviation_sign = lexicon["abbreviation_sign"]


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


class _Caseless:
    """One article in a script without capitals."""

    def __init__(self, analysis: Analysis, places: Iterable[Candidate]) -> None:
        self.text = analysis.text
        self.rules = _rules(analysis.pack)
        self.ends_of = dict(analysis.tokens)
        self.places = {place.start: place for place in places}
        self.home = analysis.pack.home

    def find(self) -> list[Candidate]:
        found = []
        for match in self.rules.head.finditer(self.text):
            start, at = match.span()
            if start and start not in self.ends_of and self.rules.letter.match(self.text[start - 1]):
                continue
            kind = self.rules.kind[match.group()]
            end = self.company(at) if kind == "company" else None
            end = end or self.extent(start, at, kind)
            if end:
                found.append(Candidate(start, end, EntityType.ORG, f"organisation-{kind}", PRIORITY_HEADED))
        return found

    def company(self, at: int) -> int | None:
        """Where a company's name ends whose legal form closes it, or whose name is in Latin letters."""
        form = self.rules.company.match(self.text, at)
        if form:
            return form.end()
        latin = self.rules.latin.match(self.text, at + (self.text[at : at + 1] == " "))
        return latin.end() if latin else None

    def extent(self, start: int, at: int, kind: str) -> int | None:
        """Where the name ends whose head word ends at `at`; None where no name follows."""
        token_end = self.ends_of.get(start, at)
        if token_end > at:  # the segmenter took head and name, or a longer word, for one word
            if self.text[start:token_end] in self.rules.whole:
                return token_end
            if at - start <= _SHORT_HEAD:
                return None
        latin = self.rules.latin.match(self.text, at + (self.text[at : at + 1] == " "))
        if latin and latin.end() - latin.start() > 2:
            return latin.end()
        run = self.rules.run.match(self.text, at)
        if run is None:
            return None
        if kind != "state" and self.text[at : self.ends_of.get(at, token_end)] in self.rules.generic:
            return None
        end = self.name_end(max(at, token_end), min(run.end(), at + _LONGEST), kind)
        if end <= at:
            return None
        return end + 1 if self.text[end : end + 1] == self.rules.abbreviation_sign else end

    def name_end(self, at: int, stop: int, kind: str) -> int:
        """Where the words from `at` on stop being part of a name."""
        start = end = at
        while at < stop:
            token_end = min(self.ends_of.get(at, stop), stop)
            token = self.text[at:token_end]
            if token in self.rules.of:  # "แห่งประเทศไทย": the nation belongs to the name
                nation = self.rules.nation.match(self.text, token_end)
                place = self.places.get(nation.end() if nation else token_end)
                if place:
                    return place.end
                if nation and nation.group():
                    return end
            elif token in self.rules.home_names:
                return token_end if kind != "state" and token_end == stop else end
            elif token in self.rules.ends or (at > start and self.begins_other(at, token, kind)):
                break
            at = token_end
            if token not in self.rules.joins and token not in self.rules.of:
                end = at
        return end

    def begins_other(self, at: int, token: str, kind: str) -> bool:
        """Whether another organisation begins there, or another country, which stands beside a ministry's name."""
        if token in self.rules.kind:
            return True
        if kind != "state":
            return False
        place = self.places.get(at)
        return place is not None and (place.ref or "").startswith("iso3166:") and place.country != self.home


def country_of(analysis: Analysis, candidate: Candidate, places: list[Candidate]) -> str | None:
    """The country of an organisation: that of a place in its name or right after it, or its own government's."""
    rules = _countries(analysis.pack)
    for place in places:
        if candidate.start <= place.start and place.end <= candidate.end:
            return place.country
    match = rules.beside.match(analysis.text, candidate.end)
    for place in places:
        if match and place.start == match.end():
            return place.country
    if candidate.rule == "organisation-state":
        return analysis.pack.home
    return None


class _Countries:
    """What tells the country of an organisation."""

    def __init__(self, pack: LanguagePack) -> None:
        self.beside = re.compile(pack.lexicon("organisations")["beside"])


@cache
def _countries(pack: LanguagePack) -> _Countries:
    return _Countries(pack)
