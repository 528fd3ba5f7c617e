"""Replies of a second reader, and the file that keeps them: what was asked once is not asked again.

The file is an SQLite database with one row per question: the article's hash, the question's hash and the model, what
was sent and what came back. With it a run is repeated, resumed and audited. The key of an endpoint is not in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ruammit.errors import OutputError
from ruammit.proposers.question import Question

__all__ = ["Replies", "Reply"]

_TABLE = """
    CREATE TABLE IF NOT EXISTS replies (
        article TEXT NOT NULL, question TEXT NOT NULL, model TEXT NOT NULL, asked_at TEXT NOT NULL,
        system TEXT NOT NULL, "user" TEXT NOT NULL, reply TEXT NOT NULL,
        prompt_tokens INTEGER NOT NULL, answer_tokens INTEGER NOT NULL,
        PRIMARY KEY (article, question, model)
    )
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a question.

    Attributes:
        text: the model's answer; None where there is none.
        code: why there is none (`timeout`, `status-500`, `budget`, ...); empty where there is one.
        message: the same in one sentence.
        prompt_tokens: tokens of the question, as the endpoint counts them.
        answer_tokens: tokens of the answer.
    """

    text: str | None
    code: str = ""
    message: str = ""
    prompt_tokens: int = 0
    answer_tokens: int = 0

    @property
    def tokens(self) -> int:
        """All that were used."""
        return self.prompt_tokens + self.answer_tokens


class Replies:
    """The replies kept in a file.

    Args:
        path: the file, made if it is not there; None: they are kept in memory.
        model: the model's name.

    Raises:
        OutputError: the file cannot be written, or is something else.
    """

    def __init__(self, path: Path | str | None, model: str) -> None:
        self._path, self._model = path, model
        with self._trouble():
            if path is not None:
                Path(path).parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA busy_timeout = 10000")
            self._db.execute(_TABLE)

    @contextmanager
    def _trouble(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            cure = "name a file in a folder that may be written, with room, or remove the damaged file"
            raise OutputError(f"cannot keep replies: {error}", where=str(self._path), cure=cure) from error

    def known(self, questions: Iterable[Question]) -> dict[str, Reply]:
        """Question hash to the reply that is kept, for those that have one."""
        query = (
            "SELECT reply, prompt_tokens, answer_tokens FROM replies WHERE article = ? AND question = ? AND model = ?"
        )
        found = {}
        with self._trouble():
            for question in questions:
                row = self._db.execute(query, (question.sha256, question.hash, self._model)).fetchone()
                if row is not None:
                    found[question.hash] = Reply(row[0], prompt_tokens=row[1], answer_tokens=row[2])
        return found

    def keep(self, question: Question, reply: Reply) -> None:
        """Keep a reply; a failure is not kept, so that the next run asks again."""
        if reply.text is None:
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        row = (question.sha256, question.hash, self._model, now, question.system, question.user)
        texts = tuple(text.encode("utf-8", "replace").decode() for text in (*row, reply.text))
        with self._trouble():
            self._db.execute(
                "INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*texts, reply.prompt_tokens, reply.answer_tokens),
            )

    def close(self) -> None:
        """Close the file."""
        self._db.close()
