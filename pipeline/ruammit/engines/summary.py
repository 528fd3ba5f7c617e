"""What a run did, and how it is told meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ruammit.engines.tasks import Outcome
from ruammit.readers.articles import Rejected
from ruammit.readers.reasons import PASSED
from ruammit.text.counted import counted

__all__ = ["Progress", "Summary"]


@dataclass(slots=True, repr=False)
class Summary:
    """What a run did.

    Attributes:
        extracted: articles extracted and written.
        unchanged: articles that the dataset already had.
        outdated: those of them that were made by other rules or data than today's, and were left as they are.
        earlier: articles passed over because they were published before the run's first day.
        rejected: what was skipped, by reason; with the files of which only a part was passed over (`passed-over`).
        examples: the first of those, for the user to see.
        records: records in the articles extracted.
        refused: claims of the second reader in them that were refused.
        unread: those of them that the second reader could not read.
        questions: questions to the second reader; `kept` of them were answered in an earlier run.
        kept: see `questions`.
        tokens: tokens that the second reader used, as its endpoint counts them.
        parts: parts written.
        size: bytes of the sources done.
        total: bytes of all sources; None where they were not counted.
        seconds: time since the start.
        workers: worker processes.
        notes: what else there is to tell of the dataset, one sentence each.
    """

    extracted: int = 0
    unchanged: int = 0
    outdated: int = 0
    earlier: int = 0
    rejected: dict[str, int] = field(default_factory=dict)
    examples: list[Rejected] = field(default_factory=list)
    records: int = 0
    refused: int = 0
    unread: int = 0
    questions: int = 0
    kept: int = 0
    tokens: int = 0
    parts: int = 0
    size: int = 0
    total: int | None = None
    seconds: float = 0.0
    workers: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def set_aside(self) -> int:
        """How many articles were skipped."""
        return sum(count for code, count in self.rejected.items() if code != PASSED)

    def __repr__(self) -> str:
        """What the run did, in one line."""
        skipped = ", ".join(f"{count:,} {code}" for code, count in sorted(self.rejected.items()))
        records = counted(self.records, "record")
        done = f"{counted(self.extracted, 'article')} extracted, {records}, {self.unchanged:,} unchanged"
        return f"<Summary: {done}{f', skipped: {skipped}' if skipped else ''}>"

    def add(self, outcome: Outcome, examples: int = 20) -> None:
        """Count a chunk's outcome."""
        self.extracted += outcome.extracted
        self.unchanged += outcome.unchanged
        self.outdated += outcome.outdated
        self.earlier += outcome.earlier
        self.records += outcome.records
        self.refused += outcome.refused
        self.unread += outcome.unread
        self.size += outcome.size
        self.parts += outcome.commit is not None
        for rejected in outcome.rejected:
            self.rejected[rejected.code] = self.rejected.get(rejected.code, 0) + 1
            if len(self.examples) < examples:
                self.examples.append(rejected)


Progress = Callable[[Summary], None]
"""Is told the state of the run after every chunk."""
