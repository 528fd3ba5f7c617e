"""Damage at the start of a run: what can be kept is kept, and the articles concerned are marked to be done again.

A part whose `articles` are whole stays until a newer part has replaced each of its articles. A part whose `articles`
are lost leaves the dataset; what it said of older rows (`replaced`) stays, if it can be read.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ruammit.dataset.commits import Log
from ruammit.dataset.parts import Store
from ruammit.dataset.snapshot import Snapshot
from ruammit.text.counted import counted

__all__ = ["Repair", "repair"]


@dataclass(slots=True)
class Repair:
    """What was found.

    Attributes:
        damaged: part and layer of the damaged files that are still in the dataset.
        files: the damaged files that were found.
        articles: the articles of all damaged parts.
        lost: those of them that the dataset no longer names.
        lines: lines of the log that were damaged; what they named is not known.
    """

    damaged: set[tuple[str, str]] = field(default_factory=set)
    files: int = 0
    articles: int = 0
    lost: int = 0
    lines: int = 0

    def notes(self) -> list[str]:
        """What to tell the user."""
        found = []
        if self.files:
            found.append(
                f"{counted(self.files, 'file')} of the dataset damaged or missing:"
                f" the articles of their parts ({self.articles:,}) have to be extracted again"
            )
        if self.lost or self.lines:
            lines = f", and what {counted(self.lines, 'damaged line')} of its log named" if self.lines else ""
            found.append(
                f"{self.lost:,} of them could not be read{lines}:"
                " those that are not among the articles of this run are no longer in the dataset"
            )
        return found


def repair(store: Store, log: Log) -> Repair:
    """Read all files of the dataset, and take what is lost out of the log; only the holder of the lock may."""
    damage = Snapshot(store.folder, log.commits.values()).changed()
    found = Repair(files=len(damage), lines=len(log.damaged))
    harmed: dict[str, set[str]] = {}
    for item in damage:
        harmed.setdefault(item.part, set()).add(item.layer)
    kept = dict(log.commits)
    for part, layers in harmed.items():
        commit = log.commits[part]
        found.articles += commit.articles
        if "articles" not in layers:
            found.damaged |= {(part, layer) for layer in layers}
            continue
        found.lost += commit.articles
        kept[part] = commit.only({"replaced"} - layers)
        if not kept[part].files:
            del kept[part]
    if found.lines or kept != log.commits:
        log.rewrite(kept.values())
    return found
