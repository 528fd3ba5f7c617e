"""Articles in, extractions out: `ruammit.extract`, `ruammit.extract_all` and `ruammit.extract_to`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from ruammit.errors import ArticleError, RuammitError
from ruammit.pipeline import extract_article
from ruammit.readers.articles import (
    SIZE_LIMIT,
    Rejected,
    home_country,
    iter_articles,
    published_day,
    read_article,
    row_article,
    text_article,
    with_home,
)
from ruammit.readers.fields import FieldNames, checked_fields
from ruammit.readers.given import Given, is_path, item, items
from ruammit.readers.spool import spooled
from ruammit.records.proposals import Proposer, ReadsAhead
from ruammit.schema import Article, Extraction
from ruammit.scores import at_least, checked_score

if TYPE_CHECKING:
    from ruammit.engines.local import Engine
    from ruammit.engines.summary import Summary
    from ruammit.proposers.asking import Asking

__all__ = ["RejectedWarning", "extract", "extract_all", "extract_to"]

_AHEAD = 16
"""Articles that a reader is told of at a time."""


class RejectedWarning(UserWarning):
    """An article was skipped; the message says which, why, and what to do."""


def extract(
    source: str | os.PathLike[str] | Article | Mapping[str, object],
    *,
    lang: str | None = None,
    published: str | date | None = None,
    home: str | None = None,
    min_score: float | None = None,
    reader: Proposer | None = None,
) -> Extraction:
    """Everything that one article holds.

    Args:
        source: an `Article`; the path of a file; a text; or a row, a mapping with a `text`. A string is a path if a
            file of this name is there, if it ends like a file that is read (".txt", ".html", ...), or if it is one word
            of ASCII letters; every other string is a text.
        lang: ISO 639-1 code of the article's language, if it should not be found from the text.
        published: day of publication (a date, or ISO 8601), if it should not be found in the text. What the article
            says of "this year" and "last month" is resolved from it.
        home: ISO 3166-1 alpha-2 code of the country whose news it is, if it should not be found from what it says. It
            is the country of the ministry, the sides and the currency that the article leaves unsaid.
        min_score: records with a lower score (0 to 1) are left out; None: the model's own choice, which keeps F1
            highest.
        reader: who proposes records beside the rules, such as `ruammit.proposers.ChatReader`; None: rules alone.

    Raises:
        ArticleError: `source` is none of these, the file cannot be read, the text is empty or in no language with a
            pack, `published` is no date, or `home` no country.
        RuammitError: `min_score` is not within 0 to 1.
        PackError: no language pack for the language of an `Article`.
    """
    least = checked_score(min_score)
    return extract_article(article_given(source, lang, published, home), least, (reader,) if reader else ())


def article_given(source: object, lang: str | None, published: str | date | None, home: str | None) -> Article:
    """The article that `source` is, names or holds."""
    day = published_day(published) if published else None
    given = item(source)
    if isinstance(given, Article):
        article = given
    elif isinstance(given, Mapping):
        article = row_article(given, "row#1", lang=lang)
    elif is_path(given):
        article = read_article(Path(given), lang=lang)
    else:
        article = text_article(str(given), lang=lang, published=day)
    home = home and home_country(home)
    told = {key: value for key, value in (("lang", lang), ("published", day), ("home", home)) if value is not None}
    if told and any(getattr(article, key) != value for key, value in told.items()):
        article = Article.model_validate({name: getattr(article, name) for name in Article.model_fields} | told)
    return article


def extract_all(
    source: object,
    *,
    lang: str | None = None,
    home: str | None = None,
    fields: Mapping[str, str] | None = None,
    min_score: float | None = None,
    workers: int = 1,
    size_limit: int = SIZE_LIMIT,
    on_rejected: Callable[[Rejected], object] | None = None,
    reader: Proposer | None = None,
) -> Iterator[Extraction]:
    """The extraction of every article, in their order; of files and folders in constant memory.

    Args:
        source: one or several of these: a path of a file or folder, a text, an `Article`, a row (a mapping with a
            `text`); or a data frame of pandas, polars or pyarrow. A `Path` is a path. A string is a path if a file or
            folder of this name is there, if it ends like a file that is read (".txt", ".jsonl.gz", ...), or if it is
            one word of ASCII letters; every other string is a text. Texts get the ids "text#1", "text#2" and so on,
            rows without an `id` "row#1".
        lang: ISO 639-1 code of the language of the articles that do not name their own, if it should not be found.
        home: ISO 3166-1 alpha-2 code of the country whose news the articles are that do not name their own.
        fields: field of an article to its name in rows: `{"text": "body"}`. The usual names need not be given.
        min_score: records with a lower score (0 to 1) are left out; None: the model's own choice, which keeps F1
            highest.
        workers: how many processes work on files; 1 works in this one, and so are texts, rows and `Article`s.
        size_limit: bytes of the largest article that is read from a file.
        on_rejected: called with every article that is skipped; without it, each gives a `RejectedWarning`.
        reader: who proposes records beside the rules, such as `ruammit.proposers.ChatReader`; None: rules alone. It is
            asked from this process, about several articles at a time where it can.

    Raises:
        ArticleError: something in `source` is none of these.
        RuammitError: `min_score` is not within 0 to 1, `fields` names what an article does not have, or there is a
            reader and more than one worker.
        ResourceError: this machine lacks what reading needs, such as room for temporary files.
    """
    least = checked_score(min_score)
    if reader is not None and workers > 1:
        raise RuammitError("a reader is asked from one process", cure="leave workers at 1, or use `ruammit extract`")
    names = checked_fields(fields or {})
    for found in _found(source, lang, home and home_country(home), names, workers, size_limit, reader):
        if isinstance(found, Extraction):
            yield at_least(found, least)
        elif on_rejected:
            on_rejected(found)
        else:
            warnings.warn(str(found.error()), RejectedWarning, stacklevel=2)


def extract_to(
    source: object,
    location: str | os.PathLike[str],
    *,
    lang: str | None = None,
    home: str | None = None,
    fields: Mapping[str, str] | None = None,
    min_score: float | None = None,
    workers: int | None = None,
    update: bool = False,
    reextract: bool = False,
    since: str | date | None = None,
    limit: int | None = None,
    size_limit: int = SIZE_LIMIT,
    time_limit: float = 30.0,
    engine: Callable[[int], Engine] | None = None,
    progress: Callable[[Summary], None] | None = None,
    asking: Asking | None = None,
) -> Summary:
    """Extract articles into a dataset, as `ruammit extract` does; what it already has, unchanged, is not done again.

    Args:
        source: as of `extract_all`.
        location: the dataset's folder, made if need be: a path, or a URI such as `s3://bucket/folder`.
        lang: ISO 639-1 code of the language of the articles that do not name their own, if it should not be found.
        home: ISO 3166-1 alpha-2 code of the country whose news the articles are that do not name their own.
        fields: field of an article to its name in rows: `{"text": "body"}`.
        min_score: records with a lower score (0 to 1) are left out; None: the model's own choice.
        workers: worker processes; None: one per processor. Small runs get fewer.
        update: extract again what another version of the rules or data made.
        reextract: extract again what the dataset already has.
        since: day of publication (a date, or in any common form); articles published earlier are passed over, those
            without a date are not.
        limit: read so many articles of the source, and no more.
        size_limit: bytes of the largest article that is read.
        time_limit: seconds of a processor that one article may take.
        engine: makes what does the work, given the number of workers, such as `ruammit.engines.cluster.RayEngine`;
            None: processes of this machine.
        progress: called with the state of the run after every part.
        asking: how a second reader is asked (`ruammit.proposers.Asking`); None: rules alone.

    Raises:
        ArticleError: no path of `source` is there, or something in it is no article.
        DatasetError: the folder cannot be written, is in use, holds something else, or is of another schema.
        RuammitError: an option has a value that it cannot have.
        ResourceError: this machine lacks what reading needs, such as room for temporary files.
    """
    from ruammit.engines import run
    from ruammit.engines.options import Options

    options = Options(
        lang=lang,
        home=home and home_country(home),
        fields=checked_fields(fields or {}),
        min_score=min_score,
        size_limit=size_limit,
        time_limit=time_limit,
        reextract=reextract,
        update=update,
        since=published_day(since, "since") if since else None,
    )
    given = list(items(source))
    named = [str(each) for each in given if is_path(each)]
    with spooled(named, (each for each in given if not is_path(each))) as paths:
        return run.extract_to(
            paths,
            os.fspath(location),
            workers=workers,
            options=options,
            engine=engine,
            limit=limit,
            progress=progress,
            asking=asking,
        )


def _found(
    source: object,
    lang: str | None,
    home: str | None,
    fields: FieldNames,
    workers: int,
    size_limit: int,
    reader: Proposer | None,
) -> Iterator[Extraction | Rejected]:
    """What comes of the items: files that follow each other are read together, so that their ids are relative."""
    number = 0
    for from_files, given in groupby(items(source), is_path):
        if from_files:
            paths = [Path(each) if isinstance(each, os.PathLike) else str(each) for each in given]
            yield from _of_files(paths, lang, home, fields, workers, size_limit, reader)
            continue
        for each in given:
            number += 1
            yield from _attempts(with_home([_or_reason(each, lang, fields, number)], home), reader)


def _of_files(
    paths: list[str | Path],
    lang: str | None,
    home: str | None,
    fields: FieldNames,
    workers: int,
    size_limit: int,
    reader: Proposer | None,
) -> Iterator[Extraction | Rejected]:
    if workers > 1:
        from ruammit.engines.stream import extract_parallel

        return extract_parallel(paths, lang=lang, home=home, workers=workers, size_limit=size_limit, fields=fields)
    articles = iter_articles(paths, lang=lang, size_limit=size_limit, fields=fields)
    return _attempts(with_home(articles, home), reader)


def _or_reason(given: Given, lang: str | None, fields: FieldNames, number: int) -> Article | Rejected:
    """The article that an item in memory is; one that cannot be read costs itself."""
    if isinstance(given, Article):
        return given
    name = f"{'row' if isinstance(given, Mapping) else 'text'}#{number}"
    try:
        if isinstance(given, Mapping):
            return row_article(given, name, lang=lang, fields=fields)
        return text_article(str(given), article_id=name, lang=lang)
    except ArticleError as error:
        return Rejected(name, None, "text", error.what, error.cure or "")


def _attempts(articles: Iterable[Article | Rejected], reader: Proposer | None) -> Iterator[Extraction | Rejected]:
    """The extractions of the articles; a reader that reads ahead is told of several at a time."""
    if not isinstance(reader, ReadsAhead):
        yield from (_attempt(article, reader) for article in articles)
        return
    waiting = iter(articles)
    while batch := list(islice(waiting, _AHEAD)):
        reader.ahead([article for article in batch if isinstance(article, Article)])
        yield from (_attempt(article, reader) for article in batch)


def _attempt(article: Article | Rejected, reader: Proposer | None = None) -> Extraction | Rejected:
    """The extraction of an article; an error of ours costs that article, not the run."""
    if isinstance(article, Rejected):
        return article
    try:
        return extract_article(article, proposers=(reader,) if reader else ())
    except Exception as error:
        message = f"the extraction failed: {type(error).__name__}: {error}"
        return Rejected(article.id, None, "defect", message[:1000], "report it with the article")
