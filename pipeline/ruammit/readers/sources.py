"""Which files a run reads: everything below the paths that were named that can hold articles, in a stable order."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ruammit.dataset.names import LOG, MARKER
from ruammit.errors import ArticleError
from ruammit.readers.formats import ROW_FORMATS, format_of, stem_of
from ruammit.readers.spool import Spooled

__all__ = ["PART_BYTES", "TEXTS", "Member", "Source", "checked", "is_annotation", "list_sources", "named_apart"]

PART_BYTES = 4_000_000
"""Files of many articles are listed in parts of about this size, which can be read side by side."""

_DATASET = frozenset({MARKER, LOG})
"""Files that tell a dataset of Ruammit: nothing in its folder is an article."""
TEXTS = frozenset({"text", "html", "docx", "pdf"})
"""Formats of files beside which an annotation may lie."""
_SETTINGS = "ruammit.toml"
"""A file of ours that may lie among articles."""
_ANNOTATION_BYTES = 2_000_000
"""A larger file is no annotation."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: its place in the archive's directory, and its name there."""

    index: int
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """A file, a part of one, or a file in an archive, that `read_source` can read on its own, in any process.

    Attributes:
        path: the file, as reached from the path that the user gave.
        id: its path within the run without its ending: the article's id, or what stands before "#row".
        size: its size in bytes; of a part, that of the part.
        start: where the part starts: a byte offset; of a Parquet file, the number of a row group.
        stop: where it ends (exclusive), None for the end of the file.
        first_line: number of the part's first line, row or record, from 1.
        members: of a file in an archive: its place in the archive, one for each archive around it.
        records: of a part of a WARC file: the numbers of the records that may hold articles; None: not yet known.
        label: what messages call it, where that is not its path.
        address: of a file in an archive on another file system: the address of the archive, which is read from there.
    """

    path: Path
    id: str
    size: int
    start: int = 0
    stop: int | None = None
    first_line: int = 1
    members: tuple[Member, ...] = ()
    records: tuple[int, ...] | None = None
    label: str | None = None
    address: str | None = None

    @property
    def file_name(self) -> str:
        """The name that tells the format."""
        return self.members[-1].name if self.members else self.path.name

    @property
    def format(self) -> str | None:
        """The format, one of the values of `ENDINGS`, or None."""
        return format_of(self.file_name)

    @property
    def holds_rows(self) -> bool:
        """Whether it holds several articles, one per row."""
        return self.format in ROW_FORMATS

    @property
    def name(self) -> str:
        """What messages call it: the path, and within an archive the way to the file."""
        path = self.label or os.fsencode(self.path).decode("utf-8", "replace")
        return "/".join([path, *(member.name for member in self.members)])

    @property
    def whole_name(self) -> str:
        """What messages call all of it: the name, and of a part of a WARC file the numbers of its records."""
        if not self.records:
            return self.name
        return f"{self.name}#{self.first_line}-{self.records[-1]}"


def checked(paths: Iterable[Path | str | Spooled]) -> list[Path | str | Spooled]:
    """The paths, if at least one of them is there; addresses (`s3://...`) are taken as they are.

    Raises:
        ArticleError: none is there: nothing should be made of a mistyped path.
    """
    given = list(paths)
    named = list(_named(path for path in given if not isinstance(path, Spooled)))
    missing = [str(path) for path in named if "://" not in str(path) and not os.path.lexists(path)]
    if len(missing) == len(given):
        raise ArticleError("no such file or folder", where=", ".join(missing[:3]) or None, cure="check the path")
    return given


def _named(paths: Iterable[Path | str]) -> Iterator[Path | str]:
    for path in paths:
        if path == "":
            raise ArticleError("an empty path names nothing", cure="name files or folders; . is the current folder")
        yield path


def list_sources(paths: Iterable[Path | str], *, part_bytes: int = PART_BYTES) -> Iterator[Source]:
    """Everything below the paths that can hold articles, in a stable order: paths as given, folders by name.

    Hidden files and folders below those named, datasets of Ruammit, and annotations (NAME.json beside NAME.txt) are
    passed over. What cannot be read (a missing path, an empty folder, an ending that is not in `ENDINGS`) is listed
    too: reading it tells what is wrong. The files of a ZIP archive are listed one by one.

    Args:
        paths: files and folders.
        part_bytes: files of many articles are listed in parts of about this many bytes.

    Raises:
        ArticleError: a path is empty.
    """
    from ruammit.readers.parts import parts

    given = [Path(path) for path in _named(paths)]
    root = _root(given)
    for path in given:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder may not be searched
            found = False
            for file, identity in _walk(path, root):
                found = True
                yield from parts(file, identity, part_bytes)
            if not found:
                yield Source(path, _id(path, root), 0)
        else:
            yield from parts(path, _id(path.with_name(stem_of(path.name)) if path.name else path, root), part_bytes)


def _root(given: list[Path]) -> Path:
    """The folder that ids are relative to: the one that was named, or the nearest that holds all that was named."""
    if len(given) == 1 and os.path.isdir(given[0]):  # noqa: PTH112
        return given[0].absolute()
    return Path(os.path.commonpath([path.absolute().parent for path in given])) if given else Path()


def _id(path: Path, root: Path) -> str:
    relative = os.path.relpath(path.absolute(), root).replace(os.sep, "/")
    return relative.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _walk(top: Path, root: Path) -> Iterator[tuple[Path, str]]:
    """Path and id of the files in a folder and below it, and of the folders that cannot be walked."""
    # The folders on the way down: device and inode (what a circular link leads back to), and what is still to be seen.
    way: list[tuple[tuple[int, int], Iterator[tuple[Path, str]]]] = []
    folder: Path | None = top
    while folder or way:
        if folder:
            try:
                status = folder.stat()
                names = sorted(name for name in os.listdir(folder) if _is_listed(name))  # noqa: PTH208
            except (OSError, ValueError):
                names = None
            if names is not None and set(names) >= _DATASET:
                names = []
            if names is None or (status.st_dev, status.st_ino) in (above for above, _ in way):
                yield folder, _id(folder, root)
            else:
                way.append(((status.st_dev, status.st_ino), _entries(folder, names)))
            folder = None
        elif entry := next(way[-1][1], None):
            path, stem = entry
            if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder may not be searched
                folder = path
            else:
                yield path, _id(path.with_name(stem), root)
        else:
            way.pop()


def _is_listed(name: str) -> bool:
    return not name.startswith(".") and name != _SETTINGS


def _entries(folder: Path, names: list[str]) -> Iterator[tuple[Path, str]]:
    """Path, and name without its ending, of what is in a folder; not the annotations beside articles."""
    texts = {stem_of(name) for name in names if format_of(name) in TEXTS}
    kept = [name for name in names if not _is_annotation(folder / name, texts)]
    return ((folder / name, stem) for name, stem in named_apart(kept))


def named_apart(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name, and the name without its ending.

    Of files that differ in their ending alone, all but the first keep it, so that ids stay apart.
    """
    taken = set[str]()
    for name in names:
        stem = stem_of(name)
        yield name, name if stem in taken else stem
        taken.add(stem)


def _is_annotation(path: Path, texts: set[str]) -> bool:
    """Whether a file is the annotation of a text beside it."""
    if path.suffix != ".json" or path.stem not in texts:
        return False
    with suppress(OSError):
        return path.stat().st_size <= _ANNOTATION_BYTES and is_annotation(path.read_bytes())
    return False


def is_annotation(content: bytes) -> bool:
    """Whether a JSON file beside a text is its annotation rather than an article: an object without a text."""
    from ruammit.readers.fields import SYNONYMS

    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.keys().isdisjoint(SYNONYMS["text"])
