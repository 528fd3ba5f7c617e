"""A text and what is known of it, made into an article."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pycountry

from ruammit import languages
from ruammit.errors import ArticleError, ResourceError
from ruammit.readers.boilerplate import read_page
from ruammit.readers.published import day_of
from ruammit.readers.reasons import Reject, Rejected
from ruammit.readers.stamps import day_of_stamps
from ruammit.schema import Article, Flag
from ruammit.text.detection import detect
from ruammit.text.encodings import TextProblem, printable

__all__ = ["built", "furnished", "home_code", "home_country", "published_day", "with_home"]

_ADDRESS = re.compile(r"https?://\S+")
_WRITE_DATE = "write it as YYYY-MM-DD"


def published_day(written: object, name: str = "published") -> str:
    """The ISO date of the Common Era that a date, a number or a text stands for (see `readers.published`).

    Args:
        written: the date, as it was given.
        name: what it was given as.

    Raises:
        ArticleError: it is no date on which something can be published, or could be one of two.
    """
    if day := day_of(written):
        return day
    raise ArticleError(f"`{name}` is no date: {str(written)[:40]!r}", cure=_WRITE_DATE)


def home_code(written: str) -> str:
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
        return home_code(written)
    except Reject as reason:
        raise ArticleError(reason.message, cure=reason.cure) from None


def with_home(found: Iterable[Article | Rejected], home: str | None) -> Iterator[Article | Rejected]:
    """The articles, with the home country given for all that do not name their own."""
    for item in found:
        if home and isinstance(item, Article) and item.home is None:
            yield item.model_copy(update={"home": home})
        else:
            yield item


def built(article_id: str, text: str, encoding: str, known: dict[str, Any]) -> Article:
    """The article, from its text and what is already known of it.

    Raises:
        Reject: there is nothing to read, or nobody to read it.
    """
    try:
        printable(text)
    except TextProblem as problem:
        raise Reject(problem.code, problem.message, problem.cure) from None
    lang = _code_of(known["lang"]) if known.get("lang") else _language_of(text)
    if lang not in languages.codes():
        supported = ", ".join(languages.codes())
        raise Reject("language", f"the language is {lang!r}, not one of {supported}", "give --lang, if this is wrong")
    day = day_of(known.get("published"))
    article = furnished(text, lang, article_id=article_id, encoding=encoding, known={**known, "published": day})
    if known.get("published") is None or day:
        return article
    message = f"`published` is no date, and was not used: {str(known['published'])[:40]!r}"
    return article.model_copy(update={"flags": (Flag(code="unread-published", message=message),)})


def _code_of(written: str) -> str:
    """The ISO 639-1 code of a language that is named by a code ("vi-VN", "tha") or in English ("Thai")."""
    code = written.strip().replace("_", "-").partition("-")[0].lower()
    if len(code) == 2:
        return code
    found = pycountry.languages.get(alpha_3=code) or pycountry.languages.get(name=code.title())
    return getattr(found, "alpha_2", None) or code


def _language_of(text: str) -> str:
    """The code of the text's language.

    Raises:
        ResourceError: it cannot be found out, for there is no room for the model.
    """
    try:
        return detect(text)
    except OSError as error:
        raise ResourceError(
            f"the language model cannot be unpacked: {error.strerror or error}",
            cure="make room for temporary files (TMPDIR), or name the language",
        ) from None


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
