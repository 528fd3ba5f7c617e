"""HTML pages: the article's text, as trafilatura takes it from the page, and what the page says of it."""

from __future__ import annotations

import re
from typing import Any

from ruammit.readers.published import day_of
from ruammit.readers.reasons import PASSED, Reject, decoded
from ruammit.readers.stamps import stamps_of
from ruammit.readers.warc import Page
from ruammit.text.detection import may_be_read

__all__ = ["read_html", "read_web_page"]

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


def read_html(html: str) -> dict[str, Any]:
    """`text`, `title`, `published` (as the page writes it) and `source_url` of an HTML page.

    `stamps` is what may say when it was published, where trafilatura finds no date.

    Raises:
        Reject: it holds no article.
    """
    import trafilatura  # half a second, for those who read HTML

    try:
        found: Any = trafilatura.bare_extraction(
            _without_long_tags(html),
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # whatever a broken page does to a parser costs that page alone
        raise Reject("html", f"the page cannot be parsed: {error}", "save it as text") from error
    text = found.text if found else None
    stamps = () if found is None or found.date else stamps_of(_without_long_tags(html))
    if not text or not text.strip():
        raise Reject("html", "the page holds no article", "save the article as text")
    return {"text": text, "title": found.title, "published": found.date, "source_url": found.url, "stamps": stamps}


def read_web_page(page: Page) -> tuple[str, str, dict[str, Any]]:
    """The text of a page in a WARC file, its encoding, and what is known of it.

    The language is looked at first: most pages of a crawl are in others, and taking an article from a page is slow.

    Raises:
        Reject: it holds no article; with the code `passed-over` where nobody would look for one.
    """
    if page.format is None:
        raise Reject(PASSED, "without a page")
    text, encoding = _decoded(page)
    if not may_be_read(text):
        raise Reject(PASSED, "in other languages")
    if page.format == "text":
        return text, encoding, {"source_url": page.url}
    known = read_html(text)
    known["published"] = day_of(known["published"])
    known["source_url"] = page.url or known["source_url"]
    return known.pop("text"), encoding, known


def _decoded(page: Page) -> tuple[str, str]:
    """The text and its encoding: as it can be read, or else as the server says.

    Raises:
        Reject: it is neither.
    """
    try:
        return decoded(page.content)
    except Reject as reason:
        try:
            return page.content.decode(page.charset or "ascii"), str(page.charset)
        except (LookupError, UnicodeDecodeError):
            if reason.code == "encoding":  # Thai and Vietnamese pages are in encodings that are read
                raise Reject(PASSED, "in other encodings") from None
            raise reason from None
