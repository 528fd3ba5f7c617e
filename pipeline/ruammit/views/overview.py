"""The records of a dataset as a flat table for readers: who, with whom, about what, how much, when."""

from __future__ import annotations

import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ruammit.views.labels import Labels, labels
from ruammit.views.slots import (
    record_countries,
    record_figures,
    record_parties,
    record_period,
    record_sectors,
    record_subject,
)

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset
    from ruammit.merging.clusters import Told

__all__ = ["OVERVIEW", "overview", "overview_row"]

OVERVIEW = (
    "parties",
    "subject",
    "figures",
    "when",
    "start",
    "end",
    "countries",
    "kind",
    "status",
    "sectors",
    "score",
    "quote",
    "flags",
    "reviewed",
    "title",
    "published",
    "source_url",
    "article_id",
    "id",
)
"""The columns of the overview."""

_TYPES = {"score": pa.float64(), "reviewed": pa.bool_(), **dict.fromkeys(("start", "end", "published"), pa.date32())}
_SCHEMA = pa.schema([*((name, _TYPES.get(name, pa.string())) for name in OVERVIEW), ("place", pa.int64())])
_BATCH = 2_000
"""Records that wait as Python objects."""


def overview(dataset: Dataset, words: Labels | None = None) -> pa.Table:
    """One row per record, its slots in words, by article and by place in the article.

    Args:
        dataset: an open dataset.
        words: the words of a locale; English if not given.
    """
    words = words or labels()
    about = dataset.sql("SELECT id, title, source_url FROM articles").to_pylist()
    articles = {row.pop("id"): row for row in about}
    rows = (
        overview_row(told, words) | articles[told.article] | {"place": place}
        for place, told in enumerate(dataset.told())
    )
    batches = []
    while batch := list(islice(rows, _BATCH)):
        batches.append(pa.RecordBatch.from_pylist(batch, schema=_SCHEMA))
    table = pa.Table.from_batches(batches, schema=_SCHEMA)
    return table.sort_by([("article_id", "ascending"), ("place", "ascending")]).drop_columns("place")


def overview_row(told: Told, words: Labels) -> dict[str, Any]:
    """A record in words, by column of `OVERVIEW`; what is the article's alone is left out."""
    record = told.record
    return {
        "parties": record_parties(record),
        "countries": ", ".join(record_countries(record, words)),
        "subject": record_subject(record),
        "figures": "; ".join(record_figures(record, words)),
        "when": record_period(record, words),
        "start": _day(record.start),
        "end": _day(record.end),
        "kind": words.word("kinds", record.kind),
        "status": words.word("statuses", record.status),
        "sectors": record_sectors(record, words),
        "score": record.score,
        "quote": record.quote,
        "flags": ", ".join(words.word("flags", flag.code) for flag in record.flags),
        "reviewed": record.reviewed,
        "published": _day(told.published),
        "article_id": told.article,
        "id": record.id,
    }


def _day(day: str | None) -> datetime.date | None:
    """The day, where the calendar has it: XXXX-11-19 and 2023-02-29 are none."""
    try:
        return datetime.date.fromisoformat(day) if day else None
    except ValueError:
        return None
