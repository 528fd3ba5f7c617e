"""The stages of the pipeline, in order, and the whole pipeline at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ruammit._version import extractor
from ruammit.analysis import Analysis, LayerResult
from ruammit.entities.finder import find_entities
from ruammit.garbage import uncollected
from ruammit.mentions.dates import find_dates
from ruammit.mentions.money import find_money
from ruammit.mentions.numbers import find_numbers
from ruammit.mentions.percent import find_percent
from ruammit.records.finder import find_records
from ruammit.records.proposals import Proposer
from ruammit.records.scoring import identity
from ruammit.schema import Article, Extraction
from ruammit.scores import at_least

__all__ = ["STAGES", "analyse", "analyse_until", "extract_article", "extraction", "fill", "run"]

STAGES: dict[str, Callable[[Analysis], Any]] = {
    "numbers": find_numbers,
    "money": find_money,
    "percent": find_percent,
    "dates": find_dates,
    "entities": find_entities,
    "records": find_records,
}
"""Layer name to the stage that fills it; each may read what the ones before it found, and nothing else."""


def analyse(article: Article, proposers: Sequence[Proposer] = (), model: str | None = None) -> Analysis:
    """The article with all layers filled.

    Args:
        article: the article.
        proposers: who proposes records beside the rules.
        model: the folder of record models other than the package's.
    """
    return run(Analysis(article, model, proposers=proposers))


def analyse_until(article: Article, layer: str) -> Analysis:
    """The article with its layers filled up to one."""
    return run(Analysis(article), layer)


@uncollected()  # what an article makes is freed when it is done; the collector would look for cycles, and find none
def run(analysis: Analysis, until: str | None = None) -> Analysis:
    """Fill the layers of an analysis, in order.

    Args:
        analysis: what is filled.
        until: the last layer to fill; None: all of them.
    """
    for layer in STAGES:
        fill(analysis, layer)
        if layer == until:
            break
    return analysis


def fill(analysis: Analysis, layer: str) -> None:
    """Run one stage; those before it have run."""
    found = STAGES[layer](analysis)
    if isinstance(found, LayerResult):
        analysis.flags += found.flags
        analysis.refused += found.refused
        analysis.reader = analysis.reader or found.reader
        analysis.traces[layer] = found.trace
        found = found.values
    setattr(analysis, layer, found)


def extraction(analysis: Analysis) -> Extraction:
    """What the stages have found, as the validated result."""
    article = analysis.article
    own = {"home": analysis.home, "translated": analysis.translated, "flags": (*article.flags, *analysis.flags)}
    return Extraction(
        **(dict(article) | own),
        home_given=article.home is not None,
        extractor=extractor(),
        model=identity(analysis.model) if analysis.model else None,
        money=tuple(analysis.money),
        percent=tuple(analysis.percent),
        dates=tuple(analysis.dates),
        entities=tuple(analysis.entities),
        records=tuple(analysis.records),
        refused=tuple(analysis.refused),
        reader=analysis.reader,
    )


def extract_article(
    article: Article,
    min_score: float | None = None,
    proposers: Sequence[Proposer] = (),
    model: str | None = None,
) -> Extraction:
    """Everything that the article holds, but records with a score below `min_score`.

    Args:
        article: the article.
        min_score: records with a lower score are left out; None: the models' own choice.
        proposers: who proposes records beside the rules: second readers.
        model: the folder of record models other than the package's, as `ruammit train` writes them.

    Raises:
        ModelError: the folder has no models that fit.
        PackError: no language pack for the article's language.
    """
    return at_least(extraction(analyse(article, proposers, model)), min_score)
