"""Predictions: what a tool says of articles, in the keys of annotations and whatever else the tool adds.

Rows are grounded by their quote, or by `start_char` and `end_char`.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from ruammit.errors import GoldError
from ruammit.evaluation.annotation import Words
from ruammit.evaluation.json_files import load, places_of, problems, read
from ruammit.schema import Extraction

__all__ = [
    "PredictedDate",
    "PredictedEntity",
    "PredictedRecord",
    "Prediction",
    "parse_prediction",
    "prediction_of",
    "read_predictions",
]


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


def parse_prediction(data: Any, where: str) -> Prediction:
    """A prediction from JSON data.

    Raises:
        GoldError: not in the format; names every place that is wrong.
    """
    try:
        return Prediction.model_validate(data)
    except ValidationError as error:
        raise GoldError(
            problems(list(places_of(error))),
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
        rows = [(str(file), read(file)) for file in sorted(path.glob("*.json"))]
    else:
        lines = enumerate(read(path).split("\n"), start=1)
        rows = [(f"{path}, line {number}", line) for number, line in lines if line.strip()]
    predictions = (parse_prediction(load(text, where), where) for where, text in rows)
    return {prediction.id.rsplit("/", 1)[-1]: prediction for prediction in predictions}
