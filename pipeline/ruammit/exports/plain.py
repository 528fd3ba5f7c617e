"""Tables as plain text: CSV that no program takes for a formula, and values as the annotation format writes them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ruammit.dataset.views import VIEWS
from ruammit.exports.tables import TABLES, flat_names, flat_rows, table
from ruammit.output import made_folder, written
from ruammit.schema import plain_decimal
from ruammit.text.counted import counted
from ruammit.text.visible import escaped_json, json_text, visible

if TYPE_CHECKING:
    import pyarrow as pa

    from ruammit.dataset.store import Dataset
    from ruammit.views.labels import Labels

__all__ = ["csv_file", "csv_folder", "jsonl", "jsonl_table", "plain_rows", "write_rows_as_csv"]


def jsonl(dataset: Dataset, path: Path, words: Labels) -> str:  # noqa: ARG001 - all formats are called alike
    """One `Extraction` a line; what some readers take for the end of a line, though JSON does not, is escaped."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for extraction in dataset.extractions():
            file.write(escaped_json(extraction.model_dump_json()) + "\n")
            count += 1
    return counted(count, "extraction")


def jsonl_table(dataset: Dataset, path: Path, name: str, words: Labels) -> str:
    """A table with one object per line; nested values stay such."""
    rows = table(dataset, name, words)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(json_text(row) + "\n" for row in plain_rows(rows, nested=True))
    return counted(rows.num_rows, "row")


def plain_rows(rows: pa.Table, *, nested: bool = False) -> Iterator[dict[str, Any]]:
    """The rows of a table as plain values: exact numbers as text without trailing zeros, dates in ISO 8601.

    Args:
        rows: any table.
        nested: whether lists and structs stay such; else lists of texts are joined by "; ", and others become JSON.
    """
    for batch in rows.to_batches(max_chunksize=2_000):
        for row in batch.to_pylist():
            yield {name: _plain(value, nested) for name, value in row.items()}


def _plain(value: Any, nested: bool) -> Any:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, list):
        value = [_plain(item, True) for item in value]
        if not nested and all(isinstance(item, str) for item in value):
            return "; ".join(value)
    elif isinstance(value, dict):
        value = {name: _plain(item, True) for name, item in value.items()}
    else:
        return value if value is None or isinstance(value, str | int | float | bool) else _text(value)
    return value if nested else json.dumps(value, ensure_ascii=False)


def _text(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def write_rows_as_csv(names: Iterable[str], rows: Iterable[Iterable[Any]], file: IO[str]) -> None:
    """Rows as CSV, nothing in them that steers a terminal, or that a spreadsheet program would take for a formula."""
    writer = csv.writer(file)
    writer.writerow(map(_harmless, names))
    for row in rows:
        writer.writerow(map(_harmless, row))


def csv_file(dataset: Dataset, path: Path, name: str, words: Labels) -> str:
    """A flat table as CSV in UTF-8 with byte order mark, as spreadsheet programs expect."""
    found = table(dataset, name, words)
    names = flat_names(name) if name in VIEWS else found.column_names
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = ([_plain(value, False) for value in row.values()] for row in flat_rows(found, names))
        write_rows_as_csv(names, rows, file)
    return counted(found.num_rows, "row")


def csv_folder(dataset: Dataset, target: str, words: Labels) -> str:
    """A folder with one CSV file per flat table."""
    folder = made_folder(target)
    for name in TABLES:
        with written(folder / f"{name}.csv") as path:
            csv_file(dataset, path, name, words)
    return f"{len(TABLES)} tables"


def _harmless(value: Any) -> Any:
    """Text with control characters shown, and, where a spreadsheet program would take it for a formula, marked as text.

    The characters are those of the OWASP page on CSV injection.
    """
    if not isinstance(value, str):
        return value
    marked = value[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _is_number(value)
    return "'" * marked + visible(value)


def _is_number(text: str) -> bool:
    return text[1:].replace(".", "", 1).isascii() and text[1:].replace(".", "", 1).isdigit() and text[0] == "-"
