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
    "Difference",
    "DifferingValue",
    "Entity",
    "Extraction",
    "Flag",
    "IsoDate",
    "Mention",
    "MergedRecord",
    "Model",
    "Money",
    "Offset",
    "Party",
    "Percent",
    "Record",
    "Refused",
    "Share",
    "Slot",
    "Source",
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
    """Frozen, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """A stretch of the article's text."""

    start_char: Offset
    end_char: Offset

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end_char <= self.start_char:
            raise ValueError(f"a span must end after it starts, got {self.start_char} to {self.end_char}")
        return self


class Mention(Span):
    """A value in the text: its exact words, where they stand, and the rule that read them."""

    quote: Annotated[str, Field(min_length=1)]
    rule: Annotated[str, Field(min_length=1)]


class Money(Mention):
    """An amount of money. `amount` is the lower, `amount_max` the upper end where the text gives a range."""

    amount: DecimalText
    amount_max: DecimalText | None = None
    currency: CurrencyCode
    modifier: Modifier = Modifier.EXACT
    equivalent_to: Offset | None = None
    """Index in `Extraction.money` of the amount that this one restates in another currency."""


class Percent(Mention):
    """A percentage. `change` says that the percentage is itself the size of a rise or a fall."""

    value: DecimalText
    value_max: DecimalText | None = None
    modifier: Modifier = Modifier.EXACT
    change: Change | None = None
    unit: PercentUnit = PercentUnit.PERCENT


class DateMention(Mention):
    """A calendar expression resolved to days of the Common Era."""

    start: IsoDate
    end: IsoDate
    edtf: Annotated[str, Field(min_length=4)]
    """The same period in ISO 8601-2 (Extended Date/Time Format)."""
    calendar: Calendar = Calendar.GREGORIAN
    granularity: Granularity
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
    type: EntityType
    canonical: Annotated[str, Field(min_length=1)]
    country: CountryCode | None = None
    ref: str | None = None
    """`iso3166:BE`, `geonames:1581298`, `ruammit:asean`, or null."""
    rule: Annotated[str, Field(min_length=1)]
    mentions: Annotated[tuple[Span, ...], Field(min_length=1)]


class Slot(Model):
    """What fills a place in a record, and where the text says it."""

    evidence: tuple[Span, ...] = ()
    """Where it stands; empty where it was supplied from what the article leaves unsaid (then `via` says how)."""
    via: Annotated[str, Field(min_length=1)] = "sentence"
    """The context rule that brought it into the record: `sentence`, `previous-sentence`, `home-country`, ..."""


class Party(Slot):
    """One side of a record."""

    name: Annotated[str, Field(min_length=1)]
    canonical: Annotated[str, Field(min_length=1)]
    country: CountryCode | None = None
    role: Role = Role.PARTNER
    type: EntityType = EntityType.GPE
    ref: str | None = None
    """As in `Entity`."""


class Amount(Slot):
    """An amount of money in a record, in whole currency units."""

    value: DecimalText
    value_max: DecimalText | None = None
    currency: CurrencyCode
    modifier: Modifier = Modifier.EXACT
    measure: Measure


class Share(Slot):
    """A percentage in a record, and what it is a share of.

    `of` is "exports", "imports", "trade turnover" or "investment" where the article names one of these, else its own
    few words, else the record's kind.
    """

    value: DecimalText
    of: str = ""


class Count(Slot):
    """A number of things in a record: unit in English, singular (`project`, `agreement`, `company`)."""

    value: DecimalText
    unit: Annotated[str, Field(min_length=1)]


class Subject(Span):
    """What a record is about: its exact words and where they stand."""

    quote: Annotated[str, Field(min_length=1)]


class Flag(Model):
    """What a careful reader would question: kept with the value, never silently dropped or mended."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    message: Annotated[str, Field(min_length=1)]
    spans: tuple[Span, ...] = ()


class Record(Model):
    """One thing that parties from different countries have done, do, or mean to do together."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """Hash of the record's content: the same on every run."""
    kind: RecordKind
    status: Status
    parties: Annotated[tuple[Party, ...], Field(min_length=1, max_length=6)]
    sectors: Annotated[tuple[Sector, ...], Field(max_length=3)] = ()
    amounts: tuple[Amount, ...] = ()
    shares: tuple[Share, ...] = ()
    counts: tuple[Count, ...] = ()
    start: IsoDate | None = None
    end: IsoDate | None = None
    period: Slot | None = None
    """Where the text says when, and how the record came by it."""
    subject: Subject | None = None
    """What it is about: the agreement's name or matter, the project, the goods, the topic of a meeting."""
    score: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Calibrated probability that the record is right as it stands: told, its sides, roles, amounts, period, status."""
    cross_border: bool = True
    quote: Annotated[str, Field(min_length=1)]
    evidence: Annotated[tuple[Span, ...], Field(min_length=1)]
    """Every stretch of the article that tells of this record; the first is `quote`."""
    rule: Annotated[str, Field(min_length=1)]
    readers: Annotated[tuple[str, ...], Field(min_length=1)] = ("rules",)
    """Who proposed it: `rules`, the name of a second reader's model, or both."""
    flags: tuple[Flag, ...] = ()
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
    message: Annotated[str, Field(min_length=1)]
    """Why, in one sentence."""
    claim: str = ""
    """What was claimed, as JSON, cut to 1,000 characters."""


class Source(Span):
    """An article's record behind a merged one: its span is that of its quote."""

    article: Annotated[str, Field(min_length=1)]
    record: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    published: IsoDate | None = None
    quote: Annotated[str, Field(min_length=1)]
    subject: Subject | None = None
    score: Annotated[float, Field(ge=0, le=1)] = 1.0


class DifferingValue(Model):
    """One of the values that sources give for the same slot, and the sources (articles) that give it."""

    value: str
    articles: Annotated[tuple[str, ...], Field(min_length=1)]


class Difference(Model):
    """A slot for which the sources of a merged record do not say the same."""

    slot: Annotated[str, StringConstraints(pattern=r"^(status|period|amount:[a-z]+:[A-Z]{3}|count:.+)$")]
    values: Annotated[tuple[DifferingValue, ...], Field(min_length=2)]


class MergedRecord(Model):
    """One happening, told by one or more articles in any language.

    Its slots hold every value that a source gives; where they differ, `differences` says who says what. The evidence is
    that of the sources.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """Hash of the ids of the records it was made of, and of their articles."""
    kind: RecordKind
    status: Status
    """Done where any source says so."""
    parties: Annotated[tuple[Party, ...], Field(min_length=1)]
    sectors: tuple[Sector, ...] = ()
    amounts: tuple[Amount, ...] = ()
    shares: tuple[Share, ...] = ()
    counts: tuple[Count, ...] = ()
    start: IsoDate | None = None
    end: IsoDate | None = None
    """The narrowest period that a source gives."""
    subject: str | None = None
    """The words of the source with the highest score that names one."""
    score: Annotated[float, Field(ge=0, le=1)] = 1.0
    """The highest of its sources."""
    matched_by: tuple[str, ...] = ()
    """The facts by which its sources met: `amount`, `day`, `bodies`, ...; empty where there is one source."""
    differences: tuple[Difference, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


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
    title: str | None = None
    text: str
    published: IsoDate | None = None
    source_url: str | None = None
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(default_factory=_sha256)
    """Of the text in UTF-8, worked out where it is not given: what tells a changed article from an unchanged one."""
    home: CountryCode | None = None
    """Whose news it is: ISO 3166-1 alpha-2 of the country that the article leaves unsaid. Of an article that was read:
    as its file or the caller gave it, else null. Of an extraction: as given, else as found."""
    translated: bool = False
    """Of an extraction: whether the article reads like a translation of another country's press."""
    encoding: str = "utf-8"
    boilerplate: tuple[Boilerplate, ...] = ()
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
    reader: str | None = None
    """The second reader that read the whole article: its model and the hash of its instructions; null: rules alone."""
    money: tuple[Money, ...] = ()
    percent: tuple[Percent, ...] = ()
    dates: tuple[DateMention, ...] = ()
    entities: tuple[Entity, ...] = ()
    records: tuple[Record, ...] = ()
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

    def _repr_html_(self) -> str:
        # The contract's one look at the far end of the road: how it shows itself in a notebook.
        from ruammit.views.notebook import extraction_html

        return extraction_html(self)
