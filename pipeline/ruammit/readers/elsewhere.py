"""Files on other file systems (`s3://bucket/news.zip`), read in place."""

from __future__ import annotations

import io
from typing import IO, Any

__all__ = ["opened", "state"]

_BLOCK = 1 << 18
"""Bytes that are fetched at a time: archives are read in pieces of a few thousand, each of which would be a request."""


def opened(address: str) -> IO[bytes]:
    """The file, which can be read from any place; only what is read is fetched.

    Raises:
        OSError: it cannot be opened.
    """
    # Here: file systems need pyarrow, and files of this machine do not.
    from ruammit.dataset.files import filesystem

    fs, path = filesystem(address)
    file: Any = fs.open_input_file(path)
    return io.BufferedReader(file, _BLOCK)


def state(address: str) -> tuple[object, ...]:
    """What tells a changed file from an unchanged one: size, and time of the last change.

    Raises:
        OSError: it cannot be asked for.
    """
    from ruammit.dataset.files import filesystem

    fs, path = filesystem(address)
    info = fs.get_file_info(path)
    return info.size, info.mtime_ns
