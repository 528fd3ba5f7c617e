"""The file system under a dataset: files written whole and brought to the disk, and hashes that tell their damage."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.fs as pafs

from ruammit.errors import DatasetError

__all__ = ["DataFile", "Folder", "filesystem", "footer_digest", "sealed", "unsealed"]

ASIDE = ".writing"
"""What the name of a file ends in while it is written beside its place."""


def digest(data: bytes | memoryview | pa.Buffer) -> str:
    """The BLAKE2b hash of bytes, in 32 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class DataFile:
    """What a commit says of a Parquet file.

    Attributes:
        rows: its rows.
        size: its bytes.
        blake2b: the hash of all of it.
        footer: the hash of its footer, which the checksums of its pages do not cover.
    """

    rows: int
    size: int
    blake2b: str
    footer: str

    @classmethod
    def of(cls, data: pa.Buffer, rows: int) -> DataFile:
        """What there is to say of a whole Parquet file."""
        view = memoryview(data)
        return cls(rows, len(view), digest(data), digest(view[footer_start(view[-8:], len(view)) :]))

    def row(self) -> dict[str, Any]:
        """As a JSON object."""
        return asdict(self)


def footer_start(tail: bytes | memoryview, size: int) -> int:
    """Where the footer of a Parquet file begins, told by its last 8 bytes: length of the metadata, and "PAR1"."""
    return max(0, size - 8 - int.from_bytes(tail[:4], "little"))


def footer_digest(file: pa.NativeFile) -> str:
    """The hash of the footer of an open Parquet file."""
    size = file.size()
    file.seek(max(0, size - 8))
    start = footer_start(file.read(), size)
    file.seek(start)
    return digest(file.read())


# --- JSON objects that carry their own hash ----------------------------------------------------------------------


def _canonical(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def sealed(entry: dict[str, Any]) -> bytes:
    """A JSON object as one line that carries its own hash."""
    text = _canonical(entry)
    return f'{{"entry":{text},"blake2b":"{digest(text.encode())}"}}\n'.encode()


def unsealed(line: bytes) -> dict[str, Any] | None:
    """The object of a line that `sealed` made; None: the line is damaged."""
    try:
        found = json.loads(line)
        entry: dict[str, Any] = found["entry"]
        whole = found["blake2b"] == digest(_canonical(entry).encode())
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return entry if whole else None


# --- the folder --------------------------------------------------------------------------------------------------


class Folder:
    """A folder on the local disk, or on any file system that pyarrow or fsspec knows.

    Args:
        location: a path, or a URI such as `s3://bucket/folder`.

    Raises:
        DatasetError: nothing is known of the URI's scheme.
    """

    def __init__(self, location: str | os.PathLike[str]) -> None:
        self.location = os.fspath(location)

    @cached_property
    def _place(self) -> tuple[pafs.FileSystem, str]:
        if "://" not in self.location:
            return pafs.LocalFileSystem(), str(Path(self.location).absolute())
        return filesystem(self.location)

    @property
    def fs(self) -> pafs.FileSystem:
        """The file system that the folder lies on."""
        return self._place[0]

    @property
    def root(self) -> str:
        """The folder on that file system."""
        return self._place[1].rstrip("/")

    @property
    def local(self) -> bool:
        """Whether this is a folder of this machine."""
        return isinstance(self.fs, pafs.LocalFileSystem)

    def path(self, name: str) -> str:
        """Where a file or folder within it lies."""
        return f"{self.root}/{name}"

    def sizes(self, name: str = "") -> dict[str, int]:
        """Name to bytes of the files in it, or in a folder of it: -1 for what is no file; none if there is nothing."""
        if self.local:  # names that are no text, which pyarrow cannot give, may be anybody's
            try:
                with os.scandir(self.path(name)) as entries:
                    return {entry.name: _size(entry) for entry in entries}
            except FileNotFoundError:
                return {}
        found = self.fs.get_file_info(pafs.FileSelector(self.path(name).rstrip("/"), allow_not_found=True))
        return {info.base_name: -1 if info.type == pafs.FileType.Directory else info.size or 0 for info in found}

    def read(self, name: str) -> pa.Buffer | None:
        """A whole file; None: there is none."""
        try:
            with self.fs.open_input_file(self.path(name)) as file:
                return file.read_buffer()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes | pa.Buffer) -> None:
        """Write a file and bring it to the disk; until `sync`, its name may be lost with the machine's power."""
        if not self.local:
            with self.fs.open_output_stream(self.path(name)) as stream:
                stream.write(data)
            return
        with open(self.path(name), "wb") as file:  # noqa: PTH123 - a file system path, not a Path
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def replace(self, name: str, data: bytes) -> None:
        """Write a file beside its place, put it there, and bring both to the disk: it is the old or the new one."""
        self.write(name + ASIDE, data)
        self.fs.move(self.path(name + ASIDE), self.path(name))
        self.sync()

    def append(self, name: str, data: bytes, *, at: int) -> None:
        """Write at the end of a local file, which is at byte `at`, and bring it to the disk; all of it or nothing."""
        with open(self.path(name), "r+b") as file:  # noqa: PTH123
            file.truncate(at)
            file.seek(at)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                os.truncate(self.path(name), at)
                raise

    def sync(self, name: str = "") -> None:
        """Bring the names in it, or in a folder within it, to the disk."""
        if self.local and os.name == "posix":
            folder = os.open(self.path(name), os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _size(entry: os.DirEntry[str]) -> int:
    """Bytes of a file, behind links; 0 where a link leads nowhere, -1 for what is no file."""
    try:
        return entry.stat().st_size if entry.is_file() else -1 if Path(entry).exists() else 0
    except OSError:
        return 0


def filesystem(uri: str) -> tuple[pafs.FileSystem, str]:
    """The file system of a URI and the path on it: pyarrow's own, else fsspec's.

    Raises:
        DatasetError: neither knows the scheme.
    """
    try:
        found: tuple[pafs.FileSystem, str] = pafs.FileSystem.from_uri(uri)
        return found
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ImportError):
        pass
    try:
        import fsspec

        fs, path = fsspec.core.url_to_fs(uri)
    except (ImportError, ValueError) as error:
        raise DatasetError(
            f"no file system for this address: {error}",
            where=uri,
            cure="install ruammit[cluster] and the scheme's driver",
        ) from error
    return pafs.PyFileSystem(pafs.FSSpecHandler(fs)), path
