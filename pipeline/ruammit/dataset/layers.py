"""The layers of a dataset and their columns: Arrow schemas, derived from the models.

A column has the type of its field: amounts are `decimal128(38, 9)`, dates are `date32`, lists of models are lists of
structs. Where a type cannot hold a value exactly (a date whose year is XXXX, a number of 40 digits), the column is null
and `NAME_text` beside it has the value as text; in every other row `NAME_text` is null.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from ruammit import schema
from ruammit._version import extractor
from ruammit.schema import Article, DateMention, Entity, Money, Percent, Record, Refused

__all__ = [
    "COLUMNS_KEY",
    "DECIMAL_PLACES",
    "INTEGER_DIGITS",
    "LAYERS",
    "MENTIONS",
    "SCHEMA_KEY",
    "TEXT",
    "Field",
    "arrow_schema",
    "metadata",
    "special_fields",
]

MENTIONS: dict[str, type[schema.Model]] = {
    "money": Money,
    "percent": Percent,
    "dates": DateMention,
    "entities": Entity,
    "records": Record,
    "refused": Refused,
}
"""The layers of an extraction: attribute name to the model of its rows."""

LAYERS = (*MENTIONS, "rejected", "replaced", "articles")
"""The folders of a dataset, in the order in which a part writes them."""

FIRST = (
    "parties",
    "subject",
    "amounts",
    "shares",
    "counts",
    "start",
    "start_text",
    "end",
    "end_text",
    "kind",
    "status",
    "sectors",
    "score",
    "quote",
)
"""The columns with which a table begins that has them: who, with whom, about what, how much, when."""

SCHEMA_KEY, COLUMNS_KEY = b"ruammit.schema", b"ruammit.columns"

INTEGER_DIGITS, DECIMAL_PLACES = 29, 9
"""Of `decimal128(38, 9)`: amounts up to 10^29, and exchange rates and percentages to nine places."""

_DECIMAL = pa.decimal128(INTEGER_DIGITS + DECIMAL_PLACES, DECIMAL_PLACES)
TEXT = "_text"
"""What a column is called, after its name, that holds as text what its type cannot hold."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a model: its Arrow type, and what has to be done to its values on the way there and back."""

    name: str
    type: pa.DataType
    kind: str
    """`plain`, `decimal`, `date`, `model` or `models` (a list of them)."""
    model: type[schema.Model] | None = None


def _field(name: str, hint: Any) -> Field:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (arm for arm in get_args(hint) if arm is not NoneType)
    if hint == schema.DecimalText:
        return Field(name, _DECIMAL, "decimal")
    if hint == schema.IsoDate:
        return Field(name, pa.date32(), "date")
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        item = _field(name, get_args(hint)[0])
        return Field(name, pa.list_(item.type), "models" if item.model else "plain", item.model)
    if issubclass(hint, schema.Model):
        return Field(name, pa.struct(_columns(hint)), "model", hint)
    simple = {str: pa.string(), int: pa.int32(), bool: pa.bool_(), float: pa.float64()}
    return Field(name, pa.string() if issubclass(hint, StrEnum) else simple[hint], "plain")


@cache
def _fields(model: type[schema.Model]) -> tuple[Field, ...]:
    hints = get_type_hints(model, include_extras=True)
    return tuple(_field(name, hints[name]) for name in model.model_fields)


@cache
def special_fields(model: type[schema.Model]) -> tuple[Field, ...]:
    """The fields whose values are not written as they are."""
    return tuple(
        field
        for field in _fields(model)
        if field.kind in {"decimal", "date"} or (field.model is not None and special_fields(field.model))
    )


def _columns(model: type[schema.Model]) -> list[pa.Field]:
    columns = []
    for field in _fields(model):
        columns.append(pa.field(field.name, field.type))
        if field.kind in {"decimal", "date"}:
            columns.append(pa.field(field.name + TEXT, pa.string()))
    return columns


@cache
def arrow_schema(layer: str) -> pa.Schema:
    """The columns of a layer."""
    text = pa.string()
    if layer == "articles":
        own = [pa.field("extractor", text), pa.field("home_given", pa.bool_()), pa.field("min_score", pa.float64())]
        own += [pa.field("model", text), pa.field("reader", text)]
        columns = [*_columns(Article), *own]
    elif layer == "rejected":
        names = ("path", "code", "message", "cure", "extractor")
        columns = [*(pa.field(name, text) for name in names), pa.field("line", pa.int32())]
    elif layer == "replaced":
        columns = [pa.field("old_part", text), pa.field("layer", text), pa.field("key", text)]
    else:
        columns = [*_columns(MENTIONS[layer]), pa.field("article_id", text), pa.field("position", pa.int32())]
        columns.sort(key=lambda column: FIRST.index(column.name) if column.name in FIRST else len(FIRST))
    return pa.schema([pa.field("part", text), *columns])


@cache
def metadata() -> dict[bytes, bytes]:
    """What every file of a dataset says of itself: the version of the schema, its columns as a hash, the extractor."""
    columns = "\n".join(f"{layer}: {arrow_schema(layer).to_string()}" for layer in LAYERS)
    return {
        SCHEMA_KEY: str(schema.SCHEMA_VERSION).encode(),
        COLUMNS_KEY: hashlib.sha256(columns.encode()).hexdigest()[:16].encode(),
        b"ruammit.extractor": extractor().encode(),
    }
