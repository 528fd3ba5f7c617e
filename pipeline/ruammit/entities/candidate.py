"""A possible name in the text: what the rules for places, organisations and persons propose."""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from ruammit.schema import EntityType

__all__ = ["COMPANY", "FIRM", "OUTLET", "OUTLET_TAG", "TICKER", "Candidate", "Priority"]

COMPANY = "organisation-company"
"""The rule of companies that a head word opens: they go by the last word of their names later on."""


OUTLET = "organisation-outlet"
"""The rule of the letters of the outlet that a report opens with: it is of the country whose news it is."""

TICKER = "organisation-ticker"
"""The rule of the symbols of listed companies: of the country whose stock exchange the language's press follows."""

OUTLET_TAG = re.compile(r"^ *\(([^\W\d_a-z]{3,6})\)(?=[ .,]*[-–]? ?[^\W\d_])", re.MULTILINE)
"""Those letters, in a group, at the beginning of a line."""

FIRM = "organisation-noun"
"""The rule of names in foreign letters that a noun for a kind of firm stands before."""


class Priority(IntEnum):
    """Which of overlapping candidates stands: the one of the highest priority, of equal ones the longest."""

    BRACKET = 30  # what stands in brackets after a name is that name's, whatever else it reads as
    EXTENDED = 26  # a name that a rule has cut short, as the learned tagger reads it on
    TITLED = 25  # a person after a title: above all that the gazetteer proposes
    SIGNED = 21  # a photographer whose name begins like a body's
    LEVELED = 21  # a body whose place is left out, a person following
    HEADED = 20  # an organisation with its head word, as one that the gazetteer knows
    CREDITED = 16
    FAMILY = 15
    LATIN = 15
    SUFFIXED = 12
    PLACE = 10
    BARE = 8
    UNKNOWN_PLACE = 5
    TAGGED = 0  # by the learned tagger: below all that a rule has found on the spot
    LATER = -1  # a further mention: below all that a rule has found on the spot


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
    priority: Priority
    canonical: str | None = None
    country: str | None = None
    ref: str | None = None
