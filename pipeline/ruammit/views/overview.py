"""The records of a dataset as a flat table for readers: who, with whom, about what, how much, when."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa

from ruammit.views.slots import record_figures, record_parties, record_period, record_subject

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset
    from ruammit.merging.clusters import Told

__all__ = ["overview"]

_NAMES = ("parties", "subject", "figures", "when", "kind", "status", "sectors", "score", "quote", "flags", "article_id")
_COLUMNS = pa.schema(
    [*((name, pa.float64() if name == "score" else pa.string()) for name in (*_NAMES, "id")), ("place", pa.int64())]
)
_BATCH = 2_000
"""Records that wait as Python objects."""


def overview(dataset: Dataset) -> pa.Table:
    """One row a record, its slots in words, by article and by place in the article.

    Args:
        dataset: an open dataset.
    """
    rows = (_row(place, told) for place, told in enumerate(dataset.told()))
    batches = []
    while batch := list(islice(rows, _BATCH)):
        batches.append(pa.RecordBatch.from_pylist(batch, schema=_COLUMNS))
    table = pa.Table.from_batches(batches, schema=_COLUMNS)
    return table.sort_by([("article_id", "ascending"), ("place", "ascending")]).drop_columns("place")


def _row(place: int, told: Told) -> dict[str, object]:
    record = told.record
    return {
        "parties": record_parties(record),
        "subject": record_subject(record),
        "figures": "; ".join(record_figures(record)),
        "when": record_period(record),
        "kind": str(record.kind),
        "status": str(record.status),
        "sectors": ", ".join(record.sectors),
        "score": record.score,
        "quote": record.quote,
        "flags": ", ".join(flag.code for flag in record.flags),
        "article_id": told.article,
        "id": record.id,
        "place": place,
    }
