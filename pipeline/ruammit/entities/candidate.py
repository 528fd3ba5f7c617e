"""A possible name in the text: what the finders of places, organisations and persons propose."""

from __future__ import annotations

from typing import NamedTuple

from ruammit.schema import EntityType

__all__ = ["COMPANY", "Candidate"]

COMPANY = "organisation-company"
"""The rule of companies that a head word opens: they go by the last word of their names later on."""


class Candidate(NamedTuple):
    """A stretch of `Analysis.text` that may be a name.

    Attributes:
        start: where it starts in the text.
        end: where it ends (exclusive).
        type: what it would be.
        rule: the rule that proposes it.
        priority: of overlapping candidates the higher one stands, of equal ones the longer, then the earlier.
        canonical: the name of the thing, where the gazetteer knows it.
        country: ISO 3166-1 alpha-2, where plain.
        ref: identifier of the thing, where the gazetteer knows it.
    """

    start: int
    end: int
    type: EntityType
    rule: str
    priority: int = 0
    canonical: str | None = None
    country: str | None = None
    ref: str | None = None
