"""What surrounds an article's own words on its page, its title, and its day of publication.

Knows no language: the phrases are each language pack's `lexicons/boilerplate.toml`, the names of months and days are
CLDR's (through Babel). Nothing is cut from the text: boilerplate is named by its spans, and whoever reads on decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import Field

from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import Lexicon, Table, WordList, Words
from ruammit.matching import any_of
from ruammit.schema import Boilerplate
from ruammit.text.normalization import Reading, normalise, reading_of

__all__ = ["Page", "common_era_date", "date_of_line", "read_page"]

_HEADER_LINES = 8
"""The first so many lines that hold anything may be a page's header."""
_TAIL_LINES = 6
"""The last so many lines that hold anything may name the source."""
_LONGEST_LINE = 300
"""A longer line is a paragraph, whatever it starts or ends with."""
_LONGEST_TITLE = 250
_BUDDHIST_FROM = 2400
"""Years from here on count from the Buddhist Era, 543 years before the Common Era."""

_YEARS = range(1800, 2200)
"""Years of the Common Era in which something can be published."""

_LINE = re.compile(r"[^\s][^\n]*")
_CRUMBS = re.compile(r"[^\n>»›]{1,40}(?:[>»›][^\n>»›]{1,40})+")
"""The way from a site's front page to the article: "Home > Business > Energy"."""
_SHORT_WITH_DIGITS = re.compile(r"(?=[^\n]*\d)[^\n]{6,100}\Z")


class HeaderWords(Table):
    """What stands in the first line beside the title."""

    before_title: WordList = ()
    """Site and section, before the title."""
    after_title: WordList = ()
    """Site, after the title."""


class DatelineWords(Table):
    """What stands around the date in a line of its own."""

    before: Words = frozenset()
    before_year: Words = frozenset()
    century: int = 2000
    """What a year of two digits counts from."""
    before_time: Words = frozenset()
    after_time: Words = frozenset()


class LineWords(Table):
    """When a line is of a kind of boilerplate."""

    whole: Words = frozenset()
    """It is one of these phrases; a count in brackets may follow."""
    label: Words = frozenset()
    """It starts with one of them and a colon."""
    start: Words = frozenset()
    """It starts with one of them and is short."""
    attribution: Words = frozenset()
    """It stands at the end of the article and is one of them and a name."""
    credit: Words = frozenset()
    """It ends in one of them, a colon and a name."""


class BoilerplateLexicon(Lexicon, file="boilerplate"):
    """What surrounds an article on the pages of a language's press."""

    header: HeaderWords = HeaderWords()
    dateline: DatelineWords = DatelineWords()
    lines: dict[str, LineWords] = Field(default_factory=dict)
    """Kind of boilerplate to the phrases that mark its lines."""


@dataclass(frozen=True, slots=True)
class Page:
    """What `read_page` found: the title, ISO date of publication, and boilerplate in the order of the text."""

    title: str | None
    published: str | None
    boilerplate: tuple[Boilerplate, ...]


def read_page(text: str, pack: LanguagePack) -> Page:
    """The title, the day of publication and the boilerplate of an article as it was read."""
    reading = reading_of(text)
    lines = [(match.start(), match.start() + len(match.group().rstrip())) for match in _LINE.finditer(reading.text)]
    header, rest = lines[:_HEADER_LINES], lines[_HEADER_LINES:]
    dated = [(start, end, day) for start, end in header if (day := date_of_line(reading.text[start:end], pack))]
    found = [(start, end, "date") for start, end, _ in dated]
    found += [(start, end, "date") for start, end in rest[-_TAIL_LINES:] if date_of_line(reading.text[start:end], pack)]
    found += [(start, end, "header") for start, end in header if _CRUMBS.fullmatch(reading.text, start, end)]
    found += _marked_lines(reading.text, lines, pack)
    found += _attributions(reading.text, lines, pack)
    marked = {start for start, _, _ in found}
    title, site = _title(reading, [line for line in header if line[0] not in marked], pack)
    if site:
        found.append((*site, "header"))
    return Page(title, _published(reading.text, header, dated, pack), _spans(reading, found))


def _spans(reading: Reading, found: list[tuple[int, int, str]]) -> tuple[Boilerplate, ...]:
    """The stretches of `reading.text` as models, each piece of text in one of them at most."""
    pieces: list[Boilerplate] = []
    for start, end, kind in sorted(found, key=lambda piece: (piece[0], -piece[1])):
        first, last = reading.raw_span(start, end)
        if last > first and (not pieces or first >= pieces[-1].end_char):
            pieces.append(Boilerplate(start_char=first, end_char=last, kind=kind))
    return tuple(pieces)


def _title(
    reading: Reading, header: list[tuple[int, int]], pack: LanguagePack
) -> tuple[str | None, tuple[int, int] | None]:
    """The title, and the stretch of its line that names the site: the first line of a header's own words."""
    if len(header) < 2:
        return None, None
    start, end = header[0]
    first, last, site = start, end, None
    words = pack.lexicon(BoilerplateLexicon).header
    for phrase in words.before_title:
        if reading.text.startswith(phrase, start):
            first, site = start + len(phrase), (start, start + len(phrase))
            break
    for phrase in words.after_title:
        if reading.text[first:end].endswith(phrase):
            last, site = end - len(phrase), (end - len(phrase), end)
            break
    if not site and end - start > _LONGEST_TITLE:
        return None, None
    raw_first, raw_last = reading.raw_span(first, last)
    return reading.raw[raw_first:raw_last].strip("\u200b\ufeff \t\xa0\r") or None, site


@cache
def _line_pattern(pack: LanguagePack) -> re.Pattern[str]:
    """Matches a whole line of boilerplate; the last group that matched is the kind."""
    kinds: list[str] = [
        r"(?P<separator>[^\w\s\"“”'‘’(\[]{2,}(?:[ \t]+[^\w\s\"“”'‘’(\[]+)*)",
        r"(?P<tags>#[^\s#]+(?:[ \t]*#[^\s#]+)*)",
    ]
    for kind, words in pack.lexicon(BoilerplateLexicon).lines.items():
        forms = [rf"{any_of(words.whole)}[ \t]*(?:\(\d*\))?[ \t]*:?"] if words.whole else []
        if words.label:
            forms.append(rf"[-–*(]?[ \t]*{any_of(words.label)}[ \t]*:[^\n]*")
        if words.start:
            forms.append(rf"{any_of(words.start)}[^\n]{{0,150}}")
        if words.credit:  # the look ahead passes over lines without a colon at once
            forms.append(rf"(?=[^\n:]*:)[^\n]+?[-–.(][ \t]*{any_of(words.credit)}[ \t]*:[^\n:]{{0,60}}")
        kinds.append(f"(?P<{kind}>{'|'.join(forms)})")
    return re.compile("|".join(kinds))


def _marked_lines(text: str, lines: list[tuple[int, int]], pack: LanguagePack) -> list[tuple[int, int, str]]:
    """Lines that the pack's phrases mark as boilerplate."""
    pattern = _line_pattern(pack)
    found = []
    for start, end in lines:
        if end - start <= _LONGEST_LINE and (match := pattern.fullmatch(text, start, end)) and match.lastgroup:
            found.append((start, end, match.lastgroup))
    return found


def _attributions(text: str, lines: list[tuple[int, int]], pack: LanguagePack) -> list[tuple[int, int, str]]:
    """Lines at the end that say whose words the article gives: "Theo TTXVN"."""
    found = []
    for kind, words in pack.lexicon(BoilerplateLexicon).lines.items():
        for start, end in lines[-_TAIL_LINES:] if words.attribution else ():
            first, _, rest = text[start:end].partition(" ")
            if first in words.attribution and _is_name(rest):
                found.append((start, end, kind))
    return found


def _is_name(words: str) -> bool:
    """Whether the words can be a newspaper's or an agency's name or site, and are no sentence."""
    return (
        0 < len(words) <= 60
        and words[-1:] not in ".:,"
        and (not words[0].islower() or (" " not in words and "." in words))
    )


@dataclass(frozen=True)
class _Dates:
    """The shapes in which a page gives its date, and what its words stand for."""

    line: re.Pattern[str]
    """A whole line that holds a date, and perhaps the day of the week and the time."""
    dateline: re.Pattern[str]
    """A place, a date and a dash at the start of a paragraph."""
    months: dict[str, int]
    century: int


@cache
def _dates(pack: LanguagePack) -> _Dates:
    from babel import Locale  # most texts that are no files need no dates of pages

    locale: Any = Locale(pack.code)
    words = pack.lexicon(BoilerplateLexicon).dateline
    months = {
        normalise(name).casefold(): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
    }
    days = [name for width in ("wide", "abbreviated") for name in locale.days["format"][width].values()]
    before_year = f"(?:{any_of(words.before_year)}[ ]?)?"
    day = rf"""
        (?: (?P<d>\d{{1,2}})
            (?: [ ]?[/.-][ ]?(?P<m>\d{{1,2}})[ ]?[/.-][ ]? | [ ]*(?P<name>{any_of(months)})[ ,]* )
            {before_year} (?P<y>\d{{4}}|\d{{2}}) (?!\d)
          | (?P<y2>\d{{4}})-(?P<m2>\d{{2}})-(?P<d2>\d{{2}}) )"""
    clock = rf"""
        (?: {any_of(words.before_time)}?[ ]* \d{{1,2}}[:.]\d{{2}} (?:[:.]\d{{2}})?
            (?:[ ]*{any_of([*words.after_time, "AM", "PM"])})* )"""
    gap = r"[ \t,|:•()–-]*"
    before = rf"(?: {any_of([*words.before, *days])} {gap} )*"
    flags = re.VERBOSE | re.IGNORECASE
    return _Dates(
        line=re.compile(rf"{gap} {before} (?:{clock}{gap})? {before} {day} {gap} {clock}? {gap} \.?", flags),
        dateline=re.compile(rf"[^\d\n]{{2,40}}? [,(–-] [ ]? {before} {day} [ ]?\)? [ ]? [-–—] [ ]", flags),
        months=months,
        century=words.century,
    )


def _day(match: re.Match[str] | None, dates: _Dates) -> str | None:
    """The ISO date that the groups of a match hold, None for one that no calendar has."""
    if not match:
        return None
    month = match["m"] or match["m2"] or dates.months[match["name"].casefold()]
    year = int(match["y"] or match["y2"])
    year += dates.century if year < 100 else 0
    return common_era_date(year, int(month), int(match["d"] or match["d2"]))


def common_era_date(year: int, month: int, day: int) -> str | None:
    """The ISO date of a day whose year may be of the Buddhist Era; None where no newspaper can be of that day."""
    year -= 543 if year >= _BUDDHIST_FROM else 0
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


def date_of_line(line: str, pack: LanguagePack) -> str | None:
    """The ISO date that a line of a page's header gives; None where the line holds more than a date, or none."""
    if not _SHORT_WITH_DIGITS.match(line):
        return None
    dates = _dates(pack)
    return _day(dates.line.fullmatch(line.strip()), dates)


def _published(
    text: str, header: list[tuple[int, int]], dated: list[tuple[int, int, str]], pack: LanguagePack
) -> str | None:
    """The day of publication.

    A stamp in figures goes before a date in words: pages that bear both give the day on which the article was last
    shown in words, and the day on which it was put in in figures.
    """
    for start, end, day in dated:
        if not any(character.isalpha() for character in text[start:end]):
            return day
    if dated:
        return dated[0][2]
    dates = _dates(pack)
    for start, end in header:
        if told := _day(dates.dateline.match(text, start, min(end, start + 120)), dates):
            return told
    return None
