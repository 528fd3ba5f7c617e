"""The flag of values whose point or comma may group thousands or start the decimals."""

from __future__ import annotations

from ruammit.analysis import Quoted
from ruammit.schema import Flag, Span

__all__ = ["doubtful_separator"]


def doubtful_separator(quoted: Quoted) -> Flag:
    """What a reader should know of a mention whose number the article's other numbers do not settle."""
    return Flag(
        code="doubtful-separator",
        message=f"{quoted['quote']}: the article does not tell whether the point or comma groups thousands",
        spans=(Span(start_char=quoted["start_char"], end_char=quoted["end_char"]),),
    )
