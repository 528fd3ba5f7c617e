"""What a run would read: counted without reading a text, and without writing anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ruammit.dataset.manifest import Ledger
from ruammit.dataset.marker import read as read_marker
from ruammit.dataset.parts import Store
from ruammit.dataset.snapshot import Snapshot
from ruammit.engines.options import Options
from ruammit.engines.planner import Plan, chunks
from ruammit.readers.formats import readable
from ruammit.readers.sources import checked
from ruammit.readers.spool import Spooled
from ruammit.text.counted import counted

__all__ = ["Survey", "survey"]

_EXAMPLES = 10
"""So many of the files that would not be read are named."""


@dataclass(slots=True)
class Survey:
    """What a run would read.

    Attributes:
        articles: format to the number of articles that would be looked at.
        present: those of them that the dataset has already; they are done again only if they have changed.
        duplicates: those of them whose id an earlier one has, which would be skipped.
        unread: the first files whose ending is none that is read.
        unread_count: the number of those files.
        size: bytes of the files.
    """

    articles: Counter[str] = field(default_factory=Counter)
    present: int = 0
    duplicates: int = 0
    unread: list[str] = field(default_factory=list)
    unread_count: int = 0
    size: int = 0

    def lines(self) -> list[str]:
        """What to tell of it."""
        formats = ", ".join(f"{count:,} {name}" for name, count in sorted(self.articles.items()))
        lines = [f"would read {counted(self.articles.total(), 'article')} ({formats or 'none'}), {self.size:,} bytes"]
        if self.present:
            lines.append(f"in the dataset already: {self.present:,}, done again only if they have changed")
        if self.duplicates:
            lines.append(f"would skip {counted(self.duplicates, 'article')} whose id an earlier one has")
        if self.unread_count:
            lines.append(
                f"would not read {counted(self.unread_count, 'file')} without one of the endings {readable()}:"
            )
            lines += [f"  {name}" for name in self.unread]
            if self.unread_count > len(self.unread):
                lines.append(f"  ... and {self.unread_count - len(self.unread):,} more")
        return lines


def survey(paths: Iterable[Path | str | Spooled], location: str, options: Options, limit: int | None = None) -> Survey:
    """Count what a run would read.

    Args:
        paths: files and folders.
        location: the dataset, which need not be there.
        options: how articles would be read.
        limit: the number of articles after which the run would end.

    Raises:
        ArticleError: none of the paths is there.
        DatasetError: the dataset cannot be read.
    """
    store = Store(location)
    held = read_marker(store.folder) is not None
    ledger = Ledger(Snapshot(store.folder) if held else None)
    found = Survey()
    try:
        for chunk in chunks(Plan(checked(paths), 1), "", options, ledger, limit):
            for planned in chunk.planned:
                source = planned.located.source
                if source.format is None:
                    found.unread_count += 1
                    found.unread += [planned.located.name] if len(found.unread) < _EXAMPLES else []
                    continue
                found.size += source.size
                found.articles[source.format] += len(planned.entries)
                found.present += sum(entry.known is not None for entry in planned.entries)
                found.duplicates += sum(entry.duplicate for entry in planned.entries)
    finally:
        ledger.close()
    return found
