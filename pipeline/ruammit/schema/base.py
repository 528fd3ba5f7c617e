"""The contract: what an article gives, as frozen pydantic models.

Offsets (`start_char`, `end_char`) count Unicode code points of `Extraction.text`, the article as it was read; the end
is exclusive, and `text[start_char:end_char] == quote` always holds. Amounts are exact decimals in whole units of their
currency and are written to JSON as strings. Dates are ISO 8601 (`YYYY-MM-DD`, both ends inclusive); a year that nothing
in the article tells is written `XXXX`. Countries are ISO 3166-1 alpha-2 codes, currencies ISO 4217 codes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints, model_validator

__all__ = [
    "SCHEMA_VERSION",
    "CountryCode",
    "CurrencyCode",
    "DecimalText",
    "Flag",
    "IsoDate",
    "Model",
    "Offset",
    "Span",
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


class Flag(Model):
    """What a careful reader would question: kept with the value, never silently dropped or mended."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    """What kind of doubt it is."""
    message: Annotated[str, Field(min_length=1)]
    """The doubt, in one sentence."""
    spans: tuple[Span, ...] = ()
    """The stretches of the article that it is about."""
