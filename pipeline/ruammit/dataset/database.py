"""DuckDB over one state of a dataset: its live rows, as reviewers have corrected them, each text once."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa

from ruammit.dataset import copies
from ruammit.dataset.layers import LAYERS, MENTIONS
from ruammit.dataset.snapshot import Snapshot
from ruammit.dataset.views import FLAT, LAYERS_OF, VIEWS
from ruammit.errors import DatasetError

if TYPE_CHECKING:
    import duckdb

    from ruammit.review.overlay import Overlay

__all__ = ["Database"]

_KEYS = {"articles": "id", "rejected": "concat_ws(':', path, line)"}
"""What a layer's rows are called in `replaced`; the rows of all other layers go with their article."""


def _selection(table: str, conditions: Sequence[str]) -> str:
    """The rows of a table of the dataset that fulfil the conditions, without the name of their part."""
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return f"SELECT * EXCLUDE (part) FROM {table} AS mine{where}"


class Database:
    """What SQL sees of a dataset: the views named in `VIEWS`, and nothing outside them.

    Args:
        snapshot: the state of the dataset.
        min_score: records with a lower score are left out; None: all are seen.
        overlay: what reviewers have corrected; None: values are seen as they were extracted.
    """

    def __init__(self, snapshot: Snapshot, min_score: float | None = None, overlay: Overlay | None = None) -> None:
        self._snapshot = snapshot
        self._min_score = min_score
        self._overlay = overlay
        self._checked: set[str] = set()
        self._copies: pa.Table | None = None
        self._kept = threading.local()

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A new connection; what it reads is not checked for damage."""
        import duckdb

        database = duckdb.connect(config={"enable_external_access": False})
        for layer in LAYERS:
            database.register(f"_{layer}", self._snapshot.scan(layer))
        for layer, table in (self._overlay.tables if self._overlay else {}).items():
            database.register(f"_corrected_{layer}", table)
        database.execute(f"CREATE TEMP VIEW _every_article AS {self._live('articles', copies_too=True)}")
        database.register(copies.TABLE, self._copies_in(database))
        for layer in LAYERS:
            if layer != "replaced":
                database.execute(f"CREATE TEMP VIEW {layer} AS {self._live(layer)}")
        for name, query in FLAT.items():
            database.execute(f"CREATE TEMP VIEW {name} AS {query}")
        database.execute("SET lock_configuration = true")
        return database

    def _copies_in(self, database: duckdb.DuckDBPyConnection) -> pa.Table:
        """Which articles have the text of another one; looked for once, and not in a dataset that is damaged."""
        import duckdb

        if self._copies is None:
            try:
                self.check(("articles", "replaced"))
                self._copies = copies.find_copies(database)
            except (DatasetError, duckdb.Error, OSError, pa.ArrowException):  # told to whoever asks for articles
                return copies.NONE
        return self._copies

    def check(self, layers: Iterable[str]) -> None:
        """Check the footers of the layers' files, once."""
        self._snapshot.check_footers(set(layers) - self._checked)
        self._checked.update(layers)

    def _check_asked(self, database: duckdb.DuckDBPyConnection, query: str) -> None:
        """Check what a query is going to read."""
        import duckdb

        try:
            asked = database.get_table_names(query)
        except duckdb.Error:  # it is no query, as its execution will tell
            return
        self.check({layer for name in asked for layer in LAYERS_OF.get(name.lower(), ())} | {"replaced"})

    def _live(self, layer: str, *, copies_too: bool = False) -> str:
        """A layer's rows without those that a newer part has replaced, copies, and records whose score is too low."""
        conditions = []
        if layer in ("articles", *MENTIONS) and not copies_too:
            conditions.append(copies.without_copies(_KEYS.get(layer, "article_id")))
        if self._snapshot.files("replaced"):
            kind = "rejected" if layer == "rejected" else "articles"
            key = _KEYS.get(layer, "article_id")
            conditions.append(
                f"NOT EXISTS (SELECT 1 FROM _replaced WHERE layer = '{kind}' AND old_part = mine.part AND key = {key})"
            )
        if layer == "records" and self._min_score is not None:
            conditions.append(f"mine.score >= '{self._min_score!r}'::DOUBLE")
        if layer not in MENTIONS or self._overlay is None:
            return _selection(f"_{layer}", conditions)
        stored = _selection(f"_{layer}", [*conditions, "article_id NOT IN (SELECT id FROM _corrected_articles)"])
        if layer not in self._overlay.tables:
            return stored
        kept = [copies.without_copies("article_id")]
        kept += conditions[-1:] if layer == "records" and self._min_score is not None else []
        return f"{stored} UNION ALL {_selection(f'_corrected_{layer}', kept)}"

    def copies(self) -> list[str]:
        """The ids of the articles whose text another article has too."""
        with self.connect():
            return self._copies["id"].to_pylist() if self._copies is not None else []

    @contextmanager
    def _for(self, query: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection for a query: the one that this thread keeps, unless the query does more than select.

        Making one costs more than most queries; what else a query makes or drops, no later one may meet.
        """
        import duckdb

        kept: duckdb.DuckDBPyConnection | None = getattr(self._kept, "connection", None)
        if kept is None:
            kept = self._kept.connection = self.connect()
        try:
            selects = all(found.type == duckdb.StatementType.SELECT for found in kept.extract_statements(query))
        except duckdb.Error:  # it is no query, as its execution will tell
            selects = False
        if selects:
            yield kept
        else:
            with self.connect() as fresh:
                yield fresh

    def answer(self, query: str, *values: object) -> pa.Table:
        """The answer to a query, with values for its `?`.

        Raises:
            DatasetError: the query is wrong, asks for something outside the dataset, or the dataset is damaged.
        """
        import duckdb

        with self._for(query) as database:
            self._check_asked(database, query)
            try:
                relation = database.sql(query, params=list(values) or None)
                if relation is None:
                    raise DatasetError("this is no question", where=query[:200], cure="write SELECT ...")
                found: pa.Table = relation.to_arrow_table()
            except (duckdb.Error, OSError, pa.ArrowException) as error:
                wrong = duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException
                if not isinstance(error, wrong):
                    for damage in self._snapshot.changed():  # what Arrow says of a damaged file names no file
                        raise self._snapshot.trouble(damage) from error
                views = ", ".join(VIEWS)
                raise DatasetError(f"the query fails: {error}", cure=f"ask for {views}") from error
            return found
