"""Files on other file systems (`s3://bucket/news.zip`), read in place."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import IO, Any

__all__ = ["opened", "state"]

_BLOCK = 1 << 18
"""Bytes that are fetched at a time: archives are read in pieces of a few thousand, each of which would be a request."""


def opened(address: str) -> IO[bytes]:
    """The file, which can be read from any place; only what is read is fetched.

    Raises:
        OSError: it cannot be opened.
    """
    fs, path = _place(address)
    file: Any = fs.open_input_file(path)
    return io.BufferedReader(file, _BLOCK)


def state(address: str) -> tuple[object, ...]:
    """What tells a changed file from an unchanged one: size, and time of the last change.

    Raises:
        OSError: it cannot be asked for.
    """
    fs, path = _place(address)
    info = fs.get_file_info(path)
    return info.size, info.mtime_ns


@lru_cache(maxsize=4)
def _place(address: str) -> tuple[Any, str]:
    """The file system and the path on it; kept, for an object store is asked where a bucket lies."""
    from ruammit.dataset.files import filesystem  # it needs pyarrow, and files of this machine do not

    return filesystem(address)
