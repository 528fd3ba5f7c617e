"""What the page of a report shows: totals, records with their slots, articles, and what was skipped."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ruammit import languages
from ruammit.schema import Extraction, Party, Record, Span
from ruammit.text.scripts import COMBINING_MARKS
from ruammit.views.labels import Labels, labels
from ruammit.views.marking import marks
from ruammit.views.slots import record_figures, record_period

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset

__all__ = ["Skipped", "folding", "report_data", "skipped", "totals"]

MOST_RECORDS = 20_000
"""Records that the table holds; browsers filter so many without a pause."""
MOST_SKIPPED = 500
"""Files that were skipped which the page lists."""
_RATIO = 4
"""How much smaller compressed articles are, at the least, before Base64 makes them a third larger again."""
_GIVERS = {"source", "exporter"}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not read: the rows that the page lists, and how many there are in all."""

    rows: list[Row]
    total: int


def skipped(dataset: Dataset) -> Skipped:
    """The files and lines that were skipped, each with the reason and the cure."""
    rows = dataset.sql(
        f"SELECT path, line, message, cure FROM rejected ORDER BY code, path, line LIMIT {MOST_SKIPPED}"
    ).to_pylist()
    return Skipped(rows, dataset.sql("SELECT count(*) AS n FROM rejected").to_pylist()[0]["n"])


def totals(dataset: Dataset, words: Labels) -> list[tuple[str, str]]:
    """What there is of each thing, in words."""
    row = dataset.sql(
        """SELECT (SELECT count(*) FROM articles) AS texts,
            (SELECT count(DISTINCT article_id) FROM records) AS telling, (SELECT count(*) FROM records) AS records,
            (SELECT count(DISTINCT country) FROM record_parties) AS countries,
            (SELECT count(*) FROM record_amounts) AS amounts, (SELECT count(*) FROM rejected) AS skipped"""
    ).to_pylist()[0]
    return [(words.word("page", f"total-{name}"), words.number(Decimal(number))) for name, number in row.items()]


def folding() -> str:
    """What the page's search takes no notice of, as a regular expression: accents, tone marks, and silencers."""
    scripts = {languages.pack(code).script for code in languages.codes()}
    return "[" + COMBINING_MARKS + "".join(sorted(script.tones + script.silencer for script in scripts)) + "]"


def report_data(dataset: Dataset, words: Labels, room: int) -> tuple[dict[str, Any], list[str]]:
    """What the page's script shows, and what has to be said of what it leaves out.

    Args:
        dataset: an open dataset.
        words: of the page's locale.
        room: bytes of the page that articles may take.
    """
    about = _articles(dataset)
    order = {key: place for place, key in enumerate(about)}
    budget = room * _RATIO * 3 // 4
    records: list[Row] = []
    texts: dict[str, Row] = {}
    sizes: dict[str, int] = {}
    total = 0
    for extraction in dataset.extractions():
        if extraction.id not in order:
            continue
        total += len(extraction.records)
        records += [_record(extraction, record, words) for record in extraction.records]
        if len(records) > 2 * MOST_RECORDS:  # bounded memory: what cannot stay is let go early
            records = _likeliest(records)
        texts[extraction.id] = _text(extraction, words)
        sizes[extraction.id] = len(json.dumps(texts[extraction.id], ensure_ascii=False).encode("utf-8", "replace"))
        if sum(sizes.values()) > 2 * max(budget, 0):
            texts = {key: texts[key] for key in _fitting(order, sizes, budget)}
            sizes = {key: sizes[key] for key in texts}
    records = _likeliest(records)
    kept = list(_fitting(order, sizes, budget))
    notes = []
    if total > len(records):
        notes.append(words.word("page", "records-left").format(shown=f"{len(records):,}", total=f"{total:,}"))
    if len(kept) < len(order):
        notes.append(words.word("page", "texts-left").format(shown=f"{len(kept):,}", total=f"{len(order):,}"))
    shown = {row["article"] for row in records}
    data = {
        "layers": {code: word for code, word in words.words("marks").items() if code != "subject"},
        "kinds": words.words("kinds"),
        "statuses": words.words("statuses"),
        "sectors": words.words("sectors"),
        "flags": words.words("flags"),
        "countries": _countries(records, words),
        "records": records,
        "articles": {key: about[key] | ({"body": texts[key]} if key in texts else {}) for key in about if key in shown},
    }
    return data, notes


def _likeliest(records: list[Row]) -> list[Row]:
    """The records that the table can hold, those most likely right first; by article and place among equals."""
    return sorted(records, key=lambda row: (-row["score"], row["article"], row["at"]))[:MOST_RECORDS]


def _fitting(order: dict[str, int], sizes: dict[str, int], budget: int) -> Iterator[str]:
    """The ids of the articles that fit into the budget, those with most records first."""
    used = 0
    for key in sorted(sizes, key=order.__getitem__):
        used += sizes[key]
        if used > budget:
            return
        yield key


def _articles(dataset: Dataset) -> dict[str, Row]:
    """What the page says of the articles with records, those with most first, each with the other names of its text."""
    rows = dataset.sql(
        """SELECT a.id, a.lang, a.title, coalesce(a.published::VARCHAR, a.published_text) AS published,
            a.source_url AS source, count(r.id) AS n
        FROM articles a JOIN records r ON r.article_id = a.id GROUP BY ALL ORDER BY n DESC, a.id"""
    ).to_pylist()
    others = dataset.sql(
        "SELECT article_id, id, source_url FROM sources WHERE id <> article_id ORDER BY ALL"
    ).to_pylist()
    also: dict[str, list[Row]] = defaultdict(list)
    for row in others:
        also[row["article_id"]].append({"id": row["id"], "source": _address(row["source_url"])})
    return {
        row["id"]: {
            "lang": row["lang"],
            "title": row["title"],
            "published": row["published"],
            "source": _address(row["source"]),
            "also": also[row["id"]],
        }
        for row in rows
    }


def _address(source: str | None) -> str | None:
    """The address of a source, if it is one of the web: no other scheme becomes a link."""
    if source is None:
        return None
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    return source if parts.scheme in {"http", "https"} and parts.netloc else None


def _countries(records: list[Row], words: Labels) -> dict[str, list[str]]:
    """Code of every country of the records to its name in the page's locale and in English."""
    english = labels("en")
    codes = sorted({code for row in records for code in row["countries"]})
    return {code: [words.country(code), english.country(code)] for code in codes}


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start_char, span.end_char] for span in spans]


def _record(extraction: Extraction, record: Record, words: Labels) -> Row:
    givers = [party for party in record.parties if party.role in _GIVERS]
    first = givers or [record.parties[0]]
    rest = [party for party in record.parties if party not in first]
    figures = record_figures(record, words)
    slots = [*record.amounts, *record.shares, *record.counts]
    return {
        "id": record.id,
        "article": extraction.id,
        "at": record.evidence[0].start_char,
        "kind": record.kind,
        "status": record.status,
        "who": [_party(party, words) for party in first],
        "whom": [_party(party, words) for party in rest],
        "directed": bool(givers),
        "countries": sorted({party.country for party in record.parties if party.country}),
        "about": {"text": record.subject.quote, "spans": _spans((record.subject,))} if record.subject else None,
        "figures": [{"text": text, "spans": _spans(slot.evidence)} for text, slot in zip(figures, slots, strict=True)],
        "most": [[amount.currency, float(amount.value)] for amount in record.amounts],
        "when": {
            "text": record_period(record, words),
            "spans": _spans(record.period.evidence) if record.period else [],
        },
        "start": record.start,
        "end": record.end,
        "sectors": list(record.sectors),
        "score": round(record.score, 3),
        "quote": record.quote,
        "evidence": _spans(record.evidence),
        "rule": record.rule,
        "flags": [[flag.code, flag.message] for flag in record.flags],
    }


def _party(party: Party, words: Labels) -> Row:
    """A party as the article calls it, and what it is called elsewhere: its name and country in the locale's words."""
    country = words.country(party.country) if party.country else ""
    state = (party.ref or "") == f"iso3166:{party.country}"
    names = [country] if state else [party.canonical, country]
    also = [name for name in dict.fromkeys(names) if name and name != party.name]
    return {"text": party.name, "also": also, "role": words.word("roles", party.role), "spans": _spans(party.evidence)}


def _text(extraction: Extraction, words: Labels) -> Row:
    return {
        "text": extraction.text,
        "marks": [[mark.start, mark.end, mark.layer, mark.value, mark.rule] for mark in marks(extraction, words)],
        "flags": [[flag.code, flag.message] for flag in extraction.flags],
    }
