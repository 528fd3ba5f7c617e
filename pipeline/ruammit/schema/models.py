"""The contract: what an article gives, as frozen pydantic models.

Offsets (`start_char`, `end_char`) count Unicode code points of `Extraction.text`, the article as it was read; the end
is exclusive, and `text[start_char:end_char] == quote` always holds. Amounts are exact decimals in whole units of their
currency and are written to JSON as strings. Dates are ISO 8601 (`YYYY-MM-DD`, both ends inclusive); a year that nothing
in the article tells is written `XXXX`. Countries are ISO 3166-1 alpha-2 codes, currencies ISO 4217 codes.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints, model_validator

from ruammit.schema.enums import (
    Calendar,
    Change,
    EntityType,
    Granularity,
    Measure,
    Modifier,
    PercentUnit,
    RecordKind,
    Role,
    Sector,
    Status,
)

__all__ = [
    "SCHEMA_VERSION",
    "Amount",
    "Article",
    "Boilerplate",
    "Count",
    "CountryCode",
    "CurrencyCode",
    "DateMention",
    "DecimalText",
    "Entity",
    "Extraction",
    "Flag",
    "IsoDate",
    "Mention",
    "Model",
    "Money",
    "Offset",
    "Party",
    "Percent",
    "Record",
    "Refused",
    "Share",
    "Slot",
    "Span",
    "Subject",
    "plain_decimal",
]

SCHEMA_VERSION = 2
"""Raised when a field changes its name, type or meaning; datasets carry it."""


def plain_decimal(value: Decimal) -> str:
    """The decimal as the annotation guide writes it: no exponent, no separators, no trailing zeros after the point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


DecimalText = Annotated[
    Decimal, PlainSerializer(plain_decimal, return_type=str, when_used="json"), Field(allow_inf_nan=False)
]
IsoDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}|XXXX)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
CurrencyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Offset = Annotated[int, Field(ge=0)]


class Model(BaseModel):
    """Frozen, and closed to unknown fields; the docstrings of fields are their descriptions in the JSON Schema."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Span(Model):
    """A stretch of the article's text."""

    start_char: Offset
    """Where it starts: offset in code points of the article's text, from 0."""
    end_char: Offset
    """Where it ends, exclusive."""

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end_char <= self.start_char:
            raise ValueError(f"a span must end after it starts, got {self.start_char} to {self.end_char}")
        return self


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


class Slot(Model):
    """What fills a place in a record, and where the text says it."""

    evidence: tuple[Span, ...] = ()
    """Where it stands; empty where it was supplied from what the article leaves unsaid (then `via` says how)."""
    via: Annotated[str, Field(min_length=1)] = "sentence"
    """The context rule that brought it into the record: `sentence`, `previous-sentence`, `home-country`, ..."""


class Party(Slot):
    """One side of a record."""

    name: Annotated[str, Field(min_length=1)]
    """Its name, as the article writes it."""
    canonical: Annotated[str, Field(min_length=1)]
    """One name for all its surface forms, in both languages."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2; null for international bodies and where it is unknown."""
    role: Role = Role.PARTNER
    """The side that it stands on."""
    type: EntityType = EntityType.GPE
    """Person, organisation or place."""
    ref: str | None = None
    """As in `Entity`."""


class Amount(Slot):
    """An amount of money in a record, in whole currency units."""

    value: DecimalText
    """In whole units of the currency; of a range, its lower end."""
    value_max: DecimalText | None = None
    """The upper end of a range, else null."""
    currency: CurrencyCode
    """ISO 4217."""
    modifier: Modifier = Modifier.EXACT
    """How the article qualifies the amount."""
    measure: Measure
    """What the amount measures."""


class Share(Slot):
    """A percentage in a record, and what it is a share of.

    `of` is "exports", "imports", "trade turnover" or "investment" where the article names one of these, else its own
    few words, else the record's kind.
    """

    value: DecimalText
    """The percentage."""
    of: str = ""
    """What it is a share of."""


class Count(Slot):
    """A number of things in a record: unit in English, singular (`project`, `agreement`, `company`)."""

    value: DecimalText
    """How many."""
    unit: Annotated[str, Field(min_length=1)]
    """What is counted: English, singular."""


class Subject(Span):
    """What a record is about: its exact words and where they stand."""

    quote: Annotated[str, Field(min_length=1)]
    """The exact words."""


class Flag(Model):
    """What a careful reader would question: kept with the value, never silently dropped or mended."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    """What kind of doubt it is."""
    message: Annotated[str, Field(min_length=1)]
    """The doubt, in one sentence."""
    spans: tuple[Span, ...] = ()
    """The stretches of the article that it is about."""


class Record(Model):
    """One thing that parties from different countries have done, do, or mean to do together."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """Hash of its article and its content: the same on every run, unique in a dataset."""
    kind: RecordKind
    """What the parties do together."""
    status: Status
    """Whether it has happened or is planned."""
    parties: Annotated[tuple[Party, ...], Field(min_length=1, max_length=6)]
    """Who takes part, one to six."""
    sectors: Annotated[tuple[Sector, ...], Field(max_length=3)] = ()
    """The fields of cooperation, at most three."""
    amounts: tuple[Amount, ...] = ()
    """Its amounts of money."""
    shares: tuple[Share, ...] = ()
    """Its percentages that are shares."""
    counts: tuple[Count, ...] = ()
    """Its numbers of things."""
    start: IsoDate | None = None
    """The first day (Common Era, ISO 8601); null where the article does not say when."""
    end: IsoDate | None = None
    """The last day, inclusive; null where the article does not say, or where it goes on."""
    period: Slot | None = None
    """Where the text says when, and how the record came by it."""
    subject: Subject | None = None
    """What it is about: the agreement's name or matter, the project, the goods, the topic of a meeting."""
    score: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Calibrated probability that the record is right as it stands: told, its sides, roles, amounts, period, status."""
    cross_border: bool = True
    """False where all parties are of one country."""
    quote: Annotated[str, Field(min_length=1)]
    """The words that show it best."""
    evidence: Annotated[tuple[Span, ...], Field(min_length=1)]
    """Every stretch of the article that tells of this record; the first is `quote`."""
    rule: Annotated[str, Field(min_length=1)]
    """The name of the frame that found it."""
    readers: Annotated[tuple[str, ...], Field(min_length=1)] = ("rules",)
    """Who proposed it: `rules`, the name of a second reader's model, or both."""
    flags: tuple[Flag, ...] = ()
    """What a careful reader would question in it."""
    plover: str | None = None
    """PLOVER event type, for users of event data."""
    reviewed: bool = False
    """Whether a person has accepted, corrected or added it: `score` is 1 then."""
    corrected_by: tuple[str, ...] = ()
    """The reviewers whose changes it holds; empty where it stands as it was extracted."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.end and "X" not in self.start + self.end and self.end < self.start:
            raise ValueError(f"a record must not end ({self.end}) before it starts ({self.start})")
        if any(share.value > 100 for share in self.shares) and not any(f.code == "share-over-100" for f in self.flags):
            raise ValueError("a share over 100 needs the flag share-over-100")
        return self


class Refused(Model):
    """What a second reader claimed and the article does not bear out: it stands in no record."""

    reader: Annotated[str, Field(min_length=1)]
    """The name of the reader's model."""
    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    """Why, as a code."""
    message: Annotated[str, Field(min_length=1)]
    """Why, in one sentence."""
    claim: str = ""
    """What was claimed, as JSON, cut to 1,000 characters."""


class Boilerplate(Span):
    """A stretch of the text that surrounds the article and is no part of what it tells."""

    kind: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    """`header`, `print`, `source`, `share`, `comments`, `caption`, ..."""


def _sha256(known: dict[str, Any]) -> str:
    """The hash of the text among the fields that stand before it."""
    return hashlib.sha256(known["text"].encode()).hexdigest()


class Article(Model):
    """An article as it was read."""

    id: Annotated[str, Field(min_length=1)]
    """The file's path within the run without its ending; for JSONL its own `id`, else path#line."""
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """ISO 639-1 code of the language."""
    title: str | None = None
    """The headline, null where none is recognised."""
    text: str
    """The text as read; of a web page, the article without the page around it."""
    published: IsoDate | None = None
    """The day of publication (ISO 8601), null where it is unknown."""
    source_url: str | None = None
    """The address that the article gives as its source, null where it gives none."""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(default_factory=_sha256)
    """Of the text in UTF-8, worked out where it is not given: what tells a changed article from an unchanged one."""
    home: CountryCode | None = None
    """Whose news it is: ISO 3166-1 alpha-2 of the country that the article leaves unsaid. Of an article that was read:
    as its file or the caller gave it, else null. Of an extraction: as given, else as found."""
    translated: bool = False
    """Of an extraction: whether the article reads like a translation of another country's press."""
    encoding: str = "utf-8"
    """How the file was encoded."""
    boilerplate: tuple[Boilerplate, ...] = ()
    """Stretches of the text that surround the article and tell nothing."""
    flags: tuple[Flag, ...] = ()
    """What a careful reader would question: of an article that was read, in what its file says of it."""


class Extraction(Article):
    """An article and what was found in it. The five layers have the keys of the annotation format."""

    extractor: str
    """The version of Ruammit that made this."""
    home_given: bool = False
    """Whether the article's file or the caller named `home`; otherwise it was found from what the article says."""
    min_score: Annotated[float, Field(ge=0, le=1)] | None = None
    """Records with a lower score were left out; null: every record that the model chose is here."""
    model: str | None = None
    """The record models of the user's own that chose the records: hash of their file; null: those of the package."""
    reader: str | None = None
    """The second reader that read the whole article: its model and the hash of its instructions; null: rules alone."""
    money: tuple[Money, ...] = ()
    """Amounts of money, in text order."""
    percent: tuple[Percent, ...] = ()
    """Percentages, in text order."""
    dates: tuple[DateMention, ...] = ()
    """Calendar expressions, in text order."""
    entities: tuple[Entity, ...] = ()
    """Persons, organisations and places, one row per surface form."""
    records: tuple[Record, ...] = ()
    """Cooperation records."""
    refused: tuple[Refused, ...] = ()
    """What the second reader claimed in vain."""

    @model_validator(mode="after")
    def _grounded(self) -> Self:
        for mention in (*self.money, *self.percent, *self.dates):
            if self.text[mention.start_char : mention.end_char] != mention.quote:
                raise ValueError(f"{mention.quote!r} does not stand at {mention.start_char}:{mention.end_char}")
        for entity in self.entities:
            for span in entity.mentions:
                if self.text[span.start_char : span.end_char] != entity.name:
                    raise ValueError(f"{entity.name!r} does not stand at {span.start_char}:{span.end_char}")
        for record in self.records:
            first = record.evidence[0]
            if self.text[first.start_char : first.end_char] != record.quote:
                raise ValueError(f"record {record.id}: its quote does not stand at its first evidence")
        return self

    def __repr__(self) -> str:
        """What it is of, and how much it holds; the values are its fields."""
        layers = ("money", "percent", "dates", "entities", "records", "flags")
        counts = ", ".join(f"{len(getattr(self, layer))} {layer}" for layer in layers)
        return f"<Extraction {self.id!r} ({self.lang}, {len(self.text):,} characters): {counts}>"

    __str__ = __repr__
