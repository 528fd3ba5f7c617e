"""Annotated articles: what is right, read and validated.

An annotation is a JSON file named after its article, with the five layers of `ruammit.schema.Extraction` and no
offsets: quotes and names are exact substrings of the article, and rows stand in text order. docs/annotating.md says how
to write one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from ruammit.errors import GoldError
from ruammit.evaluation.json_files import load, places_of, problems, read
from ruammit.schema import (
    Change,
    CountryCode,
    CurrencyCode,
    EntityType,
    IsoDate,
    Measure,
    Model,
    Modifier,
    RecordKind,
    Role,
    Sector,
    Status,
)

__all__ = ["Annotation", "GoldRecord", "Words", "check_grounding", "parse_annotation", "read_annotation"]

_PLAIN = re.compile(r"-?\d+(\.\d*[1-9])?", re.ASCII)


def _plain(value: object) -> Decimal:
    if not isinstance(value, str) or not _PLAIN.fullmatch(value):
        raise ValueError(
            'write a plain decimal string: no exponent, no separators, no trailing zeros after the point ("1234.5")'
        )
    return Decimal(value)


Plain = Annotated[Decimal, BeforeValidator(_plain)]
Words = Annotated[str, Field(min_length=1)]


class _Period(Model):
    start: IsoDate
    end: IsoDate

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"a date must not end ({self.end}) before it starts ({self.start})")
        return self


class GoldMoney(Model):
    """A row of the layer `money`."""

    quote: Words
    amount: Plain
    amount_max: Plain | None
    currency: CurrencyCode
    modifier: Modifier


class GoldPercent(Model):
    """A row of the layer `percent`."""

    quote: Words
    value: Plain
    value_max: Plain | None
    modifier: Modifier
    change: Change | None


class GoldDate(_Period):
    """A row of the layer `dates`."""

    quote: Words


class GoldEntity(Model):
    """A row of the layer `entities`."""

    name: Words
    type: EntityType
    country: CountryCode | None

    @model_validator(mode="after")
    def _place_has_country(self) -> Self:
        if self.type is EntityType.GPE and self.country is None:
            raise ValueError("a GPE has a country: write its ISO 3166-1 alpha-2 code")
        return self


class GoldParty(Model):
    """One side of an annotated record."""

    name: Words
    country: CountryCode | None
    role: Role | None = None
    """Where the kind has a direction."""


class GoldAmount(Model):
    """An amount in an annotated record."""

    value: Plain
    currency: CurrencyCode
    measure: Measure


class GoldShare(Model):
    """A share in an annotated record."""

    value: Plain
    of: str


class GoldCount(Model):
    """A count in an annotated record."""

    value: Plain
    unit: Words


class GoldRecord(Model):
    """A row of the layer `records`."""

    kind: RecordKind
    status: Status
    parties: Annotated[tuple[GoldParty, ...], Field(min_length=1, max_length=6)]
    sectors: Annotated[tuple[Sector, ...], Field(max_length=3)]
    amounts: tuple[GoldAmount, ...]
    shares: tuple[GoldShare, ...]
    counts: tuple[GoldCount, ...]
    start: IsoDate | None
    end: IsoDate | None
    subject: Words | None = None
    """What it is about; left out where nobody has looked for it."""
    quote: Words


class Annotation(Model):
    """What is right for one article; every field is required."""

    id: Words
    lang: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    published: IsoDate | None
    money: tuple[GoldMoney, ...]
    percent: tuple[GoldPercent, ...]
    dates: tuple[GoldDate, ...]
    entities: tuple[GoldEntity, ...]
    records: tuple[GoldRecord, ...]

    @model_validator(mode="after")
    def _entities_once(self) -> Self:
        seen = set()
        for row in self.entities:
            if (row.name, row.type) in seen:
                raise ValueError(f"entities: {row.name!r} stands twice: keep one row for each surface form and type")
            seen.add((row.name, row.type))
        return self


def parse_annotation(text: str, where: str = "annotation") -> Annotation:
    """The annotation in a JSON text.

    Args:
        text: JSON, one object.
        where: how errors name the text.

    Raises:
        GoldError: not JSON, or not in the format; names every place that is wrong.
    """
    data = load(text, where)
    try:
        return Annotation.model_validate(data)
    except ValidationError as error:
        raise GoldError(
            problems(list(places_of(error))), where=where, cure="docs/annotating.md has the format"
        ) from None


def read_annotation(path: Path) -> Annotation:
    """The annotation in a JSON file; its `id` must be the file's name.

    Raises:
        GoldError: unreadable, not JSON, or not in the format; names every place that is wrong.
    """
    annotation = parse_annotation(read(path), str(path))
    if annotation.id != path.stem:
        raise GoldError(
            f"id {annotation.id!r} is not the file's name {path.stem!r}", where=str(path), cure="make the two alike"
        )
    return annotation


def check_grounding(annotation: Annotation, text: str, where: str) -> None:
    """Check an annotation against its article: quotes and names stand in it, mentions in text order.

    Args:
        annotation: what is right for the article.
        text: the article.
        where: how errors name the annotation.

    Raises:
        GoldError: names every row that the article does not hold.
    """
    lines = []
    for layer in ("money", "percent", "dates"):
        at = 0
        for index, row in enumerate(getattr(annotation, layer)):
            found = text.find(row.quote, at)
            if found >= 0:
                at = found + 1
            elif row.quote in text:
                lines.append(f"{layer}[{index}].quote: {row.quote!r} does not follow the row before it in the text")
            else:
                lines.append(f"{layer}[{index}].quote: {row.quote!r} is not in the article")
    for index, entity in enumerate(annotation.entities):
        if entity.name not in text:
            lines.append(f"entities[{index}].name: {entity.name!r} is not in the article")
    for index, record in enumerate(annotation.records):
        if record.quote not in text:
            lines.append(f"records[{index}].quote: {record.quote!r} is not in the article")
    if lines:
        cure = "copy quotes from the article character for character, and keep rows in text order"
        raise GoldError(problems(lines), where=where, cure=cure)
