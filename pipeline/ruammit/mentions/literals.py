"""Numbers in digits: which sign groups thousands and which starts the decimals.

English and Thai write 1,234.5, Vietnamese and most of the continent 1.234,5 (CLDR, `<symbols numberSystem="latn">` of
`th` and `vi`). The Vietnamese press uses both, so that "1,234" and "1.234" alone do not tell; the other numbers of the
same article do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

__all__ = ["LITERAL", "Convention", "convention_of", "literal_value"]

LITERAL = r"\d+(?:[.,]\d+)*"
"""Digits with separators between them, as a pattern; what they are worth is for `literal_value`."""

_ENGLISH = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CONTINENTAL = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
# One separator and three digits: thousands in one convention, decimals in the other.
_LONGEST = 24  # characters; what is longer is a key or a code, and would not be exact in 28 digits
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True)
class Convention:
    """How the numbers of an article are to be read.

    Attributes:
        comma_groups: "1,234" is one thousand two hundred and thirty-four; None where nothing in the article tells.
        dot_groups: "1.234" is; None where nothing tells.
    """

    comma_groups: bool | None = None
    dot_groups: bool | None = None


ENGLISH = Convention(comma_groups=True, dot_groups=False)


def convention_of(literals: list[str], conventions: tuple[str, ...]) -> Convention:
    """What the unambiguous literals of an article say about the ambiguous ones.

    Args:
        literals: every literal of the article.
        conventions: what the language's press uses, its own first: `english`, `continental`.
    """
    if conventions == ("english",):
        return ENGLISH
    comma_groups = comma_decimals = dot_groups = 0
    for literal in literals:
        if _AMBIGUOUS.fullmatch(literal):
            continue
        english, continental = _ENGLISH.fullmatch(literal), _CONTINENTAL.fullmatch(literal)
        if english and not continental:
            comma_groups += "," in literal  # a dot alone tells nothing: versions and sizes have it everywhere ("2.0")
        elif continental and not english:
            dot_groups += "." in literal
            comma_decimals += "," in literal
    return Convention(
        comma_groups=comma_groups > comma_decimals + dot_groups
        if comma_groups or comma_decimals or dot_groups
        else None,
        dot_groups=not comma_groups or bool(comma_decimals or dot_groups),
    )


@lru_cache(maxsize=4096)
def literal_value(literal: str, convention: Convention, *, scaled: bool = False) -> Decimal | None:
    """The exact value of a literal, or None where it is no number ("12.05.2567", "192.168.1.1", "1,2,3").

    Args:
        literal: what `LITERAL` matched.
        convention: how the article writes numbers.
        scaled: a multiplier follows ("36,200 triệu"), so that a fraction is likely.
    """
    if len(literal) > _LONGEST:
        return None
    if literal.isdecimal():
        return Decimal(literal)
    if _AMBIGUOUS.fullmatch(literal):
        separator = "," if "," in literal else "."
        groups = convention.comma_groups if separator == "," else convention.dot_groups
        if not groups and separator == "," and convention is not ENGLISH:
            # Noughts at the end of a decimal say nothing; three of them nobody writes.
            groups = literal.endswith("000") or (literal.endswith("00") and not scaled)
        return Decimal(literal.replace(separator, "" if groups else "."))
    if _ENGLISH.fullmatch(literal):
        return Decimal(literal.replace(",", ""))
    if convention is not ENGLISH and _CONTINENTAL.fullmatch(literal):
        return Decimal(literal.replace(".", "").replace(",", "."))
    return None
