"""`ruammit explain`: how the values of a text came about."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ruammit.cli.options import Home, Lang, Published, known, say, warn

__all__ = ["explain"]


def explain(
    text: Annotated[str, typer.Argument(help="A sentence or more, in Thai or Vietnamese, or a file with an article.")],
    lang: Lang = None,
    published: Published = None,
    home: Home = None,
) -> None:
    """Tell how each value of a text came about: its rule, and what the rule read."""
    from ruammit.api import article_given
    from ruammit.readers.articles import text_article
    from ruammit.readers.formats import format_of
    from ruammit.readers.given import is_path
    from ruammit.views.explain import explain as derivations
    from ruammit.views.explain_home import home_line

    # A word of plain letters or figures ("15/3/2568") is explained, where other commands look for a file.
    named = is_path(text) and (format_of(text) is not None or Path(text).exists())
    given = Path(text) if named else text_article(text, lang=known(lang), published=published)
    article = article_given(given, known(lang), published, home)
    say(home_line(article))
    found = derivations(article.text, article.lang, article.published, article.home)
    for derivation in found:
        say(str(derivation))
    if not found:
        warn("no number, amount, percentage, date or record in this text")
