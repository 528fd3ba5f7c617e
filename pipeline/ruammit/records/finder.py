"""The records of an article: index, drafts, slots, scores, clusters, records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ruammit.analysis import Analysis, LayerResult
from ruammit.records.build import record, subjects_of
from ruammit.records.checks import article_flags
from ruammit.records.features import right_features
from ruammit.records.filled import Cluster
from ruammit.records.index import ArticleIndex
from ruammit.records.proposals import Rules, calibrated, together
from ruammit.records.scoring import MODEL_FILE, Features, Models, load
from ruammit.records.selection import selected
from ruammit.schema import Record

__all__ = ["RecordTrace", "find_records"]


@dataclass(frozen=True, eq=False)
class RecordTrace:
    """How a record came about.

    Attributes:
        record: the record.
        cluster: the drafts that tell it, with their slots and scores.
        models: what weighed them, and the thresholds.
        right: the features of its score.
    """

    record: Record
    cluster: Cluster
    models: Models
    right: Features


def find_records(analysis: Analysis, models: Models | None = None) -> LayerResult[Record]:
    """The cooperation records of the article, in text order, what to question in the article, and the trace of each.

    Raises:
        ModelError: the package's model is missing or does not fit.
        PackError: the language pack names what the ontology does not declare.
    """
    index = ArticleIndex(analysis)
    if not index.weight and not analysis.proposers:
        return LayerResult([])
    models = models or load(Path(analysis.model) / MODEL_FILE if analysis.model else None)
    proposals = [reader.propose(index, models) for reader in (Rules(), *analysis.proposers)]
    models = calibrated(models, proposals)
    chosen = selected(index, models, together(proposals))
    trace = []
    for cluster, subject in zip(chosen, subjects_of(index, chosen, models), strict=True):
        right = right_features(index, cluster)
        trace.append(RecordTrace(record(index, cluster, chosen, models, right, subject), cluster, models, right))
    return LayerResult(
        [one.record for one in trace],
        [*article_flags(index), *(flag for one in proposals for flag in one.flags)],
        trace,
        refused=[claim for one in proposals for claim in one.refused],
        reader=next((one.whole for one in proposals if one.whole), None),
    )
