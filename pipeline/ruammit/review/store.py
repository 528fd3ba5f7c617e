"""Corrections on disk: a folder `reviews` in the dataset's folder, with one append-only file for each reviewer.

A line is one correction, sealed with its own hash, as in the log of commits. It is brought to the disk before anyone
is told that it is kept. A line that a broken machine left half written was never acknowledged: it is passed over, and
the next correction begins on a line of its own. No run and no repair of the dataset touches the folder.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from ruammit.dataset.files import Folder, sealed, unsealed
from ruammit.dataset.names import REVIEWS
from ruammit.errors import ReviewError
from ruammit.review.corrections import JUDGING, Action, Correction, reviewer_name
from ruammit.review.earlier import carried
from ruammit.schema import Article

__all__ = ["ENDING", "DamagedLine", "Reviews"]

ENDING = ".jsonl"


@dataclass(frozen=True, slots=True)
class DamagedLine:
    """A line that is no correction as it was written."""

    path: str
    line: int

    def __str__(self) -> str:
        """As the user is told of it."""
        return f"{self.path}, line {self.line}: no correction as it was written; the others are used"


class Reviews:
    """The corrections beside a dataset, as they stand when they are read.

    Args:
        folder: the dataset's folder, on the local disk or elsewhere; corrections are added on the local disk only.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.damaged: list[DamagedLine] = []
        """The lines that could not be read: each costs itself."""
        self._by_text: dict[str, list[Correction]] = {}
        self._by_article: dict[str, list[Correction]] = {}
        for name in sorted(folder.sizes(REVIEWS)):
            if name.endswith(ENDING) and not name.startswith("."):
                for one in self._read(name):
                    self._take(one)

    def _read(self, name: str) -> Iterator[Correction]:
        data = self._folder.read(f"{REVIEWS}/{name}")
        lines = (data.to_pybytes() if data is not None else b"").split(b"\n")
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            entry = unsealed(line)
            try:
                if entry is None:
                    raise ValueError("damaged")
                yield Correction.model_validate(entry)
            except (ValidationError, ValueError):
                if number < len(lines):  # the last line without an end was never acknowledged
                    self.damaged.append(DamagedLine(self._folder.path(f"{REVIEWS}/{name}"), number))

    def _take(self, one: Correction) -> None:
        self._by_text.setdefault(one.sha256, []).append(one)
        self._by_article.setdefault(one.article, []).append(one)

    # --- reading -----------------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        """The number of corrections, undone ones among them."""
        return sum(map(len, self._by_text.values()))

    def __iter__(self) -> Iterator[Correction]:
        """All of them, text by text, each reviewer's in order."""
        for found in self._by_text.values():
            yield from found

    @property
    def texts(self) -> tuple[str, ...]:
        """SHA-256 of the texts that have corrections."""
        return tuple(self._by_text)

    @property
    def articles(self) -> tuple[str, ...]:
        """Ids of the articles that have corrections."""
        return tuple(self._by_article)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Everybody who has made corrections."""
        return tuple(sorted({one.reviewer for one in self}))

    def of_text(self, sha256: str) -> tuple[Correction, ...]:
        """The corrections of a text, each reviewer's in order."""
        return tuple(self._by_text.get(sha256, ()))

    def of_article(self, article: Article) -> tuple[Correction, ...]:
        """The corrections that apply to an article, each reviewer's in order.

        Those of its text, and those of its earlier texts that fit this one.
        """
        mine, earlier = self.of_text(article.sha256), self._of_earlier_texts(article)
        names = sorted({one.reviewer for one in earlier})
        by_reviewer = ([one for one in earlier if one.reviewer == name] for name in names)
        return (*(one for told in by_reviewer for one in carried(told, article.sha256, article.text)), *mine)

    def left_behind(self, article: Article) -> tuple[Correction, ...]:
        """The judging corrections of an article's earlier texts that do not fit its present one."""
        applied = {one.id for one in self.of_article(article)}
        earlier = self._of_earlier_texts(article)
        return tuple(one for one in earlier if one.action in JUDGING and one.id not in applied)

    def _of_earlier_texts(self, article: Article) -> list[Correction]:
        """The corrections of an article's earlier texts that were not undone."""
        found = [one for one in self._by_article.get(article.id, ()) if one.sha256 != article.sha256]
        if not found:
            return []
        undone = {one.undoes for one in (*found, *self.of_text(article.sha256)) if one.action is Action.UNDO}
        return [one for one in found if one.action is not Action.UNDO and one.id not in undone]

    # --- writing -----------------------------------------------------------------------------------------------------

    def add(self, corrections: Correction | Iterable[Correction]) -> None:
        """Keep corrections; when this returns, they are on the disk.

        Raises:
            ReviewError: the dataset is not on the local disk, or the file cannot be written.
        """
        given = [corrections] if isinstance(corrections, Correction) else list(corrections)
        by_reviewer: dict[str, list[Correction]] = {}
        for one in given:
            by_reviewer.setdefault(reviewer_name(one.reviewer), []).append(one)
        for name, mine in by_reviewer.items():
            self._append(name, b"".join(sealed(one.model_dump(mode="json", exclude_defaults=True)) for one in mine))
        for one in given:
            self._take(one)

    def _append(self, reviewer: str, data: bytes) -> None:
        if not self._folder.local:
            raise ReviewError(
                "corrections are kept on the local disk only",
                where=self._folder.location,
                cure="copy the dataset to this machine",
            )
        from filelock import FileLock

        place = Path(self._folder.path(REVIEWS)) / f"{reviewer}{ENDING}"
        try:
            place.parent.mkdir(exist_ok=True)
            with FileLock(place.parent / f".{place.name}.lock"):
                new = not place.exists()
                with place.open("ab+") as file:
                    if file.tell() and _last_byte(place) != b"\n":
                        data = b"\n" + data
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                if new:
                    self._folder.sync(REVIEWS)
                    self._folder.sync()
        except OSError as error:
            raise ReviewError(
                f"the correction is not kept: {error.strerror or error}",
                where=str(place),
                cure="make room, or mend the folder's permissions, and do it again",
            ) from error


def _last_byte(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1)
