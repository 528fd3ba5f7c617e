"""One text under several names is one article: which articles of a dataset are copies of another one.

Every article is stored under its own id, so that a run finds what it has done. Readers see the one with the first id of
those with the same text; its other names are its sources (the table `sources`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    import duckdb

__all__ = ["NONE", "TABLE", "find_copies", "without_copies"]

TABLE = "_copies"
"""The view with the ids of the copies."""
NONE = pa.table({"id": pa.array([], pa.string())})
"""No copies."""

_TWICE = "SELECT sha256 FROM _every_article GROUP BY sha256 HAVING count(*) > 1"
_COPIES = f"""SELECT id FROM
    (SELECT id, min(id) OVER (PARTITION BY sha256) AS first FROM _every_article WHERE sha256 IN ({_TWICE}))
    WHERE id <> first"""


def find_copies(database: duckdb.DuckDBPyConnection) -> pa.Table:
    """The ids of the articles that are copies of another one.

    Args:
        database: a connection that has the view `_every_article`.
    """
    return database.sql(_COPIES).to_arrow_table()


def without_copies(key: str) -> str:
    """The SQL condition that a row belongs to no copy.

    Args:
        key: the column with the article's id.
    """
    return f"{key} NOT IN (SELECT id FROM {TABLE})"
