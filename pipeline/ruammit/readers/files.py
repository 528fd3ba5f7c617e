"""Opening files: without waiting for anybody, and, where they are compressed, without end."""

from __future__ import annotations

import gzip
import io
import os
import stat
import zlib
from pathlib import Path
from typing import IO, Any

from ruammit.readers.reasons import Reject
from ruammit.readers.sources import ENDINGS, format_of, is_compressed

__all__ = ["opened"]

_LARGEST_RATIO = 200
"""How many times larger than its file a compressed text may be; news are some three to ten times larger."""
_ALLOWANCE = 50_000_000
"""Bytes that may be unpacked whatever the size of the file."""


def opened(path: Path) -> IO[bytes]:
    """The file, opened without waiting for anybody to write to it.

    Raises:
        Reject: it is no file, or not of a format that is read.
        OSError: it cannot be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError:  # a NUL in it
        raise Reject("missing", "no file can have this name", "check the path") from None
    mode = os.fstat(descriptor).st_mode
    try:
        if stat.S_ISDIR(mode):
            raise _folder_reason(path)
        if not stat.S_ISREG(mode):
            raise Reject("not-a-file", "this is a pipe, a socket or a device, and no file", "name a file")
        if not format_of(path):
            endings = ", ".join(ENDINGS)
            raise Reject("format", f"{path.suffix or 'no ending'!r} is not a format that is read", f"use {endings}")
    except Reject:
        os.close(descriptor)
        raise
    file = os.fdopen(descriptor, "rb")
    return io.BufferedReader(_Unpacked(file)) if is_compressed(path) else file


def _folder_reason(path: Path) -> Reject:
    """Why a folder was listed as a source."""
    try:
        os.listdir(path)  # noqa: PTH208
    except PermissionError:
        return Reject("unreadable", "the folder may not be read", "change its permissions")
    home = path.absolute().parent.resolve()
    if path.is_symlink() and path.resolve() in {home, *home.parents}:
        return Reject("circular", "this link leads back to a folder that holds it", "remove the link")
    return Reject("no-articles", "the folder holds no articles", f"it must hold {', '.join(ENDINGS)} files")


class _Unpacked(io.RawIOBase):
    """What a compressed file holds, up to a bound."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._stream = gzip.GzipFile(fileobj=file)
        self._left = _ALLOWANCE + _LARGEST_RATIO * os.fstat(file.fileno()).st_size

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As of any stream.

        Raises:
            Reject: the file is damaged, or holds more than its size should.
        """
        try:
            data = self._stream.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Reject("unreadable", f"the compressed data is damaged: {error}", "compress the file again") from None
        self._left -= len(data)
        if self._left < 0:
            message = f"it unpacks to more than {_LARGEST_RATIO} times its size"
            raise Reject("too-large", message, "unpack it, if it is no trap")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes the file too."""
        self._stream.close()
        self._file.close()
        super().close()
