"""How often the extraction was right, as far as reviewers have looked: by kind, by score, and by source.

Only records that somebody has judged count, so the figures are those of what was looked at: who reviews the least
likely records first sees a lower precision than the dataset has. The precision by score does not suffer from that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ruammit.review.combine import Reviewed
from ruammit.review.corrections import Layer
from ruammit.review.identity import content
from ruammit.schema import Extraction, Record

__all__ = ["BINS", "Precision", "precision_lines", "precisions"]

BINS = 5
"""Equal bins of the score."""


@dataclass
class Precision:
    """Records that were judged: `right` as they stand, `changed`, or rejected."""

    judged: int = 0
    right: int = 0
    changed: int = 0
    missed: int = 0
    """Records that reviewers added, in articles that somebody has read to the end."""

    @property
    def whole(self) -> float:
        """Share that is right as it stands."""
        return self.right / self.judged if self.judged else 0.0

    @property
    def told(self) -> float:
        """Share that is a record, even if some slot had to be changed."""
        return (self.right + self.changed) / self.judged if self.judged else 0.0


@dataclass
class _Table:
    rows: dict[tuple[str, str], Precision] = field(default_factory=dict)

    def of(self, dimension: str, value: str) -> Precision:
        return self.rows.setdefault((dimension, value), Precision())


def precisions(found: Iterable[Reviewed]) -> dict[tuple[str, str], Precision]:
    """Dimension (`all`, `kind`, `score`, `source`) and value to the precision there.

    Args:
        found: articles with the decisions of reviewers; where these do not agree, the last decision counts.
    """
    table = _Table()
    for article in found:
        for group in article.groups.get(Layer.RECORDS, ()):
            for decision in group.standing:
                results = [content(result) for result in decision.results]
                for number in decision.origins:
                    record = article.own.records[number]
                    for key in _keys(article.own, record):
                        row = table.of(*key)
                        row.judged += 1
                        row.right += content(record) in results
                        row.changed += bool(results) and content(record) not in results
                if not decision.origins and article.complete:
                    for result in decision.results:
                        if isinstance(result, Record):
                            for key in _keys(article.own, result)[:2]:
                                table.of(*key).missed += 1
    return dict(sorted(table.rows.items(), key=lambda item: (_ORDER.index(item[0][0]), item[0][1])))


_ORDER = ("all", "kind", "score", "source")


def _keys(article: Extraction, record: Record) -> list[tuple[str, str]]:
    at = min(int(record.score * BINS), BINS - 1)
    score = f"{at / BINS:.1f} to {(at + 1) / BINS:.1f}"
    return [("all", ""), ("kind", str(record.kind)), ("score", score), ("source", _source(article))]


def _source(article: Extraction) -> str:
    """Where the article is from: the host of its address, else the folder or the collection of its id, else a dash."""
    host = urlsplit(article.source_url or "").hostname
    folder = article.id.rpartition("/")[0]
    return host.removeprefix("www.") if host else folder or "-"


def precision_lines(rows: dict[tuple[str, str], Precision]) -> Iterable[str]:
    """The figures as lines of text."""
    yield f"{'':32}{'judged':>8}{'right':>8}{'changed':>9}{'rejected':>10}{'P':>7}{'P whole':>9}{'missed':>8}"
    for (dimension, value), row in rows.items():
        name = f"{dimension} {value}".strip()[:31]
        rejected = row.judged - row.right - row.changed
        yield (
            f"{name:32}{row.judged:8d}{row.right:8d}{row.changed:9d}{rejected:10d}"
            f"{row.told:7.3f}{row.whole:9.3f}{row.missed:8d}"
        )
