"""Which annotated record a draft tells: what training rows are labelled with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ruammit.analysis import Analysis
from ruammit.evaluation.annotation import GoldRecord
from ruammit.evaluation.records import role_of, sides
from ruammit.records.drafts import Draft
from ruammit.records.index import ArticleIndex
from ruammit.schema import EntityType, RecordKind

__all__ = ["COVERED", "Judgement", "PlacedRecord", "aligned", "covered", "placed", "same_day"]

COVERED = 0.5
"""Part of the shorter one of clause and quote that the other covers, where a clause tells an annotated record."""


@dataclass(frozen=True, eq=False)
class PlacedRecord:
    """An annotated record, its quote and subject placed in `Analysis.text`."""

    row: GoldRecord
    start: int
    end: int
    sides: frozenset[str]
    """Countries; of a body without one `name:` and its name."""
    roles: dict[str, str]
    amounts: frozenset[tuple[Decimal, str]]
    subject: tuple[int, int] | None
    judged: frozenset[str] | None = None
    """Fields that somebody has looked at; None: all that the row has."""

    def knows(self, field: str) -> bool:
        """Whether the annotation says what stands in the field, nothing included."""
        return field in self.row.model_fields_set and (self.judged is None or field in self.judged)

    @property
    def period(self) -> tuple[str | None, str | None]:
        """Start and end."""
        return self.row.start, self.row.end


@dataclass(frozen=True, eq=False)
class Judgement:
    """What a clause, `start:end` of `Analysis.text`, was judged to tell of a kind: a record, or none."""

    kind: RecordKind
    start: int
    end: int
    record: PlacedRecord | None


def placed(analysis: Analysis, rows: Iterable[GoldRecord], judged: frozenset[str] | None = None) -> list[PlacedRecord]:
    """The annotated records of the article; one whose quote does not stand in the text is left out."""
    found = []
    text, index = analysis.article.text, analysis.reading.index
    bodies = _bodies(analysis)
    for row in rows:
        at = text.find(row.quote)
        if at < 0:
            continue
        subject = None
        if row.subject:
            inside = row.quote.find(row.subject)
            place = at + inside if inside >= 0 else text.find(row.subject)
            if place >= 0:
                subject = index(place), index(place + len(row.subject))
        found.append(
            PlacedRecord(
                row=row,
                start=index(at),
                end=index(at + len(row.quote)),
                sides=frozenset(bodies.get(side, side) for side in sides(row)),
                roles={bodies.get(side, side): role for side, role in role_of(row).items()},
                amounts=frozenset((amount.value.normalize(), amount.currency) for amount in row.amounts),
                subject=subject,
                judged=judged,
            )
        )
    return found


def _bodies(analysis: Analysis) -> dict[str, str]:
    """Of each body without a country every name that the article has for it, to the one that drafts know it by."""
    return {
        f"name:{entity.name}": f"name:{entity.canonical}"
        for entity in analysis.entities
        if entity.type is not EntityType.PERSON and entity.country is None and entity.ref
    }


def aligned(index: ArticleIndex, draft: Draft, gold: Iterable[PlacedRecord]) -> PlacedRecord | None:
    """The annotated record of the draft's kind that its clause tells: by its quote, then by the figures in it."""
    best: tuple[float, float] | None = None
    chosen = None
    for record in gold:
        if record.row.kind is not draft.kind:
            continue
        if (part := covered(draft, record)) < COVERED:
            continue
        rank = _figures(index, draft, record), part
        if best is None or rank > best:
            best, chosen = rank, record
    return chosen


def covered(draft: Draft, stretch: PlacedRecord | Judgement) -> float:
    """The part of the shorter one of the draft's clause and the stretch that the other covers."""
    clause = draft.clause
    common = min(clause.end, stretch.end) - max(clause.start, stretch.start)
    return common / max(1, min(clause.end - clause.start, stretch.end - stretch.start))


def _figures(index: ArticleIndex, draft: Draft, record: PlacedRecord) -> float:
    """How much of the record's figures, dates and sides stand in the clause, less what contradicts it."""
    clause = draft.clause
    money = {(m.value.amount.normalize(), m.value.currency) for m in index.money.within(clause.start, clause.end)}
    dates = {(d.value.start, d.value.end) for d in index.dates.within(clause.start, clause.end)}
    sides = {item.side for item in index.named.within(clause.start, clause.end)}
    points = 2.0 * len(money & record.amounts) - bool(money and record.amounts and not money & record.amounts)
    if any(same_day(date, record.period) for date in dates):
        points += 1
    return points + 0.5 * len(sides & record.sides)


def same_day(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two periods are the same, as far as both tell the year."""
    for a, b in zip(one, other, strict=True):
        if (a is None) != (b is None):
            return False
        if a and b and a != b and not ("XXXX" in a + b and a[4:] == b[4:]):
            return False
    return True
