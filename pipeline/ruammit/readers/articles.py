"""Files to articles: which files a run reads, what each of them holds, and why some of it is set aside.

Listing (`list_sources`) is cheap and never fails; reading (`read_source`) turns one source into articles, or into the
reason why it gives none. Whatever is wrong with a file costs only that file, whatever is wrong with a line only that
line. A text is never changed: newlines, invisible characters and spaces are those of the file, and offsets count them.
For HTML the text as read is the text that trafilatura takes from the page.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pycountry

from ruammit import languages
from ruammit.errors import ArticleError
from ruammit.readers.boilerplate import read_page
from ruammit.readers.files import opened
from ruammit.readers.pages import read_html
from ruammit.readers.published import day_of
from ruammit.readers.reasons import Reject, Rejected, decoded, defect, name_of, os_reason, too_large
from ruammit.readers.rows import SYNONYMS, Row, row_field, rows
from ruammit.readers.sources import ENDINGS, Source, format_of, holds_rows, list_sources
from ruammit.readers.stamps import day_of_stamps
from ruammit.schema import Article
from ruammit.text.detection import detect
from ruammit.text.encodings import TextProblem, printable

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
    "text_article",
    "with_home",
]

SIZE_LIMIT = 10_000_000
"""Bytes of the largest article that is read, where the caller sets no other limit."""


def iter_articles(
    paths: Iterable[Path | str], *, lang: str | None = None, size_limit: int = SIZE_LIMIT
) -> Iterator[Article | Rejected]:
    """Every article below the paths, in a stable order; what cannot be read comes as `Rejected`, in its place."""
    for source in list_sources(paths):
        yield from read_source(source, lang=lang, size_limit=size_limit)


def read_article(path: Path | str, *, article_id: str | None = None, lang: str | None = None) -> Article:
    """The one article of a file.

    Args:
        path: a text or HTML file, or a JSONL file with one line.
        article_id: the article's id; the file's name without its ending, if not given.
        lang: the article's language, where it is known.

    Raises:
        ArticleError: the file cannot be read, or holds more than one article.
    """
    path = Path(path)
    source = next(list_sources([path]))
    found = list(_first_two(read_source(source, lang=lang)))
    if os.path.isdir(path) or len(found) != 1:  # noqa: PTH112 - never raises
        raise ArticleError("this holds more than one article", where=name_of(path), cure="use extract_all")
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
        return _article(article_id, text, "utf-8", {"lang": lang, "published": published})
    except Reject as reason:
        raise ArticleError(reason.message, where=article_id, cure=reason.cure or None) from None


def read_source(
    source: Source, *, lang: str | None = None, size_limit: int = SIZE_LIMIT
) -> Iterator[Article | Rejected]:
    """The articles of a source, in order, in constant memory; what cannot be read comes as `Rejected`, in its place.

    Args:
        source: as listed by `list_sources`.
        lang: the language of the articles that do not name their own, where it is known.
        size_limit: bytes of the largest article (of a text or HTML file, or of a row) that is read.
    """
    path = source.path
    try:
        with opened(path) as file:
            if holds_rows(path):
                yield from (_read_row(row, source, lang) for row in rows(file, source, size_limit))
            else:
                yield _read_file(file, source, lang, size_limit)
    except Reject as reason:
        yield reason.at(path)
    except OSError as error:
        yield os_reason(error).at(path)
    except Exception as error:  # a defect of ours costs no other file
        yield defect(error).at(path)


def _read_file(file: IO[bytes], source: Source, lang: str | None, size_limit: int) -> Article:
    data = file.read(size_limit + 1)
    if len(data) > size_limit:
        raise too_large(size_limit)
    text, encoding = decoded(data)
    known: dict[str, Any] = {"lang": lang}
    if format_of(source.path) == "html":
        known |= read_html(text)
        text = known.pop("text")
        known["published"] = day_of(known["published"])
    return _article(source.id, text, encoding, known)


def _read_row(row: Row, source: Source, lang: str | None) -> Article | Rejected:
    """The article of a row, or why it gives none: whatever stands in a row costs that row."""
    try:
        return _row_article(row, source, lang)
    except Reject as reason:
        return reason.at(source.path, row.number)
    except Exception as error:  # a defect of ours costs no other row
        return defect(error).at(source.path, row.number)


def _row_article(row: Row, source: Source, lang: str | None) -> Article:
    if row.reject:
        raise row.reject
    known = {key: row_field(row.fields, key) for key in SYNONYMS}
    if known["home"]:
        known["home"] = _home(known["home"])
    body = known.pop("text")
    if body is None:
        raise Reject("field", "`text` is missing", f"name it by one of: {', '.join(SYNONYMS['text'])}")
    known["lang"] = known["lang"] or lang
    return _article(known.pop("id") or f"{source.id}#{row.number}", body, row.encoding, known)


_ADDRESS = re.compile(r"https?://\S+")
_WRITE_DATE = "write it as YYYY-MM-DD"


def published_day(written: object) -> str:
    """The ISO date of the Common Era that a date, a number or a text stands for (see `readers.published`).

    Raises:
        ArticleError: it is no date on which something can be published, or could be one of two.
    """
    if day := day_of(written):
        return day
    raise ArticleError(f"`published` is no date: {str(written)[:40]!r}", cure=_WRITE_DATE)


def _home(written: str) -> str:
    """The ISO 3166-1 alpha-2 code of a country.

    Raises:
        Reject: there is no such code.
    """
    code = written.strip().upper()
    if len(code) == 2 and pycountry.countries.get(alpha_2=code):
        return code
    raise Reject("field", f"`home` is no country: {written[:40]!r}", "write its ISO 3166-1 code, such as VN")


def home_country(written: str) -> str:
    """The ISO 3166-1 alpha-2 code of an article's home country, as it was written.

    Raises:
        ArticleError: there is no country of this code.
    """
    try:
        return _home(written)
    except Reject as reason:
        raise ArticleError(reason.message, cure=reason.cure) from None


def with_home(found: Iterable[Article | Rejected], home: str | None) -> Iterator[Article | Rejected]:
    """The articles, with the home country given for all that do not name their own."""
    for item in found:
        if home and isinstance(item, Article) and item.home is None:
            yield item.model_copy(update={"home": home})
        else:
            yield item


# --- the article -----------------------------------------------------------------------------------------------------


def _article(article_id: str, text: str, encoding: str, known: dict[str, Any]) -> Article:
    """The article, from its text and what is already known of it.

    Raises:
        Reject: there is nothing to read, or nobody to read it.
    """
    try:
        printable(text)
    except TextProblem as problem:
        raise Reject(problem.code, problem.message, problem.cure) from None
    lang = (known.get("lang") or _language_of(text)).replace("_", "-").partition("-")[0].lower()  # "vi-VN" is "vi"
    if lang not in languages.codes():
        supported = ", ".join(languages.codes())
        raise Reject("language", f"the language is {lang!r}, not one of {supported}", "name the language if this errs")
    published = day_of(known.get("published"))
    if known.get("published") and not published:
        raise Reject("field", f"`published` is no date: {str(known['published'])[:40]!r}", _WRITE_DATE)
    return furnished(text, lang, article_id=article_id, encoding=encoding, known={**known, "published": published})


def _language_of(text: str) -> str:
    """The code of the text's language.

    Raises:
        Reject: it cannot be found out, for there is no room for the model.
    """
    try:
        return detect(text)
    except OSError as error:
        message = f"the language model cannot be unpacked: {error.strerror or error}"
        raise Reject("unreadable", message, "make room for temporary files (TMPDIR), or name the language") from None


def furnished(
    text: str, lang: str, *, article_id: str = "text", encoding: str = "utf-8", known: dict[str, Any] | None = None
) -> Article:
    """The article that a text in a known language is, with what its page tells of it.

    Args:
        text: the text as read; may be empty.
        lang: ISO 639-1 code of a language that has a pack.
        article_id: the article's id.
        encoding: what the text was read from.
        known: title, published, source_url and home where they are known from elsewhere; they go before what the page
            says.

    Raises:
        PackError: no pack for the language.
    """
    known = known or {}
    pack = languages.pack(lang)
    page = read_page(text, pack)
    source = next((text[piece.start_char : piece.end_char] for piece in page.boilerplate if piece.kind == "source"), "")
    address = _ADDRESS.search(source)
    return Article(
        id=article_id,
        lang=lang,
        title=known.get("title") or page.title,
        text=text,
        published=known.get("published") or page.published or day_of_stamps(known.get("stamps", ()), pack),
        source_url=known.get("source_url") or (address.group() if address else None),
        home=known.get("home"),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        encoding=encoding,
        boilerplate=page.boilerplate,
    )
