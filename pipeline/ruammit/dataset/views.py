"""The tables that a dataset can be asked for: its layers, and views with one row per item of a nested column.

Every row of every table has a key. `columns` documents all columns; the reference and the workbook of `ruammit export`
are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ruammit import schema
from ruammit.dataset.layers import LAYERS, MENTIONS, TEXT, arrow_schema

__all__ = ["FLAT", "KEYS", "LAYERS_OF", "VIEWS", "Column", "columns"]

_WHO = """[party.canonical for party in r.parties] AS parties,
    list_sort(list_distinct([party.country for party in r.parties if party.country IS NOT NULL])) AS countries,
    r.subject.quote AS subject"""
_WHEN = 'r."start", r.start_text, r."end", r.end_text'
_RECORD = "r.kind, r.status, r.score, r.article_id, r.id AS record_id"


def _items(column: str, fields: str) -> str:
    """One row per item of a list of the records: the item's fields between who and when."""
    return f"""SELECT {_WHO}, {fields}, {_WHEN}, {_RECORD}, position FROM
        (SELECT *, unnest({column}) AS it, unnest(range(len({column})))::INTEGER AS position
            FROM (SELECT * EXCLUDE (position) FROM records )) r"""


FLAT = {
    "record_parties": _items("parties", "it.name, it.canonical, it.type, it.country, it.role, it.ref"),
    "record_amounts": _items(
        "amounts",
        "it.value, it.value_text, it.value_max, it.value_max_text, it.currency, it.modifier, it.measure, r.sectors,"
        " r.quote",
    ),
    "record_shares": _items("shares", 'it.value, it.value_text, it."of"'),
    "record_counts": _items("counts", "it.value, it.value_text, it.unit"),
    "entity_mentions": """SELECT e.name, e.type, e.canonical, e.country, e.ref, mention.start_char, mention.end_char,
        e.article_id, e.position FROM entities e, unnest(e.mentions) AS u(mention)""",
    "sources": """SELECT min(id) OVER (PARTITION BY sha256) AS article_id, id, title, published, published_text,
        source_url FROM _every_article""",
    "all_flags": """SELECT flag.code, flag.message, article_id, record_id, position FROM
        (SELECT article_id, id AS record_id, unnest(flags) AS flag, unnest(range(len(flags)))::INTEGER AS position
            FROM records
        UNION ALL SELECT id, NULL, unnest(flags), unnest(range(len(flags)))::INTEGER FROM articles )""",
}
"""Views with one row per item of a nested column, as SQL over the layers."""

VIEWS = ("records", *FLAT, *(layer for layer in MENTIONS if layer != "records"), "rejected", "articles")
"""What SQL can ask for."""

KEYS = {
    "articles": ("id",),
    "rejected": ("path", "line"),
    **dict.fromkeys(MENTIONS, ("article_id", "position")),
    "records": ("id",),
    **{name: ("record_id", "position") for name in FLAT if name.startswith("record_")},
    "entity_mentions": ("article_id", "position", "start_char"),
    "sources": ("id",),
    "all_flags": ("article_id", "record_id", "position"),
}
"""View to the columns that tell its rows apart."""

LAYERS_OF = {
    **{layer: (layer,) for layer in LAYERS},
    **{f"_{layer}": (layer,) for layer in LAYERS},
    **{name: tuple(layer for layer in LAYERS if f" {layer} " in query) for name, query in FLAT.items()},
    "sources": ("articles",),
}
"""View to the layers that it reads."""

_MODELS: dict[str, type[schema.Model]] = {
    **MENTIONS,
    "articles": schema.Extraction,
    "sources": schema.Extraction,
    "record_parties": schema.Party,
    "record_amounts": schema.Amount,
    "record_shares": schema.Share,
    "record_counts": schema.Count,
    "entity_mentions": schema.Entity,
    "all_flags": schema.Flag,
}
_OWN = {
    "article_id": "The article: `id` of the table `articles`.",
    "record_id": "The record: `id` of the table `records`; null for a flag on the whole article.",
    "parties": "The canonical names of the parties of the record.",
    "countries": "ISO 3166-1 alpha-2 codes of the countries of the parties, in alphabetical order.",
    "subject": "What the record is about, in the article's words.",
    "start": schema.Record.model_fields["start"].description or "",
    "end": schema.Record.model_fields["end"].description or "",
    "start_char": schema.Span.model_fields["start_char"].description or "",
    "end_char": schema.Span.model_fields["end_char"].description or "",
    "kind": schema.Record.model_fields["kind"].description or "",
    "status": schema.Record.model_fields["status"].description or "",
    "score": schema.Record.model_fields["score"].description or "",
    "sectors": schema.Record.model_fields["sectors"].description or "",
    "quote": schema.Record.model_fields["quote"].description or "",
    "path": "The file, as it was named or found below a folder.",
    "line": "The line or row in the file, from 1; null where the whole file is meant.",
    "code": "The reason, as a code.",
    "message": "What is wrong, in one sentence.",
    "cure": "What can be done.",
    "extractor": "The version of Ruammit that wrote the row.",
}
_POSITION = {
    "all_flags": "The place among the flags of its record or article, from 0.",
    "entity_mentions": "The place of the entity among those of its article, from 0.",
    **{name: "The place among those of its record, from 0." for name in FLAT if name.startswith("record_")},
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: its name.
        type: its type in DuckDB.
        meaning: one or two sentences.
        key: whether it is part of the table's key.
    """

    name: str
    type: str
    meaning: str
    key: bool


def columns(view: str) -> tuple[Column, ...]:
    """The columns of a table, in their order, from the schema."""
    return tuple(Column(name, kind, _meaning(view, name), name in KEYS[view]) for name, kind in _typed()[view])


@cache
def _typed() -> dict[str, list[tuple[str, str]]]:
    """Every table to the names and types of its columns."""
    import duckdb

    with duckdb.connect() as database:
        for layer in LAYERS:
            empty = arrow_schema(layer).empty_table()
            database.register(layer, empty.drop_columns("part") if "part" in empty.column_names else empty)
        database.execute("CREATE TEMP VIEW _every_article AS SELECT * FROM articles")
        for name, query in FLAT.items():
            database.execute(f"CREATE TEMP VIEW {name} AS {query}")
        described = {view: database.execute(f"DESCRIBE {view}").fetchall() for view in VIEWS}
    return {view: [(name, kind) for name, kind, *_ in found] for view, found in described.items()}


def _meaning(view: str, name: str) -> str:
    if name.endswith(TEXT) and name != TEXT:
        main = name.removesuffix(TEXT)
        return f"`{main}` as text where its type cannot hold it exactly (a year that is XXXX, very long numbers)."
    if name == "position":
        return _POSITION.get(view, "The place among those of its article, from 0.")
    field = _MODELS[view].model_fields.get(name) if view in _MODELS else None
    return (field and field.description) or _OWN[name]
