"""Datelines: lines and stamps in which a page says when it was published.

What is a date is known to the rules of dates (`ruammit.mentions.dates`); here is known what may stand around it on a
page: labels, weekdays, clocks, counters of readers, the name of a site or a section. The words are the pack's
`lexicons/boilerplate.toml`, the names of weekdays CLDR's (through Babel) and the pack's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from typing import Any

from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import Table, Words
from ruammit.mentions.dates.written import WrittenDay, written_days

__all__ = ["Dateline", "DatelineWords", "Stamp", "common_era_date", "dateline_of", "opening_of"]

_BUDDHIST_FROM = 2400
"""Years from here on count from the Buddhist Era, 543 years before the Common Era."""
_YEARS = range(1800, 2200)
"""Years of the Common Era in which something can be published."""
_FIRST_PAGES = 1990
"""No page is of an earlier year: a year of two digits that would be one is of the Common Era."""
_LONGEST = 140
"""Characters of the longest dateline."""
_LONGEST_NAME = 40
"""Characters of the longest name of a site, section or author in a dateline."""
_DATES = 3
"""The most dates in a dateline: published, updated, printed."""

_TWO_NUMBERS = re.compile(r"[^\d\n]*\d+[^\d\n]+\d")
"""Every whole date has a day and a year in figures."""
_SEPARATOR = r"[|•·‧»›/,;:–—-]|\t|[ ]{2,}"
_STRONG_SEPARATOR = r"[|•·‧»›]|\t|[ ]{2,}"
"""Separators that stand in no sentence."""


class DatelineWords(Table):
    """What stands around the date in a line of its own."""

    published: Words = frozenset()
    """Labels of the day on which a page was put in."""
    updated: Words = frozenset()
    """Labels of the day on which it was changed."""
    day: Words = frozenset()
    """Words before a date that are no labels."""
    weekdays: Words = frozenset()
    """Weekdays as pages shorten them, beside the names of CLDR."""
    before_time: Words = frozenset()
    after_time: Words = frozenset()
    counters: Words = frozenset()
    """What a page counts beside its date: readers, comments."""


class Stamp(IntEnum):
    """What a dateline is good for: of several, the one with the lowest value tells the day of publication."""

    PUBLISHED = 0
    """It is labelled so."""
    FIGURES = 1
    """It is all figures. Pages that also have a date in words give in words the day on which they were last shown."""
    WORDS = 2
    UPDATED = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline of a page.

    Attributes:
        day: ISO date of the Common Era.
        stamp: what it is good for.
        alone: whether nothing but dates, weekdays, clocks and labels stands in the line.
    """

    day: str
    stamp: Stamp
    alone: bool


def common_era_date(year: int, month: int, day: int) -> str | None:
    """The ISO date of a day whose year may be of the Buddhist Era; None where no newspaper can be of that day."""
    year -= 543 if year >= _BUDDHIST_FROM else 0
    try:
        return date(year, month, day).isoformat() if year in _YEARS else None
    except ValueError:
        return None


@dataclass(frozen=True)
class _Around:
    """What may stand around a date, compiled."""

    noise: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    label_first: re.Pattern[str]
    clock: re.Pattern[str]
    english: re.Pattern[str]
    letter: re.Pattern[str]


@cache
def _around(pack: LanguagePack) -> _Around:
    from babel import Locale  # most texts that are no files need no dates of pages

    from ruammit.readers.boilerplate import BoilerplateLexicon

    words = pack.lexicon(BoilerplateLexicon).dateline

    def days(code: str) -> set[str]:
        names: Any = Locale(code).days["format"]
        return {name.rstrip(".") for width in ("wide", "abbreviated") for name in names[width].values()}

    def either(*lists: frozenset[str] | set[str]) -> str:
        entries = {entry for part in lists for entry in part}
        return rf"(?:{'|'.join(map(_edged, sorted(entries, key=len, reverse=True)))})" if entries else "(?!)"

    def _edged(entry: str) -> str:
        """The entry as a whole word, where letters of a script with spaces end it."""
        left = r"(?<![^\W\d_])" if pack.script.is_spaced(entry[0]) else ""
        right = r"(?![^\W\d_])" if pack.script.is_spaced(entry[-1]) else ""
        return left + re.escape(entry) + right

    english = days("en")
    after_time = (
        rf"(?:[ ]?\(?(?:{either(words.after_time)}|[ap]\.?m\b\.?|(?:gmt|utc)?[ ]?[+-]\d\d?(?::?\d\d)?|gmt|utc|z\b)\)?)"
    )
    clock = rf"""(?:{either(words.before_time)}[ ]*)?(?<!\d)(?:t[ ]?)?
        (?:\d{{1,2}}[ ]?[:.h][ ]?\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,6}})?
            |\d{{1,2}}[ ]?(?:{either(words.after_time)})[ ]?\d{{0,2}})
        (?!\d)(?:{after_time})*"""
    counter = rf"[\d.,]+[km]?[ ]?{either(words.counters)}|{either(words.counters)}[ ]?:?[ ]?[\d.,]+[km]?"
    labels = either(words.published, words.updated, words.day)
    letter = rf"\w{pack.script.letters}"
    weekday = rf"(?<![{letter}]){either(days(pack.code), english, words.weekdays)}(?![{letter}])\.?"
    noise = rf"{counter}|{clock}|{labels}|{weekday}|[^{letter}\s]|_"
    flags = re.VERBOSE | re.IGNORECASE
    compiled = {
        "noise": noise,
        "published": either(words.published),
        "updated": either(words.updated),
        "label_first": rf"\W*{either(words.published)}[ ]*[:\-]?[ ]*",
        "clock": clock,
        "english": either(english),
        "letter": rf"[{letter}]",
    }
    # In verbose patterns blanks within words count only as classes.
    return _Around(**{name: re.compile(_blanks(pattern), flags) for name, pattern in compiled.items()})


def _blanks(pattern: str) -> str:
    """The pattern with escaped blanks as classes, so that a word's blanks count in a verbose one."""
    return pattern.replace("\\ ", "[ ]")


def dateline_of(line: str, pack: LanguagePack) -> Dateline | None:
    """The dateline that a line of a page is; None where it holds no whole date, or more than a dateline does.

    Args:
        line: one line, in its reading view.
        pack: the pack of the text's language.
    """
    line = line.strip()
    if len(line) > _LONGEST or not _TWO_NUMBERS.match(line):
        return None
    days = written_days(line, pack)
    if not 1 <= len(days) <= _DATES:
        return None
    around = _around(pack)
    rest = around.noise.sub(" ", _without(line, days)).split()
    if rest and not _beside(line, days, " ".join(rest), around):
        return None
    day, stamp = _told(line, days, around)
    return Dateline(day, stamp, not rest) if day else None


def _without(line: str, days: list[WrittenDay]) -> str:
    """The line with a blank for every date."""
    pieces, at = [], 0
    for found in days:
        pieces.append(line[at : found.start])
        at = found.end
    return "  ".join([*pieces, line[at:]])


def _told(line: str, days: list[WrittenDay], around: _Around) -> tuple[str | None, Stamp]:
    """The day that the dates of a line tell, and what the line is good for."""
    told: list[tuple[Stamp, str | None]] = []
    at = 0
    for found in days:
        label = line[at : found.start]
        if around.updated.search(label):
            stamp = Stamp.UPDATED
        elif around.published.search(label):
            stamp = Stamp.PUBLISHED
        else:
            stamp = Stamp.WORDS if any(letter.isalpha() for letter in line) else Stamp.FIGURES
        told.append((stamp, _plausible(line[found.start : found.end], found.day)))
        at = found.end
    stamp, day = min(told, key=lambda row: row[0])
    return day, stamp


def _plausible(written: str, day: str) -> str | None:
    """The day, its year of two digits taken for one of the Common Era where no page can be as old."""
    year, month, number = map(int, day.split("-"))
    short = re.search(r"(?<!\d)\d\d\Z", written)
    if year < _FIRST_PAGES and short:
        year = 2000 + int(short.group())
    return common_era_date(year, month, number)


def _beside(line: str, days: list[WrittenDay], rest: str, around: _Around) -> bool:
    """Whether what stands beside the dates can be the name of a site, a section or an author."""
    if len(rest) > _LONGEST_NAME or any(character.isdigit() for character in rest):
        return False
    before, after = line[: days[0].start], line[days[-1].end :]
    after = around.noise.sub(" ", after).strip()
    if after and around.noise.sub(" ", before).strip():
        return False
    clock = around.clock.search(_without(line, days)) is not None
    if line.endswith((".", "!", "?", "…")) and not line[-2:-1].isupper():  # a sentence
        return False
    if around.published.search(line) or around.updated.search(line):
        return True
    if after:
        strong = re.match(rf"\W*?(?:{_STRONG_SEPARATOR})", around.clock.sub(" ", line[days[-1].end :])) is not None
        return strong or (clock and not after[0].islower())
    if (
        before[-1:] not in ("", " ") and around.letter.match(before[-1:]) and line[days[0].start].isdigit()
    ):  # the parts of a page run into one another
        return True
    separated = re.search(rf"(?:{_SEPARATOR})[ ]*\Z", _bare_end(before, around)) is not None
    figures = line[days[0].start].isdigit() and not any(c.isalpha() for c in line[days[0].start : days[0].end])
    in_english = around.english.search(before) is not None
    return separated or (figures and (clock or " " not in rest)) or (clock and in_english)


def _bare_end(before: str, around: _Around) -> str:
    """What stands before a date, without the weekday, clock and label right before it."""
    end = len(before)
    for match in reversed(list(around.noise.finditer(before))):
        if before[match.end() : end].strip():
            break
        if around.letter.match(match.group()):
            end = match.start()
    return before[:end]


def opening_of(text: str, start: int, end: int, pack: LanguagePack) -> tuple[int, str] | None:
    """The dateline at the start of a paragraph, as its end and its ISO date.

    That is a label and a date ("Published 2025-09-20 The prime minister ..."), or a place, a date and a dash ("Hanoi,
    5 May 2025 - Leaders met ...").

    Args:
        text: the text.
        start: where the paragraph starts.
        end: where it ends.
        pack: the pack of the text's language.
    """
    head = text[start : min(end, start + _LONGEST)]
    days = written_days(head, pack) if _TWO_NUMBERS.match(head) else []
    if not days:
        return None
    found, around = days[0], _around(pack)
    before = head[: found.start]
    day = _plausible(head[found.start : found.end], found.day)
    if day is None:
        return None
    if around.label_first.fullmatch(before):
        return start + found.end, day
    rest = around.noise.sub(" ", before).strip()
    after = re.match(r"[ ]?\)?[ ]?(?::[ ]|[-–—][ ])", head[found.end :])
    sign = re.search(r"[,(–-][ ]?\Z", _bare_end(before, around).rstrip() + " ")
    named = sign is not None or len(rest.split()) == 1
    if after and rest and named and len(before) <= _LONGEST_NAME and not any(c.isdigit() for c in before):
        return start + found.end, day
    return None
