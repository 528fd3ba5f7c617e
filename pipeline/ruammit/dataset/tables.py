"""The rows of a dataset's layers: from the models to Arrow tables, and back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from ruammit import schema
from ruammit.dataset.layers import (
    DECIMAL_PLACES,
    INTEGER_DIGITS,
    LAYERS,
    MENTIONS,
    TEXT,
    Field,
    arrow_schema,
    metadata,
    special_fields,
)
from ruammit.schema import Article, Extraction, Record

__all__ = ["Row", "TableBuilder", "article_rows", "extractions", "record_models"]

Row = dict[str, Any]


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


def _typed(row: Row, fields: Iterable[Field]) -> Row:
    """The dumped model with its values in the types of the columns; changed in place."""
    for field in fields:
        if field.kind == "decimal":
            _number(row, field.name)
        elif field.kind == "date":
            _date(row, field.name)
        elif field.model is not None and row[field.name] is not None:
            inner = special_fields(field.model)
            for item in [row[field.name]] if field.kind == "model" else row[field.name]:
                _typed(item, inner)
    return row


def article_rows(extraction: Extraction) -> Iterator[tuple[str, Row]]:
    """The rows of an extraction, each with the layer that it belongs to."""
    dump = extraction.model_dump()
    for layer, model in MENTIONS.items():
        special = special_fields(model)
        for position, row in enumerate(dump.pop(layer)):
            row["article_id"], row["position"] = extraction.id, position
            yield layer, _typed(row, special)
    yield "articles", _typed(dump, special_fields(Article))


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


def _plain(row: Row, fields: Iterable[Field]) -> Row:
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
            inner = special_fields(field.model)
            for item in [value] if field.kind == "model" else value:
                _plain(item, inner)
    return row


def record_models(records: pa.Table) -> Iterator[tuple[str, Record]]:
    """The id of the article and the record of every row of the layer `records`."""
    special = special_fields(Record)
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
        special = special_fields(model)
        for row in parts[layer].to_pylist() if layer in parts else ():
            rows = found.setdefault(row.pop("article_id"), {}).setdefault(layer, [])
            del row["part"], row["position"]
            rows.append(_plain(row, special))
    for row in parts["articles"].to_pylist():
        del row["part"]
        yield Extraction.model_validate(_plain(row, special_fields(Article)) | found.get(row["id"], {}))
