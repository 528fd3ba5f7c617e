"""The atoms of date expressions: the numbers, words and signs that dates are made of, found in one pass.

Every atom has a one-letter code for what it does in a date ("D" a day word, "M" a month's name, "y" four digits), so
that an expression's grammar is a regular expression over codes, the same for every language. A language pack's
`lexicons/dates.toml` brings the words. Atoms that something else stands between are parted by `BREAK`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from ruammit.languages import LanguagePack
from ruammit.text.normalization import normalise

__all__ = ["BREAK", "Atom", "Atoms", "Words", "atoms_of", "key", "words_of"]

BREAK = "|"

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
RELATIVE = {"day": "r", "week": "k", "month": "c", "quarter": "u", "year": "a"}
TOLD = {"day": "d", "month": "e", "year": "g", "year_before": "B"}
_MEANINGS = {code: kind.replace("_", " ") for kind, code in KINDS.items()}
_MEANINGS |= {code: table.removesuffix("s").replace("_", " ") for table, code in VALUED.items() if code != "i"}
_MEANINGS |= {code: f"{unit} from today" for unit, code in RELATIVE.items()}
_MEANINGS |= {code: f"told {unit.replace('_', ' ')}" for unit, code in TOLD.items()}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

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
        return f"{_MEANINGS.get(self.code, '')} {value}".strip()


class Atoms(NamedTuple):
    """The atoms of a text: `codes[i]` is the code of `atoms[i]`, breaks too; `lowered` is it in lower case."""

    codes: str
    atoms: list[Atom]
    lowered: str


@dataclass(frozen=True)
class Words:
    """A pack's date words, compiled."""

    pattern: re.Pattern[str]
    table: dict[str, tuple[str, Any]]
    unit: re.Pattern[str]
    style: dict[str, Any]
    past: re.Pattern[str]
    coming: re.Pattern[str]
    law: re.Pattern[str]
    cut_off: re.Pattern[str]
    weak: frozenset[str]
    loose: frozenset[str]
    ago: frozenset[str]
    doubled: frozenset[str]
    before: frozenset[str]
    phases: dict[str, str]


def _entries(lexicon: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Word, code and value of all that the lexicon holds; of a word that stands twice, the first counts."""
    rows: list[tuple[str, str, Any]] = [(word, BREAK, None) for word in lexicon["blank"]["words"]]
    for table, code in VALUED.items():
        for value, words in lexicon.get(table, {}).items():
            rows += [(word, code, int(value) if value.isdecimal() else value) for word in words]
    for unit, code in RELATIVE.items():
        for offset, words in lexicon["relative"].get(unit, {}).items():
            rows += [(word, code, int(offset)) for word in words]
    for unit, code in TOLD.items():
        rows += [(word, code, None) for word in lexicon["told"].get(unit, ())]
    for kind, words in lexicon["kinds"].items():
        rows += [(word, KINDS[kind], None) for word in words]
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


def _one_of(words: list[str], blank: str) -> str:
    return _trie([normalise(word).lower() for word in words], blank) if words else r"(?!)"


@cache
def words_of(pack: LanguagePack) -> Words:
    """The date words of a pack, compiled once."""
    lexicon = pack.lexicon("dates")
    style = lexicon["style"]
    blank = "[ ]+" if style["boundaries"] else "[ ]*"
    table: dict[str, tuple[str, Any]] = {}
    for word, code, value in _entries(lexicon):
        table.setdefault(key(normalise(word).lower()), (code, value))
    words = [normalise(word).lower() for word, _, _ in _entries(lexicon)]
    trie = _trie(words, blank)
    apart = style["boundaries"]
    trie = rf"(?<![^\W_])(?:{trie}|(?P<roman>i{{1,3}}|iv))(?![^\W\d_])" if apart else rf"(?:{trie})"
    # What stands ahead passes over most letters at once.
    signs = r"/(),–—~\-"
    initials = re.escape("".join(sorted({word[0] for word in words} | ({"i"} if apart else set()))))
    pattern = re.compile(
        rf"(?=[\d{signs}{initials}])(?:{trie}|(?=[\d{signs}])(?:(?P<number>\d+(?:[.,]\d+)*)|(?P<sign>[{signs}])))"
    )
    kinds = lexicon["kinds"]
    units = [word for kind in ("day", "month", "quarter", "week", "year") for word in kinds.get(kind, ())]
    direction = lexicon["direction"]
    doubts = {
        name: frozenset(key(normalise(word)) for word in lexicon["doubt"][name])
        for name in ("weak", "loose", "ago", "doubled", "before")
    }
    return Words(
        pattern,
        table,
        re.compile("[ ]*" + _one_of(units, blank)),
        style,
        re.compile("[ ]*" + _one_of(direction["past"], blank)),
        re.compile("[ ]*" + _one_of(direction["coming"], blank)),
        re.compile(_one_of(lexicon["law"]["heads"], blank)),
        re.compile(_one_of(lexicon["cut_off"]["before"], blank) + r"[ ]*\Z"),
        phases=lexicon.get("phases", {}),
        **doubts,
    )


_UNIT_AFTER = re.compile(r"[a-z%]|[.,]\d", re.ASCII)
_GLUED_BEFORE = re.compile(r"(?:[a-z$€£¥#+](?<!\bt)|[a-z]-(?<!\bi-)(?<!\bii-)(?<!\biii-)(?<!\biv-))$", re.ASCII)
"""A letter or currency sign before a number, or a letter and a hyphen ("F-35"); but "T10" and "II-2016" are dates."""


def _number(text: str, start: int, end: int) -> tuple[str, Any]:
    """Code and value of the digits at this place."""
    written = text[start:end]
    if _UNIT_AFTER.match(text, end) or _GLUED_BEFORE.search(text, max(start - 2, 0), start):
        return OTHER, None
    if written.isdecimal():
        value = int(written[:5])
        if len(written) == 4 and 1000 <= value < 3000:
            return YEAR, value
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
    """Code of a sign: of `/` and `-` only between digits, or after a Roman one; of a dash elsewhere, "_"."""
    sign = text[start:end]
    before = text[start - 1 : start]
    between = (before.isdecimal() or before in ("i", "v")) and text[end : end + 1].isdecimal()
    if sign == "/":
        return "/" if between else BREAK
    if sign in "(),":
        return sign
    return "-" if sign == "-" and between else "_"


_CUT_OFF_REACH = 20
"""Characters before a word such as "end" in which a word that makes it a cut-off is looked for."""


def atoms_of(pack: LanguagePack, text: str) -> Atoms:
    """The atoms of the text, in order, and their codes.

    Args:
        pack: the language pack whose words count.
        text: the text, in its reading view.
    """
    words = words_of(pack)
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter whose lower case is two
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    atoms: list[Atom] = []
    at, apart = 0, False
    for match in words.pattern.finditer(lowered):
        start, end = match.span()
        kind = match.lastgroup
        value: Any = None
        if kind == "number":
            code, value = _number(lowered, start, end)
        elif kind == "sign":
            code = _sign(lowered, start, end)
        elif kind == "roman":
            code, value = "I", ROMAN[match.group()]
        else:
            word = match.group()
            code, value = words.table.get(word) or words.table[key(word)]
            if value == "end" and words.cut_off.search(lowered, max(start - _CUT_OFF_REACH, 0), start):
                value = "close"  # "as of the end of October" is its last day, "at the end of October" its last third
            if code == "i" and not words.unit.match(lowered, end):  # a number word that counts nothing here
                at, apart = end, True
                continue
        if start > at and not apart:
            between = lowered[at:start]
            apart = not between.isspace() or "\n" in between
        at = end
        if apart and code in _LINKS:  # it has nothing on its left to link
            continue
        if apart:
            atoms.append(Atom(BREAK, start, start))
        atoms.append(Atom(code, start, end, value))
        apart = False
    atoms.append(Atom(BREAK, at, len(text)))
    return Atoms("".join([atom.code for atom in atoms]), atoms, lowered)
