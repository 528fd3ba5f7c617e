"""A dataset in other formats."""

from __future__ import annotations

import csv as writers
import io
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from ruammit.dataset.tables import MENTIONS
from ruammit.errors import DatasetError, OutputError
from ruammit.output import STANDARD_OUTPUT, made_folder, written
from ruammit.schema import plain_decimal
from ruammit.text.visible import escaped_json, visible

if TYPE_CHECKING:
    import pyarrow as pa

    from ruammit.dataset.store import Dataset

__all__ = ["FORMATS", "export", "plain_rows", "write_csv"]

_TABLES = ("articles", *MENTIONS, "record_parties", "record_amounts", "rejected")
"""The tables of the formats that hold tables."""


def _sheets(dataset: Dataset) -> Iterator[tuple[str, pa.Table]]:
    """The tables of the formats that people open: first the records as a reader takes them, then every layer."""
    from ruammit.views.overview import overview

    yield "overview", overview(dataset)
    for name in _TABLES:
        yield name, dataset.arrow(name)


@contextmanager
def _disk_errors(kind: type[Exception]) -> Iterator[None]:
    """A library's own exception for a disk that is full or cannot be written, as the `OSError` that it stands for."""
    try:
        yield
    except kind as error:
        raise OSError(str(error).partition("\n")[0]) from error


def jsonl(dataset: Dataset, path: Path) -> None:
    """One `Extraction` a line; what some readers take for the end of a line, though JSON does not, is escaped."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for extraction in dataset.extractions():
            file.write(escaped_json(extraction.model_dump_json()) + "\n")


def plain_rows(table: pa.Table, *, nested: bool = False) -> Iterator[dict[str, Any]]:
    """The rows of a table as plain values: exact numbers as text without trailing zeros, dates in ISO 8601.

    Args:
        table: any.
        nested: whether lists and structs stay such; else they become JSON.
    """
    for row in table.to_pylist():
        yield {name: _plain(value, nested) for name, value in row.items()}


def _plain(value: Any, nested: bool) -> Any:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    if isinstance(value, list):
        value = [_plain(item, True) for item in value]
    elif isinstance(value, dict):
        value = {name: _plain(item, True) for name, item in value.items()}
    else:
        return value if value is None or isinstance(value, str | int | float | bool) else _text(value)
    return value if nested else json.dumps(value, ensure_ascii=False)


def _text(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def write_csv(table: pa.Table, file: IO[str]) -> None:
    """A table as CSV, nothing in it that steers a terminal, or that a spreadsheet program would take for a formula."""
    writer = writers.writer(file)
    writer.writerow(map(_harmless, table.column_names))
    for row in plain_rows(table):
        writer.writerow(map(_harmless, row.values()))


def csv(dataset: Dataset, target: Path) -> None:
    """A folder with a CSV file a table (UTF-8 with byte order mark, as spreadsheet programs expect)."""
    if os.fspath(target) == STANDARD_OUTPUT:
        cure = "use `ruammit query DIR 'select * from records' -f csv`"
        raise DatasetError("csv is a folder of files, one a table", where=STANDARD_OUTPUT, cure=cure)
    folder = made_folder(target)
    for name, table in _sheets(dataset):
        with written(folder / f"{name}.csv") as path, path.open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(table, file)


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


def duckdb(dataset: Dataset, path: Path) -> None:
    """One DuckDB database file with the tables."""
    import duckdb as engine

    tables = {name: dataset.arrow(name) for name in _TABLES}
    with _disk_errors(engine.Error), engine.connect(path) as database:
        for name, table in tables.items():
            database.register("_table", table)
            database.execute(f"CREATE TABLE {name} AS SELECT * FROM _table")
            database.unregister("_table")


_SHEET_ROWS, _CELL_CHARACTERS = 1_048_575, 32_767
"""What a worksheet of Excel can hold below its header, and what a cell."""


def xlsx(dataset: Dataset, path: Path) -> None:
    """One Excel workbook with a sheet a table; texts too long for a cell are cut, and end in "…"."""
    import xlsxwriter
    import xlsxwriter.exceptions

    tables = dict(_sheets(dataset))
    for name, table in tables.items():
        if table.num_rows > _SHEET_ROWS:
            raise DatasetError(
                f"{name} has {table.num_rows:,} rows, and a sheet of Excel {_SHEET_ROWS:,}", cure="use csv or duckdb"
            )
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    # In memory: a workbook whose file cannot be written says so a second time when it is collected.
    content = io.BytesIO()
    with _disk_errors(xlsxwriter.exceptions.FileCreateError), xlsxwriter.Workbook(content, options) as book:
        bold = book.add_format({"bold": True})
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, table.column_names, bold)
            for number, row in enumerate(plain_rows(table), 1):
                for column, value in enumerate(row.values()):
                    _write_cell(sheet, number, column, value)
    path.write_bytes(content.getbuffer())


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        if len(value) > _CELL_CHARACTERS:
            value = value[: _CELL_CHARACTERS - 1] + "…"
        sheet.write_string(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif value is not None:
        sheet.write_number(row, column, value)


def docbin(dataset: Dataset, path: Path) -> None:
    """spaCy documents: tokens, entities in `doc.ents`, the layers as span groups; ready for `spacy train`."""
    from spacy.tokens import DocBin

    from ruammit.dataset.docbin import doc_of

    found = DocBin(store_user_data=True, attrs=["ORTH", "SPACY", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_ID"])
    for extraction in dataset.extractions():
        found.add(doc_of(extraction))
    path.write_bytes(found.to_bytes())


_FILES: dict[str, Callable[[Dataset, Path], None]] = {"jsonl": jsonl, "duckdb": duckdb, "xlsx": xlsx, "docbin": docbin}
FORMATS = ("jsonl", "csv", "duckdb", "xlsx", "docbin")
"""What `export` can write: `csv` is a folder, the others are files."""


def export(dataset: Dataset, to: str, target: str | os.PathLike[str]) -> Path:
    """Write the dataset in a format of `FORMATS`; a file appears whole or not at all.

    Args:
        dataset: an open dataset.
        to: the format.
        target: the file, or the folder, to write; `-`: the standard output, for the formats that are files.

    Raises:
        DatasetError: there is no such format, it cannot hold so much, or the target cannot be written.
    """
    if to not in FORMATS:
        raise DatasetError(f"no format {to!r}", cure=f"use one of {', '.join(FORMATS)}")
    try:
        if to == "csv":
            csv(dataset, Path(target))
        else:
            with written(target) as path:
                _FILES[to](dataset, path)
    except OutputError as error:
        raise DatasetError(error.what, where=error.where, cure=error.cure) from error
    return Path(target)
