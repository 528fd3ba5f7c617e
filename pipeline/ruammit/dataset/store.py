"""Reading a dataset back: data frames, SQL, and the extractions themselves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from copy import copy
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ruammit.dataset.database import Database
from ruammit.dataset.layers import LAYERS, MENTIONS
from ruammit.dataset.parts import Store
from ruammit.dataset.tables import extractions, record_models
from ruammit.dataset.views import KEYS, VIEWS
from ruammit.errors import DatasetError
from ruammit.merging.clusters import Told, merge
from ruammit.review.overlay import Overlay
from ruammit.review.store import Reviews
from ruammit.schema import Extraction, MergedRecord, Record, plain_decimal
from ruammit.scores import at_least, checked_score
from ruammit.text.counted import counted

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

__all__ = ["VIEWS", "Dataset", "open_dataset"]


def open_dataset(
    location: str | os.PathLike[str], *, min_score: float | None = None, corrected: bool = True
) -> Dataset:
    """The dataset in a folder.

    Args:
        location: a path, or a URI of a file system that pyarrow or fsspec knows.
        min_score: records with a lower score (0 to 1) are left out of all that is read, asked and exported; None: all
            records of the dataset.
        corrected: whether values are given as reviewers have corrected them; False: as they were extracted.

    Raises:
        DatasetError: there is none, or it is of another version of the schema.
        RuammitError: `min_score` is not within 0 to 1.
    """
    return Dataset(Store(location), checked_score(min_score), corrected=corrected)


def _written(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(plain_decimal(value))


class Dataset:
    """What `ruammit extract` has written, as it stands when it is opened.

    `articles()`, `money()`, `percent()`, `dates()`, `entities()`, `records()` and `rejected()` are pandas data frames
    with one row per item; `record_parties()` and `record_amounts()` have one row per party and per amount. Amounts are
    `Decimal`s and dates `datetime.date`s; see `ruammit.dataset.layers` for values that these types cannot hold.
    """

    def __init__(self, store: Store, min_score: float | None = None, *, corrected: bool = True) -> None:
        self._min_score = min_score
        self._location = store.location
        self._snapshot = store.snapshot()
        self._overlay: Overlay | None = None
        self._database = Database(self._snapshot, self._min_score)
        if corrected and len(reviews := Reviews(store.folder)):
            self._overlay = Overlay(self.as_extracted(), reviews)
            self._database = Database(self._snapshot, self._min_score, self._overlay)

    def as_extracted(self) -> Dataset:
        """The same dataset with every value as it was extracted, whatever reviewers have corrected."""
        found = copy(self)
        found._overlay, found._min_score, found._database = None, None, Database(self._snapshot)
        return found

    def __repr__(self) -> str:
        """Where it is and how much it holds."""
        return f"<Dataset {self._location}: {counted(len(self), 'article')} in {counted(len(self.parts), 'part')}>"

    def _count(self, layer: str) -> int:
        count: int = self.sql(f"SELECT count(*) AS n FROM {layer}")["n"][0].as_py()
        return count

    def __len__(self) -> int:
        """The number of articles."""
        return self._count("articles")

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(self._snapshot.parts)

    # --- SQL ---------------------------------------------------------------------------------------------------------

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A new DuckDB connection with the layers as views; it sees nothing else, no files and no network.

        Raises:
            DatasetError: the dataset is damaged, or has been changed since it was opened.
        """
        self._database.check(LAYERS)
        return self._database.connect()

    def sql(self, query: str) -> pa.Table:
        """The answer of DuckDB to a query over the views named in `VIEWS`.

        Raises:
            DatasetError: the query is wrong, or asks for something outside the dataset.
        """
        return self._database.answer(query)

    # --- layers ------------------------------------------------------------------------------------------------------

    def arrow(self, layer: str) -> pa.Table:
        """A layer or a flat view as an Arrow table, ordered by article and by place in the article.

        Raises:
            DatasetError: there is no such layer.
        """
        if layer not in VIEWS:
            raise DatasetError(f"no layer {layer!r}", cure=f"ask for {', '.join(VIEWS)}")
        order = ("article_id", "position") if layer in MENTIONS else KEYS[layer]
        return self.sql(f"SELECT * FROM {layer} ORDER BY {', '.join(order)}")

    def _frame(self, layer: str) -> pd.DataFrame:
        table = self.arrow(layer)
        frame: pd.DataFrame = table.to_pandas()
        for column in table.schema:
            if pa.types.is_decimal(column.type):  # as the article writes it: 12.5, and not 12.500000000
                frame[column.name] = frame[column.name].map(_written)
        return frame

    def articles(self) -> pd.DataFrame:
        """One row per article; the same text under several names is one."""
        return self._frame("articles")

    def sources(self) -> pd.DataFrame:
        """One row for each name under which an article was read: `article_id`, `id`, title, day, address."""
        return self._frame("sources")

    def money(self) -> pd.DataFrame:
        """One row per mention of money."""
        return self._frame("money")

    def percent(self) -> pd.DataFrame:
        """One row per percentage."""
        return self._frame("percent")

    def dates(self) -> pd.DataFrame:
        """One row per date expression."""
        return self._frame("dates")

    def entities(self) -> pd.DataFrame:
        """One row per surface form in an article."""
        return self._frame("entities")

    def records(self) -> pd.DataFrame:
        """One row per record, with its parties and amounts nested."""
        return self._frame("records")

    def refused(self) -> pd.DataFrame:
        """One row per claim of a second reader that the article does not bear out, with the reason."""
        return self._frame("refused")

    def rejected(self) -> pd.DataFrame:
        """One row for each article that was skipped, with the reason."""
        return self._frame("rejected")

    def record_parties(self) -> pd.DataFrame:
        """One row per party of a record."""
        return self._frame("record_parties")

    def record_amounts(self) -> pd.DataFrame:
        """One row per amount of a record."""
        return self._frame("record_amounts")

    # --- extractions -------------------------------------------------------------------------------------------------

    @cached_property
    def _replaced(self) -> dict[str, set[str]]:
        """Part to the ids of its articles that a newer part has replaced."""
        found: dict[str, set[str]] = {}
        for _, table in self._snapshot.tables("replaced", ["old_part", "layer", "key"]):
            for row in table.to_pylist():
                if row["layer"] == "articles":
                    found.setdefault(row["old_part"], set()).add(row["key"])
        return found

    def _extractions(self, part: str) -> Iterator[Extraction]:
        """The articles of a part, those left out that a newer part has replaced."""
        dead = self._replaced.get(part, set())
        found = extractions({layer: self._snapshot.table(part, layer) for layer in ("articles", *MENTIONS)})
        return (self._given(extraction) for extraction in found if extraction.id not in dead)

    def _given(self, extraction: Extraction) -> Extraction:
        """The extraction as it is given out: corrected, and without records whose score is too low."""
        return at_least(self._overlay.over(extraction) if self._overlay else extraction, self._min_score)

    def extractions(self) -> Iterator[Extraction]:
        """Every article with what was found in it, part by part."""
        for part in self.parts:
            yield from self._extractions(part)

    def __iter__(self) -> Iterator[Extraction]:
        """Every article with all that was found in it."""
        return self.extractions()

    def extraction(self, article_id: str) -> Extraction:
        """One article with all that was found in it.

        Raises:
            DatasetError: the dataset has no such article.
        """
        for extraction in self._chosen(ids=[article_id]):
            return extraction
        raise DatasetError(f"no article {article_id!r}", where=self._location, cure="`articles()` lists the ids")

    def extractions_of(self, texts: Iterable[str], ids: Iterable[str] = ()) -> Iterator[Extraction]:
        """The articles with one of these texts or ids.

        Args:
            texts: SHA-256 of texts, as `Extraction.sha256`.
            ids: ids of articles.
        """
        yield from self._chosen(list(texts), list(ids))

    def _chosen(self, texts: Iterable[str] = (), ids: Iterable[str] = ()) -> Iterator[Extraction]:
        """The articles with one of these texts or ids; of the files, only those that hold them are read."""
        self._database.check(LAYERS)
        query = (
            "SELECT id, part FROM _articles AS mine"
            " WHERE sha256 IN (SELECT unnest(?::VARCHAR[])) OR id IN (SELECT unnest(?::VARCHAR[]))"
        )
        found: dict[str, list[str]] = {}
        for row in self._database.answer(query, list(texts), list(ids)).to_pylist():
            if row["id"] not in self._replaced.get(row["part"], ()):
                found.setdefault(row["part"], []).append(row["id"])
        for part, mine in found.items():
            keys = dict.fromkeys(MENTIONS, "article_id") | {"articles": "id"}
            tables = {layer: self._snapshot.rows(layer, [part], key, mine) for layer, key in keys.items()}
            yield from map(self._given, extractions(tables))

    def _records(self, part: str) -> Iterator[tuple[str, Record]]:
        """The id of the article and the record, of every record of a part's articles."""
        corrected = self._overlay.articles if self._overlay else {}
        for article, record in record_models(self._snapshot.table(part, "records")):
            if article not in corrected:
                yield article, record
        for article, found in corrected.items():
            yield from ((article, record) for record in found.extraction.records)

    def told(self, *, copies_too: bool = False) -> Iterator[Told]:
        """Every record with its article, part by part, without the articles' texts.

        Args:
            copies_too: whether those of an article are given again for each name under which its text was read.
        """
        hidden: set[str] = set()
        if not copies_too:
            hidden.update(self._database.copies())
        for part in self.parts:
            dead = self._replaced.get(part, set()) | hidden
            about = self._snapshot.table(part, "articles", ["id", "lang", "published", "published_text"]).to_pylist()
            articles = {row["id"]: row for row in about if row["id"] not in dead}
            for article, record in self._records(part):
                row = articles.get(article)
                if row and record.score >= (self._min_score or 0):
                    published = row["published"].isoformat() if row["published"] else row["published_text"]
                    yield Told(article, row["lang"], published, record)

    def review(self, reviewer: str | None = None, most: int = 20) -> Any:
        """In a notebook: the records most worth a look, one after the other, with buttons to accept and reject.

        Args:
            reviewer: who corrects; None: the user of this machine.
            most: records to show.

        Raises:
            ReviewError: no name for a reviewer, or the dataset is not on the local disk.
        """
        # By name: a dataset stands below what shows it, and imports nothing of it.
        return import_module("ruammit.review.widget").review_widget(self, self._location, reviewer, most)

    def merged(self) -> list[MergedRecord]:
        """One record per event: what several articles tell, in either language, with all its sources."""
        return merge(self.told(copies_too=True))
