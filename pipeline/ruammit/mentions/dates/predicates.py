"""Named predicates: the pieces that the patterns of rules are put together from.

A predicate is a regular expression over the codes of atoms (see `ruammit.mentions.dates.atoms`), so that a rule is
matched at the speed of a regular expression and reads as a list of names. The groups that builders read have fixed
names: d a day, m a month, y a year, q a quarter, h a half, p a part, n a number, u a unit, w a word; the second of a
kind has a 2 behind its letter.
"""

from __future__ import annotations

__all__ = [
    "ABOUT_YEAR", "AFTER_FROM", "AND", "APART", "CLOSE", "COMMA", "COUNT", "DAY", "DAYS", "DAY_WORD", "ENGLISH_MONTH",
    "LEAD", "MONTH", "MONTH_2", "MONTH_NUMBER", "NOT_LONGER", "NUMERIC_YEAR", "OF_YEAR", "OPEN", "PART",
    "QUARTER", "QUARTER_2", "QUARTER_YEAR", "RANGE", "SECOND_DAY", "SLASHED_MONTH", "THIS", "WORD_BEFORE_DAY", "YEAR",
    "after", "any_of", "before", "maybe", "named", "not_before",
]  # fmt: skip


def named(name: str, *pieces: str) -> str:
    """A group that a builder reads."""
    return f"(?P<{name}>{''.join(pieces)})"


def maybe(*pieces: str) -> str:
    """The pieces, or nothing."""
    return f"(?:{''.join(pieces)})?"


def any_of(*pieces: str) -> str:
    """One of the pieces; the first that fits."""
    return f"(?:{'|'.join(pieces)})"


def before(*pieces: str) -> str:
    """A condition: the pieces follow, and are not part of the match."""
    return f"(?={''.join(pieces)})"


def not_before(*pieces: str) -> str:
    """A condition: the pieces do not follow."""
    return f"(?!{''.join(pieces)})"


def after(*pieces: str) -> str:
    """A condition: the pieces stand before the match."""
    return f"(?:{'|'.join(f'(?<={piece})' for piece in pieces)})"


# --- words and signs ---

DAY_WORD = "D"
COMMA = ","
OPEN = r"\("
CLOSE = r"\)"
AND = "A"
THIS = "N"
AFTER_FROM = after("F")
RANGE = r"(?:[-_]|,?T)"
"""What stands between the ends of a range: a hyphen, a dash, a word."""
APART = r"(?<![/-])"
"""Not inside a number with signs."""
NOT_LONGER = r"(?![/-][insyx])"
"""Not the beginning of a longer number with signs."""

# --- days ---

DAY = named("d", "[in]")
SECOND_DAY = named("d2", "[in]")
LEAD = rf"{APART}(?:[bW],?){{0,3}}D?(?:W,?)?L?"
"""What may stand before the number of a day: a time of day, a weekday, a day word."""
WORD_BEFORE_DAY = r"D?W?L?"
DAYS = named("ds", "[in](?:,[in]){0,15}") + "[A,]b?D?" + DAY
"""A list of days: the last one is `d`."""

# --- months ---

_MONTH = r"(?:[mo]?M|[mo]i)"
MONTH = named("m", r"[mo]?M|oi")
"""A month by its name, or by its number in languages that count months."""
MONTH_2 = named("m2", r"[mo]?M|oi")
MONTH_NUMBER = named("m", "[mo]i")
SLASHED_MONTH = named("m", "/i")
ENGLISH_MONTH = named("m", "@")

# --- years ---

_WORDED = r"(?:[YZ][YZ]?E?[ysx]|Y?E[ysx]|a|g|Y?B)"
_BRACKETED = r"\([YZ]?E?y\)"
YEAR = named("y", rf"[/_-][ys]|(?<=[Mi]),?y|(?<=M)s|{_BRACKETED}|,?O?{_WORDED}")
"""A year after a month: after a sign, right behind it, in brackets, or with its own words."""
NUMERIC_YEAR = named("y", rf"/[ysin]|-y|,?y|{_BRACKETED}|,?O?(?:[YZ][YZ]?E?[ys]|E[ys]|a|g)")
"""A year after a month that is written in figures."""
OF_YEAR = named("y", rf"/[ys]|,?O?(?:[YZ][YZ]?E?[ys]|E[ys]|y|a|g|B)|{_BRACKETED}")
QUARTER_YEAR = named("y", rf"[/_-]?[ys]|/[in]|,y|{_BRACKETED}|,?O?(?:[YZ][YZ]?E?[ys]|Ey|y|a|g|B)")
ABOUT_YEAR = r"O?Y(?!a)"
"""A year word that stands alone: "the first half of the year"."""

# --- quarters, parts, counts ---

QUARTER = named("q", "Q[iI](?![moMDw])|q")
QUARTER_2 = named("q2", "Q?[iI](?![moMQDw])|q")
PART = named("p", "P")
COUNT = named("n", "i")
