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
from ruammit.mentions.dates.lexicon import DateLexicon, DateStyle, Shorthand

__all__ = ["BREAK", "HOUR", "MEANINGS", "Words", "english_months", "key", "words_of"]

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
        length: matches up to its end a text after which "the first six months" are those of a loan.
        cut_off: matches up to its end a text after which "end of" is a cut-off.
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
    for kind, words in lexicon.kinds:
        kind = kind.removesuffix("_")
        rows += [(word, month if kind == "month" else KINDS[kind], None) for word in words]
    return rows


def key(word: str) -> str:
    """A word as the tables know it: lower case, no blanks."""
    return "".join(word.split()).lower()


def _trie(words: list[str], blank: str) -> str:
    """A regular expression for the longest of the words at a place, that looks at each letter once."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}

    def written(node: dict[str, Any]) -> str:
        branches = [(blank if c == " " else re.escape(c)) + written(below) for c, below in sorted(node.items()) if c]
        if not branches:
            return ""
        inner = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
        return inner + ("?" if "" in node else "")

    return written(root)


def _one_of(words: Sequence[str], blank: str) -> str:
    return _trie([word.lower() for word in words], blank) if words else r"(?!)"


@cache
def english_months() -> dict[str, int]:
    """The English names of the months and their short forms, in lower case (CLDR)."""
    from babel import Locale  # a twentieth of a second

    months: Any = Locale("en").months["format"]
    names = {name.lower(): number for width in ("wide", "abbreviated") for number, name in months[width].items()}
    return names | {"sept": 9}


def _atom_pattern(words: list[str], style: DateStyle, shorthand: Shorthand) -> re.Pattern[str]:
    """Finds the next atom of a text in lower case. What stands ahead passes over most letters at once."""
    apart = style.boundaries
    blank = "[ ]+" if apart else "[ ]*"
    trie = _trie(words, blank)
    if apart:
        roman = "(?P<roman>(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))"
        trie = rf"(?<![^\W_])(?:{trie}|{roman})(?![^\W\d_])"
    english = _trie(sorted(english_months()), "")
    quarter, half, months = (f"[{''.join(letters).lower()}]" for _, letters in shorthand)
    year = r"(?:(?:19|20|24|25|26)\d\d|\d\d)(?![\da-z]|[.,]\d)"
    short = rf"""(?<![\da-z.,])(?:(?:[1-4][ ]?{quarter}|[12][ ]?{half})[ ]?[/'’-]?[ ]?{year}
        |(?:1[0-2]|[1-9]){months}[/'’-]?{year}|(?:{quarter}[.]?[1-4]|{half}[.]?[12])[ ]?[/'’-][ ]?{year})"""
    iso = r"""(?<![\da-z.,/-])(?P<iso>(?:19|20|24|25|26)\d\d(?P<dash>[-/.])(?:0\d|1[0-2])(?P=dash)(?:[0-2]\d|3[01]))
        (?:t\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:z|[+-]\d\d:?\d\d)?|(?![\da-z]|[-/.,]\d))"""
    signs = r"/(),–—~\-"
    initials = re.escape(
        "".join(sorted({word[0] for word in (*words, *english_months(), "q", "h")} | set("ivx" * apart)))
    )
    return re.compile(
        rf"""(?=[\d{signs}{initials}'’‘])(?:
            (?=[\dqh])(?P<shorthand>{short})
            |(?P<word>{trie})
            |(?<![a-z])(?P<english>{english})\.?(?![a-z])
            |(?=[\d])(?:{iso}|(?P<number>\d+(?:[.,]\d+)*)(?P<ordinal>(?:st|nd|rd|th)(?![a-z]))?)
            |(?<!\d)['’‘](?P<apostrophe>\d\d)(?![\d%])
            |(?P<sign>[{signs}]))""",
        re.VERBOSE,
    )


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
    units = [*kinds.day, *kinds.month, *kinds.quarter, *kinds.week, *kinds.year, *months]
    topics = _one_of(lexicon.topic.heads, blank)

    def keys(said: Sequence[str]) -> frozenset[str]:
        return frozenset(map(key, said))

    def after_blanks(said: Sequence[str]) -> re.Pattern[str]:
        return re.compile("[ ]*" + _one_of(said, blank))

    return Words(
        pattern=_atom_pattern(words, lexicon.style, lexicon.shorthand),
        table=table,
        unit=after_blanks(units),
        style=lexicon.style,
        law=re.compile(_one_of(lexicon.law.heads, blank)),
        topic=re.compile(rf"(?P<head>{topics})[^\d.,;:()\n]*\Z"),
        event=re.compile(_one_of(lexicon.topic.events, blank)),
        length=re.compile(_one_of(doubt.lengths, blank) + r"[ ]*\Z"),
        cut_off=re.compile(_one_of(lexicon.cut_off.before, blank) + r"[ ]*\Z"),
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
