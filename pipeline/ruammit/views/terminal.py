"""Tables for the terminal, for pipes and for Markdown, the same for every command.

A table fits the terminal, or is told row by row ("vertical"). What goes to a pipe or a file has a row per line and tabs
between the fields.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from enum import StrEnum

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ruammit.text.visible import visible, visible_line
from ruammit.views.wrapping import longest_piece, width_of, wrapped

__all__ = ["TextForm", "form_for", "lines_of", "print_rows"]

TALLEST = 12
"""Lines of a row from which on a table is harder to read than its rows one by one."""
_BORDERS = 3
"""Columns of the terminal that a column of a table takes beside what it holds."""


class TextForm(StrEnum):
    """How rows are written as text."""

    TABLE = "table"
    VERTICAL = "vertical"
    MARKDOWN = "markdown"
    TSV = "tsv"


def form_for(names: list[str], rows: list[list[str]], console: Console) -> TextForm:
    """The form that suits where the rows go."""
    if not console.is_terminal:
        return TextForm.TSV
    widths = _widths(names, rows, console.width)
    if widths is None:
        return TextForm.VERTICAL
    tallest = max(
        (len(wrapped(cell, width)) for row in rows for cell, width in zip(row, widths, strict=True)), default=0
    )
    plain = widths == _natural(names, rows)
    return TextForm.TABLE if plain or tallest <= TALLEST else TextForm.VERTICAL


def print_rows(
    names: list[str], rows: list[list[str]], form: TextForm | None = None, console: Console | None = None
) -> None:
    """Print rows of text; nothing in them steers the terminal.

    Args:
        names: the heads of the columns.
        rows: their cells, which may hold line breaks.
        form: how; what suits where they go if not given.
        console: where to; the standard output if not given.
    """
    console = console or Console()
    names = [visible_line(name) for name in names]
    rows = [[visible(cell) for cell in row] for row in rows]
    form = form or form_for(names, rows, console)
    for line in lines_of(names, rows, form, console.width):
        console.file.write(line + "\n")


def lines_of(names: list[str], rows: list[list[str]], form: TextForm, width: int) -> Iterator[str]:
    """The rows in a form, for a terminal of a width."""
    if form is TextForm.TABLE:
        yield from _table(names, rows, _widths(names, rows, width) or _least(names, rows))
    elif form is TextForm.VERTICAL:
        yield from _vertical(names, rows, width)
    elif form is TextForm.MARKDOWN:
        for row in [names, ["---"] * len(names), *rows]:
            cells = (cell.replace("|", "\\|").replace("\n", "<br>") for cell in row)
            yield f"| {' | '.join(cells)} |"
    else:
        for row in [names, *rows]:
            yield "\t".join(visible_line(re.sub(r"\r?\n|\t", " ", cell)) for cell in row)


def _table(names: list[str], rows: list[list[str]], widths: list[int]) -> Iterator[str]:
    """Columns of the widths; where they cannot be that narrow, wider than the terminal rather than broken."""
    cells = [[wrapped(cell, width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    table = Table(show_lines=any(len(lines) > 1 for row in cells for lines in row))
    for name, width in zip(names, widths, strict=True):
        table.add_column(Text(name), width=width, no_wrap=True, overflow="ignore")
    for row in cells:
        table.add_row(*(Text("\n".join(lines)) for lines in row))
    page = io.StringIO()
    Console(file=page, width=sum(widths) + _BORDERS * len(names) + 1).print(table)
    yield from page.getvalue().splitlines()


def _vertical(names: list[str], rows: list[list[str]], width: int) -> Iterator[str]:
    """A line a field, and an empty line between rows."""
    longest = max(map(width_of, names), default=0)
    for number, row in enumerate(rows, 1):
        yield f"-- {number} --"
        for name, cell in zip(names, row, strict=True):
            first, *others = wrapped(cell, max(width - longest - 2, 1))
            yield f"{' ' * (longest - width_of(name))}{name}  {first}".rstrip()
            yield from (f"{' ' * (longest + 2)}{line}" for line in others)


def _columns(names: list[str], rows: list[list[str]]) -> list[list[str]]:
    return [[name, *cells] for name, *cells in zip(names, *rows, strict=True)]


def _natural(names: list[str], rows: list[list[str]]) -> list[int]:
    """The widths at which no line is broken."""
    return [max(map(width_of, column)) for column in _columns(names, rows)]


def _least(names: list[str], rows: list[list[str]]) -> list[int]:
    """The widths below which something would be broken that must not be."""
    return [max(map(longest_piece, column)) for column in _columns(names, rows)]


def _widths(names: list[str], rows: list[list[str]], width: int) -> list[int] | None:
    """Widths of the columns for a terminal of the width; None where they cannot fit."""
    room = width - _BORDERS * len(names) - 1
    natural = _natural(names, rows)
    if sum(natural) <= room:
        return natural
    least = _least(names, rows)
    spare = room - sum(least)
    if spare < 0:
        return None
    wanted = [most - few for most, few in zip(natural, least, strict=True)]
    return [few + spare * want // max(sum(wanted), 1) for few, want in zip(least, wanted, strict=True)]
