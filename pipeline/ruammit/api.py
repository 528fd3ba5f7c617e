"""Articles in, extractions out: the functions behind `ruammit.extract` and `ruammit.extract_all`."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ruammit.pipeline import extract_article
from ruammit.readers.articles import (
    SIZE_LIMIT,
    Rejected,
    home_country,
    iter_articles,
    published_day,
    read_article,
    text_article,
    with_home,
)
from ruammit.readers.sources import ENDINGS
from ruammit.schema import Article, Extraction

__all__ = ["RejectedWarning", "extract", "extract_all"]


class RejectedWarning(UserWarning):
    """An article was set aside; the message says which, why, and what to do."""


def extract(
    source: str | Path | Article, *, lang: str | None = None, published: str | None = None, home: str | None = None
) -> Extraction:
    """Everything that one article holds.

    Args:
        source: an `Article`; the path of a file; or a text. A string is a path if it has no white space and ends like
            a file that is read (".txt", ".html", ".htm", ".jsonl"), and a text otherwise.
        lang: ISO 639-1 code of the article's language, if it should not be found from the text.
        published: ISO date of publication, if it should not be found in the text. What the article says of "this year"
            and "last month" is resolved from it.
        home: ISO 3166-1 alpha-2 code of the country whose news it is, if it should not be found from what it says. It
            is the country of the ministry, the sides and the currency that the article leaves unsaid.

    Raises:
        ArticleError: the file cannot be read, the text is empty or in no language with a pack, `published` is no
            date, or `home` no country.
        PackError: no language pack for the language of an `Article`.
    """
    published = published and published_day(published)
    if isinstance(source, Article):
        article = source
    elif isinstance(source, Path) or (source.lower().endswith(tuple(ENDINGS)) and not any(map(str.isspace, source))):
        article = read_article(source, lang=lang)
    else:
        article = text_article(source, lang=lang, published=published)
    home = home and home_country(home)
    given = (("lang", lang), ("published", published), ("home", home))
    told = {key: value for key, value in given if value is not None}
    if told and any(getattr(article, key) != value for key, value in told.items()):
        article = Article.model_validate(dict(article) | told)
    return extract_article(article)


def extract_all(
    source: str | Path | Iterable[str | Path],
    *,
    lang: str | None = None,
    home: str | None = None,
    workers: int = 1,
    size_limit: int = SIZE_LIMIT,
    on_rejected: Callable[[Rejected], object] | None = None,
) -> Iterator[Extraction]:
    """The extraction of every article below the paths, in their order, in constant memory.

    Args:
        source: a file or folder, or several of them.
        lang: ISO 639-1 code of the language of the articles that do not name their own, if it should not be found.
        home: ISO 3166-1 alpha-2 code of the country whose news the articles are that do not name their own.
        workers: how many processes work on it; 1 works in this one.
        size_limit: bytes of the largest article that is read.
        on_rejected: called with every article that is set aside; without it, each gives a `RejectedWarning`.
    """
    paths = [source] if isinstance(source, str | Path) else list(source)
    home = home and home_country(home)
    if workers > 1:
        from ruammit.engines.stream import extract_parallel

        found = extract_parallel(paths, lang=lang, home=home, workers=workers, size_limit=size_limit)
    else:
        articles = iter_articles(paths, lang=lang, size_limit=size_limit)
        found = map(_attempt, with_home(articles, home))
    for item in found:
        if isinstance(item, Extraction):
            yield item
        elif on_rejected:
            on_rejected(item)
        else:
            warnings.warn(str(item.error()), RejectedWarning, stacklevel=2)


def _attempt(article: Article | Rejected) -> Extraction | Rejected:
    """The extraction of an article; an error of ours costs that article, not the run."""
    if isinstance(article, Rejected):
        return article
    try:
        return extract_article(article)
    except Exception as error:
        message = f"the extraction failed: {type(error).__name__}: {error}"
        return Rejected(article.id, None, "defect", message[:1000], "report it with the article")
