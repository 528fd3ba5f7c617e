"""What the fields of an article are called in the rows of files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ruammit.errors import RuammitError
from ruammit.readers.reasons import Reject

__all__ = ["SYNONYMS", "FieldNames", "checked_fields", "row_field"]

SYNONYMS = {
    "id": ("id",),
    "lang": ("lang", "language"),
    "title": ("title", "headline"),
    "text": ("text", "content", "body", "article", "maintext", "articleBody", "full_text"),
    "published": (
        "published",
        "date",
        "published_at",
        "date_published",
        "datePublished",
        "date_publish",
        "publish_date",
        "published_date",
        "publication_date",
        "pubDate",
    ),
    "source_url": ("source_url", "url", "link", "uri"),
    "home": ("home",),
}
"""What a field of an article is called in files; of several that a row has, the first that is not empty counts."""

FieldNames = tuple[tuple[str, str], ...]
"""Pairs of an article's field and what it is called in the rows: given by the user, instead of `SYNONYMS`."""

_HALF = re.compile("[\ud800-\udfff]")


def checked_fields(names: Mapping[str, str]) -> FieldNames:
    """The names of fields as pairs in a fixed order.

    Args:
        names: field of an article to its name in the rows.

    Raises:
        RuammitError: an article has no such field, or a name is empty.
    """
    pairs = tuple(sorted(dict(names).items()))
    for field, name in pairs:
        if field not in SYNONYMS:
            raise RuammitError(f"an article has no field {field!r}", cure=f"name one of {', '.join(SYNONYMS)}")
        if not name:
            raise RuammitError(f"no name is given for the field {field!r}", cure=f"write {field}=NAME")
    return pairs


def row_field(row: dict[str, Any], key: str, names: FieldNames = ()) -> Any:
    """A field of a row, under whichever of its names it stands; None where it is missing or empty.

    Names are compared as they are first, then without regard to case and outer spaces. A name with dots also leads
    into nested objects.

    Raises:
        Reject: it is of a wrong type, or no text; never for `published`, which is given as it stands.
    """
    name, value = _found(row, key, names)
    if value is None or key == "published":
        return value
    if isinstance(value, int) and not isinstance(value, bool) and key == "id":
        return str(value)
    if not isinstance(value, str):
        kind = type(value).__name__
        raise Reject("field", f"`{name}` is of type {kind}, and must be a string", f"mend `{name}`")
    if _HALF.search(value):
        message = f"`{name}` holds half of a surrogate pair, which is no character"
        raise Reject("encoding", message, "write it as one character")
    return value


def _found(row: dict[str, Any], key: str, names: FieldNames) -> tuple[str, Any]:
    """The name and the value of the first field that is there and not empty."""
    wanted = tuple(name for field, name in names if field == key) or SYNONYMS[key]
    for name in wanted:
        value = row.get(name)
        if not _is_missing(value):
            return name, value
    folded = {name.strip().casefold(): name for name in row if isinstance(name, str)}
    for name in wanted:
        if (actual := folded.get(name.casefold())) is not None and not _is_missing(row[actual]):
            return actual, row[actual]
        if "." in name and not _is_missing(value := _nested(row, name)):
            return name, value
    return wanted[0], None


def _nested(row: Any, name: str) -> Any:
    for part in name.split("."):
        row = row.get(part) if isinstance(row, dict) else None
    return row


def _is_missing(value: object) -> bool:
    """Whether a cell is empty: None, an empty string, or what pandas writes for a missing value."""
    if value is None or (isinstance(value, str) and value == ""):
        return True
    # NaN and NaT are the values that differ from themselves; a date of a table may be NaT.
    return isinstance(value, date) and value != value
