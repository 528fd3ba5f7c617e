"""An extraction in the terminal: the article with its mentions marked, and tables of records."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ruammit.schema import Difference, Extraction, MergedRecord, Record
from ruammit.text.visible import visible, visible_line
from ruammit.views.marking import LAYERS, SUBJECT, Mark, marks, pieces, subjects
from ruammit.views.slots import record_figures, record_parties, record_period, record_score, record_subject

__all__ = ["show", "show_merged"]

_STYLES = {
    "money": "black on green",
    "percent": "black on cyan",
    "dates": "black on yellow",
    "PERSON": "black on magenta",
    "ORG": "white on blue",
    "GPE": "black on bright_blue",
}
_SUBJECT_STYLE = "underline"
_COLUMNS = ("parties", "about", "figures", "when", "kind", "score")
_PAGE_WIDTH = 140
"""Columns of a table that goes to a file or another command."""


def show(extraction: Extraction, *, records_only: bool = False, console: Console | None = None) -> None:
    """Print the article with its mentions marked, and its records; plain lines where the output is no terminal.

    Args:
        extraction: what to show.
        records_only: leave the article and its mentions out.
        console: where to print; the terminal if not given.
    """
    console = console or Console()
    if not console.is_terminal and not records_only:
        _plain(extraction)
        return
    if not console.is_terminal:
        console = Console(width=_PAGE_WIDTH, file=console.file)
    if not records_only:
        console.print(_marked(extraction))
        names = [Text(f" {name} ", _STYLES[key]) for key, name in LAYERS.items()]
        console.print(Text(" ").join([*names, Text(SUBJECT, _SUBJECT_STYLE)]), "")
    table = _table(*_COLUMNS, "quote")
    for record in extraction.records:
        flags = [f"⚑ {flag.code}" for flag in record.flags]
        quote = Text(_line_of(record.quote))
        quote.append("".join(f"\n{flag}" for flag in flags), "bold red")
        table.add_row(*_cells(record), quote)
    console.print(table if extraction.records else "No cooperation records.")
    for flag in extraction.flags:
        console.print(Text(f"⚑ {flag.code}: {flag.message}", "bold red"))


def _table(*columns: str) -> Table:
    """An empty table that shows every cell whole: Thai has no spaces to break lines at, so long words are folded."""
    table = Table(show_lines=True)
    for name in columns:
        table.add_column(name, overflow="fold")
    return table


def _cells(record: Record | MergedRecord) -> list[Text]:
    """Who, with whom, about what, how much and when; then what it is, and how likely it is right."""
    cells = (
        record_parties(record),
        record_subject(record),
        "\n".join(record_figures(record)),
        record_period(record),
        f"{record.kind}\n{record.status}",
        record_score(record),
    )
    return [Text(visible(cell)) for cell in cells]


def _marked(extraction: Extraction) -> Text:
    """The article's text with every mention in the colour of its layer, and the subjects of records underlined."""
    text = Text()
    spans: list[tuple[int, int, object]] = [(mark.start, mark.end, mark) for mark in marks(extraction)]
    spans += [(start, end, SUBJECT) for start, end in subjects(extraction)]
    for start, end, over in pieces(len(extraction.text), spans):
        layers = [_STYLES[item.layer] for item in over if isinstance(item, Mark)]
        style = " ".join([*layers[-1:], *[_SUBJECT_STYLE] * (SUBJECT in over)])
        text.append(visible(extraction.text[start:end]), style or None)
    return text


def _plain(extraction: Extraction) -> None:
    """A line a mention and a line a record, with tabs between the fields."""
    for mark in marks(extraction):
        quote = extraction.text[mark.start : mark.end]
        _line(LAYERS[mark.layer], f"{mark.start}:{mark.end}", quote, mark.value, mark.rule)
    for record in extraction.records:
        figures, flags = "; ".join(record_figures(record)), ", ".join(flag.code for flag in record.flags)
        told = record_parties(record), record_subject(record), figures, record_period(record)
        _line("record", *told, record.kind, record.status, record_score(record), flags)
        _line("quote", f"{record.evidence[0].start_char}:{record.evidence[0].end_char}", record.quote)


def _line(*fields: str) -> None:
    print("\t".join(map(_line_of, fields)))  # noqa: T201 - plain output, for other commands to read


def _line_of(text: str) -> str:
    """The text on one line: line breaks and tabs read as spaces."""
    return visible_line(re.sub(r"\r?\n|\t", " ", text))


def show_merged(records: Iterable[MergedRecord], *, console: Console | None = None) -> None:
    """Print merged records as a table, with who tells them and where the sources differ."""
    console = console or Console()
    console = console if console.is_terminal else Console(width=_PAGE_WIDTH, file=console.file)
    table = _table(*_COLUMNS, "sources", "differences")
    for record in records:
        sources = "\n".join(source.article for source in record.sources)
        differences = "\n".join(map(_difference, record.differences))
        table.add_row(*_cells(record), Text(visible(sources)), Text(visible(differences)))
    console.print(table)


def _difference(difference: Difference) -> str:
    values = "; ".join(f"{value.value} ({', '.join(value.articles)})" for value in difference.values)
    return f"{difference.slot}: {values}"
