"""Firms in foreign letters: after a noun for their kind, before what only firms do, beside other firms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ruammit.analysis import Analysis
from ruammit.entities.candidate import COMPANY, FIRM, Candidate, Priority
from ruammit.entities.cased.words import CasedText, Word, syllable_test
from ruammit.entities.latin import LATIN_COMPANY
from ruammit.entities.leaders import leaders
from ruammit.entities.lexicons import CasedPersons, Tagged
from ruammit.entities.organisation_lexicons import CasedOrganisations, UncasedOrganisations
from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import NEVER
from ruammit.matching import any_of
from ruammit.schema import EntityType

__all__ = ["find_firms"]

_LONGEST_NOUN = 60  # letters of the noun and what describes it
_LONGEST_JOINT = 12  # letters between noun or country and the name
_SIGNS = frozenset("’'&-.")  # that a run of letters may end with, and no name does
_CITED = "organisation-generic"  # the rule of names after a noun for an outlet, of no country where nothing tells one
_LONGEST_SOURCE = 8  # letters of the word that cites a source, and what the sentence opens with
_AFTER_SOURCE = frozenset(",.)\n")  # what follows a source
_BRACKET = " ("  # what stands between a firm and the country that it is from
_LONGEST_JOIN = 5  # letters
_OF_FIRMS = frozenset({COMPANY, FIRM, "organisation-suffix", "organisation-known", "organisation-branch"})
_LONGEST = 60  # letters of a name
_SHORTEST = 3  # letters


class _Rules:
    """What a pack's lexicons say of what stands around such names, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon = pack.lexicon(CasedOrganisations if pack.script.cased else UncasedOrganisations)
        self.with_country, self.alone, self.deed = lexicon.firms.before, lexicon.firms.noun, lexicon.firms.deed
        self.source, self.handed = lexicon.firms.source, lexicon.firms.handed
        self.joint = re.compile(rf"(?:{lexicon.firms.after.pattern})\Z")
        self.join, self.articles = lexicon.firms.join, lexicon.firms.articles
        self.company = re.compile(LATIN_COMPANY)
        no_firms = pack.lexicon(Tagged).no_organisations
        if pack.script.cased:
            persons = pack.lexicon(CasedPersons)
            no_firms |= persons.given_names | leaders(pack).keys()
        self.no_firms = no_firms
        self.cased = pack.script.cased
        self.no_name = (
            re.compile(rf"{any_of(lexicon.latin_no_names)}\Z") if isinstance(lexicon, UncasedOrganisations) else NEVER
        )


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def find_firms(
    analysis: Analysis, places: Iterable[Candidate], organisations: Iterable[Candidate], persons: Iterable[Candidate]
) -> Iterator[Candidate]:
    """The names in foreign letters that what stands beside them makes a firm's.

    A noun for a kind of firm, or one and a country, right before; after it what only firms do; a firm that it is joined
    to. No name that holds a word of a person's.

    Args:
        analysis: the article.
        places: the places found in it.
        organisations: the organisations found in it.
        persons: the persons found in it.
    """
    rules, text = _rules(analysis.pack), analysis.text
    places = list(places)
    by_end = {place.end: place for place in places}
    by_start = {place.start: place.end for place in places}
    seats = {place.start: place for place in places if place.rule == "place-state"}
    named = {word for person in persons for word in text[person.start : person.end].split()}
    firms = _Firms(text, rules, organisations)
    for start, end in _names(analysis, rules, by_start):
        while text[end - 1] in _SIGNS:
            end -= 1
        words = text[start:end].split()
        if (
            not _SHORTEST <= end - start <= _LONGEST
            or not named.isdisjoint(words)
            or not rules.no_firms.isdisjoint(words)
            or rules.no_name.search(text, start, end)
        ):
            continue
        joint = rules.joint.search(text, max(start - _LONGEST_JOINT, 0), start)
        at = joint.start() if joint else start
        place = by_end.get(at)
        pattern, before = (rules.with_country, place.start) if place else (rules.alone, at)
        country, rule = None, FIRM
        if seat := _seat(rules, text, end, seats):
            country = seat.country
        elif pattern.search(text, max(before - _LONGEST_NOUN, 0), before):
            country = place.country if place else None
        elif (
            len(words) == 1
            and text[end : end + 1] in _AFTER_SOURCE
            and rules.source.search(text, max(before - _LONGEST_SOURCE, 0), before)
        ):
            rule = _CITED
        elif rules.cased and text[start:end].isupper():
            continue  # mostly the letters of a term, where the language has capitals
        elif not rules.deed.match(text, end) and not firms.joined(start, end):
            continue
        if rule == FIRM:
            firms.add(start, end)
        yield Candidate(start, end, EntityType.ORG, rule, Priority.BARE, country=country)


def _seat(rules: _Rules, text: str, end: int, states: Mapping[int, Candidate]) -> Candidate | None:
    """The state in brackets behind a name, where what only firms do follows: "Winpac (Hàn Quốc) đầu tư"."""
    place = states.get(end + len(_BRACKET)) if text.startswith(_BRACKET, end) else None
    if place is None or text[place.end : place.end + 1] != ")":
        return None
    after = place.end + 1
    return place if rules.deed.match(text, after) or rules.handed.match(text, after) else None


class _Firms:
    """Where firms start and end."""

    def __init__(self, text: str, rules: _Rules, organisations: Iterable[Candidate]) -> None:
        self.text, self.rules = text, rules
        firms = [one for one in organisations if one.rule in _OF_FIRMS and not text[one.start : one.end].isupper()]
        self.starts, self.ends = {one.start for one in firms}, {one.end for one in firms}

    def add(self, start: int, end: int) -> None:
        """Note a further firm."""
        self.starts.add(start)
        self.ends.add(end)

    def joined(self, start: int, end: int) -> bool:
        """Whether a comma or a word for "and" joins the name to a firm's before or after it."""
        after = self.rules.join.match(self.text, end)
        if after and after.end() in self.starts:
            return True
        return any(
            (match := self.rules.join.match(self.text, at)) is not None and match.end() == start
            for at in range(max(start - _LONGEST_JOIN, 0), start)
            if at in self.ends
        )


def _names(analysis: Analysis, rules: _Rules, places: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Start and end of every run of capitals that may be a firm's name in foreign letters, less the place before it."""
    if not analysis.pack.script.cased:
        yield from (match.span() for match in rules.company.finditer(analysis.text))
        return
    capitals, is_native, articles = CasedText(analysis), syllable_test(analysis.pack), rules.articles
    words = capitals.words
    for first, last in capitals.runs():
        start, beyond = first, 0
        while start < last and (
            words[start].start < beyond
            or words[start].start in places
            or (is_native(words[start].text) and words[start].text not in articles)
        ):
            beyond = max(beyond, places.get(words[start].start, 0))
            start += 1
        if start >= last or (start and _joins(analysis.text, words[start - 1].end, words[start])):
            continue  # the latter goes on a name that has been given
        most = words[start].start + 2 * _LONGEST  # a longer one is no name: following it to its end takes time only
        while (
            last < len(words) and words[last].start < most and _joins(analysis.text, words[last - 1].end, words[last])
        ):
            last = capitals.run(last)
        yield words[start].start, words[last - 1].end


def _joins(text: str, end: int, word: Word) -> bool:
    """Whether an ampersand joins a capital to what ends at `end`: "Black & Veatch"."""
    return word.capital and text[end : word.start] == " & "
