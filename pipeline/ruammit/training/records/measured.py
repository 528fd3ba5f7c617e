"""What articles tell by models that have not seen them, beside what they were annotated or judged to tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ruammit.evaluation.records import pairs, slots, whole
from ruammit.ontology.model import ontology
from ruammit.records.build import record, subjects_of
from ruammit.records.features import right_features
from ruammit.records.filled import Cluster
from ruammit.records.scoring import Features, Models, Policy
from ruammit.records.selection import clusters_of
from ruammit.schema import Record
from ruammit.training.records.align import PlacedRecord, same_day
from ruammit.training.records.fit import Fold
from ruammit.training.records.rows import Annotated, Row

__all__ = ["Counts", "Judged", "Standing", "Trained", "judged", "standing", "summed"]


@dataclass(frozen=True, eq=False)
class Judged:
    """What an article's drafts tell, by models that have not seen it: records, likeliest first, beside the annotation.

    Attributes:
        article: the annotated article.
        told: of each record the probability that it is one.
        records: the records.
        features: of each record what `right` weighs.
        subjects: of each record the probability that the likeliest stretch is its subject.
    """

    article: Annotated
    told: tuple[float, ...]
    records: tuple[Record, ...]
    features: tuple[Features, ...]
    subjects: tuple[float, ...]

    def least(self, policy: Policy) -> float:
        """The probability from which the policy tells the article's records."""
        return policy.least(self.article.index.lead)

    def counts(self, least: float) -> Counts:
        """How the records from that probability on compare with the annotation."""
        gold = [slots(row) for row in self.article.gold]
        found = [slots(row) for row, told in zip(self.records, self.told, strict=True) if told >= least]
        matched = pairs(gold, found)
        common = sum(len(gold[i] & found[j]) for i, j in matched)
        return Counts(len(matched), len(found), len(gold), common, sum(map(len, found)), sum(map(len, gold)))

    def right(self, least: float) -> list[Row]:
        """Of every record from that probability on whether it is an annotated one, right in every slot but sectors."""
        records = [row for row, told in zip(self.records, self.told, strict=True) if told >= least]
        gold = self.article.gold
        matched = {j: i for i, j in pairs([slots(row) for row in gold], [slots(row) for row in records])}
        rows = []
        for at, (told, features) in enumerate(zip(records, self.features, strict=False)):
            directed = bool(ontology().kinds[told.kind].roles)
            right = at in matched and whole(gold[matched[at]], told, directed)
            rows.append(Row(features, right, self.article.id))
        return rows


class Counts(NamedTuple):
    """Records and slots: right, told, annotated."""

    right: int
    told: int
    gold: int
    slots_right: int
    slots_told: int
    slots_gold: int

    def figures(self) -> tuple[float, float, float, float]:
        """Precision, recall and F1 of records, F1 of slots."""
        return (
            self.right / max(1, self.told),
            self.right / max(1, self.gold),
            2 * self.right / max(1, self.told + self.gold),
            2 * self.slots_right / max(1, self.slots_told + self.slots_gold),
        )


def summed(rows: Iterable[Counts]) -> Counts:
    """The counts of many articles together."""
    return Counts(*(sum(column) for column in zip(*rows, strict=True)))


def judged(one: Fold, policy: Policy) -> Judged:
    """What the article's drafts tell by the models that have not seen it."""
    models = replace(one.models, policy=policy)
    index = one.article.index
    found = clusters_of(index, models) if index.weight else []
    right = tuple(right_features(index, cluster) for cluster in found)
    subjects = subjects_of(index, found, models)
    each = zip(found, right, subjects, strict=True)
    return Judged(
        one.article,
        tuple(cluster.told for cluster in found),
        tuple(record(index, cluster, found, models, row, subject) for cluster, row, subject in each),
        right,
        tuple(likely.sure if likely else 0.0 for likely in subjects),
    )


class Standing(NamedTuple):
    """A record that a judged clause is taken to tell.

    Attributes:
        row: what it looks like, and whether it is right as it stands; amounts, counts and shares were not judged, and
            count as right.
        told: whether the clause tells a record of its kind at all.
    """

    row: Row
    told: bool


def standing(one: Fold, policy: Policy) -> Iterator[Standing]:
    """The records that judged clauses are taken to tell by models that have not seen their article."""
    models = replace(one.models, policy=policy)
    article, index = one.article, one.article.index
    for cluster in clusters_of(index, models):
        draft = cluster.best.filled.draft
        if cluster.told >= policy.least(index.lead) and article.knows(draft):
            told = article.told_by(draft)
            right = told is not None and _stands(cluster, told)
            row = Row(right_features(index, cluster), right, article.id, article.weight)
            yield Standing(row, told is not None)


def _stands(cluster: Cluster, told: PlacedRecord) -> bool:
    """Whether sides, roles, status and period are those that were judged to be told."""
    filled = cluster.filled
    if filled.keys != told.sides or cluster.best.status is not told.row.status:
        return False
    if any(told.roles.get(side.side, side.role) != side.role for side in filled.sides):
        return False
    return not told.knows("start") or same_day((filled.period.start, filled.period.end), told.period)


class Trained(NamedTuple):
    """What a training gives.

    Attributes:
        models: fitted on all articles.
        found: what the annotated articles tell, by models that have not seen them.
        standing: the records that judged clauses are taken to tell.
    """

    models: Models
    found: list[Judged]
    standing: list[Standing]
