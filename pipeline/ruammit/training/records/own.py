"""A model folder of a user's own: what it is learned from, the models, and a card that says how they do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruammit._version import version
from ruammit.evaluation.gold import read_gold
from ruammit.output import written_text
from ruammit.records.scoring import FORMAT, MODEL_FILE, MODELS, Models, declared, load
from ruammit.review.gold import finished, gold_rows
from ruammit.review.overlay import reviewed_articles
from ruammit.schema import Article
from ruammit.training.records.adapt import Adapted, adapt
from ruammit.training.records.corpus import Source
from ruammit.training.records.measured import Counts
from ruammit.training.records.rows import annotated

__all__ = ["Trained", "gold_sources", "review_sources", "train_own"]


@dataclass(frozen=True)
class Trained:
    """What came of a training.

    Attributes:
        card: the model card.
        worse: whether models that were moved find records and slots worse, on unseen articles, than the package's.
    """

    card: str
    worse: bool


def review_sources(datasets: Iterable[str]) -> Iterator[Source]:
    """The finished articles of reviewed datasets.

    Raises:
        DatasetError: there is no dataset.
    """
    for location in datasets:
        for found in finished(reviewed_articles(location)):
            own = found.own
            as_read = {"home": own.home if own.home_given else None, "translated": False}
            article = Article(**{name: getattr(own, name) for name in Article.model_fields} | as_read)
            yield Source(article, gold_rows(found.extraction), f"reviews/{own.id}")


def gold_sources(folders: Iterable[Path]) -> Iterator[Source]:
    """The annotated articles of folders.

    Raises:
        GoldError: see `read_gold`.
    """
    for folder in folders:
        for found in read_gold(folder):
            yield Source(found.article, found.annotation.records, f"gold/{found.annotation.id}")


def train_own(given: Sequence[Source], folder: Path) -> Trained:
    """Move the package's models towards the articles, each counted once, and write model and card.

    Raises:
        OutputError: the folder cannot be written.
    """
    sources = list({source.article.sha256: source for source in given}.values())
    articles = [annotated(source.article, source.records) for source in sources]
    found = adapt(articles, load())
    text = card(found, sources)
    written_text(folder / MODEL_FILE, model_json(found.models))
    written_text(folder / "README.md", text)
    before, after = found.before.figures(), found.after.figures()
    return Trained(text, after[2] + after[3] < before[2] + before[3])


def model_json(models: Models) -> str:
    """The models as a file that `records.scoring.load` reads."""
    content = {
        "format": FORMAT,
        "names": {layer: sorted(names) for layer, names in declared().items()},
        "policy": models.policy.model_dump(),
        "weights": {name: dict(getattr(models, name).weights) for name in MODELS},
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def card(found: Adapted, sources: Sequence[Source]) -> str:
    """The model card as Markdown."""
    records = sum(len(source.records) for source in sources)
    languages = ", ".join(sorted({source.article.lang for source in sources}))
    lines = [
        "# Model card: record models of your own",
        "",
        f"Those of Ruammit {version()}, moved towards {len(sources):,} articles ({languages}) with {records:,}"
        " records.",
        "No text, name or identifier of an article is in the model.",
        "",
        "On articles that the models have not seen (cross-validation by article):",
        "",
        "| | package | moved |",
        "|---|---:|---:|",
    ]
    before, after = found.before.figures(), found.after.figures()
    names = ("records, precision", "records, recall", "records, F1", "slots, F1")
    lines += [f"| {name} | {one:.3f} | {other:.3f} |" for name, one, other in zip(names, before, after, strict=True)]
    if _few(found.before):
        lines += ["", "So few records tell little: the figures may change with the next article."]
    return "\n".join(lines) + "\n"


def _few(counts: Counts) -> bool:
    return counts.gold < 100
