"""Opening sources: without waiting for anybody, and, where they are compressed, without end."""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePath
from typing import IO

from ruammit.readers import archives
from ruammit.readers.formats import ARCHIVE, ENDINGS, packing_of, readable
from ruammit.readers.packed import unpacked
from ruammit.readers.reasons import Reject
from ruammit.readers.sources import Source

__all__ = ["opened"]


def opened(source: Source) -> IO[bytes]:
    """The source's file from its beginning, unpacked.

    Raises:
        Reject: it is no file, or not of a format that is read.
        OSError: it cannot be opened.
    """
    file, size = None, source.size
    if not source.address:
        file = _file(source.path)
        size = os.fstat(file.fileno()).st_size
    if file and (source.members or source.format in {None, ARCHIVE}):
        file.close()
    if source.format is None:
        ending = PurePath(source.file_name).suffix or "no ending"
        raise Reject("format", f"{ending!r} is not a format that is read", f"use {readable()}")
    if source.format == ARCHIVE:
        raise archives.trouble(source)
    if source.members or file is None:
        file, size = archives.member(source), source.size
    if source.format == "warc" and packing_of(source.file_name) == "gzip":
        return file  # each record is compressed on its own
    packing = packing_of(source.file_name)
    return unpacked(file, packing, size) if packing else file


def _file(path: Path) -> IO[bytes]:
    """The file, opened without waiting for anybody to write to it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except ValueError:  # a NUL in it
        raise Reject("missing", "no file can have this name", "check the path") from None
    mode = os.fstat(descriptor).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(descriptor, "rb")
    os.close(descriptor)
    if stat.S_ISDIR(mode):
        raise _folder_reason(path)
    raise Reject("not-a-file", "this is a pipe, a socket or a device, and no file", "name a file")


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
