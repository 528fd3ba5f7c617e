"""The work of one task: a chunk of sources, and what the dataset has of their articles.

The process that plans a run knows what the dataset holds; the one that does a chunk knows nothing but what the chunk
brings along. So a chunk names, for every article that it will read, the state that the dataset has it in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruammit.dataset.fingerprints import Known
from ruammit.engines.options import Options
from ruammit.engines.remote import Located

if TYPE_CHECKING:
    from ruammit.proposers.replies import Reply

__all__ = ["IDLE", "Chunk", "Entry", "Planned", "Tick"]

IDLE = -1
"""The place of no article."""

Tick = Callable[[int], None]
"""Is told the place in the chunk of every article before it is touched, and `IDLE` after the last."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a source is to give, as planned.

    Attributes:
        line: its line in a JSONL file.
        id: its id; None where the line will not be readable.
        known: its row in `articles`, if the dataset has one.
        rejected: its row in `rejected`, if the dataset has one.
        duplicate: whether an earlier article of the run has the same id.
    """

    line: int | None
    id: str | None
    known: Known | None = None
    rejected: Known | None = None
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A source, and the articles that it is to give, in order.

    Attributes:
        located: the source and where it is.
        entries: the articles.
        rejected: the row in `rejected` for the source as a whole.
        limited: whether the source may hold more articles, which are not to be read.
    """

    located: Located
    entries: tuple[Entry, ...]
    rejected: Known | None = None
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """The work of one task.

    Attributes:
        name: the beginning of the name of the part that it makes; every attempt makes a part of its own.
        planned: the sources to read.
        doomed: articles that must not be touched, by their place in the chunk, and the code and message of why.
        replies: those of the second reader, by the hash of the question; None: rules alone.
    """

    name: str
    planned: tuple[Planned, ...]
    options: Options
    doomed: dict[int, tuple[str, str]] = field(default_factory=dict)
    replies: dict[str, Reply] | None = None

    @property
    def size(self) -> int:
        """Bytes of the sources."""
        return sum(planned.located.source.size for planned in self.planned)
