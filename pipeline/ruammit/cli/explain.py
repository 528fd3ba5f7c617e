"""`ruammit explain`: how the values of a text came about."""

from __future__ import annotations

from typing import Annotated

import typer

from ruammit.cli.options import Home, Lang, Published, known, say, warn

__all__ = ["explain"]


def explain(
    text: Annotated[str, typer.Argument(help="A sentence or more, in Thai or Vietnamese.")],
    lang: Lang = None,
    published: Published = None,
    home: Home = None,
) -> None:
    """Tell how each value of a text came about: its rule, and what the rule read."""
    from ruammit.readers.articles import home_country, text_article
    from ruammit.views.explain import explain as derivations
    from ruammit.views.explain_home import home_line

    article = text_article(text, lang=known(lang), published=published)
    home = home and home_country(home)
    say(home_line(article.model_copy(update={"home": home})))
    found = derivations(article.text, article.lang, article.published, home)
    for derivation in found:
        say(str(derivation))
    if not found:
        warn("no number, amount, percentage, date or record in this text")
