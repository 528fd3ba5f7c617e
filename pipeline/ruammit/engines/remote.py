"""Articles on file systems other than this machine's: listed by address, brought over when they are read."""

from __future__ import annotations

import os
import posixpath
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.fs as pafs

from ruammit.dataset.files import filesystem
from ruammit.readers.articles import Rejected, Source, list_sources
from ruammit.readers.sources import ending_of, format_of, holds_rows, is_compressed

__all__ = ["Located", "list_located", "temporary_prefix"]


def temporary_prefix(process: int) -> str:
    """What the names of a process's temporary folders begin with: whoever ends it can remove them."""
    return f"ruammit-{process}-"


@dataclass(frozen=True, slots=True)
class Located:
    """A source and where it is.

    Attributes:
        source: the source; of one elsewhere, the path has only the name.
        address: its address; None: it is a file of this machine.
    """

    source: Source
    address: str | None = None

    @property
    def name(self) -> str:
        """What the source is called in messages."""
        return self.address or os.fsencode(self.source.path).decode("utf-8", "replace")

    @contextmanager
    def fetched(self, size_limit: int) -> Iterator[Source]:
        """The source as a file of this machine, for as long as the context lasts.

        Args:
            size_limit: no more of a text or page than shows that it is larger than this is brought over.

        Raises:
            OSError: it cannot be brought over.
        """
        if self.address is None:
            yield self.source
            return
        fs, path = filesystem(self.address)
        with tempfile.TemporaryDirectory(prefix=temporary_prefix(os.getpid())) as folder:
            copy = Path(folder) / f"article{ending_of(self.source.path)}"
            with fs.open_input_stream(path) as remote, copy.open("wb") as file:
                if holds_rows(copy) or is_compressed(copy):
                    shutil.copyfileobj(remote, file, 1 << 20)
                else:
                    file.write(remote.read(size_limit + 1))
            yield replace(self.source, path=copy)

    def renamed(self, rejected: Rejected) -> Rejected:
        """A rejection of the fetched file as one of the source."""
        return replace(rejected, path=self.name)


def list_located(paths: Iterable[Path | str], *, part_bytes: int) -> Iterator[Located]:
    """Everything below the paths and addresses (`s3://bucket/folder`) that can hold articles, in a stable order."""
    given = list(paths)
    here = [path for path in given if "://" not in str(path)]
    if here:
        yield from (Located(source) for source in list_sources(here, part_bytes=part_bytes))
    for address in given:
        if "://" in str(address):
            yield from _elsewhere(str(address))


def _elsewhere(address: str) -> Iterator[Located]:
    fs, root = filesystem(address)
    root = root.rstrip("/")
    # An address may end in options (`s3://bucket/folder?region=...`), which belong to all that is below it.
    stem, mark, options = address.partition("?")

    def located(path: str, size: int) -> Located:
        below = posixpath.relpath(path, root) if path != root else ""
        name = posixpath.basename(path)
        identity = posixpath.splitext(below or name)[0]
        there = f"{stem.rstrip('/')}/{below}" if below else stem
        return Located(Source(Path(name), identity, size), there + mark + options)

    try:
        info = fs.get_file_info(root)
        if info.type == pafs.FileType.Directory:
            found = False
            for path, size in _walk(fs, root):
                found = True
                yield located(path, size)
            if found:
                return
    except (OSError, pa.ArrowException):
        info = None
    yield located(root, info.size or 0 if info else 0)


def _walk(fs: pafs.FileSystem, folder: str) -> Iterator[tuple[str, int]]:
    """Path and size of the files below a folder that can hold articles, folder by folder."""
    infos = fs.get_file_info(pafs.FileSelector(folder, allow_not_found=True))
    for info in sorted(infos, key=lambda info: info.base_name):
        if info.base_name.startswith("."):
            continue
        if info.type == pafs.FileType.Directory:
            yield from _walk(fs, info.path)
        elif format_of(Path(info.base_name)):
            yield info.path, info.size or 0
