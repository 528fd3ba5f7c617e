"""Stamps: where an HTML page says when it was published, in words that trafilatura does not read.

trafilatura takes dates of the Common Era, and in figures or English. What a page writes in Thai or Vietnamese, or with
years of the Buddhist Era, is read here as a dateline is.
"""

from __future__ import annotations

import re
from typing import Any

from ruammit.languages import LanguagePack
from ruammit.readers.datelines import Stamp, dateline_of
from ruammit.text.normalization import normalise

__all__ = ["day_of_stamps", "stamps_of"]

_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{6,60})"')
"""A field of a page's JSON-LD (schema.org)."""
_NAMED = re.compile(r"date|time|publish|posted|meta|byline|ngay", re.IGNORECASE)
_CHANGED = re.compile(r"modif|update|expire", re.IGNORECASE)
"""In the name, class or id of what holds a date: whether it is one of publication."""
_LONGEST = 140
"""Characters of the longest stamp."""
_MOST_PARTS = 8
"""Of an element: one with more holds the page, and not a date."""
_MOST = 40
"""The first so many elements that may hold a date are looked at: further down are those of other articles."""


def stamps_of(html: str) -> tuple[str, ...]:
    """What the page's metadata and elements named for dates hold, in the order of trust and of the page."""
    from lxml import etree
    from lxml.html import HTMLParser, fromstring

    found = _PUBLISHED.findall(html)
    try:
        page: Any = fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return tuple(found)
    elements = page.xpath("//meta[@content] | //time | //*[not(self::meta or self::time)][@class or @id]")
    metadata, visible = [], []
    for element in elements:
        names = " ".join(element.get(name, "") for name in ("property", "name", "itemprop", "class", "id"))
        dated = element.tag == "time" or _NAMED.search(names)
        if not dated or _CHANGED.search(names) or len(element) > _MOST_PARTS:
            continue
        if element.tag == "meta":
            metadata.append(element.get("content"))
        else:
            visible += [element.get("datetime", ""), " ".join(element.text_content().split())]
        if len(metadata) + len(visible) > _MOST:
            break
    return tuple(stamp for stamp in (*found, *metadata, *visible) if 6 <= len(stamp) <= _LONGEST)


def day_of_stamps(stamps: tuple[str, ...], pack: LanguagePack) -> str | None:
    """The ISO date of the first stamp that is a dateline of publication; None where none is."""
    for stamp in stamps:
        found = dateline_of(normalise(stamp), pack)
        if found and found.stamp is not Stamp.UPDATED:
            return found.day
    return None
