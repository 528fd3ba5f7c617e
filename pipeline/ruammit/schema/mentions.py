"""The mentions of an article: amounts of money, percentages, dates, names."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from ruammit.schema.base import CountryCode, CurrencyCode, DecimalText, IsoDate, Model, Offset, Span
from ruammit.schema.enums import Calendar, Change, EntityType, Granularity, Modifier, PercentUnit

__all__ = ["DateMention", "Entity", "Mention", "Money", "Percent"]


class Mention(Span):
    """A value in the text: its exact words, where they stand, and the rule that read them."""

    quote: Annotated[str, Field(min_length=1)]
    """The exact words."""
    rule: Annotated[str, Field(min_length=1)]
    """The name of the rule that read it."""


class Money(Mention):
    """An amount of money. `amount` is the lower, `amount_max` the upper end where the text gives a range."""

    amount: DecimalText
    """In whole units of the currency; of a range, its lower end."""
    amount_max: DecimalText | None = None
    """The upper end of a range, else null."""
    currency: CurrencyCode
    """ISO 4217."""
    modifier: Modifier = Modifier.EXACT
    """How the article qualifies the amount."""
    equivalent_to: Offset | None = None
    """Index in `Extraction.money` of the amount that this one restates in another currency."""


class Percent(Mention):
    """A percentage. `change` says that the percentage is itself the size of a rise or a fall."""

    value: DecimalText
    """The percentage; of a range, its lower end."""
    value_max: DecimalText | None = None
    """The upper end of a range, else null."""
    modifier: Modifier = Modifier.EXACT
    """How the article qualifies the percentage."""
    change: Change | None = None
    """Increase or decrease, where the percentage is the size of a rise or a fall; else null."""
    unit: PercentUnit = PercentUnit.PERCENT
    """Per cent, or percentage points."""


class DateMention(Mention):
    """A calendar expression resolved to days of the Common Era."""

    start: IsoDate
    """The first day (Common Era, ISO 8601)."""
    end: IsoDate
    """The last day, inclusive."""
    edtf: Annotated[str, Field(min_length=4)]
    """The same period in ISO 8601-2 (Extended Date/Time Format)."""
    calendar: Calendar = Calendar.GREGORIAN
    """The calendar that the words are in."""
    granularity: Granularity
    """How much of the calendar the expression covers."""
    anchored: bool = False
    """True where the year, or the whole date, was taken from the day of publication."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if "X" not in self.start + self.end and self.end < self.start:
            raise ValueError(f"a date must not end ({self.end}) before it starts ({self.start})")
        return self


class Entity(Model):
    """One surface form of a person, an organisation or a place, with all the spans where it stands.

    Surface forms of the same thing share `canonical` (and `ref`, where the gazetteer knows the thing).
    """

    name: Annotated[str, Field(min_length=1)]
    """The surface form, as it stands in the article."""
    type: EntityType
    """Person, organisation or place."""
    canonical: Annotated[str, Field(min_length=1)]
    """One name for all surface forms of the same thing, in both languages."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2: where the place lies, or whose organisation it is; null where that is unknown."""
    ref: str | None = None
    """`iso3166:BE`, `geonames:1581298`, `ruammit:asean`, or null."""
    rule: Annotated[str, Field(min_length=1)]
    """The name of the rule that found it."""
    mentions: Annotated[tuple[Span, ...], Field(min_length=1)]
    """Every span where it stands."""
