"""From paths to chunks: which articles the sources will give, and what the dataset already has of each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from ruammit.dataset.manifest import Ledger
from ruammit.engines.chunks import Chunk, Entry, Planned
from ruammit.engines.options import Options
from ruammit.engines.remote import Located, list_located
from ruammit.readers import warc
from ruammit.readers.articles import Source
from ruammit.readers.fields import FieldNames
from ruammit.readers.files import opened
from ruammit.readers.rows import row_id, rows
from ruammit.readers.spool import Spooled

__all__ = ["Plan", "chunks", "entries"]

CHUNKS_A_WORKER = 16
"""A run is cut into so many chunks per worker that the last ones, done side by side, end at about the same time."""
LARGEST_CHUNK, SMALLEST_CHUNK = 4_000_000, 50_000
"""Bytes of a chunk. The largest bounds a worker's memory and what a crash costs (some seconds of one worker's time);
the smallest keeps the parts of small runs from being mere Parquet overhead."""
LEAST_SOURCE = 500
"""Bytes that a source counts for at least: of files of a hundred bytes, too many would make the largest chunk."""
SURVEYED = 20_000
"""Sources that are counted before the work starts; longer runs get the largest chunks."""


class Plan:
    """The size of a run, found out before it starts.

    Attributes:
        size: bytes of all sources; None: there are too many to count beforehand, and chunks are the largest.
        sources: their number, counted up to `SURVEYED`.
        chunk_bytes: the size of the chunks.
        workers: how many workers have something to do, at most as many as asked for.
    """

    def __init__(self, paths: Iterable[Path | str | Spooled], workers: int, chunk_bytes: int | None = None) -> None:
        self.paths = list(paths)
        self.sources = 0
        size = weight = 0
        for located in list_located(self.paths, part_bytes=sys.maxsize):
            self.sources += 1
            size += located.source.size
            weight += _weight(located)
            if self.sources > SURVEYED:
                break
        counted = self.sources <= SURVEYED
        self.size = size if counted else None
        # Starting a process costs as much as some dozens of articles.
        self.workers = max(1, min(workers, size // (4 * SMALLEST_CHUNK))) if counted else workers
        even = weight // (self.workers * CHUNKS_A_WORKER) if counted else LARGEST_CHUNK
        self.chunk_bytes = chunk_bytes or min(LARGEST_CHUNK, max(SMALLEST_CHUNK, even))


def _weight(located: Located) -> int:
    """The bytes that a source counts for in a chunk."""
    return max(located.source.size, LEAST_SOURCE)


def chunks(plan: Plan, run: str, options: Options, ledger: Ledger | None, limit: int | None = None) -> Iterator[Chunk]:
    """The chunks of a run, in order; those that need not even be looked into are still in them.

    Args:
        plan: the paths and the chunk size.
        run: the beginning of the parts' names.
        options: how articles are read and extracted.
        ledger: what the dataset holds; None: ids are not looked at.
        limit: the number of articles after which the run ends; None: all are read.
    """
    number, size, planned = 0, 0, list[Planned]()
    left = sys.maxsize if limit is None else limit
    for located in list_located(plan.paths, part_bytes=plan.chunk_bytes):
        if left <= 0:
            break
        planned.append(_planned(located, options, ledger, left))
        left -= len(planned[-1].entries)
        size += _weight(located)
        if size >= plan.chunk_bytes:
            yield Chunk(f"{run}-{number:07}", tuple(planned), options)
            number, size, planned = number + 1, 0, []
    if planned:
        yield Chunk(f"{run}-{number:07}", tuple(planned), options)


def _planned(located: Located, options: Options, ledger: Ledger | None, limit: int) -> Planned:
    found = _entries(located, options)
    entries_ = tuple(_entry(located, line, identity, ledger) for line, identity in islice(found, limit))
    whole = ledger.rejected(located.whole_name, None) if ledger and located.source.holds_rows else None
    return Planned(located, entries_, whole, limited=next(found, None) is not None)


def _entry(located: Located, line: int | None, identity: str | None, ledger: Ledger | None) -> Entry:
    if ledger is None:
        return Entry(line, identity)
    return Entry(
        line,
        identity,
        known=ledger.article(identity) if identity is not None else None,
        rejected=ledger.rejected(located.name, line),
        duplicate=identity is not None and not ledger.first(identity),
    )


def _entries(located: Located, options: Options) -> Iterator[tuple[int | None, str | None]]:
    if not located.source.holds_rows:
        yield None, located.source.id
        return
    with suppress(OSError), located.fetched(options.size_limit) as source:
        yield from entries(source, options.size_limit, options.fields)


def entries(source: Source, size_limit: int, fields: FieldNames = ()) -> Iterator[tuple[int | None, str | None]]:
    """Line and id of the articles that `read_source` will give, in order: of a row only the id is read.

    An id of None stands for a line that will be rejected. Whatever goes wrong here ends the list: the task that reads
    the source meets it again, and there it costs the source and is told.
    """
    if not source.holds_rows:
        yield None, source.id
        return
    with suppress(Exception):
        if source.format == "warc" and source.records is not None:
            yield from ((number, f"{source.id}#{number}") for number in source.records)
            return
        with opened(source) as file:
            if source.format == "warc":
                yield from ((number, f"{source.id}#{number}") for number in warc.numbers(file, source))
                return
            for row in rows(file, source, size_limit, fields):
                yield row.number, row_id(row, source, fields)
