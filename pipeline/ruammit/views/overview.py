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

OVERVIEW = {
    "parties": "The parties, as the article writes them, each with its country (ISO 3166-1).",
    "subject": "What the record is about, in the article's words.",
    "figures": "Its amounts, shares and counts, in words.",
    "when": "When it happened or is to happen: a year, a month, a day, or from when to when.",
    "start": "The first day (Common Era); empty where the article does not say, or not the year.",
    "end": "The last day, inclusive; empty where the article does not say, or not the year.",
    "countries": "The names of the countries of the parties.",
    "kind": "What the parties do together.",
    "status": "Whether it has happened or is planned.",
    "sectors": "The fields of cooperation, at most three.",
    "score": "Calibrated probability (0 to 1) that the record is right as it stands.",
    "quote": "The words of the article that show it best.",
    "flags": "What a careful reader would question in it.",
    "reviewed": "Whether a person has accepted, corrected or added it.",
    "title": "The headline of the article.",
    "published": "The day of publication.",
    "source_url": "The address that the article gives as its source.",
    "article_id": "The article: `id` of the table `articles`.",
    "id": "The record: its key, and `record_id` of the other tables.",
}
"""The columns of the overview, with what they mean."""

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
