"""Training rows: features and labels of every model, from an annotated article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ruammit.analysis import Analysis
from ruammit.evaluation.annotation import GoldRecord
from ruammit.ontology.model import ontology
from ruammit.pipeline import run
from ruammit.records.drafts import Draft, drafts
from ruammit.records.fill import measures_of
from ruammit.records.index import ArticleIndex
from ruammit.records.scoring import Features, Models
from ruammit.records.segment import clauses
from ruammit.records.slots import figures
from ruammit.records.slots.parties import side_candidates
from ruammit.records.slots.period import PeriodCandidate, period_candidates, period_of
from ruammit.records.slots.roles import directed, giver_features
from ruammit.records.slots.sectors import Sectors
from ruammit.records.state import discourse
from ruammit.schema import Article
from ruammit.training.records.align import COVERED, Judgement, PlacedRecord, aligned, covered, placed, same_day

__all__ = ["Annotated", "Row", "Rows", "annotated", "right_period", "slot_rows"]


@dataclass(frozen=True, eq=False)
class Row:
    """Features, label, the article that they are of, and how much the row counts."""

    features: Features
    label: bool
    article: str
    weight: float = 1.0

    @cached_property
    def named(self) -> dict[str, float]:
        """The features by their full names."""
        return self.features.named()


Rows = dict[str, list[Row]]
"""Model to its rows."""


@dataclass(frozen=True, eq=False)
class Annotated:
    """An annotated article, read up to where records begin."""

    id: str
    index: ArticleIndex
    drafts: tuple[Draft, ...]
    placed: tuple[PlacedRecord, ...]
    weight: float
    """How much its rows count."""
    gold: tuple[GoldRecord, ...]
    judgements: tuple[Judgement, ...] | None = None
    """What single clauses were judged to tell, where the article is not annotated as a whole."""

    def judged_by(self, judgements: Iterable[Judgement]) -> Annotated:
        """The article with these judgements of single clauses, and nothing known of the others."""
        return replace(self, judgements=tuple(judgements))

    def knows(self, draft: Draft) -> bool:
        """Whether it is known what the draft tells: no model weighs an item of a list, nor what nobody judged."""
        return not draft.follows and (self.judgements is None or self._judgement(draft) is not None)

    def told_by(self, draft: Draft) -> PlacedRecord | None:
        """The annotated record that the draft tells."""
        if self.judgements is None:
            return aligned(self.index, draft, self.placed)
        judgement = self._judgement(draft)
        return judgement.record if judgement else None

    def _judgement(self, draft: Draft) -> Judgement | None:
        near = [one for one in self.judgements or () if one.kind == draft.kind and covered(draft, one) >= COVERED]
        return max(near, key=lambda one: covered(draft, one), default=None)


def annotated(
    article: Article, records: Iterable[GoldRecord], judged: frozenset[str] | None = None, weight: float = 1.0
) -> Annotated:
    """The article with every layer before records filled, and its annotated records placed in it."""
    analysis = run(Analysis(article), until="entities")
    index = ArticleIndex(analysis)
    rows = tuple(records)
    found = tuple(drafts(index, discourse(index, clauses(index)))) if index.weight else ()
    return Annotated(article.id, index, found, tuple(placed(analysis, rows, judged)), weight, rows)


def slot_rows(article: Annotated, models: Models) -> Iterator[tuple[str, Row]]:
    """The rows of the slots' models, from the drafts that tell an annotated record."""
    index = article.index
    sectors = Sectors(index, models.sector)
    taken: dict[str, set[int]] = {}
    for draft in article.drafts:
        gold = article.told_by(draft)
        before = frozenset(taken.get(draft.kind, ()))
        inside = index.dates.within(draft.clause.start, draft.clause.end)
        taken.setdefault(draft.kind, set()).update(date.start for date in inside)
        if gold is None or not article.knows(draft):
            continue
        for name, features, label in _rows(index, draft, gold, before):
            if name != "side" or article.judgements is None:  # CONTRIBUTING.md, "Statements are judged one by one"
                yield name, Row(features, label, article.id, article.weight)
        if not gold.knows("sectors"):
            continue
        told = set(map(str, gold.row.sectors))
        for sector, features in sectors.features(draft).items():
            yield "sector", Row(features, sector in told, article.id, article.weight)


def _rows(
    index: ArticleIndex, draft: Draft, gold: PlacedRecord, taken: frozenset[int]
) -> Iterator[tuple[str, Features, bool]]:
    candidates, _ = side_candidates(index, draft)
    for candidate in candidates:
        yield "side", candidate.features, candidate.side in gold.sides
    amounts = figures.amounts(index, draft)
    measures = measures_of(amounts)
    roles = ontology().kinds[draft.kind].roles
    sides = [candidate for candidate in candidates if candidate.side in gold.sides]
    if sides and directed(draft, measures):
        for candidate, features in zip(sides, giver_features(index, draft, sides, measures), strict=True):
            if gold.roles.get(candidate.side) in roles:
                yield "giver", features, gold.roles[candidate.side] == roles[0]
    if gold.knows("start"):
        for date in period_candidates(index, draft, measures, taken):
            yield "period", date.features, right_period(index, draft, date, gold)


def right_period(index: ArticleIndex, draft: Draft, date: PeriodCandidate, gold: PlacedRecord) -> bool:
    """Whether the date makes the annotated period; a total up to a day may leave its start open."""
    found, (start, end) = period_of(index, draft, date), gold.period
    if end is not None and found.end is not None and None in (start, found.start):
        return same_day((None, found.end), (None, end))
    return same_day((found.start, found.end), gold.period)
