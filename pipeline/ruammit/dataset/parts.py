"""Parts on disk: how they are written, committed, removed and cleaned up after.

A part is what one chunk of articles gave: a Parquet file of the same name in every layer's folder that it has rows for.
Any process may write one. It counts when its line is in the log of commits, which only the process that holds the
folder's lock adds, after all its files and their names have been brought to the disk. What a broken run left over is
seen by nobody and removed by the next run.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ruammit._version import extractor
from ruammit.dataset import marker as markers
from ruammit.dataset.commits import Commit, Log
from ruammit.dataset.files import ASIDE, DataFile, Folder
from ruammit.dataset.layers import LAYERS
from ruammit.dataset.marker import Marker
from ruammit.dataset.names import LOCK, LOG, MARKER
from ruammit.dataset.snapshot import ENDING, Snapshot
from ruammit.errors import DatasetError

__all__ = ["Store"]

_ATTEMPTS = 5
"""How often a reader looks again where a run removes parts while it looks."""


class Store:
    """A dataset in a folder, on the local disk or on any file system that pyarrow or fsspec knows.

    Args:
        location: a path, or a URI such as `s3://bucket/folder`.
    """

    def __init__(self, location: str | os.PathLike[str]) -> None:
        self.folder = Folder(location)

    def __reduce__(self) -> tuple[object, ...]:
        """Travels to workers as its location."""
        return Store, (self.location,)

    @property
    def location(self) -> str:
        """The folder, as the user named it."""
        return self.folder.location

    # --- reading -----------------------------------------------------------------------------------------------------

    def marker(self) -> Marker:
        """What the dataset says of itself.

        Raises:
            DatasetError: there is none here, or it cannot be read.
        """
        try:
            found = markers.read(self.folder)
            if found is None:
                self._refuse_strangers()
        except (OSError, pa.ArrowException) as error:
            raise DatasetError(f"the dataset cannot be read: {error}", where=self.location) from error
        if found is None:
            raise DatasetError(
                "there is no dataset here", where=self.location, cure="make one with `ruammit extract PATH -o DIR`"
            )
        return found

    def snapshot(self) -> Snapshot:
        """The dataset as it stands; all of its files are there, and in their size.

        Raises:
            DatasetError: there is no dataset, or it is damaged.
        """
        self.marker()
        try:
            for attempt in range(_ATTEMPTS):
                found = Snapshot(self.folder)
                missing = found.missing()
                if not missing:
                    break
                if attempt == _ATTEMPTS - 1 or not found.left(missing[0]):
                    raise found.trouble(missing[0])
        except (OSError, pa.ArrowException) as error:
            raise DatasetError(f"the dataset cannot be read: {error}", where=self.location) from error
        return found

    def log(self) -> Log:
        """The log of commits, whatever state it is in."""
        return Log(self.folder)

    # --- writing -----------------------------------------------------------------------------------------------------

    def create(self) -> Marker:
        """Make the dataset, if it is not there yet; only the holder of the lock may.

        Raises:
            DatasetError: the folder holds something else, or a dataset that this Ruammit does not write.
        """
        found = markers.read(self.folder)
        if found is None:
            self._refuse_strangers()
            found = markers.make(self.folder)
        for layer in LAYERS:
            self.folder.fs.create_dir(self.folder.path(layer), recursive=True)
        self.folder.sync()
        self.folder.sync("..")
        return found

    def _refuse_strangers(self) -> None:
        """Fail if the folder is not empty and has no marker."""
        found = markers.strangers(self.folder)
        if not found:
            return
        if LOG in found:
            what, cure = f"the dataset's marker file, {MARKER}, is missing", "restore it from a copy, or"
        elif "articles" in found and any(name.endswith(ENDING) for name in self.folder.sizes("articles")):
            what, cure = "this is a dataset of Ruammit 0.1, or of another program", "do not mix it with new results:"
        else:
            what, cure = f"the folder is not empty, and is no dataset: it has no {MARKER}", "check the name, or"
        raise DatasetError(what, where=self.location, cure=f"{cure} name another folder")

    def write(self, part: str, layers: dict[str, pa.Table]) -> Commit:
        """Write the files of a part and bring them to the disk; the commit that would make it count."""
        files = {}
        for layer, table in layers.items():
            sink = pa.BufferOutputStream()
            pq.write_table(table, sink, compression="zstd", write_statistics=True, write_page_checksum=True)
            data = sink.getvalue()
            self.folder.write(f"{layer}/{part}{ENDING}", data)
            self.folder.sync(layer)
            files[layer] = DataFile.of(data, table.num_rows)
        return Commit(part, extractor(), files)

    def keep(self, log: Log, commits: Mapping[str, Commit]) -> None:
        """Make these parts the dataset, all at once, and remove the files of all others; only for the lock's holder."""
        if commits == log.commits:
            return
        before = log.commits
        log.rewrite(commits.values())
        for part, commit in before.items():
            for layer in commit.files.keys() - (commits[part].files.keys() if part in commits else ()):
                self._delete(f"{layer}/{part}{ENDING}")

    def clean(self, log: Log) -> None:
        """Remove what broken runs left over; only the holder of the lock may."""
        for layer, name in self.leftovers(log):
            self._delete(f"{layer}/{name}")
        for name in (LOG, MARKER):
            self._delete(name + ASIDE)

    def leftovers(self, log: Log) -> list[tuple[str, str]]:
        """Layer and name of the files that the dataset's own naming made and no commit names."""
        owner = self.marker()
        committed = {(layer, part + ENDING) for part, commit in log.commits.items() for layer in commit.files}
        names = ((layer, name) for layer in LAYERS for name in sorted(self.folder.sizes(layer)))
        return [(layer, name) for layer, name in names if owner.owns(name) and (layer, name) not in committed]

    def _delete(self, name: str) -> None:
        with suppress(FileNotFoundError):
            self.folder.fs.delete_file(self.folder.path(name))

    def trouble(self, error: OSError) -> DatasetError:
        """An error of the file system, as the user is told of it."""
        full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
        cure = "make room and run the same command again: it goes on from here" if full else "check the folder"
        return DatasetError(f"cannot write: {error.strerror or error}", where=self.location, cure=cure)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder for one run, made if need be; the lock of a process that died is free.

        Object stores have no such lock: there, one run at a time is the user's part.

        Raises:
            DatasetError: another run holds it, or the folder holds something else.
        """
        if not self.folder.local:
            yield
            return
        from filelock import FileLock, Timeout

        if markers.read(self.folder) is None:
            self._refuse_strangers()  # before the lock leaves a file in it
        Path(self.folder.root).mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder.path(LOCK), timeout=0)
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
