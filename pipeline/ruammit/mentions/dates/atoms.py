"""The atoms of date expressions: the numbers, words and signs that dates are made of, found in one pass.

Every atom has a one-letter code for what it does in a date ("D" a day word, "M" a month's name, "y" four digits); the
words and their codes are those of `ruammit.mentions.dates.words`. Atoms that something else stands between are parted
by `BREAK`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ruammit.languages import LanguagePack
from ruammit.mentions.dates.patterns import english_months
from ruammit.mentions.dates.words import BREAK, HOUR, KINDS, MEANINGS, Words, key, words_of
from ruammit.text.scripts import LATIN

__all__ = ["Atom", "Atoms", "atoms_of"]

# A number's code tells what it can be: a month or day, a day, a short year, a year, a dotted date, none of them.
MONTH_NUMBER, DAY_NUMBER, SHORT_YEAR, YEAR, DOTTED_DATE, DOTTED_DAY, DOTTED_MONTH, OTHER = "insytphx"


_LINKS = frozenset("OANlf_),vJ&%")
"""Codes of what stands only after something else in an expression."""


class Atom(NamedTuple):
    """One atom: its code, where it stands in the text, and the value of a number or word."""

    code: str
    start: int
    end: int
    value: Any = None

    @property
    def meaning(self) -> str:
        """What the atom was read as, in English ("month 5"); empty for signs and breaks."""
        value = "" if self.value is None else str(self.value)
        return f"{MEANINGS.get(self.code, '')} {value}".strip()


class Atoms(NamedTuple):
    """The atoms of a text: `codes[i]` is the code of `atoms[i]`, breaks too; `lowered` is it in lower case."""

    codes: str
    atoms: list[Atom]
    lowered: str


_UNIT_AFTER = re.compile(r"[a-z%]|[.,]\d", re.ASCII)
_CLOCK_AFTER = re.compile(r":\d", re.ASCII)
_CLOCK_BEFORE = re.compile(r"\d:\Z", re.ASCII)
_WHOLE_DATE = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4})(?!\d)", re.ASCII)
_GLUED_BEFORE = re.compile(rf"(?:[{LATIN.letters}$€£¥#+](?<!\bt)|[a-z]-(?<!\bi-)(?<!\bii-)(?<!\biii-)(?<!\biv-))\Z")
"""A letter or currency sign before a number, or a letter and a hyphen ("F-35"); but "T10" and "II-2016" are dates."""


def _number(text: str, start: int, end: int, until: int, *, glued: bool) -> tuple[str, Any]:
    """Code and value of the digits at this place.

    Args:
        text: in lower case.
        start: where they start.
        end: where they end.
        until: where they end with the ending of an ordinal ("31st").
        glued: whether a letter right before them makes them part of a word.
    """
    written = text[start:end]
    if _UNIT_AFTER.match(text, until):
        return OTHER, None
    if glued and _GLUED_BEFORE.search(text, max(start - 2, 0), start):
        return OTHER, None
    if written.isdecimal():
        value = int(written[:5])
        if len(written) == 4 and 1000 <= value < 3000:
            return YEAR, value
        if written == "00":
            return SHORT_YEAR, 0
        if len(written) > 2 or value == 0:
            return OTHER, value if len(written) < 4 else None
        return (MONTH_NUMBER if value <= 12 else DAY_NUMBER if value <= 31 else SHORT_YEAR), value
    return _dotted(written)


def _dotted(written: str) -> tuple[str, Any]:
    """Code and value of numbers with points between them: "16.5.2019", "16.5", "9.2015"."""
    if "," in written or len(written) > 10:
        return OTHER, None
    parts = [int(part) for part in written.split(".")]
    digits = [len(part) for part in written.split(".")]
    if max(digits[:-1]) > 2 or len(parts) > 3:
        return OTHER, None
    day_like = 1 <= parts[0] <= 31 and 1 <= parts[1] <= 12
    if len(parts) == 3:
        return (DOTTED_DATE, (*parts, digits[2])) if day_like and digits[2] in (2, 4) else (OTHER, None)
    if digits[1] == 4 and 1 <= parts[0] <= 12:
        return DOTTED_MONTH, parts
    return (DOTTED_DAY, parts) if day_like and digits[1] <= 2 else (OTHER, None)


def _sign(text: str, start: int, end: int) -> str:
    """Code of a sign: of `/` only where a number is beside it; of `-` so between numbers; of a dash elsewhere, "_"."""
    sign = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    if sign == "/":
        beside = before.isdecimal() or after.isdecimal()
        return "/" if beside and not before.isspace() and not after.isspace() else BREAK
    if sign in "(),":
        return sign
    return "-" if sign == "-" and (before.isdecimal() or before in ("i", "v")) and after.isdecimal() else "_"


_ROMAN = {"i": 1, "v": 5, "x": 10}
_SHORTHAND = re.compile(r"[^\W\d_]")


def _roman(written: str) -> int:
    """The value of Roman numerals."""
    values = [_ROMAN[letter] for letter in written]
    return sum(-one if one < two else one for one, two in zip(values, [*values[1:], 0], strict=True))


def _shorthand(text: str, start: int, end: int, words: Words) -> tuple[str, int, int, int] | None:
    """Unit, number, year and digits of the year of a shorthand; None where its letter is not a capital: "1m68"."""
    letter = _SHORTHAND.search(text, start, end)
    if letter is None or not letter.group().isupper():
        return None
    number, year = re.findall(r"\d+", text[start:end])
    return words.shorthand[letter.group()], int(number), int(year), len(year)


_BEFORE = 25
"""Characters before a word in which one is looked for that gives it another meaning."""


def lower(text: str) -> str:
    """The text in lower case, of the same length."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose lower case is two
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered


class _Scanner:
    """Reads the atoms of one text, from left to right."""

    def __init__(
        self, words: Words, text: str, amounts: Collection[int], spelled: Mapping[int, tuple[int, int]]
    ) -> None:
        self.words = words
        self.text = text
        self.lowered = lower(text)
        self.amounts = amounts
        self.spelled = spelled
        self.atoms: list[Atom] = []
        self.at = 0
        self.apart = False

    def read(self) -> Atoms:
        for match in self.words.pattern.finditer(self.lowered):
            if match.start() < self.at:  # inside a year in words
                continue
            found = self._read(match)
            if found is None:
                self.at, self.apart = match.end(), True
            else:
                self._add(*found, match.end())
        self.atoms.append(Atom(BREAK, self.at, len(self.text)))
        return Atoms("".join([atom.code for atom in self.atoms]), self.atoms, self.lowered)

    def _read(self, match: re.Match[str]) -> tuple[str, int, int, Any] | None:
        """Code, start, end and value of what was matched; None: it is of no use."""
        start, end = match.span()
        kind = match.lastgroup
        if kind == "number":
            return None if self._of_clock(start, end) else self._number(start, end)
        if kind == "sign":
            return _sign(self.lowered, start, end), start, end, None
        if kind == "word" and match["word"]:
            if "roman" in match.re.groupindex and match["roman"]:
                return "I", start, end, _roman(match.group())
            return self._word(match.group(), start, end)
        if kind == "ordinal":
            return self._number(start, match.end("number"), end)
        if kind == "iso":
            year, month, day = (int(part) for part in re.split("[-/.]", match["iso"]))
            return DOTTED_DATE, start, match.end("iso"), (day, month, year, 4)
        if kind == "apostrophe":
            return SHORT_YEAR, start, end, int(match["apostrophe"])
        if kind == "english":
            capital = self.text[start].isupper()
            return ("@", start, end, english_months()[match["english"]]) if capital else None
        told = _shorthand(self.text, start, end, self.words)
        return None if told is None else ("$", start, end, told)

    def _of_clock(self, start: int, end: int) -> bool:
        """Whether a number is the hours or minutes of a clock: "09:30", "9 giờ 30"."""
        if _CLOCK_AFTER.match(self.text, end) or _CLOCK_BEFORE.search(self.text, max(start - 2, 0), start):
            return True
        return (
            not self.apart and bool(self.atoms) and self.atoms[-1].code == HOUR and self.text[self.at : start].isspace()
        )

    def _number(self, start: int, end: int, last: int = 0) -> tuple[str, int, int, Any]:
        # Where a page's parts are joined, a whole date stands right behind a word in small letters.
        joined = self.text[start - 2 : start].islower() and _WHOLE_DATE.match(self.text, start)
        after_month = len(self.atoms) > 1 and self.atoms[-2].code == "@" and self.at == start
        code, value = _number(self.lowered, start, end, last or end, glued=not joined and not after_month)
        if code in (YEAR, SHORT_YEAR) and start in self.amounts and self.atoms and self.atoms[-1].code not in "YZE/-":
            code = OTHER
        return code, start, last or end, value

    def _word(self, word: str, start: int, end: int) -> tuple[str, int, int, Any] | None:
        code, value = self.words.table.get(word) or self.words.table[key(word)]
        if code == KINDS["year"] and self.words.fiscal.search(self.lowered, max(start - _BEFORE, 0), start):
            code = KINDS["fiscal"]
        if value == "end" and self._after_cut_off(start):
            value = "close"  # "as of the end of October" is its last day, "at the end of October" its last third
        number = self.words.numerals.get(key(word)) if self.words.numerals else None
        if number is not None and self.words.makes_numeral.match(self.lowered, end):
            code, value = "i", number
        if code == "i":
            if not self.words.unit.match(self.lowered, end):  # a number word that counts nothing here
                return None
            code = MONTH_NUMBER if value <= 12 else DAY_NUMBER
        return code, start, end, value

    def _after_cut_off(self, start: int) -> bool:
        """Whether a word that makes "end of" a cut-off stands right before this place."""
        said = self.words.cut_off.search(self.lowered, max(start - _BEFORE, 0), start)
        return said is not None and not said["unless"]

    def _add(self, code: str, start: int, end: int, value: Any, until: int) -> None:
        """Adds an atom; `until` is where the next one may start."""
        if start > self.at and not self.apart:
            between = self.lowered[self.at : start]
            self.apart = not between.isspace() or "\n" in between
        self.at = until
        if self.apart and code in _LINKS:  # it has nothing on its left to link
            return
        if self.apart:
            self.atoms.append(Atom(BREAK, start, start))
        self.atoms.append(Atom(code, start, end, value))
        self.apart = False
        if code in "YZE" and self.spelled:
            self._add_spelled_year(end)

    def _add_spelled_year(self, end: int) -> None:
        """The year in words right behind a year word."""
        start = end + len(self.text[end : end + 2]) - len(self.text[end : end + 2].lstrip(" "))
        if found := self.spelled.get(start):
            self.atoms.append(Atom(YEAR, start, found[0], found[1]))
            self.at = found[0]


def atoms_of(
    pack: LanguagePack,
    text: str,
    amounts: Collection[int] = (),
    spelled: Mapping[int, tuple[int, int]] | None = None,
) -> Atoms:
    """The atoms of the text, in order, and their codes.

    Args:
        pack: the language pack whose words count.
        text: the text, in its reading view.
        amounts: where amounts of money, percentages and numbers with a multiplier start: none of them is a year.
        spelled: years in words: end and value by start.
    """
    return _Scanner(words_of(pack), text, amounts, spelled or {}).read()
