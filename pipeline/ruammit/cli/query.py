"""`ruammit query`: SQL over a dataset."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ruammit.cli.options import DatasetFolder
from ruammit.text.visible import json_text, visible

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["query"]


class TableFormat(StrEnum):
    """How the answer to a query is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def query(
    dataset: DatasetFolder,
    sql: Annotated[str, typer.Argument(help="A query in DuckDB's SQL; the layers are its tables.", metavar="SQL")],
    as_format: Annotated[
        TableFormat, typer.Option("--format", "-f", help="How to write the answer.")
    ] = TableFormat.TABLE,
) -> None:
    """Ask a dataset: articles, money, percent, dates, entities, records, record_parties, record_amounts, rejected."""
    from ruammit.dataset.store import open_dataset

    _print_table(open_dataset(dataset).sql(sql), as_format)


def _print_table(table: pa.Table, as_format: TableFormat) -> None:
    from ruammit.dataset.exports import plain_rows, write_csv

    if as_format is TableFormat.CSV:
        write_csv(table, sys.stdout)
    elif as_format is TableFormat.JSON:
        for row in plain_rows(table, nested=True):
            typer.echo(json_text(row))
    else:
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text

        shown = Table()
        for name in table.column_names:
            shown.add_column(Text(visible(name)))
        for row in plain_rows(table):
            shown.add_row(*(Text("" if value is None else visible(str(value))) for value in row.values()))
        Console().print(shown)
