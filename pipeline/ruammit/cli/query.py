"""`ruammit query`: SQL over a dataset."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from ruammit.cli.options import AsExtracted, DatasetFolder, MinScore
from ruammit.cli.rows import RowFormat, RowFormatOption, write_rows

__all__ = ["query"]


def query(
    dataset: DatasetFolder,
    sql: Annotated[str, typer.Argument(help="A query in DuckDB's SQL; the layers are its tables.", metavar="SQL")],
    as_format: RowFormatOption = None,
    min_score: MinScore = None,
    as_extracted: AsExtracted = False,
) -> None:
    """Ask a dataset in SQL. Its tables: records, record_parties, record_amounts, record_shares, record_counts, money,
    percent, dates, entities, entity_mentions, all_flags, refused, rejected, sources, articles."""
    from ruammit.dataset.store import open_dataset
    from ruammit.exports.plain import plain_rows

    table = open_dataset(dataset, min_score=min_score, corrected=not as_extracted).sql(sql)
    table = table.rename_columns(_distinct(table.column_names))
    write_rows(table.column_names, plain_rows(table, nested=as_format is RowFormat.JSONL), as_format)


def _distinct(names: list[str]) -> list[str]:
    """The names of columns, those told apart by a number that the query has given twice."""
    seen = Counter[str]()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return found
