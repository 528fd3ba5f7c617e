"""Files to articles: which files a run reads, what each of them holds, and why some of it is set aside.

Listing (`list_sources`) is cheap and never fails; reading (`read_source`) turns one source into articles, or into the
reason why it gives none. Whatever is wrong with a file costs only that file, whatever is wrong with a line only that
line. A text is never changed: newlines, invisible characters and spaces are those of the file, and offsets count them.
For HTML the text as read is the text that trafilatura takes from the page.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ruammit import languages
from ruammit.errors import ArticleError
from ruammit.readers.boilerplate import common_era_date, read_page
from ruammit.readers.sources import ENDINGS, Source, format_of, list_sources
from ruammit.schema import Article
from ruammit.text.detection import detect
from ruammit.text.encodings import TextProblem, decode, printable

__all__ = [
    "ENDINGS",
    "SIZE_LIMIT",
    "Rejected",
    "Source",
    "furnished",
    "iter_articles",
    "line_id",
    "list_sources",
    "published_day",
    "read_article",
    "read_source",
    "text_article",
]

SIZE_LIMIT = 10_000_000
"""Bytes of the largest article that is read, where the caller sets no other limit."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was set aside, and why.

    Attributes:
        path: the file, as the user named it or as found below a folder that the user named.
        line: line number in a JSONL file, from 1; None where the whole file is meant.
        code: the reason: one of `missing`, `unreadable`, `not-a-file`, `circular`, `no-articles`, `format`, `empty`,
            `too-large`, `binary`, `encoding`, `html`, `json`, `field`, `language`; `defect` if extraction failed.
        message: what is wrong, in one sentence.
        cure: what the user can do.
    """

    path: str
    line: int | None
    code: str
    message: str
    cure: str

    def error(self) -> ArticleError:
        """The same as an exception."""
        return ArticleError(
            self.message, where=f"{self.path}:{self.line}" if self.line else self.path, cure=self.cure or None
        )


# --- reading ---------------------------------------------------------------------------------------------------------


class _Reject(Exception):  # noqa: N818 - never leaves this module
    """Ends the reading of an article with the fields of a `Rejected`."""

    def __init__(self, code: str, message: str, cure: str = "") -> None:
        super().__init__(code, message, cure)
        self.code, self.message, self.cure = code, message, cure

    def at(self, path: Path, line: int | None = None) -> Rejected:
        return Rejected(_name(path), line, self.code, self.message, self.cure)


def _name(path: Path) -> str:
    return os.fsencode(path).decode("utf-8", "replace")


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
        raise ArticleError("this holds more than one article", where=_name(path), cure="use extract_all")
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
    published: str | None = None,
) -> Article:
    """A text in memory as an article, its language, date of publication and boilerplate found as for a file.

    Raises:
        ArticleError: the text is empty or in a language without a pack.
    """
    try:
        return _article(article_id, text, "utf-8", {"lang": lang, "published": published})
    except _Reject as reason:
        raise ArticleError(reason.message, where=article_id, cure=reason.cure or None) from None


def read_source(
    source: Source, *, lang: str | None = None, size_limit: int = SIZE_LIMIT
) -> Iterator[Article | Rejected]:
    """The articles of a source, in order, in constant memory; what cannot be read comes as `Rejected`, in its place.

    Args:
        source: as listed by `list_sources`.
        lang: the language of the articles that do not name their own, where it is known.
        size_limit: bytes of the largest article (of a text or HTML file, or of a line of a JSONL file) that is read.
    """
    path = source.path
    try:
        with _opened(path) as file:
            if format_of(path) == "jsonl":
                yield from _read_lines(file, source, lang, size_limit)
            else:
                yield _read_file(file, source, lang, size_limit)
    except _Reject as reason:
        yield reason.at(path)
    except OSError as error:
        yield _os_reason(error).at(path)
    except Exception as error:  # a defect of ours costs no other file
        yield _defect(error).at(path)


def _opened(path: Path) -> IO[bytes]:
    """The file, opened without waiting for anybody to write to it.

    Raises:
        _Reject: it is no file, or not of a format that is read.
        OSError: it cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError:  # a NUL in it
        raise _Reject("missing", "no file can have this name", "check the path") from None
    mode = os.fstat(descriptor).st_mode
    try:
        if stat.S_ISDIR(mode):
            raise _folder_reason(path)
        if not stat.S_ISREG(mode):
            raise _Reject("not-a-file", "this is a pipe, a socket or a device, and no file", "name a file")
        if not format_of(path):
            endings = ", ".join(ENDINGS)
            raise _Reject("format", f"{path.suffix or 'no ending'!r} is not a format that is read", f"use {endings}")
    except _Reject:
        os.close(descriptor)
        raise
    return os.fdopen(descriptor, "rb")


def _folder_reason(path: Path) -> _Reject:
    """Why a folder was listed as a source."""
    try:
        os.listdir(path)  # noqa: PTH208
    except PermissionError:
        return _Reject("unreadable", "the folder may not be read", "change its permissions")
    home = path.absolute().parent.resolve()
    if path.is_symlink() and path.resolve() in {home, *home.parents}:
        return _Reject("circular", "this link leads back to a folder that holds it", "remove the link")
    return _Reject("no-articles", "the folder holds no articles", f"it must hold {', '.join(ENDINGS)} files")


def _os_reason(error: OSError) -> _Reject:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return _Reject("missing", "no such file or folder", "check the path; a link may point nowhere")
    if error.errno == errno.ELOOP:
        return _Reject("circular", "this link leads back to itself", "remove the link")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return _Reject("unreadable", "the file may not be read", "change its permissions")
    return _Reject("unreadable", f"the file cannot be read: {error.strerror or error}", "check the disk and the path")


def _too_large(size_limit: int) -> _Reject:
    return _Reject(
        "too-large", f"larger than {size_limit:,} bytes", "split it, or raise the limit if it is a single article"
    )


def _read_file(file: IO[bytes], source: Source, lang: str | None, size_limit: int) -> Article:
    data = file.read(size_limit + 1)
    if len(data) > size_limit:
        raise _too_large(size_limit)
    text, encoding = _decoded(data)
    known: dict[str, Any] = {"lang": lang}
    if format_of(source.path) == "html":
        known |= _page(text)
        text = known.pop("text")
    return _article(source.id, text, encoding, known)


def _decoded(data: bytes) -> tuple[str, str]:
    try:
        return decode(data)
    except TextProblem as problem:
        raise _Reject(problem.code, problem.message, problem.cure) from None


_LONGEST_TAG = 20_000
"""Characters of a tag: parsers take a time that grows with the square of its attributes."""


def _without_long_tags(html: str) -> str:
    """The page with the attributes of overlong tags left out."""
    pieces, done, at = [], 0, html.find("<")
    while at >= 0 and (end := html.find(">", at)) >= 0:
        if end - at > _LONGEST_TAG and (name := _TAG_NAME.match(html, at)):
            pieces += [html[done : name.end()], ">"]
            done = end + 1
        at = html.find("<", end)
    return "".join([*pieces, html[done:]]) if pieces else html


_TAG_NAME = re.compile(r"</?[A-Za-z][\w:-]{0,60}(?=\s)")


def _page(html: str) -> dict[str, Any]:
    """Text, title, date and address of an HTML page, as trafilatura takes them from it."""
    import trafilatura  # half a second, for those who read HTML

    try:
        found: Any = trafilatura.bare_extraction(
            _without_long_tags(html),
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # whatever a broken page does to a parser costs that page alone
        raise _Reject("html", f"the page cannot be parsed: {error}", "save it as text") from error
    text = found.text if found else None
    if not text or not text.strip():
        raise _Reject("html", "the page holds no article", "save the article as text")
    return {"text": text, "title": found.title, "published": _iso(found.date), "source_url": found.url}


# --- JSONL -----------------------------------------------------------------------------------------------------------


def _read_lines(file: IO[bytes], source: Source, lang: str | None, size_limit: int) -> Iterator[Article | Rejected]:
    file.seek(source.start)
    position, number, empty = source.start, source.first_line, True
    while (source.stop is None or position < source.stop) and (line := file.readline(size_limit + 1)):
        position += len(line)
        reject = None
        if len(line) > size_limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = file.readline(1 << 20)
                position += len(line)
            reject = _too_large(size_limit)
        if reject or line.strip(b" \t\r\n\xef\xbb\xbf"):
            empty = False
            yield _line_or_reason(line, reject, source, number, lang)
        number += 1
    if empty and source.start == 0 and source.stop is None:
        raise _Reject("empty", "the file holds no article", "each line must be a JSON object with a `text`")


def _line_or_reason(
    line: bytes, reject: _Reject | None, source: Source, number: int, lang: str | None
) -> Article | Rejected:
    """The article of a line, or why it gives none: whatever stands in a line costs that line."""
    try:
        if reject:
            raise reject
        return _read_line(line, f"{source.id}#{number}", lang)
    except _Reject as reason:
        return reason.at(source.path, number)
    except Exception as error:  # a defect of ours costs no other line
        return _defect(error).at(source.path, number)


def _defect(error: Exception) -> _Reject:
    return _Reject("defect", f"reading failed: {type(error).__name__}: {error}"[:1000], "report it with the article")


def line_id(line: bytes, otherwise: str) -> str | None:
    """The id of the article in a JSONL line, or None where the line cannot give one.

    Args:
        line: as it stands in the file.
        otherwise: the id of an article that names none.
    """
    try:
        return _row_id(_row(line)[0], otherwise)
    except (_Reject, RecursionError, MemoryError):
        return None


def _row_id(row: dict[str, Any], otherwise: str) -> str:
    return _field(row, "id") or otherwise


def _row(line: bytes) -> tuple[dict[str, Any], str]:
    """The JSON object of a line, and the line's encoding."""
    text, encoding = _decoded(line)
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        detail = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
        raise _Reject("json", f"no valid JSON: {detail}", "each line must be one JSON object") from None
    if not isinstance(row, dict):
        raise _Reject("json", f"a JSON {type(row).__name__} where an object is wanted", "each line must be an object")
    return row, encoding


def _read_line(line: bytes, article_id: str, lang: str | None) -> Article:
    row, encoding = _row(line)
    known = {key: _field(row, key) for key in ("id", "lang", "title", "published", "source_url")}
    body = _field(row, "text")
    if body is None:
        raise _Reject("field", "`text` is missing", "each line must have the article as its `text`")
    known["lang"] = known["lang"] or lang
    return _article(_row_id(row, article_id), body, encoding, known)


def _field(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise _Reject("field", f"`{key}` is a JSON {type(value).__name__}, and must be a string", f"mend `{key}`")
    if value and _HALF.search(value):
        message = f"`{key}` holds half of a surrogate pair, which is no character"
        raise _Reject("encoding", message, "write it as one character")
    return value


_HALF = re.compile("[\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://\S+")
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.DOTALL)


def _iso(published: str | None) -> str | None:
    """An ISO date of the Common Era from an ISO date or date and time, whose year may be Buddhist; else None."""
    match = _ISO.fullmatch(published or "")
    return common_era_date(*map(int, match.groups())) if match else None


def _published(written: str) -> str:
    if day := _iso(written):
        return day
    raise _Reject("field", f"`published` is no date: {written[:40]!r}", "write it as YYYY-MM-DD")


def published_day(written: str) -> str:
    """The ISO date of the Common Era that an ISO date, or date and time, stands for; its year may be Buddhist.

    Raises:
        ArticleError: it is no date on which something can be published.
    """
    try:
        return _published(written)
    except _Reject as reason:
        raise ArticleError(reason.message, cure=reason.cure) from None


# --- the article -----------------------------------------------------------------------------------------------------


def _article(article_id: str, text: str, encoding: str, known: dict[str, Any]) -> Article:
    """The article, from its text and what is already known of it.

    Raises:
        _Reject: there is nothing to read, or nobody to read it.
    """
    try:
        printable(text)
    except TextProblem as problem:
        raise _Reject(problem.code, problem.message, problem.cure) from None
    lang = (known.get("lang") or detect(text)).replace("_", "-").partition("-")[0].lower()  # "vi-VN" is "vi"
    if lang not in languages.codes():
        supported = ", ".join(languages.codes())
        raise _Reject("language", f"the language is {lang!r}, not one of {supported}", "name the language if this errs")
    published = _iso(known.get("published"))
    if known.get("published") and not published:
        raise _Reject("field", f"`published` is no date: {known['published'][:40]!r}", "write it as YYYY-MM-DD")
    return furnished(text, lang, article_id=article_id, encoding=encoding, known={**known, "published": published})


def furnished(
    text: str, lang: str, *, article_id: str = "text", encoding: str = "utf-8", known: dict[str, Any] | None = None
) -> Article:
    """The article that a text in a known language is, with what its page tells of it.

    Args:
        text: the text as read; may be empty.
        lang: ISO 639-1 code of a language that has a pack.
        article_id: the article's id.
        encoding: what the text was read from.
        known: title, published and source_url where they are known from elsewhere; they go before what the page says.

    Raises:
        PackError: no pack for the language.
    """
    known = known or {}
    page = read_page(text, languages.pack(lang))
    source = next((text[piece.start_char : piece.end_char] for piece in page.boilerplate if piece.kind == "source"), "")
    address = _ADDRESS.search(source)
    return Article(
        id=article_id,
        lang=lang,
        title=known.get("title") or page.title,
        text=text,
        published=known.get("published") or page.published,
        source_url=known.get("source_url") or (address.group() if address else None),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        encoding=encoding,
        boilerplate=page.boilerplate,
    )
