"""An Excel workbook that can be sorted, filtered and summed: a sheet per table, numbers and dates as such.

Every text is written as text, whatever it begins with, so nothing in an article becomes a formula or a link. What Excel
cannot hold as a number (more than 15 digits) or a date (before 1900, or of an unknown year) is a text in its cell.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruammit._version import version
from ruammit.dataset.views import VIEWS
from ruammit.exports.tables import TABLES, flat_names, flat_rows, table
from ruammit.schema import plain_decimal
from ruammit.text.visible import visible

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset
    from ruammit.views.labels import Labels

__all__ = ["workbook"]

SHEET_ROWS, CELL_CHARACTERS, EXACT_DIGITS = 1_048_575, 32_767, 15
"""What a sheet of Excel holds below its header, what a cell holds (UTF-16 units), and the digits of its numbers."""
_PIECE = 16_000
"""Code points of an article's text per cell: as many as fit, whatever they are in UTF-16."""
_FIRST_DAY = datetime.date(1900, 3, 1)
"""Excel takes 1900 for a leap year: earlier days would be shown wrong."""
_WIDTHS = {**dict.fromkeys(("quote", "message", "meaning"), 70), "cure": 40}
_WIDTHS |= dict.fromkeys(("parties", "subject", "figures", "title"), 36)
_NARROW, _WIDE = 14, 24
"""Widths of columns, in characters: of numbers, dates and codes, and of names and identifiers."""
_WORDS_OF = {
    "kind": "kinds",
    "status": "statuses",
    "sectors": "sectors",
    "role": "roles",
    "measure": "measures",
    "modifier": "modifiers",
    "type": "types",
    "change": "changes",
    "calendar": "calendars",
    "granularity": "granularities",
}
"""Columns of codes, and the group of words that stand for them in a workbook."""


def workbook(dataset: Dataset, path: Path, words: Labels) -> str:
    """One workbook with a sheet per table: the records in words first, the columns explained, the articles last."""
    import xlsxwriter

    # In memory: a workbook whose file cannot be written says so a second time when it is collected.
    content = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with _disk_errors(), xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": words.word("tables", "overview"), "comments": f"Ruammit {version()}"})
        formats = _Formats(book)
        for name in TABLES:
            found = table(dataset, name, words)
            names = flat_names(name) if name in VIEWS else found.column_names
            rows: Iterator[dict[str, Any]] = map(partial(_worded, name, words), flat_rows(found, names))
            if name == "articles":
                names, rows = _texts_in_pieces(names, rows, dataset)
            _sheets(book, name, [(column, _head(column, words)) for column in names], rows, formats, words)
        sheets = len(book.worksheets())
    path.write_bytes(content.getbuffer())
    return f"{sheets} sheets"


@contextmanager
def _disk_errors() -> Iterator[None]:
    """The library's own exception for a full disk as the `OSError` that it stands for."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        yield
    except FileCreateError as error:
        raise OSError(str(error).partition("\n")[0]) from error


class _Formats:
    """How cells look, by what they hold."""

    def __init__(self, book: Any) -> None:
        top = {"valign": "top"}
        self.head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#E8ECF1", "text_wrap": True, **top})
        self.text = book.add_format({"text_wrap": True, **top})
        self.line = book.add_format(top)
        self.whole = book.add_format({"num_format": "#,##0", **top})
        self.decimal = book.add_format({"num_format": "#,##0.0########", **top})
        self.score = book.add_format({"num_format": "0.00", **top})
        self.date = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})


def _head(column: str, words: Labels) -> str:
    name, _, number = column.partition(" ")
    return f"{words.word('columns', name)} {number}".rstrip()


def _worded(name: str, words: Labels, row: dict[str, Any]) -> dict[str, Any]:
    """The row with words for its codes; those of the overview are words already."""
    if name == "overview":
        return row
    found = dict(row)
    for column, value in row.items():
        if value is None:
            continue
        if column in {"country", "home"}:
            found[column] = words.country(value)
        elif column == "countries":
            found[column] = [words.country(code) for code in value]
        elif column == "sectors":
            found[column] = [words.word("sectors", code) for code in value]
        elif column in _WORDS_OF:
            found[column] = words.word(_WORDS_OF[column], value)
        elif column == "unit":
            found[column] = words.word("percent-units", value) if name == "percent" else words.unit(value)
        elif column == "code" and name == "all_flags":
            found[column] = words.word("flags", value)
        elif column == "of":
            found[column] = words.whole(value)
    return found


def _texts_in_pieces(
    names: list[str], rows: Iterator[dict[str, Any]], dataset: Dataset
) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The articles, with texts that are too long for a cell going on in the next columns."""
    longest = dataset.sql("SELECT coalesce(max(length(text)), 0) AS n FROM articles")["n"][0].as_py()
    pieces = ["text", *(f"text {number}" for number in range(2, -(-longest // _PIECE) + 1))]

    def cut(row: dict[str, Any]) -> dict[str, Any]:
        text = row["text"]
        return row | {piece: text[at * _PIECE : (at + 1) * _PIECE] for at, piece in enumerate(pieces)}

    return [*(name for name in names if name != "text"), *pieces], map(cut, rows)


def _sheets(
    book: Any,
    name: str,
    columns: list[tuple[str, str]],
    rows: Iterator[dict[str, Any]],
    formats: _Formats,
    words: Labels,
) -> None:
    """A sheet with the rows; where there are more than a sheet can hold, several."""
    number = 1
    while True:
        part = islice(rows, SHEET_ROWS)
        first = next(part, None)
        if first is None and number > 1:
            return
        title = words.word("tables", name)
        sheet = book.add_worksheet(title if number == 1 else f"{title} {number}")
        for at, (column, _) in enumerate(columns):
            sheet.set_column(at, at, _width(column))
        sheet.write_row(0, 0, [head for _, head in columns], formats.head)
        last = 0
        for last, row in enumerate(_with(first, part), 1):
            for at, (column, _) in enumerate(columns):
                _write_cell(sheet, last, at, column, row[column], formats)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        number += 1


def _with(first: dict[str, Any] | None, rest: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if first is not None:
        yield first
        yield from rest


def _width(column: str) -> int:
    wide = column.endswith(("id", "name", "canonical", "countries", "sectors", "url", "path", "head", "flags", "rule"))
    return _WIDTHS.get(column, _WIDE if wide else _NARROW)


def _write_cell(sheet: Any, row: int, at: int, column: str, value: Any, formats: _Formats) -> None:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) > EXACT_DIGITS:
        value = plain_decimal(value)
    elif isinstance(value, datetime.date) and value < _FIRST_DAY:
        value = value.isoformat()
    if isinstance(value, str):
        text = visible(value)
        over = len(text.encode("utf-16-le", "replace")) // 2 > CELL_CHARACTERS
        looks = formats.line if column.partition(" ")[0] == "text" else formats.text
        sheet.write_string(row, at, text[: _PIECE - 1] + "…" if over else text, looks)
    elif isinstance(value, bool):
        sheet.write_boolean(row, at, value, formats.line)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(row, at, datetime.datetime(value.year, value.month, value.day), formats.date)
    elif column == "score" and value is not None:
        sheet.write_number(row, at, value, formats.score)
    elif value is not None:
        sheet.write_number(row, at, value, formats.whole if value == int(value) else formats.decimal)
