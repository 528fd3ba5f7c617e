"""An extraction in the terminal: the article with its mentions marked, and tables of records."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from ruammit.schema import Difference, Extraction, MergedRecord, Record
from ruammit.text.visible import visible, visible_line
from ruammit.views.labels import Labels
from ruammit.views.marking import SUBJECT, Mark, marks, pieces, subjects
from ruammit.views.slots import record_figures, record_parties, record_period, record_score, record_subject

__all__ = ["MERGED_COLUMNS", "RECORD_COLUMNS", "heads", "merged_rows", "record_rows", "show_article", "show_flags"]

_STYLES = {
    "money": "black on green",
    "percent": "black on cyan",
    "dates": "black on yellow",
    "PERSON": "black on magenta",
    "ORG": "white on blue",
    "GPE": "black on bright_blue",
}
_SUBJECT_STYLE = "underline"
_COLUMNS = ("parties", "about", "figures", "when", "kind", "status", "score")
RECORD_COLUMNS = (*_COLUMNS, "quote", "flags", "article_id")
MERGED_COLUMNS = (*_COLUMNS, "sources", "differences")
"""What tables show, in the order in which a reader asks: who, with whom, about what, how much, when."""


def show_article(extraction: Extraction, words: Labels, console: Console | None = None) -> None:
    """Print the article with its mentions marked; plain lines where the output is no terminal."""
    console = console or Console()
    if not console.is_terminal:
        _plain(extraction, words)
        return
    console.print(_marked(extraction))
    names = [Text(f" {words.word('marks', key)} ", style) for key, style in _STYLES.items()]
    console.print(Text(" ").join([*names, Text(words.word("marks", "subject"), _SUBJECT_STYLE)]), "")


def show_flags(extraction: Extraction, console: Console | None = None) -> None:
    """Print what a careful reader would question in the article."""
    for flag in extraction.flags:
        (console or Console()).print(Text(visible(f"⚑ {flag.code}: {flag.message}"), "bold red"), soft_wrap=True)


def record_rows(extraction: Extraction, words: Labels) -> list[dict[str, str]]:
    """The records of an article by head of column: `RECORD_COLUMNS` in the words of a locale."""
    names = heads(RECORD_COLUMNS, words)
    rows = []
    for record in extraction.records:
        flags = "\n".join(words.word("flags", flag.code) for flag in record.flags)
        cells = (*_cells(record, words), _line_of(record.quote), flags, extraction.id)
        rows.append(dict(zip(names, cells, strict=True)))
    return rows


def merged_rows(records: Iterable[MergedRecord], words: Labels) -> list[dict[str, str]]:
    """Merged records by head of column, with who tells them and where the sources differ."""
    names = heads(MERGED_COLUMNS, words)
    rows = []
    for record in records:
        sources = "\n".join(source.article for source in record.sources)
        differences = "\n".join(map(_difference, record.differences))
        rows.append(dict(zip(names, (*_cells(record, words), sources, differences), strict=True)))
    return rows


def heads(names: Iterable[str], words: Labels) -> list[str]:
    """The heads of columns in the words of a locale."""
    return [words.word("columns", name) for name in names]


def _cells(record: Record | MergedRecord, words: Labels) -> tuple[str, ...]:
    return (
        record_parties(record),
        record_subject(record),
        "\n".join(record_figures(record, words)),
        record_period(record, words),
        words.word("kinds", record.kind),
        words.word("statuses", record.status),
        record_score(record),
    )


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


def _plain(extraction: Extraction, words: Labels) -> None:
    """A line a mention and two lines a record, with tabs between the fields."""
    for mark in marks(extraction, words):
        quote = extraction.text[mark.start : mark.end]
        _line(words.word("marks", mark.layer), f"{mark.start}:{mark.end}", quote, mark.value, mark.rule)
    for record in extraction.records:
        cells = (cell.replace("\n", "; ") for cell in _cells(record, words))
        _line("record", *cells, ", ".join(flag.code for flag in record.flags))
        _line("quote", f"{record.evidence[0].start_char}:{record.evidence[0].end_char}", record.quote)


def _line(*fields: str) -> None:
    print("\t".join(map(_line_of, fields)))  # noqa: T201 - plain output, for other commands to read


def _line_of(text: str) -> str:
    """The text on one line: line breaks and tabs read as spaces."""
    return visible_line(re.sub(r"\r?\n|\t", " ", text))


def _difference(difference: Difference) -> str:
    values = "; ".join(f"{value.value} ({', '.join(value.articles)})" for value in difference.values)
    return f"{difference.slot}: {values}"
