"""From an index to the clusters that are records: drafts, slots, scores, clusters, choice. Pure: nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from heapq import nlargest

from ruammit.ontology.model import ontology
from ruammit.ontology.terms import FrameTrait, KindTrait
from ruammit.records.clustering import clustered
from ruammit.records.drafts import RULES, drafts
from ruammit.records.features import told_features, with_others
from ruammit.records.fill import fill_all
from ruammit.records.filled import Cluster, Filled, Scored
from ruammit.records.index import ArticleIndex
from ruammit.records.scoring import Features, Models, sigmoid
from ruammit.records.segment import clauses
from ruammit.records.slots.period import is_over
from ruammit.records.slots.sectors import Sectors
from ruammit.records.slots.status import planned
from ruammit.records.state import discourse
from ruammit.schema import Sector, Span, Status

__all__ = ["clusters_of", "filled_drafts", "scored_drafts", "selected"]

HOPES = ontology().frames_with(FrameTrait.HOPE)
SIGNINGS = ontology().frames_with(FrameTrait.SIGNING)
MOST = 100
"""Technical bound of the records of an article."""
COMPARED = 200
"""Drafts that are compared with one another: far more than an article's records, told however often."""


def filled_drafts(index: ArticleIndex, models: Models) -> list[Filled]:
    """Every draft of the article with its slots, in text order."""
    return list(fill_all(index, drafts(index, discourse(index, clauses(index))), models))


def scored_drafts(index: ArticleIndex, models: Models) -> list[Scored]:
    """Every draft of the article that may be a record, with its scores, in text order."""
    rows = [(filled, told_features(index, filled)) for filled in filled_drafts(index, models)]
    with_others(rows)
    sectors = Sectors(index, models.sector)
    likely = []
    heads: dict[int, float] = {}
    for filled, features in rows:
        # Items of a list stand or fall with its head, in whose words they are told.
        told = _told(models, filled, features) if filled.head is None else heads[id(filled.head)]
        heads[id(filled)] = told
        if told >= models.policy.faint:
            likely.append((told, filled, features))
    likely = nlargest(COMPARED, likely, key=lambda row: row[0])
    found = []
    for told, filled, features in likely:
        sure = planned(index, filled.head or filled, models)
        status = Status.PLANNED if sure >= models.policy.planned else Status.DONE
        if status is Status.PLANNED and is_over(index, filled.period):
            filled = replace(filled, period=filled.coming)
        fields = sectors.choose(filled.draft, models.policy.sectors)
        found.append(Scored(filled, features, told, sure, status, fields))
    return sorted(found, key=lambda scored: scored.filled.draft.clause.start)


def _told(models: Models, filled: Filled, features: Features) -> float:
    """How likely the draft is a record; of a kind that no training data had, what the ontology declares."""
    kind = filled.draft.kind
    if f"kind.{kind}" in models.told.weights:
        return models.told.probability(features)
    return sigmoid(ontology().kinds[kind].prior)


def clusters_of(index: ArticleIndex, models: Models) -> list[Cluster]:
    """What the article's drafts tell, the likeliest first."""
    return clustered(scored_drafts(index, models))


def _of_another(cluster: Cluster, others: list[Cluster]) -> bool:
    """Whether it only speaks of working together, where an agreement of the same sides tells on what."""
    filled = cluster.filled
    if filled.draft.reader != RULES:  # it was asked for one record per event
        return False
    if filled.figured or filled.period.slot or filled.draft.told - HOPES or filled.draft.has(KindTrait.EVENT):
        return False
    return any(
        other.filled.draft.told & SIGNINGS and other.filled.keys == filled.keys and _shared(cluster, other)
        for other in others
        if other is not cluster
    )


def _shared(cluster: Cluster, agreement: Cluster) -> bool:
    """Whether the cluster names no field but the agreement's."""
    return set(cluster.best.sectors) <= {*agreement.best.sectors, Sector.GOVERNANCE, Sector.MULTISECTOR}


def _by_amount(clusters: Iterable[Cluster]) -> Mapping[Span, list[Cluster]]:
    """The clusters that tell of an amount, by its place."""
    found: dict[Span, list[Cluster]] = {}
    for cluster in clusters:
        for span in {span for amount in cluster.best.filled.amounts for span in amount.evidence}:
            found.setdefault(span, []).append(cluster)
    return found


def _counted(cluster: Cluster, by_amount: Mapping[Span, list[Cluster]]) -> bool:
    """Whether its amount is that of a likelier record of another kind: one sum flows once."""
    kind = cluster.filled.draft.kind
    return any(
        other.told > cluster.told and other.filled.draft.kind is not kind
        for amount in cluster.best.filled.amounts
        for span in amount.evidence
        for other in by_amount[span]
    )


def selected(index: ArticleIndex, models: Models, clusters: list[Cluster] | None = None) -> list[Cluster]:
    """The clusters that are records, in text order; of those of the rules, unless others are given."""
    least = models.policy.least(index.lead)
    found = clusters_of(index, models) if clusters is None else clusters
    told = [cluster for cluster in found if cluster.told >= least]
    amounts = _by_amount(told)
    told = [cluster for cluster in told if not _of_another(cluster, told) and not _counted(cluster, amounts)]
    return sorted(told[:MOST], key=_place)


def _place(cluster: Cluster) -> tuple[int, str, tuple[int, int]]:
    draft = cluster.filled.draft
    return draft.clause.start, draft.kind, draft.paired or (0, 0)
