"""`ruammit show`: articles in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ruammit.cli.options import (
    ALL_READ,
    SOME_SKIPPED,
    Home,
    Lang,
    Locale,
    LocaleName,
    MinScore,
    Published,
    known,
    say,
    warn,
)
from ruammit.cli.rows import RowFormatOption, write_rows

if TYPE_CHECKING:
    from ruammit.readers.articles import Rejected

__all__ = ["show"]


def show(
    article: Annotated[Path, typer.Argument(help="A file with an article, or with several.", metavar="ARTICLE")],
    records: Annotated[bool, typer.Option("--records", help="Only the records.")] = False,
    as_format: RowFormatOption = None,
    locale: Locale = LocaleName.EN,
    lang: Lang = None,
    published: Published = None,
    home: Home = None,
    min_score: MinScore = None,
) -> None:
    """Show an article in the terminal: its mentions and its records. Of a file with several articles, each."""
    from rich.console import Console

    from ruammit.api import extract
    from ruammit.readers.articles import Rejected, iter_articles
    from ruammit.views.labels import labels
    from ruammit.views.show import RECORD_COLUMNS, heads, record_rows, show_article, show_flags

    words, skipped, rows = labels(locale.value), list[Rejected](), list[dict[str, str]]()
    names = heads(RECORD_COLUMNS, words)
    only_records, terminal = records or as_format is not None, Console().is_terminal
    for number, item in enumerate(iter_articles([article], lang=known(lang))):
        if isinstance(item, Rejected):
            skipped.append(item)
            continue
        found = extract(item, lang=lang, published=published, home=home, min_score=min_score)
        rows += (told := record_rows(found, words))
        if only_records:
            continue
        if number:
            say(f"\n# {found.id}")
        show_article(found, words)
        if terminal:
            write_rows(*_without_article(names, told)) if told else say(words.phrase("no-records"))
            show_flags(found)
    if only_records and (rows or not terminal):
        one = terminal and as_format is None and len({row[names[-1]] for row in rows}) == 1
        write_rows(*(_without_article(names, rows) if one else (names, rows)), as_format)
    if only_records and not rows:
        warn(words.phrase("no-records"))
    raise typer.Exit(_skipped(skipped, article))


def _without_article(names: list[str], rows: list[dict[str, str]]) -> tuple[list[str], list[dict[str, str]]]:
    """The columns and rows without the last column, which names the article."""
    return names[:-1], [{name: row[name] for name in names[:-1]} for row in rows]


def _skipped(skipped: list[Rejected], article: Path) -> int:
    """The exit code, after telling what was skipped; a file whose only article is skipped is an error."""
    from ruammit.readers.reasons import name_of

    if len(skipped) == 1 and skipped[0].path == name_of(article):
        raise skipped[0].error()
    for item in skipped:
        warn(f"skipped: {item.error()}")
    return SOME_SKIPPED if skipped else ALL_READ
