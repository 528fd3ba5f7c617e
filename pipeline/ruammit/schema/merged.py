"""The contract of merged records: one event, with every article that tells of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from ruammit.schema.base import IsoDate, Model, Span
from ruammit.schema.enums import RecordKind, Sector, Status
from ruammit.schema.records import Amount, Count, Party, Share, Subject

__all__ = ["Difference", "DifferingValue", "MergedRecord", "Source"]


class Source(Span):
    """An article's record behind a merged one: its span is that of its quote."""

    article: Annotated[str, Field(min_length=1)]
    """The article's id."""
    record: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """The id of its record."""
    lang: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """The article's language (ISO 639-1)."""
    published: IsoDate | None = None
    """The article's day of publication, null where it is unknown."""
    quote: Annotated[str, Field(min_length=1)]
    """The words that show the record best."""
    subject: Subject | None = None
    """What the article says that the record is about."""
    score: Annotated[float, Field(ge=0, le=1)] = 1.0
    """Probability that the record is right as this article has it."""


class DifferingValue(Model):
    """One of the values that sources give for the same slot, and the sources (articles) that give it."""

    value: str
    """The value."""
    articles: Annotated[tuple[str, ...], Field(min_length=1)]
    """The ids of the articles that give it."""


class Difference(Model):
    """A slot for which the sources of a merged record do not say the same."""

    slot: Annotated[str, StringConstraints(pattern=r"^(status|period|amount:[a-z]+:[A-Z]{3}|count:.+)$")]
    """`status`, `period`, `amount:MEASURE:CURRENCY` or `count:UNIT`."""
    values: Annotated[tuple[DifferingValue, ...], Field(min_length=2)]
    """The values, each with the articles that give it."""


class MergedRecord(Model):
    """One event, told by one or more articles in any language.

    Its slots hold every value that a source gives; where they differ, `differences` says who says what. The evidence is
    that of the sources.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    """Hash of the ids of the records it was made of, and of their articles."""
    kind: RecordKind
    """What the parties do together."""
    status: Status
    """Done where any source says so."""
    parties: Annotated[tuple[Party, ...], Field(min_length=1)]
    """The parties of all sources."""
    sectors: tuple[Sector, ...] = ()
    """The fields of cooperation that a source names."""
    amounts: tuple[Amount, ...] = ()
    """The amounts of all sources, each value once."""
    shares: tuple[Share, ...] = ()
    """The shares of all sources, each value once."""
    counts: tuple[Count, ...] = ()
    """The counts of all sources, each value once."""
    start: IsoDate | None = None
    """The first day of the narrowest period that a source gives."""
    end: IsoDate | None = None
    """The last day of the narrowest period that a source gives."""
    subject: str | None = None
    """The words of the source with the highest score that names one."""
    score: Annotated[float, Field(ge=0, le=1)] = 1.0
    """The highest of its sources."""
    matched_by: tuple[str, ...] = ()
    """The facts by which its sources met: `amount`, `day`, `bodies`, ...; empty where there is one source."""
    differences: tuple[Difference, ...] = ()
    """The slots for which the sources do not say the same."""
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    """The articles' records that it was made of."""
