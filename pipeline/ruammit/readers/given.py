"""What callers hand over: paths, texts, articles, and the rows of a data frame; which is which, without guessing.

A path object is a path. A string is a path if a file or folder of this name is there, if it ends like a file that is
read, if it is an address (`s3://...`), or if it is one word of plain letters (ASCII), as a mistyped path is; every
other string is a text. A mapping is a row, as a row of a table is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ruammit.errors import ArticleError
from ruammit.readers.formats import format_of
from ruammit.schema import Article

__all__ = ["Given", "cells", "is_path", "item", "items"]

Given = str | os.PathLike[str] | Article | Mapping[str, Any]
"""One thing to extract from."""

_LONGEST_NAME = 255
"""Characters of a file's name that common file systems can keep."""


def items(source: object) -> Iterator[Given]:
    """What a caller handed over, one by one: a path, a text, an article, a row, several of these, or a data frame.

    Args:
        source: one of these; a data frame is one of pandas, polars or pyarrow, or an iterable of mappings.

    Raises:
        ArticleError: something is none of these.
    """
    if isinstance(source, str | os.PathLike | Article | Mapping):
        yield item(source)
    elif (found := _rows(source)) is not None:
        yield from found
    elif isinstance(source, Iterable) and not isinstance(source, bytes | bytearray):
        yield from map(item, source)
    else:
        raise _refused(source)


def is_path(given: Given) -> bool:
    """Whether an item names a file or a folder."""
    if not isinstance(given, str):
        return isinstance(given, os.PathLike)
    if "\n" in given or len(given) > 20 * _LONGEST_NAME:
        return False
    if _is_there(given):
        return True
    if len(given.split()) > 1:
        return "://" not in given and len(given) <= _LONGEST_NAME and format_of(given) is not None
    return given.isascii() or format_of(given) is not None


def _is_there(path: str) -> bool:
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def _refused(value: object) -> ArticleError:
    """The error that something is that is nothing to extract from."""
    cure = "decode it first" if isinstance(value, bytes | bytearray) else "give a text, a path, an Article or a row"
    return ArticleError(f"{type(value).__name__} is neither a text, a path, an Article nor a row", cure=cure)


def item(value: object) -> Given:
    """One path, text, article or row.

    Raises:
        ArticleError: the value is none of these.
    """
    if isinstance(value, str | os.PathLike | Article | Mapping):
        return Path(os.fsdecode(value)) if isinstance(value, os.PathLike) else value
    raise _refused(value)


def _rows(source: Any) -> Iterator[Mapping[str, Any]] | None:
    """The rows of a data frame; None where it is none."""
    if hasattr(source, "itertuples") and hasattr(source, "columns"):  # pandas
        return _of_pandas(source)
    if hasattr(source, "iter_rows"):  # polars
        rows: Iterator[Mapping[str, Any]] = source.iter_rows(named=True)
        return rows
    if hasattr(source, "to_batches"):  # a table of pyarrow
        return (row for batch in source.to_batches(max_chunksize=1_000) for row in batch.to_pylist())
    return None


def _of_pandas(frame: Any) -> Iterator[Mapping[str, Any]]:
    names = list(map(str, frame.columns))
    for row in frame.itertuples(index=False, name=None):
        yield dict(zip(names, row, strict=True))


def cells(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row, with None for what pandas writes for a missing value."""
    return {str(name): None if _is_nan(value) else value for name, value in row.items()}


def _is_nan(value: object) -> bool:
    """Whether pandas writes this for a missing value."""
    return type(value).__name__ in {"NAType", "NaTType"} or (isinstance(value, float) and value != value)
