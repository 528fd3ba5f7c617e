"""The log of commits: which parts a dataset consists of.

`commits.jsonl` has one line per part, which names its files with rows, sizes and hashes, and carries a hash of its own.
A line that is whole and ends in a newline is a commit; a part without one is seen by nobody. Adding a line, or putting
a new log into the old one's place, is one step, so that a reader finds one whole state of the dataset. `commits.count`
says how many lines there are at least: so lines that are lost at the end are missed too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ruammit.dataset.files import DataFile, Folder, sealed, unsealed
from ruammit.dataset.names import COUNT, LOG
from ruammit.errors import DatasetError

__all__ = ["Commit", "Log"]

_LOOKS = 3
"""How often a log with too few lines is looked at: a run may have put a shorter one in its place meanwhile."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A part of a dataset.

    Attributes:
        part: its name.
        extractor: the identity of the extractor that made it.
        files: layer to its file; layers without rows have none.
    """

    part: str
    extractor: str
    files: dict[str, DataFile]

    @property
    def articles(self) -> int:
        """The rows of its layer `articles`."""
        return self.files["articles"].rows if "articles" in self.files else 0

    def only(self, layers: Iterable[str]) -> Commit:
        """The part without the files of other layers."""
        return replace(self, files={layer: self.files[layer] for layer in layers if layer in self.files})

    def _line(self, number: int) -> bytes:
        files = {layer: file.row() for layer, file in self.files.items()}
        return sealed({"number": number, "part": self.part, "extractor": self.extractor, "files": files})


def _commit(entry: dict[str, Any]) -> Commit:
    files = {layer: DataFile(**row) for layer, row in entry["files"].items()}
    return Commit(entry["part"], entry["extractor"], files)


class Log:
    """The log of the dataset in a folder, as it stands when it is read.

    Attributes:
        commits: part to its commit, sorted by the names of the parts, which is the order of runs and of their chunks.
        damaged: numbers of the lines that are damaged or missing, from 1.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._next = 1
        """The number of the next line."""
        for _ in range(_LOOKS):
            least = self._least()  # before the log, to which a run may add meanwhile
            self._parse(self._content())
            if least < self._next:
                break
        else:
            self.damaged += range(self._next, least + 1)
        if folder.local:
            self._whole = b""

    def _least(self) -> int:
        """How many lines the log has at least; 0 where nothing tells."""
        data = self._folder.read(COUNT)
        text = data.to_pybytes() if data is not None else b""
        return int(text) if text.isdigit() else 0

    def _content(self) -> bytes:
        data = self._folder.read(LOG)
        if data is None:
            raise DatasetError(
                "the dataset's log of commits is missing",
                where=self._folder.path(LOG),
                cure="restore it from a copy, or extract into another folder",
            )
        content: bytes = data.to_pybytes()
        return content

    def _parse(self, content: bytes) -> None:
        end = content.rfind(b"\n") + 1
        if unsealed(content[end:-1]) is not None:  # a line whose newline has become something else
            end = len(content)
        self._whole = content[:end]  # the beginning of a line is no commit: its run was killed
        self._size, self._next = len(self._whole), 1
        self.damaged: list[int] = []
        found = []
        for line in self._whole.removesuffix(b"\n").split(b"\n") if self._whole else ():
            entry = unsealed(line)
            if entry is None:
                self.damaged.append(self._next)
                self._next += 1
                continue
            self.damaged += range(self._next, entry["number"])
            self._next = entry["number"] + 1
            found.append(_commit(entry))
        self.commits = {commit.part: commit for commit in sorted(found, key=lambda commit: commit.part)}

    def append(self, commit: Commit) -> None:
        """Make a written part count; only the holder of the lock may."""
        line = commit._line(self._next)
        if self._folder.local:
            self._folder.append(LOG, line, at=self._size)
        else:
            self._whole += line
            self._folder.replace(LOG, self._whole)
        self._size, self._next = self._size + len(line), self._next + 1
        self.commits[commit.part] = commit
        self._count(self._next - 1)

    def _count(self, lines: int) -> None:
        self._folder.write(COUNT, str(lines).encode())

    def rewrite(self, commits: Iterable[Commit]) -> None:
        """Make these parts the dataset; only the holder of the lock may."""
        found = list(commits)
        content = b"".join(commit._line(number) for number, commit in enumerate(found, 1))
        self._count(0)
        self._folder.replace(LOG, content)
        self._count(len(found))
        self._size, self._next = len(content), len(found) + 1
        self._whole = b"" if self._folder.local else content
        self.commits = {commit.part: commit for commit in found}
        self.damaged = []
