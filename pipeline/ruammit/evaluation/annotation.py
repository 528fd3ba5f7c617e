"""Annotated articles and predictions: the two sides of a comparison, read and validated.

An annotation is a JSON file named after its article, with the five layers of `ruammit.schema.Extraction` and no
offsets: quotes and names are exact substrings of the article, and rows stand in text order. docs/annotating.md says how
to write one. A prediction is the same with whatever else a tool adds; rows may carry `start_char` and `end_char`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from ruammit.errors import GoldError
from ruammit.schema import (
    Change,
    CountryCode,
    CurrencyCode,
    EntityType,
    Extraction,
    IsoDate,
    Measure,
    Model,
    Modifier,
    RecordKind,
    Role,
    Sector,
    Status,
)

__all__ = [
    "Annotation",
    "Prediction",
    "check_grounding",
    "parse_annotation",
    "parse_prediction",
    "prediction_of",
    "read_annotation",
    "read_predictions",
]

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


class _Predicted(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _PredictedRow(_Predicted):
    quote: str = ""
    start_char: int | None = None
    end_char: int | None = None

    @model_validator(mode="after")
    def _has_place(self) -> Self:
        if not self.quote and (self.start_char is None or self.end_char is None):
            raise ValueError("a row needs its quote, or start_char and end_char")
        return self


class PredictedMoney(_PredictedRow):
    """A predicted row of `money`."""

    amount: Decimal
    amount_max: Decimal | None = None
    currency: str
    modifier: str | None = None


class PredictedPercent(_PredictedRow):
    """A predicted row of `percent`."""

    value: Decimal
    value_max: Decimal | None = None
    modifier: str | None = None
    change: str | None = None


class PredictedDate(_PredictedRow):
    """A predicted row of `dates`."""

    start: str
    end: str


class PredictedEntity(_Predicted):
    """A predicted row of `entities`."""

    name: Words
    type: str
    country: str | None = None


class PredictedParty(_Predicted):
    """One side of a predicted record."""

    name: str = ""
    country: str | None = None
    role: str | None = None


class PredictedAmount(_Predicted):
    """An amount in a predicted record."""

    value: Decimal
    currency: str


class PredictedNumber(_Predicted):
    """A share or a count in a predicted record."""

    value: Decimal


class PredictedSubject(_Predicted):
    """What a predicted record is about, as the product writes it."""

    quote: str


class PredictedRecord(_Predicted):
    """A predicted row of `records`."""

    kind: str
    status: str
    parties: tuple[PredictedParty, ...]
    sectors: tuple[str, ...] = ()
    amounts: tuple[PredictedAmount, ...] = ()
    shares: tuple[PredictedNumber, ...] = ()
    counts: tuple[PredictedNumber, ...] = ()
    start: str | None = None
    end: str | None = None
    cross_border: bool = True
    subject: PredictedSubject | str | None = None
    quote: str = ""


class Prediction(_Predicted):
    """What a tool says of one article; a layer that it leaves out is empty."""

    id: Words
    money: tuple[PredictedMoney, ...] = ()
    percent: tuple[PredictedPercent, ...] = ()
    dates: tuple[PredictedDate, ...] = ()
    entities: tuple[PredictedEntity, ...] = ()
    records: tuple[PredictedRecord, ...] = ()


def _places(error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False):
        steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in problem["loc"]]
        place = "".join(steps).lstrip(".")
        yield f"{place}: {problem['msg']}" if place else problem["msg"]


def _problems(lines: list[str]) -> str:
    return lines[0] if len(lines) == 1 else f"{len(lines)} things to mend:\n  " + "\n  ".join(lines)


def _load(text: str, where: str) -> Any:
    try:
        return json.loads(text, parse_float=str)
    except json.JSONDecodeError as error:
        raise GoldError(
            f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})",
            where=where,
            cure="mend the file; an editor that checks JSON shows the place",
        ) from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GoldError(
            f"cannot be read: {error.strerror}", where=str(path), cure="check the path and its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise GoldError(f"not UTF-8: {error}", where=str(path), cure="save the file as UTF-8") from None


def parse_annotation(text: str, where: str = "annotation") -> Annotation:
    """The annotation in a JSON text.

    Args:
        text: JSON, one object.
        where: how errors name the text.

    Raises:
        GoldError: not JSON, or not in the format; names every place that is wrong.
    """
    data = _load(text, where)
    try:
        return Annotation.model_validate(data)
    except ValidationError as error:
        raise GoldError(
            _problems(list(_places(error))), where=where, cure="docs/annotating.md has the format"
        ) from None


def read_annotation(path: Path) -> Annotation:
    """The annotation in a JSON file; its `id` must be the file's name.

    Raises:
        GoldError: unreadable, not JSON, or not in the format; names every place that is wrong.
    """
    annotation = parse_annotation(_read(path), str(path))
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
        raise GoldError(_problems(lines), where=where, cure=cure)


def parse_prediction(data: Any, where: str) -> Prediction:
    """A prediction from JSON data.

    Raises:
        GoldError: not in the format; names every place that is wrong.
    """
    try:
        return Prediction.model_validate(data)
    except ValidationError as error:
        raise GoldError(
            _problems(list(_places(error))),
            where=where,
            cure="predictions have the keys of annotations; `ruammit export --to jsonl` writes them",
        ) from None


def prediction_of(extraction: Extraction) -> Prediction:
    """An extraction as a prediction."""
    return Prediction.model_validate(extraction.model_dump(mode="json"))


def read_predictions(path: Path) -> dict[str, Prediction]:
    """Predictions by the last part of their `id`.

    Args:
        path: a folder of JSON files, or a JSONL file with one object a line.

    Raises:
        GoldError: unreadable, not JSON, or not in the format.
    """
    if path.is_dir():
        rows = [(str(file), _read(file)) for file in sorted(path.glob("*.json"))]
    else:
        lines = enumerate(_read(path).split("\n"), start=1)
        rows = [(f"{path}, line {number}", line) for number, line in lines if line.strip()]
    predictions = (parse_prediction(_load(text, where), where) for where, text in rows)
    return {prediction.id.rsplit("/", 1)[-1]: prediction for prediction in predictions}
