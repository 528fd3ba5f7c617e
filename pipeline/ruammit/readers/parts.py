"""Files into sources: a long file in parts that can be read side by side, an archive file by file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from ruammit.readers import archives, warc
from ruammit.readers.formats import ARCHIVE, format_of, packing_of
from ruammit.readers.reasons import Reject
from ruammit.readers.sources import Source

__all__ = ["parts"]


def parts(path: Path, identity: str, part_bytes: int) -> Iterator[Source]:
    """The file as one source, or as several: parts of a long file, or the files in an archive.

    Args:
        path: a file, or something that cannot be read.
        identity: its id.
        part_bytes: files of many articles are cut into parts of about this many bytes.
    """
    try:
        status = path.stat()
    except (OSError, ValueError):
        yield Source(path, identity, 0)
        return
    whole = Source(path, identity, status.st_size if stat.S_ISREG(status.st_mode) else 0)
    kind = format_of(path.name)
    if kind == ARCHIVE and whole.size:
        yield from archives.sources(whole)
        return
    cut = _CUTS.get((kind, packing_of(path.name)))
    if cut is None or whole.size <= part_bytes:
        yield whole
        return
    found = False
    try:
        for part in cut(whole, part_bytes):
            found = True
            yield part
    except (OSError, Reject, ValueError):  # reading it will tell
        if not found:
            yield whole


def _cut_lines(whole: Source, part_bytes: int) -> Iterator[Source]:
    """Parts of whole lines, each at least `part_bytes` long but the last."""
    with whole.path.open("rb") as file:
        yield from _lines(file, whole, part_bytes)


def _lines(file: IO[bytes], whole: Source, part_bytes: int) -> Iterator[Source]:
    start = position = 0
    first = line = 1
    while block := file.read(min(1 << 20, part_bytes)):
        position += len(block)
        if position - start >= part_bytes and (end := block.rfind(b"\n")) >= 0:
            stop = position - len(block) + end + 1
            line += block.count(b"\n", 0, end + 1)
            yield replace(whole, size=stop - start, start=start, stop=stop, first_line=first)
            line += block.count(b"\n", end + 1)
            start, first = stop, line
        else:
            line += block.count(b"\n")
    if position > start:
        yield replace(whole, size=position - start, start=start, first_line=first)


def _cut_groups(whole: Source, part_bytes: int) -> Iterator[Source]:
    """Parts of whole row groups of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        about = pq.read_metadata(os.fspath(whole.path))
    except pa.ArrowException:
        yield whole
        return
    start, first, row, size = 0, 1, 1, 0
    for number in range(about.num_row_groups):
        group = about.row_group(number)
        size += sum(group.column(column).total_compressed_size for column in range(group.num_columns))
        row += group.num_rows
        if size >= part_bytes or number == about.num_row_groups - 1:
            yield replace(whole, size=size, start=start, stop=number + 1, first_line=first)
            start, first, size = number + 1, row, 0


def _cut_records(whole: Source, part_bytes: int) -> Iterator[Source]:
    """Parts of whole records of a WARC file."""
    return warc.cut(whole, part_bytes)


_CUTS: dict[tuple[str | None, str | None], Callable[[Source, int], Iterator[Source]]] = {
    ("jsonl", None): _cut_lines,
    ("parquet", None): _cut_groups,
    ("warc", None): _cut_records,
    ("warc", "gzip"): _cut_records,
}
"""How files of a format and packing are cut; all others are read as a whole."""
