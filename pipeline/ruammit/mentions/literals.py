"""Numbers in digits: which sign groups thousands and which starts the decimals.

English and Thai write 1,234.5, Vietnamese and most of the continent 1.234,5 (CLDR, `<symbols numberSystem="latn">` of
`th` and `vi`). The Vietnamese press uses both, and a translation into Thai keeps what the original had, so that "1,234"
and "1.234" alone do not tell; the other numbers of the same article do. Where they do not, the value is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

__all__ = ["LITERAL", "Convention", "Literal", "convention_of", "literal_value"]

LITERAL = r"\d+(?:[.,]\d+)*(?:(?: \d{3})* 000(?![\d.,]))?"
"""Digits with separators between them, as a pattern; what they are worth is for `literal_value`.

Spaces group thousands only where zeros at the end say so ("15 000"): "5 200" may be two numbers.
"""

_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CONTINENTAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_SPACED = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
# One separator and three digits: thousands in one convention, decimals in the other.
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_LONGEST = 24  # characters; what is longer is a key or a code, and would not be exact in 28 digits


class Literal(NamedTuple):
    """What digits are worth.

    Attributes:
        value: the exact value.
        doubtful: nothing in the article tells what the separator is, or its other numbers tell otherwise.
    """

    value: Decimal
    doubtful: bool = False


@dataclass(frozen=True)
class Convention:
    """How the numbers of an article are to be read.

    Attributes:
        comma_groups: "1,234" is one thousand two hundred and thirty-four; None where nothing in the article tells.
        dot_groups: "1.234" is; None where nothing tells.
        home: what the language's own press writes: `english` or `continental`.
    """

    comma_groups: bool | None = None
    dot_groups: bool | None = None
    home: str = "continental"


def convention_of(literals: Iterable[str], home: str) -> Convention:
    """What the unambiguous literals of an article say about the ambiguous ones.

    Args:
        literals: every literal of the article.
        home: what the press of the language writes: `english` or `continental`.
    """
    comma_groups = comma_decimals = dot_groups = either = 0
    for literal in literals:
        if _AMBIGUOUS.fullmatch(literal):
            either += "," in literal
            continue
        english, continental = _ENGLISH.fullmatch(literal), _CONTINENTAL.fullmatch(literal)
        if english and not continental:
            comma_groups += "," in literal  # a dot alone tells nothing: versions and times have it everywhere ("2.0")
        elif continental and not english:
            dot_groups += "." in literal
            comma_decimals += "," in literal
    abroad = comma_decimals + dot_groups
    if home == "english":
        # What the press writes is taken to be so, unless more numbers of the article tell otherwise.
        at_home = comma_groups + either
        told = dot_groups > comma_groups or (comma_decimals > 0 and not at_home)
        return Convention(
            comma_groups=not (comma_decimals > comma_groups and comma_decimals >= either),
            dot_groups=True if told else False if at_home else None,
            home=home,
        )
    return Convention(
        comma_groups=comma_groups > abroad if comma_groups or abroad else None,
        dot_groups=not comma_groups or bool(abroad),
        home=home,
    )


@lru_cache(maxsize=4096)
def literal_value(
    literal: str, convention: Convention, *, scaled: bool = False, measured: bool = False, foreign: bool = False
) -> Literal | None:
    """The exact value of a literal, or None where it is no number ("12.05.2567", "192.168.1.1", "1,2,3").

    Args:
        literal: what `LITERAL` matched.
        convention: how the article writes numbers.
        scaled: a multiplier follows ("36,200 triệu"), so that a fraction is likely.
        measured: a currency or a sign of per cent follows, so that it is no list.
        foreign: that currency is not the home country's, so that the number may stand as it was printed abroad.
    """
    if len(literal) > _LONGEST:
        return None
    if literal.isdecimal():
        return Literal(Decimal(literal))
    if " " in literal:
        return Literal(Decimal(literal.replace(" ", ""))) if _SPACED.fullmatch(literal) else None
    if _AMBIGUOUS.fullmatch(literal):
        return _ambiguous(literal, convention, scaled=scaled, foreign=foreign)
    if _ENGLISH.fullmatch(literal):
        return Literal(Decimal(literal.replace(",", "")))
    if _CONTINENTAL.fullmatch(literal):
        abroad = convention.home == "english"
        if abroad and "." not in literal and not (scaled or measured):
            return None  # "5,12" may be a list
        return Literal(Decimal(literal.replace(".", "").replace(",", ".")), abroad and convention.dot_groups is False)
    return None


def _ambiguous(literal: str, convention: Convention, *, scaled: bool, foreign: bool) -> Literal:
    """One separator and three digits; zeros at the end of a decimal say nothing, and nobody writes three."""
    separator = "," if "," in literal else "."
    groups = convention.comma_groups if separator == "," else convention.dot_groups
    doubtful = groups is None and (foreign or convention.home == "continental")
    if not groups and separator == "," and convention.home == "continental":
        groups = literal.endswith("000") or (literal.endswith("00") and not scaled)
        doubtful = doubtful or groups
    elif not groups and foreign and literal.endswith("00") and (doubtful or not scaled):
        groups = doubtful = True  # "1.500 ดอลลาร์" is no price with three decimals, whatever the others are
    return Literal(Decimal(literal.replace(separator, "" if groups else ".")), doubtful)
