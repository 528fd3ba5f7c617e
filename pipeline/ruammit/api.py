"""Articles in, extractions out: the functions behind `ruammit.extract` and `ruammit.extract_all`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from ruammit.errors import ArticleError
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
from ruammit.scores import at_least, checked_score

__all__ = ["RejectedWarning", "extract", "extract_all"]

Source = str | os.PathLike[str] | Article
_LONGEST_NAME = 255
"""Characters of a file's name that common file systems can keep."""


class RejectedWarning(UserWarning):
    """An article was set aside; the message says which, why, and what to do."""


def extract(
    source: str | Path | Article,
    *,
    lang: str | None = None,
    published: str | date | None = None,
    home: str | None = None,
    min_score: float | None = None,
) -> Extraction:
    """Everything that one article holds.

    Args:
        source: an `Article`; the path of a file; or a text. A string is a path if it has no white space and ends like
            a file that is read (".txt", ".html", ".htm", ".jsonl"), and a text otherwise.
        lang: ISO 639-1 code of the article's language, if it should not be found from the text.
        published: day of publication (a date, or ISO 8601), if it should not be found in the text. What the article
            says of "this year" and "last month" is resolved from it.
        home: ISO 3166-1 alpha-2 code of the country whose news it is, if it should not be found from what it says. It
            is the country of the ministry, the sides and the currency that the article leaves unsaid.
        min_score: records with a lower score (0 to 1) are left out; None: the model's own choice, which keeps F1
            highest.

    Raises:
        ArticleError: `source` is none of these, the file cannot be read, the text is empty or in no language with a
            pack, `published` is no date, or `home` no country.
        RuammitError: `min_score` is not within 0 to 1.
        PackError: no language pack for the language of an `Article`.
    """
    least = checked_score(min_score)
    return extract_article(_article(source, lang, published, home), least)


def _article(source: object, lang: str | None, published: str | date | None, home: str | None) -> Article:
    """The article that `source` is, names or holds."""
    day = published_day(published) if published else None
    if isinstance(source, Article):
        article = source
    elif isinstance(source, os.PathLike) or (isinstance(source, str) and _ends_like_a_file(source)):
        article = read_article(Path(source), lang=lang)
    elif isinstance(source, str):
        article = text_article(source, lang=lang, published=day)
    else:
        cure = "decode it first" if isinstance(source, bytes | bytearray) else "give a text, a path or an Article"
        raise ArticleError(f"{type(source).__name__} is neither a text, a path nor an Article", cure=cure)
    home = home and home_country(home)
    given = (("lang", lang), ("published", day), ("home", home))
    told = {key: value for key, value in given if value is not None}
    if told and any(getattr(article, key) != value for key, value in told.items()):
        article = Article.model_validate(dict(article) | told)
    return article


def _ends_like_a_file(text: str) -> bool:
    return text.lower().endswith(tuple(ENDINGS)) and not any(map(str.isspace, text))


def extract_all(
    source: Source | Iterable[Source],
    *,
    lang: str | None = None,
    home: str | None = None,
    min_score: float | None = None,
    workers: int = 1,
    size_limit: int = SIZE_LIMIT,
    on_rejected: Callable[[Rejected], object] | None = None,
) -> Iterator[Extraction]:
    """The extraction of every article, in their order; of files and folders in constant memory.

    Args:
        source: a file or folder, a text or an `Article`, or several of them. A string with white space in it, or
            longer than file names are, is a text where no such file is there; its id is "text#1", "text#2" and so on.
        lang: ISO 639-1 code of the language of the articles that do not name their own, if it should not be found.
        home: ISO 3166-1 alpha-2 code of the country whose news the articles are that do not name their own.
        min_score: records with a lower score (0 to 1) are left out; None: the model's own choice, which keeps F1
            highest.
        workers: how many processes work on files; 1 works in this one, and so are texts and `Article`s.
        size_limit: bytes of the largest article that is read from a file.
        on_rejected: called with every article that is set aside; without it, each gives a `RejectedWarning`.

    Raises:
        ArticleError: something in `source` is none of these.
        RuammitError: `min_score` is not within 0 to 1.
    """
    least = checked_score(min_score)
    given = [source] if isinstance(source, str | os.PathLike | Article) or source is None else list(source)
    for item in _found(given, lang, home and home_country(home), workers, size_limit):
        if isinstance(item, Extraction):
            yield at_least(item, least)
        elif on_rejected:
            on_rejected(item)
        else:
            warnings.warn(str(item.error()), RejectedWarning, stacklevel=2)


def _found(
    given: list[Source], lang: str | None, home: str | None, workers: int, size_limit: int
) -> Iterator[Extraction | Rejected]:
    """What comes of the items: files that follow each other are read together, so that their ids are relative."""
    number = 0
    for in_memory, items in groupby(given, _is_in_memory):
        if not in_memory:
            paths = [item if isinstance(item, str) else Path(item) for item in items if not isinstance(item, Article)]
            yield from _of_files(paths, lang, home, workers, size_limit)
            continue
        for item in items:
            number += 1
            yield from map(_attempt, with_home([_or_reason(item, lang, f"text#{number}")], home))


def _of_files(
    paths: list[str | Path], lang: str | None, home: str | None, workers: int, size_limit: int
) -> Iterator[Extraction | Rejected]:
    if workers > 1:
        from ruammit.engines.stream import extract_parallel

        return extract_parallel(paths, lang=lang, home=home, workers=workers, size_limit=size_limit)
    return map(_attempt, with_home(iter_articles(paths, lang=lang, size_limit=size_limit), home))


def _is_in_memory(item: object) -> bool:
    """Whether an item is an article or a text rather than a path."""
    if isinstance(item, str):
        spaced = any(map(str.isspace, item)) and not item.lower().endswith(tuple(ENDINGS))
        return (spaced or len(item) > _LONGEST_NAME) and not _is_there(item)
    return not isinstance(item, os.PathLike)


def _is_there(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _or_reason(item: object, lang: str | None, article_id: str) -> Article | Rejected:
    """The article that an item is; a text that cannot be read costs itself, what is no text is an error."""
    if not isinstance(item, str):
        return _article(item, None, None, None)
    try:
        return text_article(item, article_id=article_id, lang=lang)
    except ArticleError as error:
        return Rejected(article_id, None, "text", error.what, error.cure or "")


def _attempt(article: Article | Rejected) -> Extraction | Rejected:
    """The extraction of an article; an error of ours costs that article, not the run."""
    if isinstance(article, Rejected):
        return article
    try:
        return extract_article(article)
    except Exception as error:
        message = f"the extraction failed: {type(error).__name__}: {error}"
        return Rejected(article.id, None, "defect", message[:1000], "report it with the article")
