"""The layers of a dataset as Arrow tables: schemas derived from the models, rows to models and back.

A column has the type of its field: amounts are `decimal128(38, 9)`, dates are `date32`, lists of models are lists of
structs. Where a type cannot hold a value exactly (a date whose year is XXXX, a number of 40 digits), the column is null
and `NAME_text` beside it has the value as text; in every other row `NAME_text` is null.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from ruammit import schema
from ruammit._version import extractor
from ruammit.schema import Article, DateMention, Entity, Extraction, Money, Percent, Record, Refused

__all__ = [
    "COLUMNS_KEY",
    "LAYERS",
    "MENTIONS",
    "SCHEMA_KEY",
    "TEXT",
    "Row",
    "TableBuilder",
    "arrow_schema",
    "article_rows",
    "extractions",
    "metadata",
]

Row = dict[str, Any]

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
class _Field:
    """A field of a model: its Arrow type, and what has to be done to its values on the way there and back."""

    name: str
    type: pa.DataType
    kind: str
    """`plain`, `decimal`, `date`, `model` or `models` (a list of them)."""
    model: type[schema.Model] | None = None


def _field(name: str, hint: Any) -> _Field:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (arm for arm in get_args(hint) if arm is not NoneType)
    if hint == schema.DecimalText:
        return _Field(name, _DECIMAL, "decimal")
    if hint == schema.IsoDate:
        return _Field(name, pa.date32(), "date")
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) is tuple:
        item = _field(name, get_args(hint)[0])
        return _Field(name, pa.list_(item.type), "models" if item.model else "plain", item.model)
    if issubclass(hint, schema.Model):
        return _Field(name, pa.struct(_columns(hint)), "model", hint)
    simple = {str: pa.string(), int: pa.int32(), bool: pa.bool_(), float: pa.float64()}
    return _Field(name, pa.string() if issubclass(hint, StrEnum) else simple[hint], "plain")


@cache
def _fields(model: type[schema.Model]) -> tuple[_Field, ...]:
    hints = get_type_hints(model, include_extras=True)
    return tuple(_field(name, hints[name]) for name in model.model_fields)


@cache
def _special(model: type[schema.Model]) -> tuple[_Field, ...]:
    """The fields whose values are not written as they are."""
    return tuple(
        field
        for field in _fields(model)
        if field.kind in {"decimal", "date"} or (field.model is not None and _special(field.model))
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


# ---------------------------------------------------------------------------------------------------- models to rows


def _number(row: Row, name: str) -> None:
    value: Decimal | None = row[name]
    row[name + TEXT] = None
    if value is None:
        return
    text = schema.plain_decimal(value)
    number = Decimal(text)
    if number.as_tuple().exponent >= -DECIMAL_PLACES and number.adjusted() < INTEGER_DIGITS:  # type: ignore[operator]
        row[name] = number
    else:
        row[name], row[name + TEXT] = None, text


def _date(row: Row, name: str) -> None:
    value: str | None = row[name]
    row[name + TEXT] = None
    if value is None:
        return
    try:
        row[name] = datetime.date.fromisoformat(value)
    except ValueError:  # XXXX-11-19, and days such as 2023-02-29 that a slip in an article may give
        row[name], row[name + TEXT] = None, value


def _typed(row: Row, fields: Iterable[_Field]) -> Row:
    """The dumped model with its values in the types of the columns; changed in place."""
    for field in fields:
        if field.kind == "decimal":
            _number(row, field.name)
        elif field.kind == "date":
            _date(row, field.name)
        elif field.model is not None and row[field.name] is not None:
            inner = _special(field.model)
            for item in [row[field.name]] if field.kind == "model" else row[field.name]:
                _typed(item, inner)
    return row


def article_rows(extraction: Extraction) -> Iterator[tuple[str, Row]]:
    """The rows of an extraction, each with the layer that it belongs to."""
    dump = extraction.model_dump()
    for layer, model in MENTIONS.items():
        special = _special(model)
        for position, row in enumerate(dump.pop(layer)):
            row["article_id"], row["position"] = extraction.id, position
            yield layer, _typed(row, special)
    yield "articles", _typed(dump, _special(Article))


class TableBuilder:
    """Collects the rows of a part, as compact Arrow batches rather than as Python objects.

    Args:
        part: the name of the part, which every row carries.
    """

    _BATCH = 2_000
    """Rows of a layer that wait as Python objects."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._rows: dict[str, list[Row]] = {layer: [] for layer in LAYERS}
        self._batches: dict[str, list[pa.RecordBatch]] = {layer: [] for layer in LAYERS}

    def add(self, layer: str, row: Row) -> None:
        """Take a row of a layer; keys that the layer has no column for are left out."""
        row["part"] = self.part
        rows = self._rows[layer]
        rows.append(row)
        if len(rows) >= self._BATCH:
            self._flush(layer)

    def _flush(self, layer: str) -> None:
        if self._rows[layer]:
            self._batches[layer].append(pa.RecordBatch.from_pylist(self._rows[layer], schema=arrow_schema(layer)))
            self._rows[layer] = []

    def tables(self) -> dict[str, pa.Table]:
        """Layer to its rows, in the order of `LAYERS`: those that have rows, and `articles` with them."""
        for layer in LAYERS:
            self._flush(layer)
        if not any(self._batches.values()):
            return {}
        return {
            layer: pa.Table.from_batches(batches, schema=arrow_schema(layer)).replace_schema_metadata(metadata())
            for layer, batches in self._batches.items()
            if batches or layer == "articles"
        }


# ---------------------------------------------------------------------------------------------------- rows to models


def _plain(row: Row, fields: Iterable[_Field]) -> Row:
    """What `_typed` made, as the models take it; changed in place."""
    for field in fields:
        value = row[field.name]
        if field.kind == "decimal":
            text = row.pop(field.name + TEXT)
            row[field.name] = (
                Decimal(text if value is None else schema.plain_decimal(value)) if value or text else value
            )
        elif field.kind == "date":
            text = row.pop(field.name + TEXT)
            row[field.name] = text if value is None else value.isoformat()
        elif field.model is not None and value is not None:
            inner = _special(field.model)
            for item in [value] if field.kind == "model" else value:
                _plain(item, inner)
    return row


def record_models(records: pa.Table) -> Iterator[tuple[str, Record]]:
    """The id of the article and the record of every row of the layer `records`."""
    special = _special(Record)
    for row in records.to_pylist():
        article = row.pop("article_id")
        del row["part"], row["position"]
        yield article, Record.model_validate(_plain(row, special))


def extractions(parts: Mapping[str, pa.Table]) -> Iterator[Extraction]:
    """The extractions of one part, in the order in which they were written.

    Args:
        parts: layer name to the rows of the part; layers without rows may be missing.
    """
    found: dict[str, dict[str, list[Row]]] = {}
    for layer, model in MENTIONS.items():
        special = _special(model)
        for row in parts[layer].to_pylist() if layer in parts else ():
            rows = found.setdefault(row.pop("article_id"), {}).setdefault(layer, [])
            del row["part"], row["position"]
            rows.append(_plain(row, special))
    for row in parts["articles"].to_pylist():
        del row["part"]
        yield Extraction.model_validate(_plain(row, _special(Article)) | found.get(row["id"], {}))
