"""Parts on disk: how they are written, committed, listed and cleaned up after.

A part is what one chunk of articles gave: a Parquet file of the same name in every layer's folder that it has rows for.
Each file is written beside its place and renamed into it; the one in `articles/` comes last, and it is what commits
the part: readers know no part without it. Only the process that holds the folder's lock gives a part that last name, so
that a worker which outlives its run can commit nothing. What a broken run left over is ignored by readers and removed
by the next run.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from ruammit.dataset import tables
from ruammit.dataset.tables import COLUMNS_KEY, LAYERS, SCHEMA_KEY, arrow_schema
from ruammit.errors import DatasetError

__all__ = ["Store"]

_ENDING = ".parquet"
_LOCK = ".lock"


class Store:
    """A dataset's folder, on the local disk or on any file system that pyarrow or fsspec knows.

    Args:
        location: a path, or a URI such as `s3://bucket/folder`.

    Raises:
        DatasetError: nothing is known of the URI's scheme.
    """

    def __init__(self, location: str | os.PathLike[str]) -> None:
        self.location = os.fspath(location)

    def __reduce__(self) -> tuple[object, ...]:
        """Travels to workers as its location."""
        return Store, (self.location,)

    @cached_property
    def _place(self) -> tuple[pafs.FileSystem, str]:
        if "://" not in self.location:
            return pafs.LocalFileSystem(), str(Path(self.location).absolute())
        return filesystem(self.location)

    @property
    def fs(self) -> pafs.FileSystem:
        """The file system that the dataset lies on."""
        return self._place[0]

    @property
    def root(self) -> str:
        """The dataset's folder on that file system."""
        return self._place[1].rstrip("/")

    @property
    def local(self) -> bool:
        """Whether this is a folder of this machine."""
        return isinstance(self.fs, pafs.LocalFileSystem)

    def path(self, layer: str, part: str) -> str:
        """Where a part's file of a layer lies, or will lie."""
        return f"{self.root}/{layer}/{part}{_ENDING}"

    def _aside(self, layer: str, part: str) -> str:
        return f"{self.root}/{layer}/.{part}.writing"

    def _names(self, layer: str) -> list[str]:
        found = self.fs.get_file_info(pafs.FileSelector(f"{self.root}/{layer}", allow_not_found=True))
        return sorted(info.base_name for info in found if info.type == pafs.FileType.File)

    # --- reading -----------------------------------------------------------------------------------------------------

    def exists(self) -> bool:
        """Whether the folder holds a dataset, be it an empty one."""
        return bool(self.fs.get_file_info(f"{self.root}/articles").type == pafs.FileType.Directory)

    def parts(self) -> list[str]:
        """The names of the committed parts, oldest first."""
        return [name.removesuffix(_ENDING) for name in self._names("articles") if name.endswith(_ENDING)]

    def files(self, layer: str) -> list[str]:
        """The paths of the committed parts' files of a layer."""
        committed = set(self.parts())
        names = (name.removesuffix(_ENDING) for name in self._names(layer) if name.endswith(_ENDING))
        return [self.path(layer, name) for name in names if name in committed]

    def of_other_schema(self) -> dict[str, str]:
        """The parts that another version of the schema wrote, and that version."""
        with ThreadPoolExecutor(8) as pool:
            parts = self.parts()
            versions = dict(zip(parts, pool.map(self._version, parts), strict=True))
        return {part: version for part, version in versions.items() if version}

    def _version(self, part: str) -> str:
        """The schema version of a part, if it is another one; that of an unreleased Ruammit is marked as such."""
        path = self.path("articles", part)
        try:
            with self.fs.open_input_file(path) as file:
                metadata = pq.read_metadata(file).metadata or {}
            version: str = metadata[SCHEMA_KEY].decode()
        except (OSError, pa.ArrowException, KeyError, ValueError) as error:
            raise DatasetError(
                f"this is no part of a dataset: {error}",
                where=path,
                cure="remove the file and run the extraction again",
            ) from error
        own = tables.metadata()
        if version == own[SCHEMA_KEY].decode():
            return "" if metadata.get(COLUMNS_KEY) == own[COLUMNS_KEY] else f"{version}-unreleased"
        return version

    def read(self, part: str, layers: tuple[str, ...] = LAYERS) -> dict[str, pa.Table]:
        """The tables of a part; layers without rows left out."""
        found = {}
        for layer in layers:
            with suppress(FileNotFoundError), self.fs.open_input_file(self.path(layer, part)) as file:
                found[layer] = pq.read_table(file, schema=arrow_schema(layer))
        return found

    def read_file(self, path: str, columns: list[str]) -> pa.Table:
        """Some columns of one file."""
        with self.fs.open_input_file(path) as file:
            return pq.read_table(file, columns=columns)

    # --- writing -----------------------------------------------------------------------------------------------------

    def create(self) -> None:
        """Make the folders.

        Raises:
            DatasetError: the place cannot be written to, or holds something else.
        """
        try:
            if self.local and Path(self.root).is_dir() and not self.exists() and any(Path(self.root).iterdir()):
                raise DatasetError(
                    "the folder is not empty and holds no dataset", where=self.location, cure="name another"
                )
            for layer in LAYERS:
                self.fs.create_dir(f"{self.root}/{layer}", recursive=True)
        except OSError as error:
            raise self.trouble(error) from error

    def write(self, part: str, layers: dict[str, pa.Table]) -> None:
        """Write a part, all but its commit."""
        for layer, table in layers.items():
            self._write_file(self._aside(layer, part), table)
            if layer != "articles":
                self.fs.move(self._aside(layer, part), self.path(layer, part))

    def _write_file(self, path: str, table: pa.Table) -> None:
        options: dict[str, Any] = {"compression": "zstd", "write_statistics": True}
        if not self.local:
            with self.fs.open_output_stream(path) as stream:
                pq.write_table(table, stream, **options)
            return
        with open(path, "wb") as file:  # noqa: PTH123 - a file system path, not a Path
            pq.write_table(table, file, **options)
            file.flush()
            os.fsync(file.fileno())

    def commit(self, part: str) -> None:
        """Make a written part count; only the holder of the lock may."""
        self.fs.move(self._aside("articles", part), self.path("articles", part))
        if self.local and os.name == "posix":
            folder = os.open(f"{self.root}/articles", os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def remove(self, part: str) -> None:
        """Take a part out of the dataset: its commit first, so that no half of it is ever seen."""
        for layer in reversed(LAYERS):
            with suppress(FileNotFoundError):
                self.fs.delete_file(self.path(layer, part))

    def set_aside(self, parts: list[str], name: str) -> None:
        """Move whole parts into a folder `name` within the dataset, where nothing reads them."""
        for layer in LAYERS:
            self.fs.create_dir(f"{self.root}/{name}/{layer}", recursive=True)
        for part in parts:
            for layer in reversed(LAYERS):
                with suppress(FileNotFoundError):
                    self.fs.move(self.path(layer, part), f"{self.root}/{name}/{layer}/{part}{_ENDING}")

    def clean(self) -> None:
        """Remove what broken runs left over; only the holder of the lock may."""
        committed = {part + _ENDING for part in self.parts()}
        for layer in LAYERS:
            for name in self._names(layer):
                if name.endswith(".writing") or (name.endswith(_ENDING) and name not in committed):
                    with suppress(FileNotFoundError):
                        self.fs.delete_file(f"{self.root}/{layer}/{name}")

    def trouble(self, error: OSError) -> DatasetError:
        """An error of the file system, as the user is told of it."""
        cure = "make room and run the same command again: it goes on from here" if _full(error) else "check the folder"
        return DatasetError(f"cannot write: {error.strerror or error}", where=self.location, cure=cure)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder for one run; the lock of a process that died is free.

        Object stores have no such lock: there, one run at a time is the user's part.

        Raises:
            DatasetError: another run holds it.
        """
        if not self.local:
            yield
            return
        from filelock import FileLock, Timeout

        lock = FileLock(f"{self.root}/{_LOCK}", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise DatasetError(
                "another run is writing into this folder",
                where=self.location,
                cure="wait for it, or name another folder",
            ) from None
        try:
            yield
        finally:
            lock.release()


def _full(error: OSError) -> bool:
    return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


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
