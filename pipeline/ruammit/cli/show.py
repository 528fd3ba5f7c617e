"""`ruammit show`: one article in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruammit.cli.options import Home, Lang, MinScore, Published, known

__all__ = ["show"]


def show(
    article: Annotated[Path, typer.Argument(help="A file with one article.", metavar="ARTICLE")],
    records: Annotated[bool, typer.Option("--records", help="Only the records.")] = False,
    lang: Lang = None,
    published: Published = None,
    home: Home = None,
    min_score: MinScore = None,
) -> None:
    """Show one article in the terminal: its mentions and its records."""
    from ruammit.api import extract
    from ruammit.views.show import show as show_extraction

    found = extract(article, lang=known(lang), published=published, home=home, min_score=min_score)
    show_extraction(found, records_only=records)
