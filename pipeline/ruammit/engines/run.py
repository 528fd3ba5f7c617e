"""A run: articles in, a dataset out, whatever happens on the way."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ruammit.dataset.manifest import Ledger
from ruammit.dataset.parts import Store
from ruammit.engines.chunks import Options, Outcome, process
from ruammit.engines.local import Engine, LocalEngine, cpu_count
from ruammit.engines.planner import Plan, chunks
from ruammit.errors import DatasetError
from ruammit.readers.articles import Rejected
from ruammit.schema import SCHEMA_VERSION

__all__ = ["Progress", "Summary", "extract_to"]


@dataclass(slots=True)
class Summary:
    """What a run did.

    Attributes:
        extracted: articles extracted and written.
        unchanged: articles that the dataset already had.
        rejected: what was set aside, by reason.
        examples: the first of those, for the user to see.
        records: records in the articles extracted.
        parts: parts written.
        size: bytes of the sources done.
        total: bytes of all sources; None where they were not counted.
        seconds: time since the start.
        workers: worker processes.
    """

    extracted: int = 0
    unchanged: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    examples: list[Rejected] = field(default_factory=list)
    records: int = 0
    parts: int = 0
    size: int = 0
    total: int | None = None
    seconds: float = 0.0
    workers: int = 0

    @property
    def set_aside(self) -> int:
        """How many articles were set aside."""
        return sum(self.rejected.values())

    def add(self, outcome: Outcome, examples: int = 20) -> None:
        """Count a chunk's outcome."""
        self.extracted += outcome.extracted
        self.unchanged += outcome.unchanged
        self.records += outcome.records
        self.size += outcome.size
        self.parts += outcome.part is not None
        for rejected in outcome.rejected:
            self.rejected[rejected.code] = self.rejected.get(rejected.code, 0) + 1
            if len(self.examples) < examples:
                self.examples.append(rejected)


Progress = Callable[[Summary], None]
"""Is told the state of the run after every chunk."""


def extract_to(
    paths: Iterable[Path | str],
    location: str | Path,
    *,
    workers: int | None = None,
    options: Options | None = None,
    engine: Callable[[int], Engine] | None = None,
    chunk_bytes: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Extract articles into a dataset; what it already has, unchanged and by this version, is not done again.

    Args:
        paths: files and folders.
        location: the dataset's folder, made if need be; a path, or a URI of a file system that pyarrow or fsspec knows.
        workers: how many worker processes; None: one a processor. Runs too small to share get fewer.
        options: how articles are read and extracted.
        engine: makes what does the chunks, given the number of workers; None: processes of this machine.
        chunk_bytes: bytes of sources a part; None: by the size of the run.
        progress: called after every chunk.

    Raises:
        DatasetError: the folder cannot be written, is in use, or is of another version of the schema.
    """
    options = options or Options()
    store = Store(location)
    store.create()
    with store.lock():
        try:
            return _run(list(paths), store, workers, options, engine, chunk_bytes, progress or _silent)
        except OSError as error:
            raise store.trouble(error) from error
        except sqlite3.Error as error:
            raise DatasetError(
                f"cannot write the run's index: {error}", cure="make room for temporary files"
            ) from error


def _silent(_: Summary) -> None:
    pass


def _run(
    paths: list[Path | str],
    store: Store,
    workers: int | None,
    options: Options,
    engine: Callable[[int], Engine] | None,
    chunk_bytes: int | None,
    progress: Progress,
) -> Summary:
    started = time.monotonic()
    _make_way(store, options)
    store.clean()
    plan = Plan(paths, workers or cpu_count(), chunk_bytes)
    doing = engine(workers or 0) if engine else LocalEngine(plan.workers, options.time_limit)
    ledger = Ledger(store)
    summary = Summary(total=plan.size, workers=doing.workers)
    try:
        progress(summary)
        for outcome in doing.map(partial(process, store=store), chunks(plan, run_name(), options, ledger)):
            if outcome.part:
                store.commit(outcome.part)
            summary.add(outcome)
            summary.seconds = time.monotonic() - started
            progress(summary)
    finally:
        doing.close()
        ledger.close()
        store.clean()
    _vacuum(store)
    summary.seconds = time.monotonic() - started
    return summary


def run_name() -> str:
    """The beginning of the names of a run's parts: sorts by time, and is never given twice."""
    return f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime())}-{secrets.token_hex(3)}"


def _make_way(store: Store, options: Options) -> None:
    """Refuse a dataset of another version of the schema, or move its parts out of the way."""
    other = store.of_other_schema()
    if not other:
        return
    versions = ", ".join(sorted(set(other.values())))
    if not options.reextract:
        raise DatasetError(
            f"the dataset has schema version {versions}, and this is version {SCHEMA_VERSION}",
            where=store.location,
            cure="extract into another folder, or extract with --reextract, which moves the old parts aside",
        )
    store.set_aside(list(other), f"schema-{versions.replace(', ', '-')}")


def _vacuum(store: Store) -> None:
    """Remove the parts of which every row has been replaced.

    A part that itself says what it replaces stays as long as a part that it speaks of: its word is still needed.
    """
    if not store.files("replaced"):
        return
    ledger = Ledger(store)
    dead = ledger.dead_parts()
    ledger.close()
    parts = set(store.parts())
    for part in dead:  # oldest first
        spoken_of = store.read(part, ("replaced",)).get("replaced")
        if spoken_of is None or parts.isdisjoint(spoken_of["old_part"].to_pylist()):
            store.remove(part)
            parts.remove(part)
