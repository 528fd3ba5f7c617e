"""How every command that answers with rows writes them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

import typer

from ruammit.text.visible import json_text

__all__ = ["RowFormat", "RowFormatOption", "write_rows"]


class RowFormat(StrEnum):
    """How rows are written."""

    TABLE = "table"
    VERTICAL = "vertical"
    MARKDOWN = "markdown"
    TSV = "tsv"
    CSV = "csv"
    JSONL = "jsonl"


RowFormatOption = Annotated[
    RowFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="How to write the rows; jsonl is one object per line. Not given: in a terminal as a table, or row by row"
        " (vertical) where that does not fit; to a pipe or a file, as lines with tabs (tsv).",
        show_default=False,
    ),
]


def write_rows(names: list[str], rows: Iterable[dict[str, Any]], form: RowFormat | None = None) -> None:
    """Write rows to the standard output.

    Args:
        names: the heads of the columns.
        rows: plain values by head: texts, numbers, booleans, None; lists and dictionaries for `jsonl` alone.
        form: how to write them; what suits where they go if not given.
    """
    if form is RowFormat.JSONL:
        for row in rows:
            typer.echo(json_text(row))
    elif form is RowFormat.CSV:
        import sys

        from ruammit.exports.plain import write_rows_as_csv

        write_rows_as_csv(names, (row.values() for row in rows), sys.stdout)
    else:
        from ruammit.views.terminal import TextForm, print_rows

        cells = [["" if value is None else str(value) for value in row.values()] for row in rows]
        print_rows(names, cells, TextForm(form) if form else None)
