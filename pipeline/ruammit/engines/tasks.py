"""The tasks that do a chunk, the same under every engine: give back what was extracted, or write it as a part."""

from __future__ import annotations

import secrets
import socket
import time
from dataclasses import dataclass, field

from ruammit._version import extractor, rules_of
from ruammit.dataset.commits import Commit
from ruammit.dataset.fingerprints import Known, rejected_key, rejection_print
from ruammit.dataset.parts import Store
from ruammit.dataset.tables import Row, TableBuilder, article_rows
from ruammit.engines.chunks import IDLE, Chunk, Tick
from ruammit.engines.results import Left, Result, results
from ruammit.errors import RuammitError
from ruammit.readers.articles import Rejected
from ruammit.schema import Extraction

__all__ = ["Outcome", "collect", "part_name", "process"]


@dataclass(slots=True)
class Outcome:
    """What became of a chunk.

    Attributes:
        commit: the part that waits for its commit; None where there was nothing new to write.
        size: bytes of the sources.
        extracted: articles extracted.
        unchanged: articles (and rejections) that the dataset already had.
        outdated: those of them that were made by other rules or data than today's.
        earlier: articles passed over because they were published before the run's first day.
        rejected: what was skipped, known or new.
        records: records found.
        refused: claims of the second reader that were refused.
        unread: articles that it could not read.
        seconds: time that the task took.
    """

    commit: Commit | None
    size: int
    extracted: int = 0
    unchanged: int = 0
    outdated: int = 0
    earlier: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    records: int = 0
    refused: int = 0
    unread: int = 0
    seconds: float = 0.0


def collect(chunk: Chunk, tick: Tick) -> list[Extraction | Rejected]:
    """The task that gives back what was extracted, and writes nothing."""
    found = [result.value for result in results(chunk, tick)]
    return [value for value in found if not isinstance(value, Left)]


def process(chunk: Chunk, tick: Tick, *, store: Store, identity: str) -> Outcome:
    """Do a chunk: write its part, all but the commit.

    Args:
        chunk: the work.
        tick: as in `results`.
        store: the dataset.
        identity: of the extractor that the run was started with.

    Raises:
        OSError: the part cannot be written.
        RuammitError: this process has another extractor than the run.
    """
    started = time.perf_counter()
    if rules_of(identity) != rules_of(extractor()):
        raise RuammitError(
            f"a worker has Ruammit {extractor()}, and the run was started with {identity}",
            where=socket.gethostname(),
            cure="install the same version on every node",
        )
    outcome = Outcome(None, chunk.size)
    builder = TableBuilder(part_name(chunk.name))
    for result in results(chunk, tick):
        _take(result, builder, outcome, chunk.options.reader is not None)
    tick(IDLE)
    tables = builder.tables()
    if tables:
        outcome.commit = store.write(builder.part, tables)
    outcome.seconds = time.perf_counter() - started
    return outcome


def part_name(chunk: str) -> str:
    """The name of a part for one attempt at a chunk."""
    return f"{chunk}-{secrets.token_hex(2)}"


def _take(result: Result, builder: TableBuilder, outcome: Outcome, second: bool) -> None:
    """Count a result, and add its rows: its own, and those that say which older rows it replaces.

    `second` tells whether a second reader was to read the article.
    """
    value, entry = result.value, result.entry
    earlier = entry.rejected if entry else result.planned.rejected
    line = entry.line if entry else None
    if isinstance(value, Rejected):
        outcome.rejected.append(value)
        if earlier and earlier.print == rejection_print(value.code, value.message):
            outcome.unchanged += 1
            return
        row = {name: getattr(value, name) for name in ("path", "line", "code", "message", "cure")}
        builder.add("rejected", row | {"extractor": extractor()})
    elif value is Left.EARLIER:
        outcome.earlier += 1
        return
    elif value is Left.UNCHANGED:
        outcome.unchanged += 1
        outcome.outdated += entry is not None and entry.known is not None and not entry.known.current
    elif not isinstance(value, Left):
        outcome.extracted += 1
        outcome.records += len(value.records)
        outcome.refused += sum(bool(one.claim) for one in value.refused)  # an unanswered question claims nothing
        outcome.unread += second and value.reader is None
        for layer, row in article_rows(value):
            builder.add(layer, row)
        if entry and entry.known:
            builder.add("replaced", _replaced(entry.known, "articles", value.id))
    if earlier:
        key = rejected_key(result.planned.located.name, line)
        builder.add("replaced", _replaced(earlier, "rejected", key))


def _replaced(known: Known, layer: str, key: str) -> Row:
    return {"old_part": known.part, "layer": layer, "key": key}
