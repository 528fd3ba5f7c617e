"""The signs of home: what in an article speaks for the press of one country.

The source, bodies and offices that only one country has by this name, places, the country's own name, currency, the
family names of persons, the marks that translation leaves; the language is one sign among them.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ruammit import languages
from ruammit.entities.home_lexicon import Rules, rules_of
from ruammit.entities.known import known_names
from ruammit.entities.phonetic import phonetic_key
from ruammit.languages import LanguagePack

if TYPE_CHECKING:
    from ruammit.analysis import Analysis
    from ruammit.entities.candidate import Candidate
    from ruammit.entities.gazetteer import Hit

__all__ = ["body_countries", "countries", "signs_of", "source_country", "stray_names"]

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
_OFFICE = 60
"""Letters between a person and the country of their office, the name's rest between them."""
_GIVEN = 8
"""Letters behind a family name that tell persons of it apart."""
_LINE = re.compile(r"[^\s][^\n]*")


def source_country(pack: LanguagePack, name: str) -> str | None:
    """The country whose press is of this name, if one is."""
    found = [country for country, pattern in rules_of(pack).sources.items() if pattern.search(name)]
    return found[0] if len(found) == 1 else None


def body_countries(pack: LanguagePack, name: str) -> list[str]:
    """The countries that alone have bodies whose names begin like this one."""
    return [country for country, words in rules_of(pack).words.items() if words["bodies"].match(name)]


@cache
def countries() -> tuple[str, ...]:
    """The countries whose press is read: those of the language packs."""
    return tuple(dict.fromkeys(languages.pack(code).home for code in languages.codes()))


def signs_of(analysis: Analysis) -> list[tuple[str, str, float, tuple[str, ...]]]:
    """Every sign of an article: its name, the country for which it speaks, its strength, its words."""
    pack, text = analysis.pack, analysis.text
    rules = rules_of(pack)
    lines = _short_lines(text)
    hits = known_names(analysis).plain_places()
    states = _States(analysis, hits)
    found: list[tuple[str, str, float, tuple[str, ...]]] = [("language", pack.home, 1.0, ())]
    seen = {hit.entry.country for hit in hits}
    """Countries with a name of theirs in the text."""
    for country in countries():
        address = _address(analysis.article.source_url, country)
        sources = [match.group() for line in lines for match in [_search(rules.sources, country, line)] if match]
        if address or sources:
            seen.add(country)
            found.append(("source", country, 1.0, tuple(dict.fromkeys([*address, *sources]))))
        for name, pattern in rules.words.get(country, {}).items():
            if name == "bodies" and country != pack.home and country not in states.named:
                continue  # another country's body of this name
            matches = list(pattern.finditer(text))
            if matches:
                seen.add(country)
            if name == "bodies":
                matches = [match for match in matches if states.bare(match.end())]
            elif name == "persons":
                matches = states.at_home(matches, country)
            words = [match.group().strip() for match in matches]
            if words:
                found.append((name, country, _strength(len(words)), tuple(dict.fromkeys(words))[:5]))
    found += _places(hits)
    for country in countries():
        if country != pack.home:
            found += _marks(rules, country, text, [line for line in lines if _is_byline(line, pack)], country in seen)
    return found


def _marks(
    rules: Rules, country: str, text: str, bylines: list[str], seen: bool
) -> Iterator[tuple[str, str, float, tuple[str, ...]]]:
    """The marks of a translation from the country's press, where a name of the country stands in the text.

    Args:
        rules: of the pack.
        country: ISO 3166-1 code.
        text: of the article.
        bylines: lines that are a name of the country's.
        seen: whether something else in the text is a name of the country's.
    """
    letters = rules.letters[country].search(text) if country in rules.letters else None
    if not (seen or letters or bylines):
        return
    marks = {
        kind: [f"{name}: {match.group().strip()}" for name, one in patterns.items() if (match := one.search(text))]
        for kind, patterns in rules.marks.items()
    }
    marks["marks"] += [f"letters: {letters.group()}"] if letters else []
    marks["marks"] += [f"stray: {match['name']}" for match in rules.stray.finditer(text)][:1]
    marks["marks"] += [f"byline: {line}" for line in bylines[:1]]
    for kind, words in marks.items():
        if words:
            yield kind, country, float(min(len(words), _MOST_MARKS)), tuple(words)


class _States:
    """Where the text names countries: of what a body or person beside such a name is, is said.

    Args:
        analysis: of the article.
        hits: the known places in it.
    """

    def __init__(self, analysis: Analysis, hits: list[Hit]) -> None:
        self._text, self._cased = analysis.text, analysis.pack.script.cased
        self._states = sorted((hit.start, hit.end, hit.entry.country) for hit in hits if hit.entry.kind == "state")
        self._starts = [start for start, _, _ in self._states]
        self.named = {hit.entry.country for hit in hits}

    def bare(self, end: int) -> bool:
        """Whether no country is named right after a body that ends there."""
        at = bisect_left(self._starts, end)
        between = self._text[end : self._starts[at]] if at < len(self._starts) else None
        if between is None or len(between) > _LONGEST_REACH:
            return True
        return not self._cased and " " in between

    def at_home(self, persons: list[re.Match[str]], country: str) -> list[re.Match[str]]:
        """The mentions of persons whose country no mention of them has beside it.

        "Prime minister of A, X" is how the press of B writes; at home the country goes without saying.
        """

        def name(person: re.Match[str]) -> str:
            return self._text[person.start() : person.end() + _GIVEN]

        abroad = {name(person) for person in persons if self._names(country, *person.span())}
        return [person for person in persons if name(person) not in abroad]

    def _names(self, country: str, start: int, end: int) -> bool:
        """Whether the country is named near a person, in the same line."""
        near = self._states[bisect_left(self._starts, start - _OFFICE) : bisect_left(self._starts, end + _OFFICE)]
        return any(
            code == country and "\n" not in self._text[min(first, start) : max(last, end)] for first, last, code in near
        )


def stray_names(analysis: Analysis, places: Iterable[Candidate]) -> list[Candidate]:
    """The names of the language's own country that an engine has put before sentences of a translation.

    Args:
        analysis: of the article.
        places: its places; one that is followed by another place belongs to a list of them.
    """
    if not analysis.translated:
        return []
    by_start = {place.start: place for place in places}
    found = [match.span("name") for match in rules_of(analysis.pack).stray.finditer(analysis.text)]
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
        name = "state" if hit.entry.kind in ("state", "capital") else "places"  # the press abroad names these two
        (states if name == "state" else places)[country] += 1
        words.setdefault((name, country), {})[hit.name.form] = None
    found = []
    for name, counts in (("state", states), ("places", places)):
        for country, count in counts.items():
            value = count / (counts.total() + 1)
            found.append((name, country, value, tuple(words[name, country])[:5]))
    return found
