"""Which files a run reads: everything below the paths that were named that can hold articles, in a stable order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ruammit.errors import ArticleError

__all__ = [
    "ENDINGS",
    "PART_BYTES",
    "Source",
    "checked",
    "ending_of",
    "format_of",
    "holds_rows",
    "is_compressed",
    "list_sources",
]

PART_BYTES = 4_000_000
"""A JSONL file is listed in parts of about this size, which can be read side by side."""

ENDINGS = {
    ".txt": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
}
"""File ending (in lower case) to format. Each may be followed by `.gz`."""
_COMPRESSED = ".gz"
_ROWS = frozenset({"jsonl", "json", "csv"})
_DATASET = frozenset({"ruammit.json", "commits.jsonl"})
"""Files that tell a dataset of Ruammit: nothing in its folder is an article."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a part of a JSONL file, that `read_source` can read on its own, in any process.

    Attributes:
        path: the file, as reached from the path that the user gave.
        id: its path within the run without its ending: the article's id, or what stands before "#line".
        size: its size in bytes; of a part, that of the part.
        start: byte offset at which the part starts.
        stop: byte offset at which it ends (exclusive), None for the end of the file.
        first_line: number of the part's first line, from 1.
    """

    path: Path
    id: str
    size: int
    start: int = 0
    stop: int | None = None
    first_line: int = 1


def checked(paths: Iterable[Path | str]) -> list[Path | str]:
    """The paths, if at least one of them is there; addresses (`s3://...`) are taken as they are.

    Raises:
        ArticleError: none is there: nothing should be made of a mistyped path.
    """
    given = list(_named(paths))
    missing = [str(path) for path in given if "://" not in str(path) and not os.path.lexists(path)]
    if len(missing) == len(given):
        raise ArticleError("no such file or folder", where=", ".join(missing[:3]), cure="check the path")
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
    too: reading it tells what is wrong.

    Args:
        paths: files and folders.
        part_bytes: JSONL files are listed in parts of about this many bytes.

    Raises:
        ArticleError: a path is empty.
    """
    given = [Path(path) for path in _named(paths)]
    root = _root(given)
    for path in given:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder may not be searched
            found = False
            for source in _walk(path, root, part_bytes):
                found = True
                yield source
            if not found:
                yield Source(path, _id(path, root), 0)
        else:
            yield from _parts(
                path, _id(path.with_name(_stem(path.name)) if format_of(path) else path, root), part_bytes
            )


def _root(given: list[Path]) -> Path:
    """The folder that ids are relative to: the one that was named, or the nearest that holds all that was named."""
    if len(given) == 1 and os.path.isdir(given[0]):  # noqa: PTH112
        return given[0].absolute()
    return Path(os.path.commonpath([path.absolute().parent for path in given])) if given else Path()


def _id(path: Path, root: Path) -> str:
    relative = os.path.relpath(path.absolute(), root).replace(os.sep, "/")
    return relative.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def format_of(path: Path) -> str | None:
    """The format of a file by its ending: `text`, `html`, `jsonl`, `json`, `csv`, or None."""
    return ENDINGS.get(Path(_unpacked_name(path.name)).suffix.lower())


def holds_rows(path: Path) -> bool:
    """Whether a file holds several articles, a row each."""
    return format_of(path) in _ROWS


def is_compressed(path: Path) -> bool:
    """Whether a file has to be unpacked."""
    return path.suffix.lower() == _COMPRESSED


def ending_of(path: Path) -> str:
    """The ending by which a file's format is known: ".jsonl.gz"."""
    return path.name[len(_stem(path.name)) :]


def _unpacked_name(name: str) -> str:
    return name[: -len(_COMPRESSED)] if name.lower().endswith(_COMPRESSED) else name


def _stem(name: str) -> str:
    """The name without the ending by which the format is known; the whole name where none is."""
    unpacked = Path(_unpacked_name(name))
    return unpacked.stem if unpacked.suffix.lower() in ENDINGS else name


def _walk(top: Path, root: Path, part_bytes: int) -> Iterator[Source]:
    """The sources in a folder and below it."""
    # The folders on the way down: device and inode (what a circular link leads back to), and what is still to be seen.
    way: list[tuple[tuple[int, int], Iterator[tuple[Path, str]]]] = []
    folder: Path | None = top
    while folder or way:
        if folder:
            try:
                status = folder.stat()
                names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208
            except (OSError, ValueError):
                names = None
            if names is not None and set(names) >= _DATASET:
                names = []
            if names is None or (status.st_dev, status.st_ino) in (above for above, _ in way):
                yield Source(folder, _id(folder, root), 0)
            else:
                way.append(((status.st_dev, status.st_ino), _entries(folder, names)))
            folder = None
        elif entry := next(way[-1][1], None):
            path, stem = entry
            if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder may not be searched
                folder = path
            else:
                yield from _parts(path, _id(path.with_name(stem), root), part_bytes)
        else:
            way.pop()


def _entries(folder: Path, names: list[str]) -> Iterator[tuple[Path, str]]:
    """Path, and name without its ending, of what is in a folder.

    Of files that differ in their ending alone, all but the first keep it, so that ids stay apart.
    """
    texts = {_stem(name) for name in names if format_of(Path(name)) in {"text", "html"}}
    taken = set[str]()
    for name in names:
        stem = _stem(name)
        if name == f"{stem}.json" and stem in texts:
            continue  # the annotation of the article beside it
        yield folder / name, name if stem in taken else stem
        taken.add(stem)


def _parts(path: Path, identity: str, part_bytes: int) -> Iterator[Source]:
    """The file as one source, or, a long JSONL file, as several."""
    try:
        status = path.stat()
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
        if format_of(path) != "jsonl" or is_compressed(path) or size <= part_bytes:
            yield Source(path, identity, size)
            return
        with path.open("rb") as file:
            yield from _cut(file, path, identity, part_bytes)
    except (OSError, ValueError):
        yield Source(path, identity, 0)


def _cut(file: IO[bytes], path: Path, identity: str, part_bytes: int) -> Iterator[Source]:
    """Parts of whole lines, each at least `part_bytes` long but the last."""
    start = position = 0
    first = line = 1
    while block := file.read(min(1 << 20, part_bytes)):
        position += len(block)
        if position - start >= part_bytes and (end := block.rfind(b"\n")) >= 0:
            stop = position - len(block) + end + 1
            line += block.count(b"\n", 0, end + 1)
            yield Source(path, identity, stop - start, start, stop, first)
            line += block.count(b"\n", end + 1)
            start, first = stop, line
        else:
            line += block.count(b"\n")
    if position > start:
        yield Source(path, identity, position - start, start, None, first)
