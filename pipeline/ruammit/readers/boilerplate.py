"""What surrounds an article's own words on its page, its title, and its day of publication.

Knows no language: the phrases are each language pack's `lexicons/boilerplate.toml`, the names of months and days are
CLDR's (through Babel). Nothing is cut from the text: boilerplate is named by its spans, and whoever reads on decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import Field

from ruammit.languages import LanguagePack
from ruammit.languages.lexicons import Lexicon, Table, WordList, Words
from ruammit.matching import any_of
from ruammit.readers.datelines import Dateline, DatelineWords, dateline_of, opening_of
from ruammit.schema import Boilerplate
from ruammit.text.normalization import Reading, reading_of

__all__ = ["Page", "date_of_line", "read_page"]

_HEADER_LINES = 8
"""The first so many lines that hold anything may be a page's header."""
_STAMPED_LINES = 12
"""Of the first so many lines, one that holds nothing but a date and what goes with it is the page's."""
_TAIL_LINES = 6
"""The last so many lines that hold anything may name the source."""
_LONGEST_LINE = 300
"""A longer line is a paragraph, whatever it starts or ends with."""
_LONGEST_TITLE = 250

_LINE = re.compile(r"[^\s][^\n]*")
_CRUMBS = re.compile(r"[^\n>»›]{1,40}(?:[>»›][^\n>»›]{1,40})+")
"""The way from a site's front page to the article: "Home > Business > Energy"."""


class HeaderWords(Table):
    """What stands in the first line beside the title."""

    before_title: WordList = ()
    """Site and section, before the title."""
    after_title: WordList = ()
    """Site, after the title."""


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
    header = lines[:_HEADER_LINES]
    dated = _datelines(reading.text, lines[:_STAMPED_LINES], pack)
    dated = [row for row in dated if row[0] <= (header[-1][0] if header else 0) or row[2].alone]
    signed = [row for row in _datelines(reading.text, lines[_STAMPED_LINES:][-_TAIL_LINES:], pack) if row[2].alone]
    published, opening = _published(reading.text, header, dated, signed, pack)
    found = [(start, end, "date") for start, end, _ in (*dated, *signed)]
    found += [(start, end, "header") for start, end in header if _CRUMBS.fullmatch(reading.text, start, end)]
    found += _marked_lines(reading.text, lines, pack)
    found += _attributions(reading.text, lines, pack)
    marked = {start for start, _, _ in found}
    title, site = _title(reading, [line for line in header if line[0] not in marked], pack)
    if site:
        found.append((*site, "header"))
    if opening:
        found.append((*opening, "date"))
    return Page(title, published, _spans(reading, found))


def _datelines(text: str, lines: list[tuple[int, int]], pack: LanguagePack) -> list[tuple[int, int, Dateline]]:
    """Those of the lines that are datelines."""
    return [(start, end, line) for start, end in lines if (line := dateline_of(text[start:end], pack))]


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


def date_of_line(line: str, pack: LanguagePack) -> str | None:
    """The ISO date that a line of a page's header gives; None where the line holds more than a dateline, or none."""
    found = dateline_of(line, pack)
    return found.day if found else None


def _published(
    text: str,
    header: list[tuple[int, int]],
    dated: list[tuple[int, int, Dateline]],
    signed: list[tuple[int, int, Dateline]],
    pack: LanguagePack,
) -> tuple[str | None, tuple[int, int] | None]:
    """The day of publication, and the stretch of a paragraph that tells it, where none of the datelines does."""
    if dated:
        return min(dated, key=lambda row: row[2].stamp)[2].day, None
    for start, end in header:
        if found := opening_of(text, start, end, pack):
            return found[1], (start, found[0])
    return (signed[-1][2].day if signed else None), None
