"""Reviewed articles in the annotation format of docs/annotating.md: what evaluation and training read.

An article is gold once a reviewer has said that no record is missing from it and every record of it is judged. The
layers of mentions are the extraction's own with what reviewers have corrected in them: nobody has said that they are
complete, so score `records` and what follows from it on such articles, not `money`, `dates` or `entities`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ruammit.evaluation.annotation import GoldRecord, check_grounding, parse_annotation
from ruammit.ontology.model import ontology
from ruammit.output import written_text
from ruammit.review.combine import Reviewed
from ruammit.review.corrections import Layer
from ruammit.schema import Extraction, Record, plain_decimal

__all__ = ["annotation_data", "finished", "gold_record", "gold_rows", "write_gold"]


def finished(found: Iterable[Reviewed]) -> Iterator[Reviewed]:
    """The articles that are gold: read to the end, every record judged, and no conflict left."""
    for article in found:
        judged = {
            number
            for group in article.groups.get(Layer.RECORDS, ())
            for decision in group.decisions
            for number in decision.origins
        }
        if article.complete and len(judged) == len(article.own.records) and not article.conflicts:
            yield article


def _number(value: Any) -> str | None:
    return None if value is None else plain_decimal(value)


def gold_record(record: Record) -> dict[str, Any]:
    """A record as a row of an annotation."""
    directed = bool(ontology().kinds[record.kind].roles)
    parties = [
        {"name": party.name, "country": party.country} | ({"role": str(party.role)} if directed else {})
        for party in record.parties
    ]
    return {
        "kind": str(record.kind),
        "status": str(record.status),
        "parties": parties,
        "sectors": [str(sector) for sector in record.sectors],
        "amounts": [
            {"value": _number(amount.value), "currency": amount.currency, "measure": str(amount.measure)}
            for amount in record.amounts
        ],
        "shares": [{"value": _number(share.value), "of": share.of} for share in record.shares],
        "counts": [{"value": _number(count.value), "unit": count.unit} for count in record.counts],
        "start": record.start,
        "end": record.end,
        "subject": record.subject.quote if record.subject else None,
        "quote": record.quote,
    }


def annotation_data(extraction: Extraction, name: str) -> dict[str, Any]:
    """An extraction, corrected or not, as the JSON data of an annotation with that id."""
    money = [
        {
            "quote": row.quote,
            "amount": _number(row.amount),
            "amount_max": _number(row.amount_max),
            "currency": row.currency,
            "modifier": row.modifier,
        }
        for row in extraction.money
    ]
    percent = [
        {
            "quote": row.quote,
            "value": _number(row.value),
            "value_max": _number(row.value_max),
            "modifier": row.modifier,
            "change": row.change,
        }
        for row in extraction.percent
    ]
    entities = {
        (row.name, row.type): {"name": row.name, "type": row.type, "country": row.country}
        for row in extraction.entities
        if row.type != "GPE" or row.country
    }
    return {
        "id": name,
        "lang": extraction.lang,
        "published": extraction.published,
        "money": money,
        "percent": percent,
        "dates": [{"quote": row.quote, "start": row.start, "end": row.end} for row in extraction.dates],
        "entities": list(entities.values()),
        "records": [gold_record(record) for record in extraction.records],
    }


def gold_rows(extraction: Extraction) -> tuple[GoldRecord, ...]:
    """The records of a corrected extraction as annotated ones."""
    return tuple(GoldRecord.model_validate(gold_record(record)) for record in extraction.records)


def write_gold(found: Iterable[Reviewed], folder: Path) -> int:
    """Write NAME.txt and NAME.json of every finished article; how many there are.

    Args:
        found: reviewed articles.
        folder: where to; its articles are called by their ids, "/" and what no file name can hold written "_".

    Raises:
        GoldError: an annotation does not fit its article.
        OutputError: the folder cannot be written.
    """
    names: set[str] = set()
    for article in finished(found):
        extraction = article.extraction
        name = file_name(extraction.id, extraction.sha256, names)
        data = annotation_data(extraction, name)
        where = str(folder / f"{name}.json")
        check_grounding(parse_annotation(json.dumps(data), where), extraction.text, where)
        written_text(folder / f"{name}.txt", extraction.text)
        written_text(where, json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    return len(names)


def file_name(article_id: str, sha256: str, names: set[str]) -> str:
    """A file's name for an article that is not among the names, to which it is added."""
    plain = "".join(c if c.isalnum() or c in "-_." or ord(c) > 127 else "_" for c in article_id).strip(".") or "article"
    name = plain[:100] if plain[:100] not in names else f"{plain[:100]}-{sha256[:12]}"
    names.add(name)
    return name
