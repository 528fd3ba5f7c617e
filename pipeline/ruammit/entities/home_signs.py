"""The signs of home: what in an article speaks for the press of one country.

The source, bodies and offices that only one country has by this name, places, the country's own name, currency, the
family names of persons, the marks that translation leaves; the language is one sign among them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pydantic import Field

from ruammit import languages
from ruammit.entities.known import known_names
from ruammit.entities.phonetic import phonetic_key
from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import NEVER, Expression, Lexicon, Table, Words
from ruammit.matching import any_of

if TYPE_CHECKING:
    from ruammit.analysis import Analysis
    from ruammit.entities.candidate import Candidate
    from ruammit.entities.gazetteer import Hit

__all__ = ["HomeSigns", "body_countries", "countries", "signs_of", "source_country", "stray_names"]

_HEADER_LINES = 4
"""The first so many lines that hold anything may name the source."""
_TAIL_LINES = 3
"""So may the last ones."""
_LONGEST_LINE = 90
"""Letters: a longer line is a paragraph."""
_LONGEST_BYLINE = 30
"""Letters."""
_SYLLABLES = range(2, 5)
"""Of a byline: the syllables of a person's name."""
_LARGEST_COUNT = 8
"""Of one sign: what is said more often adds no more."""
_MOST_MARKS = 3
"""Marks of translation: more add no more."""
_LONGEST_REACH = 30
"""Letters from a body to the state that it is of, its own name's rest between them."""
_LINE = re.compile(r"[^\s][^\n]*")


class _CountrySigns(Table):
    """The words that speak for one country."""

    sources: Words = frozenset()
    """Papers, agencies and sites, as they stand in a header or a source line."""
    bodies: Words = frozenset()
    """Offices and bodies that go by this name in this country only, where no country is named beside them."""
    money: Words = frozenset()
    """Words of the currency."""
    persons: Words = frozenset()
    """Family names, with a title where they are words as well."""


class _Amount(Table):
    """What stands between a number and its currency."""

    before: Words = frozenset()
    """Multipliers."""


class HomeSigns(Lexicon, file="home"):
    """What tells whose news an article in the language is."""

    stray: Expression = NEVER
    """The name of the language's own country, in a group `name`, where it belongs to no sentence of a translation."""
    amount: _Amount = _Amount()
    signs: Mapping[str, _CountrySigns] = Field(default_factory=dict)
    """By ISO 3166-1 code of the country."""
    marks: Mapping[str, Expression] = Field(default_factory=dict)
    """What translation from the other language leaves and the language's own press does not write, by name."""
    turns: Mapping[str, Expression] = Field(default_factory=dict)
    """What translations have and the language's own press writes seldom, by name."""


class _Rules:
    """A pack's signs of home, compiled."""

    def __init__(self, pack: LanguagePack) -> None:
        lexicon = pack.lexicon(HomeSigns)
        self.sources: dict[str, re.Pattern[str]] = {}
        self.words: dict[str, dict[str, re.Pattern[str]]] = {}
        for country, signs in lexicon.signs.items():
            self.sources[country] = re.compile(any_of(signs.sources))
            self.words[country] = {
                "bodies": re.compile(any_of(signs.bodies)),
                "money": re.compile(rf"(?:\d|{any_of(lexicon.amount.before)}) ?{any_of(signs.money)}"),
                "persons": re.compile(any_of(signs.persons)),
            }
        self.stray = lexicon.stray
        self.marks = {"marks": lexicon.marks, "turns": lexicon.turns}


@cache
def _rules(pack: LanguagePack) -> _Rules:
    return _Rules(pack)


def source_country(pack: LanguagePack, name: str) -> str | None:
    """The country whose press is of this name, if one is."""
    found = [country for country, pattern in _rules(pack).sources.items() if pattern.search(name)]
    return found[0] if len(found) == 1 else None


def body_countries(pack: LanguagePack, name: str) -> list[str]:
    """The countries that alone have bodies whose names begin like this one."""
    return [country for country, words in _rules(pack).words.items() if words["bodies"].match(name)]


@cache
def countries() -> tuple[str, ...]:
    """The countries whose press is read: those of the language packs."""
    return tuple(dict.fromkeys(languages.pack(code).home for code in languages.codes()))


def signs_of(analysis: Analysis) -> list[tuple[str, str, float, tuple[str, ...]]]:
    """Every sign of an article: its name, the country for which it speaks, its strength, its words."""
    pack, text = analysis.pack, analysis.text
    rules = _rules(pack)
    found: list[tuple[str, str, float, tuple[str, ...]]] = [("language", pack.home, 1.0, ())]
    lines = _short_lines(text)
    hits = known_names(analysis).plain_places()
    states = sorted(hit.start for hit in hits if hit.entry.kind == "state")

    named = {hit.entry.country for hit in hits}

    def bare(end: int) -> bool:
        """Whether no state is named right after a body."""
        at = bisect_left(states, end)
        between = text[end : states[at]] if at < len(states) else None
        if between is None or len(between) > _LONGEST_REACH:
            return True
        return not pack.script.cased and " " in between

    for country in countries():
        address = _address(analysis.article.source_url, country)
        sources = [match.group() for line in lines for match in [_search(rules.sources, country, line)] if match]
        if address or sources:
            found.append(("source", country, 1.0, tuple(dict.fromkeys([*address, *sources]))))
        for name, pattern in rules.words.get(country, {}).items():
            if name == "bodies" and country != pack.home and country not in named:
                continue  # another country's body of this name
            words = [match.group().strip() for match in pattern.finditer(text) if name != "bodies" or bare(match.end())]
            if words:
                found.append((name, country, _strength(len(words)), tuple(dict.fromkeys(words))[:5]))
    found += _places(hits)
    marks = {
        kind: [f"{name}: {match.group().strip()}" for name, one in patterns.items() if (match := one.search(text))]
        for kind, patterns in rules.marks.items()
    }
    marks["marks"] += [f"stray: {match['name']}" for match in rules.stray.finditer(text)][:1]
    marks["marks"] += [f"byline: {line}" for line in lines if _is_byline(line, pack)][:1]
    for country in countries():
        if country == pack.home:
            continue
        found += [
            (kind, country, float(min(len(words), _MOST_MARKS)), tuple(words)) for kind, words in marks.items() if words
        ]
    return found


def stray_names(analysis: Analysis, places: Iterable[Candidate]) -> list[Candidate]:
    """The names of the language's own country that an engine has put before sentences of a translation.

    Args:
        analysis: of the article.
        places: its places; one that is followed by another place belongs to a list of them.
    """
    if not analysis.translated:
        return []
    by_start = {place.start: place for place in places}
    found = [match.span("name") for match in _rules(analysis.pack).stray.finditer(analysis.text)]
    strays = [by_start[start] for start, end in found if start in by_start and by_start[start].end == end]
    return [place for place in strays if place.end + 1 not in by_start]


def _search(patterns: Mapping[str, re.Pattern[str]], country: str, line: str) -> re.Match[str] | None:
    pattern = patterns.get(country)
    return pattern.search(line) if pattern else None


def _strength(count: int) -> float:
    """What so many mentions count: each further one less than the one before."""
    return 1.0 + math.log(min(count, _LARGEST_COUNT))


def _address(url: str | None, country: str) -> list[str]:
    """The host of an address whose top-level domain is the country's."""
    host = urlsplit(url or "").hostname or ""
    return [host] if host.endswith(f".{country.lower()}") else []


def _short_lines(text: str) -> list[str]:
    """The lines at the beginning and the end that may name the source."""
    lines = [match.group().strip() for match in _LINE.finditer(text)]
    around = lines if len(lines) <= _HEADER_LINES + _TAIL_LINES else [*lines[:_HEADER_LINES], *lines[-_TAIL_LINES:]]
    return [line for line in around if len(line) <= _LONGEST_LINE]


def _is_byline(line: str, pack: LanguagePack) -> bool:
    """Whether a line is nothing but a name in the syllables of another language."""
    name = line.partition("(")[0].strip()
    if pack.script.cased or " " not in name or len(name) > _LONGEST_BYLINE:
        return False
    if any(character.isdigit() or (character.isascii() and character.isalpha()) for character in name):
        return False
    key = phonetic_key(name, pack.code)
    return key is not None and len(key.split()) in _SYLLABLES


def _places(hits: list[Hit]) -> list[tuple[str, str, float, tuple[str, ...]]]:
    """The names of the country itself and of places in it, by how often they are named among those of all homes."""
    states: Counter[str] = Counter()
    places: Counter[str] = Counter()
    words: dict[tuple[str, str], dict[str, None]] = {}
    homes = countries()
    for hit in hits:
        country = hit.entry.country
        if country not in homes or country is None:
            continue
        name = "state" if hit.entry.kind == "state" else "places"
        (states if name == "state" else places)[country] += 1
        words.setdefault((name, country), {})[hit.name.form] = None
    found = []
    for name, counts in (("state", states), ("places", places)):
        for country, count in counts.items():
            value = count / (counts.total() + 1)
            found.append((name, country, value, tuple(words[name, country])[:5]))
    return found
