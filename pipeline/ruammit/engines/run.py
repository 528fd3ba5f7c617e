"""A run: articles in, a dataset out, whatever happens on the way."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ruammit import signals
from ruammit._version import extractor
from ruammit.dataset.manifest import Ledger
from ruammit.dataset.names import REPLIES
from ruammit.dataset.parts import Store
from ruammit.dataset.repair import Repair, repair
from ruammit.dataset.snapshot import Snapshot
from ruammit.dataset.tables import TableBuilder
from ruammit.engines.chunks import Chunk
from ruammit.engines.local import Engine, LocalEngine, cpu_count
from ruammit.engines.options import Options
from ruammit.engines.planner import Plan, chunks
from ruammit.engines.summary import Progress, Summary
from ruammit.engines.tasks import Outcome, part_name, process
from ruammit.errors import DatasetError, RuammitError
from ruammit.readers.sources import checked
from ruammit.readers.spool import Spooled
from ruammit.text.counted import counted

if TYPE_CHECKING:
    from ruammit.proposers.asking import Asker, Asking

__all__ = ["extract_to"]

ASKED_BYTES = 100_000
"""Bytes of a chunk that a second reader is asked about: some thirty articles, so that parts are written as it goes."""


_LOGGER = logging.getLogger(__name__)


def extract_to(
    paths: Iterable[Path | str | Spooled],
    location: str | Path,
    *,
    workers: int | None = None,
    options: Options | None = None,
    engine: Callable[[int], Engine] | None = None,
    chunk_bytes: int | None = None,
    limit: int | None = None,
    progress: Progress | None = None,
    asking: Asking | None = None,
) -> Summary:
    """Extract articles into a dataset; what it already has, unchanged, is not done again.

    Args:
        paths: files and folders.
        location: the dataset's folder, made if need be; a path, or a URI of a file system that pyarrow or fsspec knows.
        workers: how many worker processes; None: one per processor. Runs too small to share get fewer.
        options: how articles are read and extracted.
        engine: makes what does the chunks, given the number of workers; None: processes of this machine.
        chunk_bytes: bytes of sources a part; None: by the size of the run.
        limit: the number of articles after which the run ends; None: all are read.
        progress: called after every chunk, and after every reply of a second reader.
        asking: how a second reader is asked; None: rules alone. Its replies are kept in the dataset's folder, unless it
            names another file.

    Raises:
        RuammitError: the extra `llm` is not installed, or the second reader's address is none.
        DatasetError: the folder cannot be written, is in use, holds something else, or is of another schema.
        ArticleError: none of the paths is there.
    """
    options = options or Options()
    if asking is not None:
        from ruammit.proposers.reader import reader_identity

        options = replace(options, reader=reader_identity(asking.model))
        chunk_bytes = chunk_bytes or ASKED_BYTES
    given = checked(paths)
    store = Store(location)
    try:
        with store.lock():
            made = _Run(store, options, progress or _silent, asking)
            return made.do(given, workers, engine, chunk_bytes, limit)
    except OSError as error:
        raise store.trouble(error) from error
    except sqlite3.Error as error:
        raise DatasetError(f"cannot write the run's index: {error}", cure="make room for temporary files") from error


def _asker(asking: Asking | None, store: Store) -> Asker | None:
    if asking is None:
        return None
    from ruammit.proposers.asking import Asker

    if asking.replies is None:
        if not store.folder.local:
            cure = "name a file on this machine: --llm-replies FILE"
            raise RuammitError("replies cannot be kept in this folder", where=store.location, cure=cure)
        asking = replace(asking, replies=store.folder.path(REPLIES))
    return Asker(asking)


def _log(outcome: Outcome) -> None:
    """Say what became of a chunk, and of what was skipped in it."""
    part = outcome.commit.part if outcome.commit else "nothing to write"
    counts = outcome.extracted, outcome.unchanged, len(outcome.rejected), outcome.seconds
    _LOGGER.info("%s: %d extracted, %d unchanged, %d skipped, %.1f s", part, *counts)
    for rejected in outcome.rejected:
        _LOGGER.debug("skipped (%s): %s", rejected.code, rejected.error())


def _silent(_: Summary) -> None:
    pass


class _Run:
    """One run into a dataset whose lock is held."""

    def __init__(self, store: Store, options: Options, progress: Progress, asking: Asking | None = None) -> None:
        self._store, self._options, self._progress = store, options, progress
        self._marker = store.create()
        self._asker = _asker(asking, store)
        self._log = store.log()

    def do(
        self,
        paths: list[Path | str | Spooled],
        workers: int | None,
        engine: Callable[[int], Engine] | None,
        chunk_bytes: int | None,
        limit: int | None,
    ) -> Summary:
        """Extract the articles; what the run did."""
        started = time.monotonic()
        found = repair(self._store, self._log)
        self._store.clean(self._log)
        plan = Plan(paths, workers or cpu_count(), chunk_bytes)
        ledger = self._ledger(found)
        doing = engine(workers or 0) if engine else LocalEngine(plan.workers, self._options.time_limit)
        summary = Summary(total=plan.size if limit is None else None, workers=doing.workers, notes=found.notes())
        task = partial(process, store=self._store, identity=extractor())
        _LOGGER.info("%s: %s sources, %d workers", self._store.location, plan.sources, doing.workers)
        try:
            self._progress(summary)
            planned = chunks(plan, self._marker.part_prefix(), self._options, ledger, limit)
            for outcome in doing.map(task, self._asked(planned, doing, summary, started)):
                if outcome.commit:
                    self._log.append(outcome.commit)
                signals.check()
                summary.add(outcome)
                summary.seconds = time.monotonic() - started
                self._progress(summary)
                _log(outcome)
        finally:
            if self._asker:
                self._asker.close()
            doing.close()
            ledger.close()
            self._store.clean(self._store.log())  # as it is on the disk: a signal may have come after a commit
        self._vacuum(found)
        summary.notes += self._notes(found, summary)
        summary.seconds = time.monotonic() - started
        _LOGGER.info("%s: %r in %.1f s", self._store.location, summary, summary.seconds)
        return summary

    def _asked(self, planned: Iterable[Chunk], doing: Engine, summary: Summary, started: float) -> Iterable[Chunk]:
        """The chunks with the replies of the second reader, if there is one."""
        asker = self._asker
        if asker is None:
            return planned
        from ruammit.engines.asked import with_replies

        def told() -> None:
            signals.check()
            spent = asker.spent
            summary.questions, summary.kept, summary.tokens = spent.questions, spent.kept, spent.tokens
            summary.seconds = time.monotonic() - started
            self._progress(summary)

        return with_replies(planned, doing, asker, told)

    def _snapshot(self) -> Snapshot:
        return Snapshot(self._store.folder, self._log.commits.values())

    def _ledger(self, found: Repair) -> Ledger:
        """What the dataset holds, each row in one part."""
        ledger = Ledger(self._snapshot(), found.damaged)
        doubled = list(ledger.doubled(self._snapshot(), found.damaged))
        if not doubled:
            return ledger
        ledger.close()
        builder = TableBuilder(part_name(f"{self._marker.part_prefix()}-{0:07}"))
        for part, layer, key in doubled:
            builder.add("replaced", {"old_part": part, "layer": layer, "key": key})
        self._log.append(self._store.write(builder.part, builder.tables()))
        return Ledger(self._snapshot(), found.damaged)

    def _vacuum(self, found: Repair) -> None:
        """Remove the parts of which every row has been replaced.

        Of a part that itself says what it replaces, that much stays as long as a part that it speaks of does.
        """
        snapshot = self._snapshot()
        if not snapshot.files("replaced"):
            return
        ledger = Ledger(snapshot, found.damaged)
        dead = ledger.dead_parts()
        ledger.close()
        kept = dict(snapshot.commits)
        for part in dead:  # oldest first
            readable = (part, "replaced") not in found.damaged
            spoken_of = snapshot.table(part, "replaced", ["old_part"])["old_part"].to_pylist() if readable else ()
            if kept.keys().isdisjoint(spoken_of):
                del kept[part]
            else:
                kept[part] = kept[part].only(["replaced"])
        self._store.keep(self._log, kept)

    def _files_of(self, part: str) -> Collection[str]:
        return self._log.commits[part].files if part in self._log.commits else ()

    def _notes(self, found: Repair, summary: Summary) -> list[str]:
        notes = []
        if left := {part for part, layer in found.damaged if layer in self._files_of(part)}:
            notes.append(
                f"{counted(len(left), 'part')} still damaged: extract the rest of their articles too (`ruammit check`)"
            )
        if summary.outdated:
            notes.append(
                f"{counted(summary.outdated, 'article')} extracted by other rules than those of {extractor()},"
                " and left unchanged: --update extracts them again"
            )
        if summary.earlier:
            earlier = counted(summary.earlier, "article")
            notes.append(f"{earlier} published before {self._options.since}, and passed over")
        return notes
