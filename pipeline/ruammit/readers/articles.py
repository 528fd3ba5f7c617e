"""Files to articles: which files a run reads, what each of them holds, and why some of it is skipped.

Listing (`list_sources`) is cheap and never fails; reading (`read_source`) turns one source into articles, or into the
reason why it gives none. Whatever is wrong with a file costs only that file, whatever is wrong with a row only that
row. A text is never changed: newlines, invisible characters and spaces are those of the file, and offsets count them.
For HTML the text as read is the text that trafilatura takes from the page, for Word and PDF documents that of their
paragraphs.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from ruammit.errors import ArticleError, ResourceError
from ruammit.readers import warc
from ruammit.readers.building import built, furnished, home_code, home_country, published_day, with_home
from ruammit.readers.documents import read_document
from ruammit.readers.fields import SYNONYMS, FieldNames, row_field
from ruammit.readers.files import opened
from ruammit.readers.formats import ENDINGS
from ruammit.readers.given import cells
from ruammit.readers.pages import read_html, read_web_page
from ruammit.readers.published import day_of
from ruammit.readers.reasons import (
    PASSED,
    Reject,
    Rejected,
    decoded,
    defect,
    name_of,
    os_reason,
    passed_over,
    too_large,
)
from ruammit.readers.rows import Row, rows
from ruammit.readers.sources import Source, list_sources
from ruammit.schema import Article

__all__ = [
    "ENDINGS",
    "SIZE_LIMIT",
    "Rejected",
    "Source",
    "furnished",
    "home_country",
    "iter_articles",
    "list_sources",
    "published_day",
    "read_article",
    "read_source",
    "row_article",
    "text_article",
    "with_home",
]

SIZE_LIMIT = 10_000_000
"""Bytes of the largest article that is read, where the caller sets no other limit."""


def iter_articles(
    paths: Iterable[Path | str], *, lang: str | None = None, size_limit: int = SIZE_LIMIT, fields: FieldNames = ()
) -> Iterator[Article | Rejected]:
    """Every article below the paths, in a stable order; what cannot be read comes as `Rejected`, in its place."""
    for source in list_sources(paths):
        passed = Counter[str]()
        for item in read_source(source, lang=lang, size_limit=size_limit, fields=fields):
            if isinstance(item, Rejected) and item.code == PASSED:
                passed[item.message] += 1
            else:
                yield item
        if passed:
            yield passed_over(source.whole_name, passed)


def read_article(path: Path | str, *, article_id: str | None = None, lang: str | None = None) -> Article:
    """The one article of a file.

    Args:
        path: a file of any format that is read, with one article.
        article_id: the article's id; the file's name without its ending, if not given.
        lang: the article's language, where it is known.

    Raises:
        ArticleError: the file cannot be read, or holds more than one article.
    """
    path = Path(path)
    found = list(_first_two(iter_articles([path], lang=lang)))
    if os.path.isdir(path) or len(found) != 1:  # noqa: PTH112 - never raises
        cure = "name one of them; for several use extract"
        raise ArticleError("this holds more than one article", where=name_of(path), cure=cure)
    if isinstance(found[0], Rejected):
        raise found[0].error()
    return found[0].model_copy(update={"id": article_id}) if article_id else found[0]


def _first_two(found: Iterator[Article | Rejected]) -> Iterator[Article | Rejected]:
    for _, item in zip(range(2), found, strict=False):
        yield item


def text_article(
    text: str,
    *,
    article_id: str = "text",
    lang: str | None = None,
    published: object = None,
) -> Article:
    """A text in memory as an article, its language, date of publication and boilerplate found as for a file.

    Raises:
        ArticleError: the text is empty or in a language without a pack.
    """
    try:
        return built(article_id, text, "utf-8", {"lang": lang, "published": published})
    except Reject as reason:
        raise ArticleError(reason.message, where=article_id, cure=reason.cure or None) from None


def row_article(
    row: Mapping[str, Any], article_id: str, *, lang: str | None = None, fields: FieldNames = ()
) -> Article:
    """A row in memory as an article, as if it stood in a file.

    Args:
        row: name of a field to its value.
        article_id: the article's id, where the row has none.
        lang: the article's language, where the row does not name it.
        fields: what the fields are called, where they do not have one of the usual names.

    Raises:
        ArticleError: the row gives no article.
    """
    try:
        return _row_article(Row(0, cells(row)), article_id, lang, fields)
    except Reject as reason:
        raise ArticleError(reason.message, where=article_id, cure=reason.cure or None) from None


def read_source(
    source: Source, *, lang: str | None = None, size_limit: int = SIZE_LIMIT, fields: FieldNames = ()
) -> Iterator[Article | Rejected]:
    """The articles of a source, in order, in constant memory; what cannot be read comes as `Rejected`, in its place.

    Records of a WARC file that hold no article in a language that is read come as `Rejected` too, with the code
    `passed-over`.

    Args:
        source: as listed by `list_sources`.
        lang: the language of the articles that do not name their own, where it is known.
        size_limit: bytes of the largest article (of a text or HTML file, or of a row) that is read.
        fields: what the fields of rows are called, where they do not have one of the usual names.

    Raises:
        ResourceError: this machine lacks what reading needs.
    """
    try:
        with opened(source) as file:
            if source.format == "warc":
                yield from (_read_page(page, source, lang) for page in warc.pages(file, source, size_limit))
            elif source.holds_rows:
                yield from (_read_row(row, source, lang, fields) for row in rows(file, source, size_limit, fields))
            else:
                yield _read_file(file, source, lang, size_limit)
    except ResourceError:
        raise
    except Reject as reason:
        yield reason.at(source.whole_name)
    except OSError as error:
        yield os_reason(error).at(source.whole_name)
    except Exception as error:  # a defect of ours costs no other file
        yield defect(error).at(source.whole_name)


def _read_file(file: IO[bytes], source: Source, lang: str | None, size_limit: int) -> Article:
    if source.format in {"docx", "pdf"}:
        return built(source.id, read_document(file, source.format, size_limit), "utf-8", {"lang": lang})
    data = file.read(size_limit + 1)
    if len(data) > size_limit:
        raise too_large(size_limit)
    text, encoding = decoded(data)
    known: dict[str, Any] = {"lang": lang}
    if source.format == "html":
        known |= read_html(text)
        text = known.pop("text")
        known["published"] = day_of(known["published"])
    return built(source.id, text, encoding, known)


def _read_row(row: Row, source: Source, lang: str | None, fields: FieldNames) -> Article | Rejected:
    """The article of a row, or why it gives none: whatever stands in a row costs that row."""
    try:
        return _row_article(row, f"{source.id}#{row.number}", lang, fields)
    except ResourceError:
        raise
    except Reject as reason:
        return reason.at(source.name, row.number)
    except Exception as error:  # a defect of ours costs no other row
        return defect(error).at(source.name, row.number)


def _row_article(row: Row, article_id: str, lang: str | None, fields: FieldNames) -> Article:
    if row.reject:
        raise row.reject
    known = {key: row_field(row.fields, key, fields) for key in SYNONYMS}
    if known["home"]:
        known["home"] = home_code(known["home"])
    body = known.pop("text")
    if body is None:
        named = dict(fields).get("text") or ", ".join(SYNONYMS["text"])
        raise Reject("field", "`text` is missing", f"name it by one of: {named}; or map it: --field text=NAME")
    known["lang"] = known["lang"] or lang
    return built(known.pop("id") or article_id, body, row.encoding, known)


def _read_page(page: warc.Page, source: Source, lang: str | None) -> Article | Rejected:
    """The article of a record of a WARC file, or why it gives none."""
    try:
        if page.reject:
            raise page.reject
        text, encoding, known = read_web_page(page)
        return built(f"{source.id}#{page.number}", text, encoding, {"lang": lang, **known})
    except ResourceError:
        raise
    except Reject as reason:
        if reason.code == "language":  # of a page that looked like one that is read
            reason = Reject(PASSED, "in other languages")
        return reason.at(source.name, page.number)
    except Exception as error:
        return defect(error).at(source.name, page.number)
