"""Extractions from many processes, in order, without a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ruammit.engines.local import LocalEngine
from ruammit.engines.options import Options
from ruammit.engines.planner import Plan, chunks
from ruammit.engines.tasks import collect
from ruammit.readers.articles import SIZE_LIMIT, Rejected
from ruammit.readers.fields import FieldNames
from ruammit.readers.spool import Spooled
from ruammit.schema import Extraction

__all__ = ["extract_parallel"]

_CHUNK_BYTES = 100_000
"""Small, for a chunk's extractions travel between processes and wait for their turn."""


def extract_parallel(
    paths: Iterable[Path | str | Spooled],
    *,
    lang: str | None,
    home: str | None = None,
    workers: int,
    size_limit: int = SIZE_LIMIT,
    fields: FieldNames = (),
) -> Iterator[Extraction | Rejected]:
    """Extract the articles below the paths in worker processes; results in order, in constant memory.

    Args:
        paths: files and folders.
        lang: the language of articles that do not name their own, where it is known.
        home: ISO 3166-1 alpha-2 code of the country whose news the articles are that do not name their own.
        workers: how many processes; runs too small to share get fewer.
        size_limit: bytes of the largest article that is read.
        fields: what the fields of rows are called, where they do not have one of the usual names.
    """
    options = Options(lang=lang, home=home, size_limit=size_limit, fields=fields)
    plan = Plan(paths, workers, _CHUNK_BYTES)
    engine = LocalEngine(plan.workers, options.time_limit)
    try:
        for values in engine.map(collect, chunks(plan, "", options, None), ordered=True):
            yield from values
    finally:
        engine.close()
