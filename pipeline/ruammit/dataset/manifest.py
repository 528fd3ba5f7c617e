"""What a dataset holds, as a run needs to know it: drawn from the parts at its start, kept on disk, thrown away after.

The parts are the truth; the ledger is an index over them that takes no memory however many articles there are.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from ruammit._version import __version__
from ruammit.dataset.parts import Store
from ruammit.engines.chunks import Known, fingerprint, rejected_key, rejection_print

__all__ = ["Ledger"]

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE part (number INTEGER PRIMARY KEY, name TEXT UNIQUE);
    CREATE TABLE live (key BLOB PRIMARY KEY, part INTEGER, print BLOB) WITHOUT ROWID;
    CREATE TABLE replaced (part INTEGER, key BLOB, PRIMARY KEY (part, key)) WITHOUT ROWID;
    CREATE TABLE seen (key BLOB PRIMARY KEY) WITHOUT ROWID;
"""


def _key(layer: str, name: str) -> bytes:
    return hashlib.blake2b(f"{layer}\n{name}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


class Ledger:
    """The live rows of `articles` and `rejected`: where they are, and what they were made from.

    Args:
        store: the dataset; None: there is none, nothing is known.
    """

    def __init__(self, store: Store | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ruammit-")
        self._db = sqlite3.connect(Path(self._folder.name) / "ledger.sqlite", isolation_level=None)
        self._db.executescript(_TABLES)
        if store is not None:
            self._db.execute("BEGIN")
            self._fill(store)
            self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Throw the ledger away."""
        self._db.close()
        self._folder.cleanup()

    def _fill(self, store: Store) -> None:
        parts = store.parts()
        self._db.executemany("INSERT INTO part VALUES (?, ?)", enumerate(parts))
        numbers = {name: number for number, name in enumerate(parts)}
        for path in store.files("replaced"):
            table = store.read_file(path, ["old_part", "layer", "key"])
            rows = zip(*(table[name].to_pylist() for name in table.column_names), strict=True)
            self._db.executemany(
                "INSERT OR IGNORE INTO replaced VALUES (?, ?)",
                ((numbers[part], _key(layer, key)) for part, layer, key in rows if part in numbers),
            )
        for name, number in numbers.items():
            self._insert(number, _articles(store.read_file(store.path("articles", name), _ARTICLE_COLUMNS)))
        for path in store.files("rejected"):
            number = numbers[Path(path).stem]
            self._insert(number, _rejected(store.read_file(path, ["path", "line", "code", "message"])))

    def _insert(self, part: int, rows: Iterable[tuple[bytes, bytes]]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO live SELECT :key, :part, :print"
            " WHERE NOT EXISTS (SELECT 1 FROM replaced WHERE part = :part AND key = :key)",
            ({"key": key, "part": part, "print": print_} for key, print_ in rows),
        )

    def article(self, article_id: str) -> Known | None:
        """The live row of an article."""
        return self._known(_key("articles", article_id))

    def rejected(self, path: str, line: int | None) -> Known | None:
        """The live row of a rejection."""
        return self._known(_key("rejected", rejected_key(path, line)))

    def _known(self, key: bytes) -> Known | None:
        row = self._db.execute(
            "SELECT name, print FROM live JOIN part ON part.number = live.part WHERE key = ?", (key,)
        ).fetchone()
        return Known(*row) if row else None

    def first(self, article_id: str) -> bool:
        """Whether this is the first time that the run comes upon the id."""
        return self._db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (_key("", article_id),)).rowcount == 1

    def dead_parts(self) -> list[str]:
        """The parts in which no row is live."""
        rows = self._db.execute("SELECT name FROM part WHERE number NOT IN (SELECT DISTINCT part FROM live)")
        return [name for (name,) in rows]


_ARTICLE_COLUMNS = ["id", "sha256", "lang", "title", "published", "published_text", "source_url", "extractor"]


def _articles(table: pa.Table) -> Iterator[tuple[bytes, bytes]]:
    columns = [table[name].to_pylist() for name in _ARTICLE_COLUMNS]
    for article_id, sha256, lang, title, published, published_text, source_url, extractor in zip(*columns, strict=True):
        date = published.isoformat() if published else published_text
        same = extractor == __version__  # what another version made is known, but is no match for anything
        print_ = fingerprint(article_id, sha256, lang, title, date, source_url) if same else b""
        yield _key("articles", article_id), print_


def _rejected(table: pa.Table) -> Iterator[tuple[bytes, bytes]]:
    columns = [table[name].to_pylist() for name in ("path", "line", "code", "message")]
    for path, line, code, message in zip(*columns, strict=True):
        yield _key("rejected", rejected_key(path, line)), rejection_print(code, message)
