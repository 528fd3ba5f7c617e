"""What looks like a date and is none: numbers of articles and documents, lengths of time in several units."""

from __future__ import annotations

from ruammit.mentions.dates.matching import Rule
from ruammit.mentions.dates.predicates import any_of, maybe, not_before

__all__ = ["RULES"]

_COUNT = "A?[insyxp]"
_LENGTH = any_of(
    rf"Y{_COUNT}[mow](?:{_COUNT}[wD])?",
    rf"Y{_COUNT}D",
    rf"[mo]{_COUNT}[wD](?:{_COUNT}D)?",
    rf"w{_COUNT}D",
)
"""Units of time, the longer ones first, each after its number."""

RULES = (
    Rule("none-before-christ", (any_of("C[inI]", "[YZ]?[ysinx]"), maybe("[-_][ysinxI]"), "~"), None),
    Rule("none-number", ("X", not_before("[in][/-]i[/-]y"), "[insyxtphI](?:[/_-][insyx]){0,6}"), None),
    Rule("none-long-length", ("(?<![D/-])[insyxp]", _LENGTH, not_before("[ysinLR]"), maybe("N")), None),
)
