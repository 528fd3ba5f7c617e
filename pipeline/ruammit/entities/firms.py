"""Firms in foreign letters after a noun for their kind, perhaps with their country: "ค่ายรถยนต์จีน Zenova"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ruammit.analysis import Analysis
from ruammit.entities.candidate import FIRM, Candidate, Priority
from ruammit.entities.cased.words import CasedText, syllable_test
from ruammit.entities.latin import LATIN_COMPANY
from ruammit.entities.lexicons import CasedOrganisations, UncasedOrganisations
from ruammit.languages import LanguagePack
from ruammit.schema import EntityType

__all__ = ["find_firms"]

_LONGEST_NOUN = 60  # letters of the noun and what describes it
_LONGEST_JOINT = 12  # letters between noun or country and the name
_LONGEST = 60  # letters of a name
_SHORTEST = 3  # letters


class _Rules:
    """What a pack's organisations lexicon says of such nouns, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon = pack.lexicon(CasedOrganisations if pack.script.cased else UncasedOrganisations)
        self.with_country, self.alone = lexicon.firm_before, lexicon.firm_noun
        self.joint = re.compile(rf"(?:{lexicon.firm_after.pattern})\Z")
        self.company = re.compile(LATIN_COMPANY)


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def find_firms(analysis: Analysis, places: Iterable[Candidate]) -> Iterator[Candidate]:
    """The names in foreign letters that a noun for a kind of firm, or one and its country, stands right before.

    Args:
        analysis: the article.
        places: the places found in it.
    """
    rules, text = _rules(analysis.pack), analysis.text
    by_end = {place.end: place for place in places}
    by_start = {place.start: place.end for place in by_end.values()}
    for start, end in _names(analysis, rules, by_start):
        if not _SHORTEST <= end - start <= _LONGEST:
            continue
        joint = rules.joint.search(text, max(start - _LONGEST_JOINT, 0), start)
        at = joint.start() if joint else start
        place = by_end.get(at)
        pattern, before = (rules.with_country, place.start) if place else (rules.alone, at)
        if pattern.search(text, max(before - _LONGEST_NOUN, 0), before):
            country = place.country if place else None
            yield Candidate(start, end, EntityType.ORG, FIRM, Priority.BARE, country=country)


def _names(analysis: Analysis, rules: _Rules, places: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Start and end of every run of capitals that may be a firm's name in foreign letters, less the place before it."""
    if not analysis.pack.script.cased:
        yield from (match.span() for match in rules.company.finditer(analysis.text))
        return
    capitals, is_native = CasedText(analysis), syllable_test(analysis.pack)
    words = capitals.words
    for first, last in capitals.runs():
        start, beyond = first, 0
        while start < last and (
            words[start].start < beyond or words[start].start in places or is_native(words[start].text)
        ):
            beyond = max(beyond, places.get(words[start].start, 0))
            start += 1
        if start < last:
            yield words[start].start, words[last - 1].end
