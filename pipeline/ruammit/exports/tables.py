"""The tables of the formats that people open: flat, a value per cell, the records in words first.

Nested columns are left out, since their items are rows of tables of their own. A value that its column's type cannot
hold (a day of a year that is XXXX) stands in its place as text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ruammit.dataset.layers import TEXT
from ruammit.dataset.views import VIEWS, columns
from ruammit.errors import DatasetError
from ruammit.views.labels import Labels
from ruammit.views.overview import OVERVIEW, overview

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["NAMES", "TABLES", "explained", "flat_names", "flat_rows", "table"]

TABLES = ("overview", *(view for view in VIEWS if view not in {"records", "entity_mentions", "articles"}))
TABLES = (*TABLES, "columns", "articles")
"""The tables of a CSV folder and a workbook, in their order: the records in words first, the texts of articles last."""

NAMES = ("overview", *VIEWS, "columns")
"""Every table that can be exported by itself."""

_BATCH = 2_000
"""Rows that are Python objects at a time."""


def table(dataset: Dataset, name: str, words: Labels) -> pa.Table:
    """A table by its name.

    Raises:
        DatasetError: there is no such table.
    """
    if name == "overview":
        return overview(dataset, words)
    if name == "columns":
        return pa.Table.from_pylist(explained(words), schema=_EXPLAINED)
    if name not in VIEWS:
        raise DatasetError(f"no table {name!r}", cure=f"name one of {', '.join(NAMES)}")
    return dataset.arrow(name)


_EXPLAINED = pa.schema([(name, pa.string()) for name in ("table", "column", "head", "type", "key", "meaning")])


def explained(words: Labels) -> list[dict[str, str]]:
    """Every column of the flat tables, in the words of the locale: its table, head, type, and what it means."""
    rows = [
        _explained(words, "overview", name, _OVERVIEW_TYPES.get(name, "VARCHAR"), name == "id") for name in OVERVIEW
    ]
    for view in TABLES:
        if view in VIEWS:
            known = {column.name: column for column in columns(view)}
            names = [name for name in known if name in flat_names(view)]
            rows += [_explained(words, view, name, known[name].type, known[name].key) for name in names]
    return rows


_OVERVIEW_TYPES = {"score": "DOUBLE", "reviewed": "BOOLEAN", **dict.fromkeys(("start", "end", "published"), "DATE")}
_PLAIN_TYPES = {"VARCHAR": "text", "VARCHAR[]": "list", "DATE": "date", "BOOLEAN": "boolean"}
"""Types of DuckDB and what readers call them; the others are numbers."""


def _explained(words: Labels, view: str, name: str, kind: str, key: bool) -> dict[str, str]:
    return {
        "table": words.word("tables", view),
        "column": name,
        "head": words.word("columns", name),
        "type": words.word("column-types", _PLAIN_TYPES.get(kind, "number")),
        "key": words.word("columns", "key") if key else "",
        "meaning": words.meaning(view, name),
    }


def flat_names(view: str) -> list[str]:
    """The columns of a table that a flat one has, long texts last."""
    known = {column.name: column.type for column in columns(view)}
    names = [
        name
        for name, kind in known.items()
        if "STRUCT" not in kind and not (name.endswith(TEXT) and name.removesuffix(TEXT) in known)
    ]
    return [name for name in names if name != "text"] + [name for name in names if name == "text"]


def flat_rows(rows: pa.Table, names: list[str] | None = None) -> Iterator[dict[str, Any]]:
    """The rows of a table with a value per cell: numbers as `Decimal`, dates as `date`, lists of texts as lists.

    Args:
        rows: any table.
        names: the columns to give; all if not given.
    """
    names = names or rows.column_names
    for batch in rows.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            yield {name: row[name] if row[name] is not None else row.get(name + TEXT) for name in names}
