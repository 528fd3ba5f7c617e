"""Tables for programs: Parquet files and a DuckDB database, with the tables that SQL can ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from ruammit.dataset.views import VIEWS, columns
from ruammit.exports.tables import table
from ruammit.output import made_folder, written
from ruammit.text.counted import counted

if TYPE_CHECKING:
    from ruammit.dataset.store import Dataset
    from ruammit.views.labels import Labels

__all__ = ["duckdb", "parquet_file", "parquet_folder"]


def parquet_file(dataset: Dataset, path: Path, name: str, words: Labels) -> str:
    """A table as Parquet; the metadata of each column says what it means (`description`)."""
    import pyarrow.parquet as pq

    found = table(dataset, name, words)
    if name in VIEWS:
        meanings = {column.name: column.meaning for column in columns(name)}
        fields = [field.with_metadata({"description": meanings[field.name]}) for field in found.schema]
        found = found.cast(pa.schema(fields))
    pq.write_table(found, path, compression="zstd")
    return counted(found.num_rows, "row")


def parquet_folder(dataset: Dataset, target: str, words: Labels) -> str:
    """A folder with one Parquet file per table, nested columns as they are."""
    folder = made_folder(target)
    names = ("overview", *VIEWS)
    for name in names:
        with written(folder / f"{name}.parquet") as path:
            parquet_file(dataset, path, name, words)
    return f"{len(names)} tables"


def duckdb(dataset: Dataset, path: Path, words: Labels) -> str:
    """One DuckDB database file with the tables; each column has its meaning as its comment."""
    import duckdb as engine

    tables = {name: table(dataset, name, words) for name in ("overview", *VIEWS)}
    try:
        with engine.connect(path) as database:
            for name, rows in tables.items():
                database.register("_table", rows)
                database.execute(f"CREATE TABLE {name} AS SELECT * FROM _table")
                database.unregister("_table")
                for column in columns(name) if name in VIEWS else ():
                    meaning = column.meaning.replace("'", "''")
                    database.execute(f"COMMENT ON COLUMN {name}.\"{column.name}\" IS '{meaning}'")
    except engine.Error as error:  # as the `OSError` that it stands for: a disk that is full or cannot be written
        raise OSError(str(error).partition("\n")[0]) from error
    return f"{len(tables)} tables"
