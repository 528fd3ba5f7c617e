"""What a dataset holds, as a run needs to know it: drawn from the parts at its start, kept on disk, thrown away after.

The parts are the truth; the ledger is an index over them that takes no memory however many articles there are.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator

import pyarrow as pa

from ruammit._version import extractor, rules_of
from ruammit.dataset.fingerprints import Known, fingerprint, rejected_key, rejection_print
from ruammit.dataset.snapshot import Snapshot

__all__ = ["Ledger"]

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE part (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
    CREATE TABLE live (key BLOB PRIMARY KEY, part INTEGER, print BLOB, current INTEGER) WITHOUT ROWID;
    CREATE TABLE replaced (part INTEGER, key BLOB, PRIMARY KEY (part, key)) WITHOUT ROWID;
    CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE doubled (part INTEGER, key BLOB);
    CREATE TRIGGER doubled BEFORE UPDATE ON live BEGIN INSERT INTO doubled VALUES (OLD.part, OLD.key); END;
"""

_Row = tuple[str, bytes, bool]
"""A row's name in its layer, the print of what it was made from, and whether the extractor of today made it."""


def _key(layer: str, name: str) -> bytes:
    return hashlib.blake2b(f"{layer}\n{name}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Ledger:
    """The live rows of `articles` and `rejected`: where they are, and what they were made from.

    Args:
        snapshot: the dataset; None: there is none, nothing is known.
        damaged: part and layer of files that cannot be read; the rows of their parts match nothing.

    Raises:
        sqlite3.Error: there is no room for temporary files.
    """

    def __init__(self, snapshot: Snapshot | None = None, damaged: Collection[tuple[str, str]] = ()) -> None:
        # A database without a name is a temporary file that the system removes with the process, however that ends.
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_TABLES)
        if snapshot is not None:
            self._db.execute("BEGIN")
            self._fill(snapshot, damaged)
            self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Throw the ledger away."""
        self._db.close()

    def _fill(self, snapshot: Snapshot, damaged: Collection[tuple[str, str]]) -> None:
        self._db.executemany("INSERT INTO part VALUES (?, ?)", enumerate(snapshot.parts))
        numbers = {name: number for number, name in enumerate(snapshot.parts)}
        harmed = {part for part, _ in damaged}
        for _, table in _whole(snapshot, "replaced", ["old_part", "layer", "key"], damaged):
            rows = zip(*(table[name].to_pylist() for name in table.column_names), strict=True)
            self._db.executemany(
                "INSERT OR IGNORE INTO replaced VALUES (?, ?)",
                ((numbers[part], _key(layer, key)) for part, layer, key in rows if part in numbers),
            )
        for layer, (columns, rows_of) in _LAYERS.items():
            for part, table in _whole(snapshot, layer, columns, damaged):
                self._insert(numbers[part], layer, rows_of(table), part in harmed)

    def _insert(self, part: int, layer: str, rows: Iterable[_Row], harmed: bool) -> None:
        self._db.executemany(
            "INSERT INTO live SELECT :key, :part, :print, :current"
            " WHERE NOT EXISTS (SELECT 1 FROM replaced WHERE part = :part AND key = :key)"
            " ON CONFLICT (key) DO UPDATE SET part = excluded.part, print = excluded.print, current = excluded.current",
            (
                {"key": _key(layer, name), "part": part, "print": b"" if harmed else print_, "current": current}
                for name, print_, current in rows
            ),
        )

    def doubled(self, snapshot: Snapshot, damaged: Collection[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
        """Part, layer and name of live rows that a newer part has too.

        There are none, unless the file that said that they are replaced was damaged.
        """
        found = {(part, key) for part, key in self._db.execute("SELECT part, key FROM doubled")}
        if not found:
            return
        numbers = {name: number for number, name in enumerate(snapshot.parts)}
        for layer, (columns, rows_of) in _LAYERS.items():
            for part, table in _whole(snapshot, layer, columns, damaged):
                for name, *_ in rows_of(table):
                    if (numbers[part], _key(layer, name)) in found:
                        yield part, layer, name

    def article(self, article_id: str) -> Known | None:
        """The live row of an article."""
        return self._known(_key("articles", article_id))

    def rejected(self, path: str, line: int | None) -> Known | None:
        """The live row of a rejection."""
        return self._known(_key("rejected", rejected_key(path, line)))

    def _known(self, key: bytes) -> Known | None:
        row = self._db.execute(
            "SELECT name, print, current FROM live JOIN part ON part.number = live.part WHERE key = ?", (key,)
        ).fetchone()
        return Known(row[0], row[1], bool(row[2])) if row else None

    def first(self, article_id: str) -> bool:
        """Whether this is the first time that the run comes upon the id."""
        return self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (_key("", article_id),)).rowcount == 1

    def dead_parts(self) -> list[str]:
        """The parts in which no row is live."""
        rows = self._db.execute("SELECT name FROM part WHERE number NOT IN (SELECT DISTINCT part FROM live)")
        return [name for (name,) in rows]


def _whole(
    snapshot: Snapshot, layer: str, columns: list[str], damaged: Collection[tuple[str, str]]
) -> Iterator[tuple[str, pa.Table]]:
    """Part by part, the rows of a layer, without the files that are damaged."""
    for part, commit in snapshot.commits.items():
        if layer in commit.files and (part, layer) not in damaged:
            yield part, snapshot.table(part, layer, columns)


_ARTICLE = [
    "id",
    "sha256",
    "lang",
    "title",
    "published",
    "published_text",
    "source_url",
    "home",
    "home_given",
    "min_score",
    "reader",
    "model",
    "extractor",
]
_REJECTED = ["path", "line", "code", "message"]


def _articles(table: pa.Table) -> Iterator[_Row]:
    rules = rules_of(extractor())
    columns = [table[name].to_pylist() for name in _ARTICLE]
    for row in zip(*columns, strict=True):
        article_id, sha256, lang, title, published, published_text, source_url, home, given, *how, made_by = row
        date = published.isoformat() if published else published_text
        told = lang, title, date, source_url, home if given else None
        print_ = fingerprint(article_id, sha256, *told, min_score=how[0], reader=how[1], model=how[2])
        yield article_id, print_, rules_of(made_by) == rules


def _rejected(table: pa.Table) -> Iterator[_Row]:
    columns = [table[name].to_pylist() for name in _REJECTED]
    for path, line, code, message in zip(*columns, strict=True):
        yield rejected_key(path, line), rejection_print(code, message), True


_LAYERS = {"articles": (_ARTICLE, _articles), "rejected": (_REJECTED, _rejected)}
"""The layers whose rows a run has to know: the columns to read, and what makes rows of them."""
