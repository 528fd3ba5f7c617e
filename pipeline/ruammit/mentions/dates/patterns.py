"""The patterns that find words and atoms of dates in a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from ruammit.mentions.dates.lexicon import DateStyle, Shorthand

__all__ = ["atom_pattern", "english_months", "one_of"]


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


def one_of(words: Sequence[str], blank: str) -> str:
    """A regular expression for the longest of the words, in lower case; for none of none."""
    return _trie([word.lower() for word in words], blank) if words else r"(?!)"


@cache
def english_months() -> dict[str, int]:
    """The English names of the months and their short forms, in lower case (CLDR)."""
    from babel import Locale  # a twentieth of a second

    months: Any = Locale("en").months["format"]
    names = {name.lower(): number for width in ("wide", "abbreviated") for number, name in months[width].items()}
    return names | {"sept": 9}


def atom_pattern(words: list[str], style: DateStyle, shorthand: Shorthand) -> re.Pattern[str]:
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
