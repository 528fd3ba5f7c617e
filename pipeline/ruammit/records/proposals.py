"""Proposals: who may say what an article tells. The rules are one proposer, a second reader is another.

A proposer is shown the article with everything that the earlier stages found in it, and gives scored drafts, which are
put together whoever proposed them. What it gives can only be made of what the index holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import Protocol, runtime_checkable

from ruammit.records.clustering import clustered
from ruammit.records.filled import Cluster, Scored
from ruammit.records.index import ArticleIndex
from ruammit.records.scoring import Logistic, Models, sigmoid
from ruammit.records.selection import scored_drafts
from ruammit.schema import Article, Flag, Refused

__all__ = ["Proposals", "Proposer", "ReadsAhead", "Rules", "calibrated", "together"]


@dataclass(frozen=True)
class Proposals:
    """What a proposer makes of an article.

    Attributes:
        drafts: what may be a record, with slots and scores; `Draft.reader` is the proposer's name.
        refused: what was claimed and the article does not bear out.
        flags: what to tell of the reading itself.
        whole: the proposer's name and version where it is a second reader that read the whole article; else None.
        name: the proposer's name, as its drafts carry it.
        silence: log-odds that a record loses which others propose and this proposer, having read it all, does not.
        weights: of the features `readers.*` in the score of a record.
    """

    drafts: Sequence[Scored]
    refused: Sequence[Refused] = ()
    flags: Sequence[Flag] = ()
    whole: str | None = None
    name: str = ""
    silence: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)


class Proposer(Protocol):
    """Proposes what an article tells: the article and its mentions in, drafts out."""

    def propose(self, index: ArticleIndex, models: Models) -> Proposals:
        """What the article may tell.

        Args:
            index: the article, its mentions by place, and the phrases of the lexicons.
            models: the models of the rules, and the thresholds.
        """


@runtime_checkable
class ReadsAhead(Protocol):
    """A proposer that is faster where it is told beforehand which articles it will be shown."""

    def ahead(self, articles: Sequence[Article]) -> None:
        """Prepare for the articles."""


class Rules:
    """The proposer that is always there: frames, lexicons and small models."""

    def propose(self, index: ArticleIndex, models: Models) -> Proposals:
        """Every draft of the rules that may be a record."""
        return Proposals(scored_drafts(index, models))


def together(proposals: Sequence[Proposals]) -> list[Cluster]:
    """What the drafts of all proposers tell, the likeliest first.

    What only others propose loses the log-odds of a second reader's silence, where that one read the whole article.
    """
    clusters = clustered([draft for one in proposals for draft in one.drafts])
    for one in proposals:
        if one.whole is not None:
            clusters = [c if one.name in c.readers else _unsaid(c, one.silence) for c in clusters]
    return sorted(clusters, key=lambda cluster: (-cluster.told, cluster.filled.draft.clause.start))


def _unsaid(cluster: Cluster, silence: float) -> Cluster:
    told = min(max(cluster.told, 1e-6), 1 - 1e-6)
    return replace(cluster, told=sigmoid(log(told / (1 - told)) - silence), unsaid=True)


def calibrated(models: Models, proposals: Sequence[Proposals]) -> Models:
    """The models with the weights that the proposers bring for the score of a record."""
    weights = {name: weight for one in proposals for name, weight in one.weights.items()}
    return replace(models, right=Logistic({**models.right.weights, **weights})) if weights else models
