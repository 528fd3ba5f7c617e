"""`ruammit query`: SQL over a dataset."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ruammit.cli.options import AsExtracted, DatasetFolder, MinScore
from ruammit.text.visible import json_text, visible, visible_line

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["query"]


class TableFormat(StrEnum):
    """How the answer to a query is written."""

    TABLE = "table"
    VERTICAL = "vertical"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


def query(
    dataset: DatasetFolder,
    sql: Annotated[str, typer.Argument(help="A query in DuckDB's SQL; the layers are its tables.", metavar="SQL")],
    as_format: Annotated[
        TableFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="How to write the answer: json is one object a line. Not given: as a table, or, where that is wider"
            " than the terminal, row by row (vertical).",
            show_default=False,
        ),
    ] = None,
    min_score: MinScore = None,
    as_extracted: AsExtracted = False,
) -> None:
    """Ask a dataset: articles, money, percent, dates, entities, records, record_parties, record_amounts, rejected."""
    from ruammit.dataset.store import open_dataset

    _print(open_dataset(dataset, min_score=min_score, corrected=not as_extracted).sql(sql), as_format)


def _print(table: pa.Table, as_format: TableFormat | None) -> None:
    from ruammit.exports.plain import plain_rows, write_csv

    if as_format is TableFormat.CSV:
        write_csv(table, sys.stdout)
        return
    if as_format is TableFormat.JSON:
        for row in plain_rows(table, nested=True):
            typer.echo(json_text(row))
        return
    names = [visible_line(name) for name in table.column_names]
    rows = [[_cell(value) for value in row.values()] for row in plain_rows(table)]
    if as_format is TableFormat.MARKDOWN:
        lines = _markdown(names, rows)
    elif as_format is TableFormat.VERTICAL or (as_format is None and not _fits(names, rows)):
        lines = _vertical(names, rows)
    else:
        lines = _boxed(names, rows)
    for line in lines:
        typer.echo(line)


def _cell(value: Any) -> str:
    return "" if value is None else visible(str(value))


def _widths(names: list[str], rows: list[list[str]]) -> list[int]:
    """Columns of the terminal that each column of the table takes with no line broken."""
    from rich.cells import cell_len

    cells = zip(names, *rows, strict=True)
    return [max(cell_len(line) for cell in column for line in cell.split("\n")) for column in cells]


def _fits(names: list[str], rows: list[list[str]]) -> bool:
    """Whether a table with no line broken is no wider than the terminal; where there is none, it always is."""
    from rich.console import Console

    console = Console()
    return not console.is_terminal or sum(_widths(names, rows)) + 3 * len(names) + 1 <= console.width


def _boxed(names: list[str], rows: list[list[str]]) -> Iterator[str]:
    """A table with its columns as wide as what they hold: no number, date or word is ever broken."""
    import io

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table()
    for name in names:
        shown.add_column(Text(name), no_wrap=True)
    for row in rows:
        shown.add_row(*map(Text, row))
    width = sum(_widths(names, rows)) + 3 * len(names) + 1
    console = Console(file=io.StringIO(), width=width)
    console.print(shown)
    yield from console.file.getvalue().splitlines()  # type: ignore[attr-defined]


def _vertical(names: list[str], rows: list[list[str]]) -> Iterator[str]:
    """A line a field, for rows that are wider than a terminal."""
    longest = max(map(len, names), default=0)
    for number, row in enumerate(rows, 1):
        yield f"-- row {number} --"
        for name, cell in zip(names, row, strict=True):
            yield f"{name:>{longest}}  " + cell.replace("\n", "\n" + " " * (longest + 2))


def _markdown(names: list[str], rows: list[list[str]]) -> Iterator[str]:
    """A table as GitHub-flavoured Markdown has them."""
    for row in [names, ["---"] * len(names), *rows]:
        cells = (cell.replace("|", "\\|").replace("\n", "<br>") for cell in row)
        yield f"| {' | '.join(cells)} |"
