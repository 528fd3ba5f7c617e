"""The words of dates: what a language pack's `lexicons/dates.toml` brings, compiled to one pattern and a table.

Every word has a one-letter code for what it does in a date ("D" a day word, "M" a month's name), so that an
expression's grammar is a regular expression over codes, the same for every language. The English month names that
stamps in every language's press use are CLDR's.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ruammit.languages import LanguagePack
from ruammit.mentions.dates.lexicon import DateLexicon, DateStyle
from ruammit.mentions.dates.patterns import atom_pattern, one_of

__all__ = ["BREAK", "HOUR", "KINDS", "MEANINGS", "Words", "key", "words_of"]

BREAK = "|"
"""The code of what stands between atoms that something else parts."""

KINDS = {
    "day": "D",
    "time_of_day": "b",
    "month": "m",
    "year": "Y",
    "fiscal": "Z",
    "quarter": "Q",
    "week": "w",
    "of": "O",
    "to": "T",
    "from": "F",
    "and": "A",
    "this": "N",
    "first": "f",
    "last": "l",
    "period": "G",
    "same_period": "S",
    "century": "C",
    "decade": "K",
    "lunar_mark": "v",
    "lunar_day": "L",
    "full_moon": "R",
    "new_year": "V",
    "cycle_year": "J",
    "lunar_night": "&",
    "days_ago": "%",
    "block": "X",
    "many": "z",
    "hour": "!",
    "before_christ": "~",
}
"""Kinds of words in `[kinds]` of a lexicon, and their codes."""
VALUED = {
    "months": "M",
    "lunar_months": "U",
    "weekdays": "W",
    "quarters": "q",
    "halves": "H",
    "counts": "i",
    "parts": "P",
    "eras": "E",
}
"""Tables of words by value, and their codes."""
HOUR = KINDS["hour"]
NUMBERED_MONTH = "o"
"""The code of a month word in languages that count months ("tháng 5")."""
RELATIVE = {"day": "r", "week": "k", "weekend": "j", "month": "c", "quarter": "u", "year": "a"}
TOLD = {"day": "d", "month": "e", "year": "g", "year_before": "B"}
MEANINGS = {code: kind.replace("_", " ") for kind, code in KINDS.items()}
MEANINGS |= {code: table.removesuffix("s").replace("_", " ") for table, code in VALUED.items() if code != "i"}
MEANINGS |= {code: f"{unit} from today" for unit, code in RELATIVE.items()}
LATER = ">"
"""The code of what is counted from the date told last."""
MEANINGS[LATER] = "units after the date told last"
MEANINGS["@"] = "month"
MEANINGS["$"] = "shorthand"
MEANINGS |= {code: f"told {unit.replace('_', ' ')}" for unit, code in TOLD.items()}


@dataclass(frozen=True)
class Words:
    """A pack's date words, compiled.

    Attributes:
        pattern: finds the next atom; its groups say what it is.
        table: code and value of every word, by the word as `key` gives it.
        unit: matches a unit of time.
        style: how the press writes dates.
        past, coming, next_week, last_one: match the words that say where a date lies, seen from the day of publication.
        law: finds the head of the name of a law or plan.
        topic: matches up to its end a text (in lower case) that names a subject of statistics, such as an economy.
        event: finds a word for an event: a year behind its name is part of it.
        length: finds a word after which "the first six months" are those of a loan.
        cut_off: matches up to its end a text after which "end of" is a cut-off; group `unless` is a word that only
            ends like one for that.
        fiscal: finds what ends a text before a fiscal year.
        that, event_behind, length_behind: match what stands behind a counted unit (`[counted]`).
        summed, spanned: find what ends a text before counted months (`[counted]`).
        makes_numeral: matches what makes a word of `numerals` before it a number.
        numerals: the values of year words that are also numbers, by the word.
        weak, loose, ago, ahead, doubled, before, compared: words of `[doubt]`, as `key` gives them.
        phases: the words for the waxing and the waning moon, by "waxing" and "waning".
        lunar_day: the pack's lunar calendar (`LanguagePack.lunar_day`).
        shorthand: the unit that a capital letter stands for in the shorthand of stock news.
    """

    pattern: re.Pattern[str]
    table: dict[str, tuple[str, Any]]
    unit: re.Pattern[str]
    style: DateStyle
    past: re.Pattern[str]
    coming: re.Pattern[str]
    next_week: re.Pattern[str]
    last_one: re.Pattern[str]
    law: re.Pattern[str]
    topic: re.Pattern[str]
    event: re.Pattern[str]
    length: re.Pattern[str]
    cut_off: re.Pattern[str]
    fiscal: re.Pattern[str]
    that: re.Pattern[str]
    event_behind: re.Pattern[str]
    length_behind: re.Pattern[str]
    summed: re.Pattern[str]
    spanned: re.Pattern[str]
    makes_numeral: re.Pattern[str]
    numerals: dict[str, int]
    weak: frozenset[str]
    loose: frozenset[str]
    ago: frozenset[str]
    ahead: frozenset[str]
    doubled: frozenset[str]
    before: frozenset[str]
    compared: frozenset[str]
    phases: dict[str, str]
    lunar_day: Callable[[int, int, int, str], datetime.date | None]
    shorthand: dict[str, str]

    def weekend_part(self, code: str) -> str:
        """The part of a week that a word for a week means by its code."""
        return "end" if code == RELATIVE["weekend"] else ""


def _entries(lexicon: DateLexicon) -> list[tuple[str, str, Any]]:
    """Word, code and value of all that the lexicon holds; of a word that stands twice, the first counts."""
    month = NUMBERED_MONTH if lexicon.style.numbered_months else KINDS["month"]
    rows: list[tuple[str, str, Any]] = [(word, BREAK, None) for word in lexicon.blank.words]
    for table, code in VALUED.items():
        for value, words in getattr(lexicon, table).items():
            rows += [(word, code, value) for word in words]
    for unit, code in RELATIVE.items():
        for offset, words in getattr(lexicon.relative, unit).items():
            rows += [(word, code, offset) for word in words]
    for unit, code in TOLD.items():
        rows += [(word, code, None) for word in getattr(lexicon.told, unit)]
    for unit, words in lexicon.counted.later.items():
        rows += [(word, LATER, unit) for word in words]
    for kind, words in lexicon.kinds:
        kind = kind.removesuffix("_")
        rows += [(word, month if kind == "month" else KINDS[kind], None) for word in words]
    return rows


def key(word: str) -> str:
    """A word as the tables know it: lower case, no blanks."""
    return "".join(word.split()).lower()


def _no_day(*_: object) -> None:
    """The lunar calendar of a language without one."""


@cache
def words_of(pack: LanguagePack) -> Words:
    """The date words of a pack, compiled once."""
    lexicon = pack.lexicon(DateLexicon)
    blank = "[ ]+" if lexicon.style.boundaries else "[ ]*"
    table: dict[str, tuple[str, Any]] = {}
    for word, code, value in _entries(lexicon):
        table.setdefault(key(word.lower()), (code, value))
    words = [word.lower() for word, _, _ in _entries(lexicon)]
    kinds, doubt = lexicon.kinds, lexicon.doubt
    months = [name for names in lexicon.months.values() for name in names]
    later = [word for said in lexicon.counted.later.values() for word in said]
    units = [*kinds.day, *kinds.month, *kinds.quarter, *kinds.week, *kinds.year, *months, *later]
    topics = one_of(lexicon.topic.heads, blank)

    counted = lexicon.counted
    apart, apart_behind = (r"(?<![^\W_])", r"(?![^\W_])") if lexicon.style.boundaries else ("", "")
    unless = one_of(lexicon.cut_off.unless, blank)
    ends = [*counted.behind_numerals, *(word for said in lexicon.parts.values() for word in said)]

    def ahead(said: Sequence[str]) -> re.Pattern[str]:
        return re.compile(apart + one_of(said, blank) + r"[ ]*\Z")

    def behind(said: Sequence[str]) -> re.Pattern[str]:
        return re.compile("[ ]*" + one_of(said, blank) + apart_behind)

    def keys(said: Sequence[str]) -> frozenset[str]:
        return frozenset(map(key, said))

    def after_blanks(said: Sequence[str]) -> re.Pattern[str]:
        return re.compile("[ ]*" + one_of(said, blank))

    return Words(
        pattern=atom_pattern(words, lexicon.style, lexicon.shorthand),
        table=table,
        unit=after_blanks(units),
        style=lexicon.style,
        law=re.compile(one_of(lexicon.law.heads, blank)),
        topic=re.compile(rf"(?P<head>{topics})[^\d.,;:()\n]*\Z"),
        event=re.compile(one_of(lexicon.topic.events, blank)),
        length=re.compile(one_of(doubt.lengths, blank)),
        cut_off=re.compile(rf"(?:(?P<unless>{unless})|{one_of(lexicon.cut_off.before, blank)})[ ]*\Z"),
        fiscal=ahead(lexicon.fiscal.before),
        that=behind(counted.that),
        event_behind=behind(counted.events),
        length_behind=behind(counted.lengths),
        summed=ahead(counted.sums),
        spanned=ahead(counted.spans),
        makes_numeral=re.compile(rf"[ ]+{one_of(units, blank)}[ ]+{one_of(ends, blank)}(?![^\W_])"),
        numerals={key(word): number for number, said in counted.numerals.items() for word in said},
        phases=lexicon.phases,
        lunar_day=pack.lunar_day or _no_day,
        shorthand={letter: unit for unit, letters in lexicon.shorthand for letter in letters},
        past=after_blanks(lexicon.direction.past),
        coming=after_blanks(lexicon.direction.coming),
        next_week=after_blanks(lexicon.direction.next_week),
        last_one=after_blanks(lexicon.direction.last_one),
        weak=keys(doubt.weak),
        loose=keys(doubt.loose),
        ago=keys(doubt.ago),
        ahead=keys(doubt.ahead),
        doubled=keys(doubt.doubled),
        before=keys(doubt.before),
        compared=keys(doubt.compared),
    )
