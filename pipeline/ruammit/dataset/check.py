"""Whether a dataset is whole: every file of every part compared with its commit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from ruammit._version import extractor, rules_of
from ruammit.dataset.marker import Marker
from ruammit.dataset.parts import Store
from ruammit.dataset.snapshot import Damage, Snapshot
from ruammit.dataset.store import Dataset
from ruammit.errors import DatasetError
from ruammit.text.counted import counted

__all__ = ["Health", "check"]


@dataclass(frozen=True, slots=True)
class Health:
    """What a check has found.

    Attributes:
        location: the dataset, as the user named it.
        marker: what it says of itself.
        parts: its parts.
        files: the files that were compared.
        damage: those that are missing or not as they were written.
        lines: numbers of the damaged lines of its log; their parts are unknown.
        leftovers: files that are in no commit: of a run that is writing, or that was stopped; harmless.
        extractors: identity of an extractor to the articles that it made; empty where the dataset is damaged.
    """

    location: str
    marker: Marker
    parts: int
    files: int
    damage: tuple[Damage, ...]
    lines: tuple[int, ...]
    leftovers: tuple[str, ...]
    extractors: dict[str, int]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing or damaged."""
        return not self.damage and not self.lines

    @property
    def outdated(self) -> int:
        """The articles that other rules or data than today's made."""
        rules = rules_of(extractor())
        return sum(count for identity, count in self.extractors.items() if rules_of(identity) != rules)

    def report(self) -> Iterator[str]:
        """The findings, a line each, with what to do about them."""
        marker = self.marker
        yield f"{self.location}: schema {marker.schema}, made {marker.created} by Ruammit {marker.extractor}"
        harmed = {item.part: item.articles for item in self.damage}
        if self.whole:
            count = sum(self.extractors.values())
            parts, files = counted(self.parts, "part"), counted(self.files, "file")
            yield f"whole: {counted(count, 'article')} in {parts}, {files} as they were written"
        else:
            yield f"{self.parts - len(harmed):,} of {self.parts:,} parts are whole"
        for item in self.damage:
            yield f"damaged: {item.path} {item.what}"
        for line in self.lines:
            yield f"damaged: line {line} of the log of commits"
        if self.leftovers:
            leftovers = counted(len(self.leftovers), "file")
            yield f"{leftovers} in no commit: a run is writing them, or the next one removes them"
        if self.outdated:
            for identity, count in sorted(self.extractors.items()):
                yield f"{counted(count, 'article')} by Ruammit {identity}"
            yield f"cure: this is Ruammit {extractor()}; `ruammit extract --update` does the articles of others again"
        if not self.whole:
            yield (
                f"cure: run `ruammit extract PATH... -o {self.location}` again with the paths of its articles:"
                f" it does the articles of the damaged parts ({sum(harmed.values()):,}) again, and no others"
            )


def check(location: str | os.PathLike[str]) -> Health:
    """Read every file of a dataset, and compare it with what was committed.

    Raises:
        DatasetError: there is no dataset, or its marker or the whole of its log is lost.
    """
    store = Store(location)
    marker = store.marker()
    try:
        log = store.log()
        snapshot = Snapshot(store.folder, log.commits.values())
        damage = tuple(item for item in snapshot.changed() if not snapshot.left(item))
        leftovers = tuple(f"{layer}/{name}" for layer, name in store.leftovers(log))
    except (OSError, pa.ArrowException) as error:
        raise DatasetError(f"the dataset cannot be read: {error}", where=store.location) from error
    extractors = {}
    if not damage and not log.damaged:
        rows = Dataset(store).sql("SELECT extractor, count(*) AS n FROM articles GROUP BY extractor").to_pylist()
        extractors = {row["extractor"]: row["n"] for row in rows}
    files = sum(len(commit.files) for commit in snapshot.commits.values())
    return Health(store.location, marker, len(snapshot.parts), files, damage, tuple(log.damaged), leftovers, extractors)
