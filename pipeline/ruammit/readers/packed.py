"""Compressed data, read up to a bound: a small file must not unpack without end."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import IO, Any

from ruammit.readers.reasons import Reject

__all__ = ["Bounded", "in_memory", "unpacked"]

_LARGEST_RATIO = 200
"""How many times larger than its file a compressed text may be; news are some three to ten times larger."""
_ALLOWANCE = 50_000_000
"""Bytes that may be unpacked whatever the size of the file."""


class Bounded(io.RawIOBase):
    """What a decompressing stream gives, up to a bound.

    Args:
        stream: the decompressing stream.
        packed_size: bytes of the compressed data.
        below: what else to close with it.
    """

    def __init__(self, stream: Any, packed_size: int, *below: IO[bytes]) -> None:
        self._stream, self._below = stream, below
        self._left = _ALLOWANCE + _LARGEST_RATIO * packed_size

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As of any stream.

        Raises:
            Reject: the data is damaged, or holds more than its size should.
        """
        try:
            data = self._stream.read(len(buffer))
        except Reject:
            raise
        except (EOFError, zlib.error, zipfile.BadZipFile, OSError, RuntimeError) as error:
            raise Reject("unreadable", f"the compressed data is damaged: {error}", "compress the file again") from None
        self._left -= len(data)
        if self._left < 0:
            message = f"it unpacks to more than {_LARGEST_RATIO} times its size"
            raise Reject("too-large", message, "unpack it, if it is no trap")
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes what it reads from too."""
        if not self.closed:
            for stream in (self._stream, *self._below):
                stream.close()
        super().close()


def unpacked(file: IO[bytes], packing: str, packed_size: int) -> IO[bytes]:
    """What a compressed file holds.

    Args:
        file: the file, which is closed with the result.
        packing: `gzip` or `zstd`.
        packed_size: the file's size in bytes.
    """
    if packing == "gzip":
        return io.BufferedReader(Bounded(gzip.GzipFile(fileobj=file), packed_size, file))
    import pyarrow as pa

    stream = pa.CompressedInputStream(pa.PythonFile(file, mode="r"), "zstd")
    return io.BufferedReader(Bounded(stream, packed_size, file))


def in_memory(file: IO[bytes], limit: int) -> IO[bytes]:
    """The file as one that can be read from any place: itself, or its content.

    Raises:
        Reject: the content is larger than `limit` bytes.
    """
    if file.seekable():
        return file
    content = file.read(limit + 1)
    if len(content) > limit:
        raise Reject("too-large", f"it unpacks to more than {limit:,} bytes", "unpack it")
    return io.BytesIO(content)
