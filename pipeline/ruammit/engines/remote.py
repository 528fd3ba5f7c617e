"""Articles on file systems other than this machine's: listed by address, brought over when they are read."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.fs as pafs

from ruammit.dataset.files import filesystem
from ruammit.readers import archives
from ruammit.readers.articles import Rejected, Source, list_sources
from ruammit.readers.formats import ARCHIVE, ENDINGS, ending_of, format_of, packing_of, stem_of
from ruammit.readers.parts import parts
from ruammit.readers.sources import named_apart
from ruammit.readers.spool import Spooled, room_needed, temporary_folder

__all__ = ["Located", "list_located"]


_FETCHED = frozenset(ENDINGS.values())
"""Formats of files that are brought over."""


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
        return self._called(self.source.name)

    @property
    def whole_name(self) -> str:
        """What all of it is called in messages."""
        return self._called(self.source.whole_name)

    def _called(self, name: str) -> str:
        if self.address is None:
            return name
        return "/".join([self.address, *(member.name for member in self.source.members)])

    @contextmanager
    def fetched(self, size_limit: int) -> Iterator[Source]:
        """The source as a file of this machine, for as long as the context lasts.

        Args:
            size_limit: no more of a text or page than shows that it is larger than this is brought over.

        Raises:
            OSError: it cannot be brought over.
            ResourceError: there is no room for it here.
        """
        if self.address is None or self.source.address:  # the files of an archive are read in place
            yield self.source
            return
        fs, path = filesystem(self.address)
        name = self.source.file_name
        kind = format_of(name)
        with temporary_folder() as folder:
            copy = folder / f"article{ending_of(name) or posixpath.splitext(name)[1]}"
            # As it stands: pyarrow would unpack what the name says is packed.
            with fs.open_input_stream(path, compression=None) as remote, copy.open("wb") as file:
                left = size_limit + 1 if kind in {"text", "html"} and not packing_of(name) else sys.maxsize
                while kind in _FETCHED and left and (block := remote.read(min(left, 1 << 20))):
                    left -= len(block)
                    with room_needed():
                        file.write(block)
            yield replace(self.source, path=copy)

    def renamed(self, rejected: Rejected) -> Rejected:
        """A rejection of the fetched file as one of the source."""
        return replace(rejected, path=self.name) if self.address else rejected


def list_located(paths: Iterable[Path | str | Spooled], *, part_bytes: int) -> Iterator[Located]:
    """Everything below the paths and addresses (`s3://bucket/folder`) that can hold articles, in a stable order."""
    given = list(paths)
    for path in given:
        if isinstance(path, Spooled):
            for source in parts(path.path, path.id, part_bytes):
                yield Located(replace(source, label=path.label))
    here = [path for path in given if not isinstance(path, Spooled) and "://" not in str(path)]
    if here:
        yield from (Located(source) for source in list_sources(here, part_bytes=part_bytes))
    for address in given:
        if not isinstance(address, Spooled) and "://" in str(address):
            yield from _elsewhere(str(address))


def _elsewhere(address: str) -> Iterator[Located]:
    fs, root = filesystem(address)
    root = root.rstrip("/")
    # An address may end in options (`s3://bucket/folder?region=...`), which belong to all that is below it.
    stem, mark, options = address.partition("?")

    def located(path: str, size: int, identity: str) -> Iterator[Located]:
        below = posixpath.relpath(path, root) if path != root else ""
        there = (f"{stem.rstrip('/')}/{below}" if below else stem) + mark + options
        whole = Source(Path(posixpath.basename(path)), identity, size)
        if format_of(whole.file_name) != ARCHIVE or not size:
            yield Located(whole, there)
            return
        for source in archives.sources(replace(whole, address=there)):
            yield Located(source if source.members else whole, there)

    try:
        info = fs.get_file_info(root)
        if info.type == pafs.FileType.Directory:
            found = False
            for path, size, name in _walk(fs, root):
                found = True
                yield from located(path, size, posixpath.join(posixpath.dirname(posixpath.relpath(path, root)), name))
            if found:
                return
    except (OSError, pa.ArrowException):
        info = None
    yield from located(root, info.size or 0 if info else 0, stem_of(posixpath.basename(root)))


def _walk(fs: pafs.FileSystem, folder: str) -> Iterator[tuple[str, int, str]]:
    """Path, size, and name without its ending, of the files below a folder, folder by folder."""
    infos = fs.get_file_info(pafs.FileSelector(folder, allow_not_found=True))
    there = {info.base_name: info for info in infos if not info.base_name.startswith(".")}
    for name, short in named_apart(sorted(there)):
        info = there[name]
        if info.type == pafs.FileType.Directory:
            yield from _walk(fs, info.path)
        else:
            yield info.path, info.size or 0, short
