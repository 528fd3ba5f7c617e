"""The texts: the corpus's articles, brought to a length."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

from ruammit.readers.articles import iter_articles
from ruammit.schema import Article

CORPUS = Path(__file__).parents[2] / "corpus"
LENGTH = 3_000
"""Characters: a news article of the longer kind."""


def corpus_articles(lang: str) -> list[Article]:
    """The corpus's articles in a language."""
    found = iter_articles([CORPUS / "articles"])
    return [item for item in found if isinstance(item, Article) and item.lang == lang]


def texts(lang: str, length: int = LENGTH) -> list[str]:
    """Each article, carried on with the ones after it, and cut at the length (in characters)."""
    articles = corpus_articles(lang)
    return [_filled([*articles[at:], *articles[:at]], length) for at in range(len(articles))]


def _filled(articles: list[Article], length: int) -> str:
    text = ""
    for article in cycle(articles):
        if len(text) >= length:
            return text[:length]
        text += article.text.rstrip() + "\n\n"
    raise ValueError("no article in this language")
