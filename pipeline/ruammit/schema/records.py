"""The records of an article: one thing that sides do together, with what fills its slots."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from ruammit.schema.base import CountryCode, CurrencyCode, DecimalText, Flag, IsoDate, Model, Span
from ruammit.schema.enums import EntityType, Measure, Modifier, RecordKind, Role, Sector, Status

__all__ = ["Amount", "Count", "Party", "Record", "Refused", "Share", "Slot", "Subject"]


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
